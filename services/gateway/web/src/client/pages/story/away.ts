/** Throwing a story away: one tap, and time to think again before it goes for good. */
import { requestId } from "@/api/client";
import { queryClient } from "@/api/query";
import { deleteStory } from "@/app/stories";
import { soon } from "@/client/soon";

export const storyKey = (id: string): string => `story:${id}`;

export function planAway(id: string): void {
  const once = requestId();
  soon(storyKey(id), async (by) => {
    await deleteStory(id, once, by);
    await queryClient.invalidateQueries({ queryKey: ["stories"] });
  });
}
