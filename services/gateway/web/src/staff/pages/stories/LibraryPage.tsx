/** The library: what clients agreed to have read, by audience, under the name they chose. Printable; gone as soon as somebody takes it back. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { audiences, libraryQuery, type SharedStory } from "@/app/stories";
import { Button } from "@/design/Button";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { OpenBook } from "@/pictograms";
import { Pictures } from "./Pictures";
import styles from "./stories.module.css";

export function LibraryPage() {
  const t = useT();
  const navigate = useNavigate({ from: "/verhalen" });
  const { voor = "AUDIENCE_ORGANISATION" } = useSearch({ from: "/shell/verhalen" });
  const leads = hasRole(useSession().data, "network_lead", "coordinator");
  const mine = leads ? audiences : audiences.slice(0, 3);
  const stories = useQuery(libraryQuery(voor));
  return (
    <Page title={t("stories.title")} lead={t("stories.lead")} above={<Link className="no-print" to="/team">{t("shell.team")}</Link>} width="text" actions={!!stories.data?.length && <Button onPress={() => window.print()}>{t("common.print")}</Button>}>
      <div className={styles.choose}>
        <RadioCards
          compact label={t("stories.for")} value={voor} onChange={(chosen) => void navigate({ search: { voor: chosen }, replace: true, resetScroll: false })}
          options={mine.map((audience) => ({ value: audience, label: t(`stories.audience.${audience}`) }))}
        />
      </div>
      <QueryView query={stories} empty={<EmptyState title={t("stories.none")} text={t("stories.noneText")} pictogram={OpenBook} />}>
        {(all) => <ul className={`plain-list ${styles.library}`}>{all.map((story) => <li key={story.id}><Read story={story} /></li>)}</ul>}
      </QueryView>
    </Page>
  );
}

function Read({ story }: { story: SharedStory }) {
  const t = useT();
  const format = useFormat();
  return (
    <article className={styles.story} aria-label={story.title || story.words?.slice(0, 40)}>
      {story.title && <h2>{story.title}</h2>}
      {story.words && <p className={styles.words}>{story.words}</p>}
      <Pictures names={story.pictures} />
      <p className="soft small">
        {story.organisationName ? t("stories.toldElsewhere", { name: story.name || t("stories.somebody"), organisation: story.organisationName }) : t("stories.told", { name: story.name || t("stories.somebody") })}{" "}
        {story.yesTime && t("stories.yesOn", { day: format.date(story.yesTime) })}
      </p>
    </article>
  );
}
