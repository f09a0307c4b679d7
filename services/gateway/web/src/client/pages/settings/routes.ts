/** How I like it has no address of its own: it stands over every page, and comes with its words when somebody asks for it. */
import { pagesWith } from "@/client/pages-with";

export const Settings = pagesWith("view", "settings")(() => import("./Settings"), "Settings");
