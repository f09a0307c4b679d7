/** What waits to be sent, as a page sees it. */
import { useSyncExternalStore } from "react";
import type { Post } from "./post";
import { post } from "./road";

export const usePost = (): Post => useSyncExternalStore(post.subscribe, post.read, post.read);
