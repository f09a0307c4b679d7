/** What I tell: my stories, and telling a new one. */
import { useQuery } from "@tanstack/react-query";
import { storiesQuery } from "@/app/stories";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useT } from "@/i18n/client";
import { OpenBook, Pencil } from "@/pictograms";
import { useSayStory } from "./say";

export function StoriesPage() {
  const t = useT();
  const say = useSayStory();
  const stories = useQuery(storiesQuery(useMe()));
  const tell = <Doing href="/mijn/over-mij/verhalen/nieuw/woorden" words={t("story.tell")} note={t("story.tellNote")} picture={Pencil} tone="leaf" />;
  return (
    <ClientPage title={t("story.title")} question={t("story.lead")} back="/mijn/over-mij">
      <Ready of={[stories]}>
        {() =>
          stories.data?.length === 0 ? (
            <Kind title={t("story.none")} text={t("story.noneText")} picture={OpenBook}><Doings single>{tell}</Doings></Kind>
          ) : (
            <Doings>
              {stories.data?.map((story) => (
                <Doing key={story.id} href={`/mijn/over-mij/verhalen/${story.id}`} words={say.name(story)} note={say.readers(story)} picture={OpenBook} tone="apricot" />
              ))}
              {tell}
            </Doings>
          )
        }
      </Ready>
    </ClientPage>
  );
}
