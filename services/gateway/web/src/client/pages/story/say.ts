import { type Audience, audiences, type Story, yesFor } from "@/app/stories";
import type { Drawing } from "@/design/Pictogram";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/client";
import { Books, BustsInSilhouette, Houses, HouseWithGarden, WorldMap } from "@/pictograms";

export const audiencePictures: Record<Audience, Drawing> = {
  AUDIENCE_TEAM: HouseWithGarden, AUDIENCE_ORGANISATION: BustsInSilhouette, AUDIENCE_REGION: Houses, AUDIENCE_YEARLY_SUMMARY: Books, AUDIENCE_PUBLIC: WorldMap,
};

export function useSayStory() {
  const t = useT();
  const format = useFormat();
  return {
    /** A story in a line: its name, or its first words. */
    name: (story: Story): string => {
      const words = story.title || story.words || t("story.one");
      return words.length > 60 ? `${words.slice(0, 57).trimEnd()}…` : words;
    },
    /** Who reads it: nobody yet, or these. */
    readers: (story: Story): string => {
      const who = audiences.filter((audience) => yesFor(story, audience));
      return who.length === 0 ? t("story.nobody") : t("story.readBy", { who: format.list(who.map((audience) => t(`story.by.${audience}`))) });
    },
  };
}
