/** The talk in three parts: what each hopes, what is possible, a first plan. Then each person's own yes (M-08, M-18, M-20). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { type Change, isOvertaken, useEdit } from "@/staff/change";
import { HowTo } from "../howto/HowTo";
import { ChangeNote, Hints, idsOf, useMatchNames } from "./parts";
import { OwnYes } from "./PersonCard";
import { recordTalkParts, type TalkPart } from "./life";
import { type Match, matchQuery, type Rhythm, type Talk, wishQuery } from "./queries";
import { mayTalk, members, rhythmsDiffer, talkMisses } from "./road";
import { changedParts, talkOf, type TalkWords, wordsOf } from "./talk";
import { useMatchChange } from "./useMatchChange";
import { WishQuote } from "./WishQuote";
import styles from "./matches.module.css";

export function TalkPage() {
  const t = useT();
  const navigate = useNavigate();
  const { matchId } = useParams({ from: "/shell/koppelingen/$matchId/gesprek" });
  const match = useQuery(matchQuery(matchId));
  const wish = useQuery({ ...wishQuery(match.data?.wishId ?? ""), enabled: !!match.data?.wishId });
  const { called } = useMatchNames([match.data]);
  const save = useMatchChange(
    matchId,
    ({ etag, talk, parts }: Wanted, requestId) => recordTalkParts({ id: matchId, etag }, talk, parts, requestId),
    async (after, { forget }) => {
      forget();
      toast(t("matches.talk.done"));
      if (after.state !== "STATE_GETTING_ACQUAINTED") await navigate({ to: "/koppelingen/$matchId", params: { matchId } });
    },
  );
  return (
    <Page
      title={t("matches.talk.with", { names: called(match.data) })}
      lead={t("matches.talk.lead")}
      above={<Link to="/koppelingen/$matchId" params={{ matchId }}>{called(match.data)}</Link>}
    >
      <HowTo about="expectations" />
      <QueryView query={match}>
        {(found) => (
          <>
            {wish.data && <WishQuote wish={wish.data} />}
            {mayTalk(found) ? <TalkForm key={found.etag} match={found} save={save} /> : <p>{t("matches.talk.notNow")}</p>}
            {found.state === "STATE_GETTING_ACQUAINTED" && <OwnYeses match={found} />}
          </>
        )}
      </QueryView>
    </Page>
  );
}

interface Wanted {
  etag: string;
  talk: Talk;
  parts: TalkPart[];
  forget: () => void;
}

function TalkForm({ match, save }: { match: Match; save: Change<Wanted> }) {
  const t = useT();
  const edit = useEdit<TalkWords>(`match:talk:${match.id}`, wordsOf(match));
  const { value, set } = edit;
  const parts = changedParts(value, match);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Nothing was changed: then there is nothing to write, and that is fine.
    if (parts.length === 0) return toast(t("matches.talk.done"));
    save.start({ etag: value.etag, talk: talkOf(value), parts, forget: edit.forget });
  };
  const expects = (id: string) => value.expects[id] ?? { words: "", rhythm: "RHYTHM_UNSPECIFIED" as const };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Part n={1} title={t("matches.talk.part.1")} help={t("matches.talk.expectations.help")}>
        <div className={styles.sides}>
          {idsOf(match).map((id) => (
            <Side key={id} id={id} {...expects(id)} onChange={(one) => set({ expects: { ...value.expects, [id]: one } })} />
          ))}
        </div>
        <div aria-live="polite">
          {rhythmsDiffer(Object.values(value.expects).map((one) => one.rhythm))
            ? <Hints of={[{ code: "differ", nl: t("matches.talk.rhythmsDiffer"), en: t("matches.talk.rhythmsDiffer") }]} />
            : <Hints of={match.hints?.filter((hint) => hint.code === "EXPECTATION_NOT_TOLD")} />}
        </div>
      </Part>
      <Part n={2} title={t("matches.talk.part.2")}>
        <TextArea label={t("matches.talk.possibilities")} description={t("matches.talk.possibilities.help")} value={value.possibilities} onChange={(possibilities) => set({ possibilities })} maxLength={2000} />
      </Part>
      <Part n={3} title={t("matches.talk.part.3")}>
        <TextArea label={t("matches.talk.plan")} description={t("matches.talk.plan.help")} value={value.plan} onChange={(plan) => set({ plan })} maxLength={2000} />
      </Part>
      {isOvertaken(save.problem) && value.etag !== match.etag
        ? <Overtaken match={match} onMine={edit.keepMine} onTheirs={edit.takeTheirs} />
        : !isOvertaken(save.problem) && <ChangeNote problem={save.problem} />}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("matches.talk.save")}</Button>
        <Link to="/koppelingen/$matchId" params={{ matchId: match.id ?? "" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

function Part({ n, title, help, children }: { n: number; title: string; help?: string; children: React.ReactNode }) {
  return (
    <section className={styles.part}>
      <h2><span className={styles.nth} aria-hidden="true">{n}</span>{title}</h2>
      {help && <p className="soft">{help}</p>}
      {children}
    </section>
  );
}

function Side({ id, words, rhythm, onChange }: { id: string; words: string; rhythm: Rhythm; onChange: (one: { words: string; rhythm: Rhythm }) => void }) {
  const t = useT();
  const { nameOf } = useMatchNames([{ participants: [{ clientId: id }] }]);
  const name = nameOf(id, true);
  return (
    <div className={styles.person}>
      <div className={styles.who}><Initials name={nameOf(id)} /><h3 className={styles.whoName}>{name}</h3></div>
      <TextArea
        label={t("matches.talk.expects", { name })}
        description={t("matches.talk.expects.help")}
        value={words}
        onChange={(next) => onChange({ words: next, rhythm })}
        maxLength={2000}
      />
      <RadioCards<Rhythm>
        compact
        label={t("matches.talk.rhythm", { name })}
        value={rhythm === "RHYTHM_UNSPECIFIED" ? null : rhythm}
        onChange={(next) => onChange({ words, rhythm: next })}
        options={(["RHYTHM_NOW_AND_THEN", "RHYTHM_REGULARLY", "RHYTHM_OFTEN"] as const).map((value) => ({ value, label: t(`matches.talk.rhythm.${value}`) }))}
      />
      {(words || rhythm !== "RHYTHM_UNSPECIFIED") && (
        <div><Button size="small" kind="quiet" aria-label={t("matchlife.talk.emptyOf", { name })} onPress={() => onChange({ words: "", rhythm: "RHYTHM_UNSPECIFIED" })}>{t("matchlife.talk.empty")}</Button></div>
      )}
    </div>
  );
}

/** Somebody else recorded the talk meanwhile: what it is now, and the choice between theirs and what stands in the form. */
function Overtaken({ match, onMine, onTheirs }: { match: Match; onMine: () => void; onTheirs: () => void }) {
  const t = useT();
  const { nameOf } = useMatchNames([match]);
  const now = wordsOf(match);
  const rows: [string, string][] = [
    ...idsOf(match).map((id): [string, string] => [t("matches.talk.expects", { name: nameOf(id, true) }), now.expects[id]?.words ?? ""]),
    [t("matches.talk.possibilities"), now.possibilities],
    [t("matches.talk.plan"), now.plan],
  ];
  return (
    <div role="alert" className={styles.overtaken}>
      <p className={styles.strong}>{t("matches.overtaken.title")}</p>
      <p>{t("matches.overtaken.text")}</p>
      <dl className={styles.facts}>{rows.filter(([, text]) => text).map(([label, text]) => <div key={label}><dt>{label}</dt><dd>{text}</dd></div>)}</dl>
      <div className="cluster">
        <Button onPress={onMine}>{t("matches.overtaken.mine")}</Button>
        <Button kind="quiet" onPress={onTheirs}>{t("matches.overtaken.theirs")}</Button>
      </div>
    </div>
  );
}

function OwnYeses({ match }: { match: Match }) {
  const t = useT();
  const format = useFormat();
  const { nameOf, isHidden } = useMatchNames([match]);
  const misses = talkMisses(match);
  return (
    <section className={styles.part}>
      <h2>{t("matches.talk.yes")}</h2>
      <p className="soft">{misses.length > 0 ? t("matches.talk.misses", { parts: format.list(misses.map((part) => t(`matches.talk.misses.${part}`))) }) : t("matches.talk.yes.help")}</p>
      <div className={styles.people}>
        {members(match).map((person) => (
          <div key={person.clientId} className={styles.person}>
            <div className={styles.who}><Initials name={nameOf(person.clientId)} /><h3 className={styles.whoName}>{nameOf(person.clientId, true)}</h3></div>
            <OwnYes match={match} person={person} name={nameOf(person.clientId, true)} hidden={isHidden(person.clientId)} />
          </div>
        ))}
      </div>
    </section>
  );
}
