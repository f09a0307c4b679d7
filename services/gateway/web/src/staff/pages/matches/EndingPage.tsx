/** Ending with care: it may come to an end; a talk with each, words everybody may hear, thanks (M-14, M-15, M-16). */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { HowTo } from "../howto/HowTo";
import { CareCard } from "./CareCard";
import { DepartedPart } from "./DepartedPart";
import { ChangeNote, useMatchNames } from "./parts";
import { closeMatch, endMatch, type Match, matchQuery } from "./queries";
import { careLeft, type CareLeft, careTaken, isFormer } from "./road";
import { TakeBack } from "./TakeBack";
import { Thanks } from "./Thanks";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

export function EndingPage() {
  const t = useT();
  const { matchId } = useParams({ from: "/shell/koppelingen/$matchId/afronden" });
  const match = useQuery(matchQuery(matchId));
  const { called } = useMatchNames([match.data]);
  const names = called(match.data);
  const closed = match.data?.state === "STATE_CLOSED";
  return (
    <Page
      title={closed ? t("matches.thanks.title") : t("matches.end.title", { names })}
      lead={closed ? undefined : t("matches.end.lead")}
      above={<Link to="/koppelingen/$matchId" params={{ matchId }}>{names}</Link>}
    >
      <HowTo about="ending" />
      <QueryView query={match}>
        {(found) => {
          if (isFormer(found)) return <DepartedPart match={found} />;
          if (found.state === "STATE_CLOSED") return <Thanks match={found} />;
          return found.state === "STATE_CLOSING" ? <Closing match={found} /> : <Start match={found} />;
        }}
      </QueryView>
    </Page>
  );
}

/** Sentences to begin with: friendly and true, without blame. */
function NeutralWords({ value, onChange, error, optional }: { value: string; onChange: (words: string) => void; error?: string; optional?: boolean }) {
  const t = useT();
  const phrases = [t("matches.end.phrase.1"), t("matches.end.phrase.2"), t("matches.end.phrase.3")];
  return (
    <div className="stack" style={{ "--gap": "var(--space-3)" } as React.CSSProperties}>
      <TextArea optional={optional} label={t("matches.end.neutral")} description={t("matches.end.neutral.help")} value={value} onChange={onChange} error={error} maxLength={1000} />
      <div className={styles.phrases} role="group" aria-label={t("matches.end.phrases")}>
        {phrases.map((phrase) => (
          <Button key={phrase} size="small" onPress={() => onChange(value.includes(phrase) ? value : [value.trim(), phrase].filter(Boolean).join(" "))}>{phrase}</Button>
        ))}
      </div>
    </div>
  );
}

function Start({ match }: { match: Match }) {
  const t = useT();
  const [words, setWords, forget] = useDraft(`match:end:${match.id}`, {
    privateReason: "",
    // After looking back the words are ready, to change or to leave.
    neutralWords: match.follows?.what === "WHAT_CLOSE" ? (match.follows.wordsNl ?? "") : "",
  });
  const start = useMatchChange(match.id ?? "", (value: typeof words, requestId) => endMatch(match, value, requestId), () => {
    forget();
    toast(t("matches.end.started"));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.start(words);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p className={styles.hints}>{t("matches.end.doubt")}</p>
      <TextArea
        optional
        label={t("matches.end.private")}
        description={t("matches.end.private.help")}
        value={words.privateReason}
        onChange={(privateReason) => setWords({ ...words, privateReason })}
        error={start.problem?.fields.privateReason}
        maxLength={2000}
      />
      <NeutralWords optional value={words.neutralWords} onChange={(neutralWords) => setWords({ ...words, neutralWords })} error={start.problem?.fields.neutralWords} />
      <ChangeNote problem={start.problem} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={start.isPending}>{t("matches.end.start")}</Button>
        <Link to="/koppelingen/$matchId" params={{ matchId: match.id ?? "" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

function Closing({ match }: { match: Match }) {
  const t = useT();
  const format = useFormat();
  const { names, nameOf } = useMatchNames([match]);
  const ending = match.ending;
  const [words, setWords, forget] = useDraft(`match:close:${match.id}`, ending?.neutralWords ?? "");
  const close = useMatchChange(match.id ?? "", (value: string, requestId) => closeMatch(match, value, requestId), forget);
  const left: CareLeft = { ...careLeft(match), words: words.trim() === "" };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    close.start(words);
  };
  return (
    <>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        {ending?.startedByClientId && <p>{t("matches.end.startedBy", { name: nameOf(ending.startedByClientId, true) })}</p>}
        {ending?.startTime && <p className="soft">{t("matches.end.began", { when: format.date(ending.startTime) })}</p>}
        <div><TakeBack match={match} /></div>
      </div>
      {ending?.privateReason && (
        <div role="note" className={styles.hints} aria-label={t("matches.end.privateSaid")}>
          <p className={styles.strong}>{t("matches.end.privateSaid")}</p>
          <p className={styles.pre}>{ending.privateReason}</p>
        </div>
      )}
      <section className="stack">
        <h2>{t("matches.end.care")}</h2>
        <p className="soft">{t("matches.end.care.help")}</p>
        <div className={styles.people}>
          {ending?.care?.map((care) => <CareCard key={care.clientId} match={match} care={care} />)}
        </div>
      </section>
      <form className={styles.form} onSubmit={submit} noValidate>
        <NeutralWords value={words} onChange={setWords} error={close.problem?.fields.neutralWords} />
        {!careTaken(left) && (
          <div className={styles.talk} aria-live="polite">
            <p className={styles.strong}>{t("matches.end.stillNeeded")}</p>
            <ul>
              {left.words && <li>{t("matches.end.need.words")}</li>}
              {left.talk.length > 0 && <li>{t("matches.end.need.talk", { names: names(left.talk) })}</li>}
              {left.followUp.length > 0 && <li>{t("matches.end.need.followUp", { names: names(left.followUp) })}</li>}
            </ul>
          </div>
        )}
        <ChangeNote problem={close.problem} />
        <div><Button kind="primary" type="submit" isPending={close.isPending} isDisabled={!careTaken(left)}>{t("matches.end.close")}</Button></div>
      </form>
    </>
  );
}
