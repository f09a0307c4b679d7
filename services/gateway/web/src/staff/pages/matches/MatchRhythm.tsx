/** When people look back next, and another rhythm where that fits them better (E-03): with the reason, and back again in one tap. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { ChangeNote } from "./parts";
import { type MatchRhythm as Rhythm, matchRhythmQuery, setMatchRhythm } from "./queries";

const firsts = ["1", "2", "3", "6"] as const;
const everies = ["1", "3", "6", "12"] as const;
const refreshOf = (matchId: string) => [["lookBackRhythm", matchId], ["interimEvaluations"], ["signals"]];

export function MatchRhythm({ matchId }: { matchId: string }) {
  const t = useT();
  const format = useFormat();
  const found = useQuery(matchRhythmQuery(matchId));
  const [choosing, setChoosing] = useState(false);
  const rhythm = found.data;
  if (!rhythm) return null; // a moment ago under way: evaluation hears of it soon
  const next = (rhythm.coming ?? []).find((at) => new Date(at).getTime() > Date.now());
  return (
    <Card
      title={t("lookback.rhythm.match")}
      actions={
        <>
          <Button size="small" onPress={() => setChoosing(true)}>{t("lookback.rhythm.match.change")}</Button>
          {rhythm.adjusted && <Back of={rhythm} />}
        </>
      }
    >
      <p>{next ? t("lookback.rhythm.match.next", { when: format.date(next) }) : t("lookback.rhythm.match.none")}</p>
      {rhythm.adjusted && <p className="soft">{t("lookback.rhythm.match.own", { reason: rhythm.reason ?? "" })}</p>}
      {choosing && <Choose of={rhythm} onClose={() => setChoosing(false)} />}
    </Card>
  );
}

interface Chosen {
  first: (typeof firsts)[number];
  every: (typeof everies)[number];
  reason: string;
}

function Choose({ of, onClose }: { of: Rhythm; onClose: () => void }) {
  const t = useT();
  const undo = useUndo();
  const [value, setValue, forget] = useDraft<Chosen>(`match:rhythm:${of.matchId}`, { first: "3", every: "6", reason: of.reason ?? "" });
  const { first, every, reason } = value;
  const matchId = of.matchId ?? "";
  const save = useChange({
    run: (_: void, once) => setMatchRhythm(of, { rhythm: { months: [Number(first)], thenEvery: Number(every), etag: of.rhythm?.etag }, reason }, once),
    refresh: refreshOf(matchId),
    onDone: () => {
      forget();
      onClose();
      undo(t("lookback.rhythm.match.saved"), () => setMatchRhythm(of, of.adjusted ? { rhythm: { ...of.rhythm, etag: undefined }, reason: of.reason } : {}, requestId()), refreshOf(matchId));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start();
  };
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t("lookback.rhythm.match.title")}>
      <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
        <RadioCards compact label={t("lookback.rhythm.first")} value={first} onChange={(chosen) => setValue({ ...value, first: chosen })} options={firsts.map((n) => ({ value: n, label: t.count("lookback.months", Number(n)) }))} />
        <RadioCards compact label={t("lookback.rhythm.every")} value={every} onChange={(chosen) => setValue({ ...value, every: chosen })} options={everies.map((n) => ({ value: n, label: t.count("lookback.everyMonths", Number(n)) }))} />
        <TextField label={t("lookback.rhythm.reason")} description={t("lookback.rhythm.reason.help")} value={reason} onChange={(words) => setValue({ ...value, reason: words })} error={save.problem?.fields.reason} maxLength={300} autoComplete="off" />
        <ChangeNote problem={save.problem} labels={{ reason: t("lookback.rhythm.reason") }} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Back({ of }: { of: Rhythm }) {
  const t = useT();
  const undo = useUndo();
  const refresh = refreshOf(of.matchId ?? "");
  const back = useChange({
    run: (_: void, once) => setMatchRhythm(of, {}, once),
    refresh,
    onDone: () => undo(t("lookback.rhythm.match.backDone"), () => setMatchRhythm(of, { rhythm: { ...of.rhythm, etag: undefined }, reason: of.reason }, requestId()), refresh),
  });
  return (
    <>
      <Button kind="quiet" size="small" isPending={back.isPending} onPress={() => back.start()}>{t("lookback.rhythm.match.back")}</Button>
      <ChangeNote problem={back.problem} />
    </>
  );
}
