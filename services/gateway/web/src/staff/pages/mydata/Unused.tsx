/** Leaving a person's data unused, and using it again with a reason that the person reads. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { holding, type Restriction } from "@/app/personal-data";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "./mydata.module.css";
import { type Client, endRestriction, restrict, restrictionChanges, restrictionsQuery, type Voice, voices } from "./queries";

export function Unused({ of, may }: { of: Client; may: boolean }) {
  const t = useT();
  const all = useQuery(restrictionsQuery(of.id ?? ""));
  return (
    <section className={styles.group} id="niet-gebruiken">
      <h2>{t("mydata.unused")}</h2>
      <p className="soft">{t("mydata.unused.text", { name: of.givenName ?? "" })}</p>
      <QueryView query={all}>
        {(found) => (
          <>
            {may && (holding(found) ? <End of={of} now={holding(found)!} /> : <Begin of={of} />)}
            <Before all={found} />
          </>
        )}
      </QueryView>
    </section>
  );
}

function Begin({ of }: { of: Client }) {
  const t = useT();
  const undo = useUndo();
  const clientId = of.id ?? "";
  const [voice, setVoice] = useState<Voice>("SAID_BY_TOLD");
  const [reason, write, forget] = useDraft(`restrict:${clientId}`, "");
  const refresh = restrictionChanges(clientId);
  const begin = useChange({
    run: (by: Voice, once) => restrict(clientId, by, reason, once),
    refresh,
    onDone: (made) => {
      forget();
      undo(t("mydata.unused.begun"), () => endRestriction(clientId, made.id ?? "", "SAID_BY_ORGANISATION", t("mydata.unused.slip"), requestId()), refresh);
    },
  });
  return (
    <>
      <RadioCards compact label={t("mydata.whose")} options={voices.map((value) => ({ value, label: t(`mydata.voice.${value}`) }))} value={voice} onChange={setVoice} />
      <TextArea label={t("mydata.unused.reason")} optional value={reason} onChange={write} error={begin.problem?.fields["reason"]} />
      <ErrorNote problem={begin.problem} />
      <div><Button onPress={() => begin.start(voice)} isPending={begin.isPending}>{t("mydata.unused.begin")}</Button></div>
    </>
  );
}

function End({ of, now }: { of: Client; now: Restriction }) {
  const t = useT();
  const format = useFormat();
  const clientId = of.id ?? "";
  const [voice, setVoice] = useState<Voice>("SAID_BY_TOLD");
  const [reason, write, forget] = useDraft(`unrestrict:${clientId}`, "");
  const [tried, setTried] = useState(false);
  const end = useChange({
    run: (by: Voice, once) => endRestriction(clientId, now.id ?? "", by, reason, once),
    refresh: restrictionChanges(clientId),
    onDone: () => forget(),
  });
  return (
    <div className={styles.one}>
      <div className={styles.heading}><h3>{t("mydata.unused.since", { date: format.date(now.beginTime ?? "") })}</h3><Chip tone="apricot">{t("mydata.unused.holds")}</Chip></div>
      {now.reason && <blockquote>{now.reason}</blockquote>}
      <RadioCards compact label={t("mydata.whose")} options={voices.map((value) => ({ value, label: t(`mydata.voice.${value}`) }))} value={voice} onChange={setVoice} />
      <TextArea
        label={t("mydata.unused.endReason")}
        description={t("mydata.unused.endReason.help", { name: of.givenName ?? "" })}
        value={reason}
        onChange={write}
        error={tried && reason.trim() === "" ? t("mydata.unused.why") : end.problem?.fields["reason"]}
      />
      <ErrorNote problem={end.problem} />
      <div><Button onPress={() => (reason.trim() === "" ? setTried(true) : end.start(voice))} isPending={end.isPending}>{t("mydata.unused.end")}</Button></div>
    </div>
  );
}

function Before({ all }: { all: readonly Restriction[] }) {
  const t = useT();
  const format = useFormat();
  const over = all.filter((one) => one.endTime);
  if (over.length === 0) return null;
  return (
    <details>
      <summary>{t("mydata.unused.before")}</summary>
      <ul>
        {over.map((one) => (
          <li key={one.id}>{t("mydata.unused.line", { from: format.date(one.beginTime ?? ""), to: format.date(one.endTime ?? "") })} {one.endReason}</li>
        ))}
      </ul>
    </details>
  );
}
