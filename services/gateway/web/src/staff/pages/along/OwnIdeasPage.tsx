/** The organisation's own ideas: adding one, and putting one away or taking it back. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { LightBulb } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { kinds, pictureOf } from "../activities/kinds";
import { createIdea, type Idea, ownIdeasQuery, putAway } from "./queries";
import styles from "./along.module.css";

const seasons = ["SEASON_SPRING", "SEASON_SUMMER", "SEASON_AUTUMN", "SEASON_WINTER"] as const;
const settings = ["SETTING_UNSPECIFIED", "SETTING_INDOORS", "SETTING_OUTDOORS"] as const;
const refresh = [["ownIdeas"], ["ideas"]] as const;

export function OwnIdeasPage() {
  const t = useT();
  const ideas = useQuery(ownIdeasQuery);
  const [adding, setAdding] = useState(false);
  const action = adding ? undefined : <Button kind="primary" onPress={() => setAdding(true)}>{t("along.ideas.add")}</Button>;
  return (
    <Page title={t("along.ideas.own")} lead={t("along.ideas.own.lead")} above={<Link to="/activiteiten">{t("activities.title")}</Link>} actions={action} width="text">
      {adding && <NewIdea onDone={() => setAdding(false)} />}
      <QueryView query={ideas} empty={<EmptyState title={t("along.ideas.own.empty")} text={t("along.ideas.own.emptyText")} pictogram={LightBulb} />}>
        {(all) => <ul className={`plain-list ${styles.rows}`}>{all.map((idea) => <Row key={idea.id} idea={idea} />)}</ul>}
      </QueryView>
    </Page>
  );
}

function Row({ idea }: { idea: Idea }) {
  const t = useT();
  const undo = useUndo();
  const change = useChange({
    refresh,
    run: (away: boolean, requestId) => putAway(idea, away, requestId),
    onDone: (after, away) => undo(t(away ? "along.ideas.awayDone" : "along.ideas.backDone"), () => putAway(after, !away, crypto.randomUUID()), refresh),
  });
  return (
    <li className={styles.row}>
      <Pictogram of={pictureOf(idea.kind)} size="2.5rem" plate />
      <p className={styles.words}><strong>{idea.what}</strong> <span className="soft">{seasons.filter((one) => idea.seasons?.includes(one)).map((one) => t(`along.season.${one}`)).join(", ")}</span></p>
      {idea.away && <Chip tone="plain">{t("along.ideas.isAway")}</Chip>}
      <Button kind="quiet" size="small" aria-label={`${t(idea.away ? "along.ideas.back" : "along.ideas.away")}: ${idea.what}`} onPress={() => change.start(!idea.away)}>{t(idea.away ? "along.ideas.back" : "along.ideas.away")}</Button>
      <ErrorNote problem={change.problem} />
    </li>
  );
}

function NewIdea({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [idea, setIdea, forget] = useDraft<Idea & { words?: string }>("idea:new", { kind: "KIND_OUT", setting: "SETTING_UNSPECIFIED" });
  const undo = useUndo();
  const save = useChange({
    refresh,
    run: ({ words, ...value }: typeof idea, requestId) => createIdea({ ...value, likes: [...new Set((words ?? "").split(",").map((one) => one.trim().toLowerCase()).filter(Boolean))].slice(0, 8) }, requestId),
    onDone: (made) => {
      forget();
      undo(t("along.ideas.saved"), () => putAway(made, true, crypto.randomUUID()), refresh);
      onDone();
    },
  });
  const set = (change: Partial<typeof idea>) => setIdea({ ...idea, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(idea);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField label={t("along.ideas.what")} value={idea.what ?? ""} onChange={(what) => set({ what })} error={save.problem?.fields["idea.what"]} maxLength={120} />
      <Select label={t("along.ideas.kind")} value={idea.kind ?? null} onChange={(kind) => set({ kind })} options={kinds.map((value) => ({ value, label: t(`activities.kind.${value}`) }))} />
      <fieldset>
        <legend>{t("along.ideas.seasons")}</legend>
        <p className="soft small">{t("along.ideas.seasons.help")}</p>
        <div className={styles.pictures}>
          {seasons.map((one) => (
            <Checkbox key={one} isSelected={!!idea.seasons?.includes(one)} onChange={(on) => set({ seasons: on ? [...(idea.seasons ?? []), one] : idea.seasons?.filter((other) => other !== one) })}>{t(`along.season.${one}`)}</Checkbox>
          ))}
        </div>
      </fieldset>
      <RadioCards compact label={t("along.ideas.setting")} value={idea.setting ?? "SETTING_UNSPECIFIED"} onChange={(setting) => set({ setting })} options={settings.map((value) => ({ value, label: t(`along.ideas.${value}`) }))} />
      <Checkbox isSelected={!!idea.free} onChange={(free) => set({ free })}>{t("along.ideas.free")}</Checkbox>
      <TextField optional label={t("along.ideas.likes")} description={t("along.ideas.likes.help")} value={idea.words ?? ""} onChange={(words) => set({ words })} error={save.problem?.fields["idea.likes"]} maxLength={200} />
      <ErrorNote problem={save.problem} labels={{ "idea.what": t("along.ideas.what") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("along.ideas.save")}</Button>
        <Button kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
