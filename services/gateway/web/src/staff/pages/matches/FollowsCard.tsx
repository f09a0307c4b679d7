/** What people want to follow after they looked back (E-06): one tap to where they do it themselves, and it may be put aside. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { useFormat } from "@/i18n/format";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { ChangeNote } from "./parts";
import { PauseDialog } from "./PauseDialog";
import { type Match, putFollowsAside } from "./queries";
import { useMatchChange } from "./useMatchChange";

export function FollowsCard({ match }: { match: Match }) {
  const t = useT();
  const format = useFormat();
  const aside = useMatchChange(match.id ?? "", (_: void, requestId) => putFollowsAside(match, requestId));
  const follows = match.follows;
  const what = follows?.what;
  if (!follows || !what || what === "WHAT_UNSPECIFIED") return <Resting match={match} />;
  return (
    <>
      <Card
        tone="sky"
        title={t(`lookback.follows.${what}`)}
        note={follows.time && t("lookback.follows.since", { when: format.date(follows.time) })}
        actions={
          <>
            <Do match={match} what={what} />
            <Button kind="quiet" size="small" isPending={aside.isPending} onPress={() => aside.start()}>{t("lookback.follows.aside")}</Button>
          </>
        }
      >
        <p>{t(`lookback.follows.${what}.text`)}</p>
        {inLanguage(t.language, follows, "words") && <blockquote>{inLanguage(t.language, follows, "words")}</blockquote>}
        <p>
          <Link to="/tussenstand/$evaluationId" params={{ evaluationId: follows.interimEvaluationId ?? "" }}>{t("lookback.follows.where")}</Link>
        </p>
        <ChangeNote problem={aside.problem} />
      </Card>
      <Resting match={match} />
    </>
  );
}

type What = NonNullable<NonNullable<Match["follows"]>["what"]>;

function Do({ match, what }: { match: Match; what: What }) {
  const t = useT();
  const [resting, setResting] = useState(false);
  const params = { matchId: match.id ?? "" };
  switch (what) {
    case "WHAT_PAUSE":
      return (
        <>
          <Button kind="primary" onPress={() => setResting(true)}>{t("lookback.follows.WHAT_PAUSE.do")}</Button>
          {resting && <PauseDialog match={match} onClose={() => setResting(false)} />}
        </>
      );
    case "WHAT_CLOSE": return <Link to="/koppelingen/$matchId/afronden" params={params} className={buttonClass("primary")}>{t("lookback.follows.WHAT_CLOSE.do")}</Link>;
    case "WHAT_NEW_MATCH":
      return (
        <Link to="/tussenstand/$evaluationId" params={{ evaluationId: match.follows?.interimEvaluationId ?? "" }} className={buttonClass("primary")}>
          {t("lookback.follows.WHAT_NEW_MATCH.do")}
        </Link>
      );
    default: return <Link to="/koppelingen/$matchId/gesprek" params={params} className={buttonClass("primary")}>{t("lookback.follows.WHAT_ADAPT.do")}</Link>;
  }
}

/** Come here to pause: the dialog is open at once, while the people are under way. */
function Resting({ match }: { match: Match }) {
  const { pauze } = useSearch({ from: "/shell/koppelingen/$matchId" });
  const navigate = useNavigate();
  if (!pauze || match.state !== "STATE_UNDER_WAY") return null;
  const close = () => void navigate({ to: "/koppelingen/$matchId", params: { matchId: match.id ?? "" }, search: {}, replace: true });
  return <PauseDialog match={match} onClose={close} />;
}
