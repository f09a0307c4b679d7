/** What one could do from here: forward, and just as well back. Undo, or a page of its own, instead of "are you sure?". */
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { ChangeNote } from "./parts";
import { createMatch, endMatch, type Match, pause, resume } from "./queries";
import { stateOf, talkMisses } from "./road";
import { around, useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

export function Ways({ match }: { match: Match }) {
  switch (stateOf(match)) {
    case "STATE_IDEA": return <FromIdea match={match} />;
    case "STATE_PROPOSED": return <FromProposal match={match} />;
    case "STATE_GETTING_ACQUAINTED": return <FromAcquaintance match={match} />;
    case "STATE_UNDER_WAY":
    case "STATE_PAUSED": return <FromUnderWay match={match} />;
    case "STATE_CLOSING": return <FromClosing match={match} />;
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
    run: (_: void, requestId) => endMatch(match, {}, requestId),
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

function FromProposal({ match }: { match: Match }) {
  const t = useT();
  const withdraw = useMatchChange(match.id ?? "", (_: void, requestId) => endMatch(match, {}, requestId));
  return (
    <>
      <ChangeNote problem={withdraw.problem} />
      <div className={styles.ways}>
        <Button kind="quiet" isPending={withdraw.isPending} onPress={() => withdraw.start()}><span className={styles.back}>{t("matches.do.withdraw")}</span></Button>
      </div>
    </>
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
  const undo = useUndo();
  const paused = match.state === "STATE_PAUSED";
  const refresh = [["matches", match.id], ...around];
  const rest = useMatchChange(match.id ?? "", (_: void, requestId) => pause(match, requestId), (after) =>
    undo(t("matches.do.pause.done"), () => resume(after, crypto.randomUUID()), refresh));
  const on = useMatchChange(match.id ?? "", (_: void, requestId) => resume(match, requestId), (after) =>
    undo(t("matches.do.resume.done"), () => pause(after, crypto.randomUUID()), refresh));
  return (
    <>
      <ChangeNote problem={rest.problem ?? on.problem} />
      <div className={styles.ways}>
        <div className="cluster">
          {paused
            ? <Button kind="primary" isPending={on.isPending} onPress={() => on.start()}>{t("matches.do.resume")}</Button>
            : <Link to="/activiteiten/nieuw" search={{ koppeling: match.id }} className={buttonClass("primary")}>{t("matches.do.plan")}</Link>}
        </div>
        <div className="cluster">
          <Link to="/koppelingen/$matchId/gesprek" params={to(match)} className={buttonClass("quiet")}><span className={styles.back}>{t("matches.do.talkAgain")}</span></Link>
          {!paused && <Button kind="quiet" isPending={rest.isPending} onPress={() => rest.start()}>{t("matches.do.pause")}</Button>}
          <Link to="/koppelingen/$matchId/afronden" params={to(match)} className={buttonClass("quiet")}>{t("matches.do.end")}</Link>
        </div>
      </div>
    </>
  );
}

function FromClosing({ match }: { match: Match }) {
  const t = useT();
  return (
    <div className={styles.ways}>
      <Link to="/koppelingen/$matchId/afronden" params={to(match)} className={buttonClass("primary")}>{t("matches.do.endGo")}</Link>
    </div>
  );
}
