/** What one could do from here: forward, and just as well back. Undo, or a page of its own, instead of "are you sure?". */
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Dialog } from "@/design/Dialog";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { pause, resume, startAgain, withdraw } from "./life";
import { ChangeNote, useMatchNames } from "./parts";
import { PauseDialog } from "./PauseDialog";
import { createMatch, type Match } from "./queries";
import { stateOf, talkMisses } from "./road";
import { TakeBack } from "./TakeBack";
import { around, useMatchChange } from "./useMatchChange";
import { VoiceDialog } from "./VoiceDialog";
import styles from "./matches.module.css";

export function Ways({ match }: { match: Match }) {
  switch (stateOf(match)) {
    case "STATE_IDEA": return <FromIdea match={match} />;
    case "STATE_PROPOSED": return <FromProposal match={match} />;
    case "STATE_GETTING_ACQUAINTED": return <FromAcquaintance match={match} />;
    case "STATE_UNDER_WAY":
    case "STATE_PAUSED": return <FromUnderWay match={match} />;
    case "STATE_CLOSING": return <FromClosing match={match} />;
    case "STATE_CLOSED": return <FromClosed match={match} />;
    default: return null;
  }
}

const to = (match: Match) => ({ matchId: match.id ?? "" });

function FromIdea({ match }: { match: Match }) {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const letGo = useChange({
    refresh: around,
    run: (_: void, requestId) => withdraw(match, requestId),
    onDone: async () => {
      await navigate({ to: "/koppelingen" });
      // Whoever wished comes first; the others are who was thought of.
      const others = (match.participants ?? []).slice(1).map(({ clientId, networker }) => ({ clientId, networker }));
      undo(t("matches.do.letGo.done"), () => createMatch(match.wishId ?? "", others, crypto.randomUUID()), around);
    },
  });
  return (
    <>
      <ChangeNote problem={letGo.problem} />
      <div className={styles.ways}>
        <Link to="/koppelingen/$matchId/voorstellen" params={to(match)} className={buttonClass("primary")}>{t("matches.do.propose")}</Link>
        <Button kind="quiet" isPending={letGo.isPending} onPress={() => letGo.start()}><span className={styles.back}>{t("matches.do.letGo")}</span></Button>
      </div>
    </>
  );
}

/** What was answered already goes with the question: that cannot be undone, so it is said first. */
function FromProposal({ match }: { match: Match }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const back = useMatchChange(match.id ?? "", (_: void, requestId) => withdraw(match, requestId));
  return (
    <div className={styles.ways}>
      <Button kind="quiet" onPress={() => setAsking(true)}><span className={styles.back}>{t("matches.do.withdraw")}</span></Button>
      {asking && (
        <Dialog
          isOpen
          onOpenChange={setAsking}
          title={t("matchlife.withdraw.title")}
          actions={
            <>
              <Button kind="primary" isPending={back.isPending} onPress={() => back.start()}>{t("matches.do.withdraw")}</Button>
              <Button kind="quiet" onPress={() => setAsking(false)}>{t("matchlife.withdraw.keep")}</Button>
            </>
          }
        >
          <p>{t("matchlife.withdraw.text")}</p>
          <ChangeNote problem={back.problem} />
        </Dialog>
      )}
    </div>
  );
}

function FromAcquaintance({ match }: { match: Match }) {
  const t = useT();
  const talked = talkMisses(match).length === 0;
  return (
    <div className={styles.ways}>
      <Link to="/koppelingen/$matchId/gesprek" params={to(match)} className={buttonClass(talked ? "secondary" : "primary")}>
        {talked ? t("matches.do.talkAgain") : t("matches.do.talk")}
      </Link>
      <Link to="/koppelingen/$matchId/afronden" params={to(match)} className={buttonClass("quiet")}><span className={styles.back}>{t("matches.do.end")}</span></Link>
    </div>
  );
}

function FromUnderWay({ match }: { match: Match }) {
  const t = useT();
  const [resting, setResting] = useState(false);
  const paused = match.state === "STATE_PAUSED";
  return (
    <>
      {paused && <Rest match={match} />}
      <div className={styles.ways}>
        <div className="cluster">
          {paused
            ? <GoOn match={match} />
            : <Link to="/activiteiten/nieuw" search={{ koppeling: match.id }} className={buttonClass("primary")}>{t("matches.do.plan")}</Link>}
          {!paused && <Link to="/koppelingen/$matchId/erbij" params={to(match)} className={buttonClass()}>{t("matchlife.do.invite")}</Link>}
        </div>
        <div className="cluster">
          <Link to="/koppelingen/$matchId/gesprek" params={to(match)} className={buttonClass("quiet")}><span className={styles.back}>{t("matches.do.talkAgain")}</span></Link>
          {!paused && <Button kind="quiet" onPress={() => setResting(true)}>{t("matches.do.pause")}</Button>}
          <Link to="/koppelingen/$matchId/afronden" params={to(match)} className={buttonClass("quiet")}>{t("matches.do.end")}</Link>
        </div>
      </div>
      {resting && <PauseDialog match={match} onClose={() => setResting(false)} />}
    </>
  );
}

/** Who asked for the rest, and when somebody asks again. */
function Rest({ match }: { match: Match }) {
  const t = useT();
  const format = useFormat();
  const { nameOf } = useMatchNames([match]);
  const by = match.pausedByClientId;
  if (!by && !match.pauseUntil) return null;
  return (
    <p>
      {by && t("matchlife.pause.by", { name: nameOf(by, true) })}{" "}
      {match.pauseUntil && t("matchlife.pause.again", { day: format.date(match.pauseUntil) })}
    </p>
  );
}

/** Whoever asked for the rest says that it goes on; when that was support workers, they do. */
function GoOn({ match }: { match: Match }) {
  const t = useT();
  const undo = useUndo();
  const { nameOf, isHidden } = useMatchNames([match]);
  const [asking, setAsking] = useState(false);
  const by = match.pausedByClientId;
  const on = useMatchChange(match.id ?? "", (_: void, requestId) => resume(match, {}, requestId), (after) =>
    undo(t("matches.do.resume.done"), () => pause(after, { until: match.pauseUntil }, crypto.randomUUID()), [["matches", match.id], ...around]));
  if (by && isHidden(by)) return <p className="soft">{t("matchlife.resume.elsewhere")}</p>;
  const name = nameOf(by, true);
  return (
    <>
      <Button kind="primary" isPending={on.isPending} onPress={() => (by ? setAsking(true) : on.start())}>
        {by ? t("matchlife.do.resumeWith", { name }) : t("matches.do.resume")}
      </Button>
      <ChangeNote problem={on.problem} />
      {asking && by && <VoiceDialog match={match} person={{ id: by, name }} about="resume" onClose={() => setAsking(false)} />}
    </>
  );
}

function FromClosing({ match }: { match: Match }) {
  const t = useT();
  return (
    <div className={styles.ways}>
      <Link to="/koppelingen/$matchId/afronden" params={to(match)} className={buttonClass("primary")}>{t("matches.do.endGo")}</Link>
      <TakeBack match={match} />
    </div>
  );
}

/** Together again with the same people: everybody is asked anew (M-15). */
function FromClosed({ match }: { match: Match }) {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const queries = useQueryClient();
  const again = useChange({
    refresh: around,
    run: (_: void, requestId) => startAgain(match, requestId),
    onDone: async (idea) => {
      queries.setQueryData(["matches", idea.id], idea);
      await navigate({ to: "/koppelingen/$matchId", params: to(idea) });
      const back = async () => {
        await withdraw(idea, crypto.randomUUID());
        await navigate({ to: "/koppelingen/$matchId", params: to(match) });
      };
      undo(t("matchlife.again.done"), back, around);
    },
  });
  return (
    <>
      <ChangeNote problem={again.problem} />
      <div className={styles.ways}>
        <Button isPending={again.isPending} onPress={() => again.start()}><span className={styles.back}>{t("matchlife.do.startAgain")}</span></Button>
        <p className="soft small">{t("matchlife.again.help")}</p>
      </div>
    </>
  );
}
