/** Leaving the region: first what that means, then leaving. What was shown is what happens. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { leaveRegion, type LeavingRegion, leavingRegionQuery } from "@/app/region";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange } from "@/staff/change";
import { Fact, say } from "./parts";
import styles from "./region.module.css";

export function LeavePage() {
  const t = useT();
  const session = useSession().data;
  const above = <Link to="/regio" search={{ deel: "samen" }}>{t("region.title")}</Link>;
  if (!hasRole(session, "network_lead", "coordinator")) {
    return <Page title={t("region.leave.title")} above={above}><EmptyState title={t("region.leave.notYours.title")} text={t("region.leave.notYours.text")} /></Page>;
  }
  return <Page title={t("region.leave.title")} lead={t("region.leave.lead")} above={above} width="text"><Preview /></Page>;
}

function Preview() {
  const preview = useQuery(leavingRegionQuery);
  return <QueryView query={preview}>{(shown) => <Shown shown={shown} />}</QueryView>;
}

function Shown({ shown }: { shown: LeavingRegion }) {
  const t = useT();
  const navigate = useNavigate();
  const leave = useChange({
    run: (_: undefined, once) => leaveRegion(shown, once),
    refresh: [["region"], ["matches"]],
    onDone: async () => {
      toast(t("region.leave.done"));
      await navigate({ to: "/regio" });
    },
  });
  return (
    <>
      <Card title={t("region.leave.means")}>
        <dl className={styles.facts}>
          <Fact name={t("region.leave.wishes")}>{shown.wishes ? t.count("region.leave.wishesN", shown.wishes) : t("region.leave.none")}</Fact>
          <Fact name={t("region.leave.requests")}>{shown.requests ? t.count("region.leave.requestsN", shown.requests) : t("region.leave.none")}</Fact>
          <Fact name={t("region.leave.matches")}>{shown.matches ? t.count("region.leave.matchesN", shown.matches) : t("region.leave.none")}</Fact>
        </dl>
        <ul className={styles.means}>{shown.whatItMeans?.map((one) => <li key={one.code}>{say(t.language, one)}</li>)}</ul>
      </Card>
      {isOvertaken(leave.problem) ? <div role="alert"><Card tone="apricot" title={t("region.leave.changed.title")}><p>{t("region.leave.changed.text")}</p></Card></div> : <ErrorNote problem={leave.problem} />}
      <p>{t("region.leave.again")}</p>
      <div className="cluster">
        <Button kind="care" onPress={() => leave.start(undefined)} isPending={leave.isPending}>{t("region.leave.go")}</Button>
        <Link to="/regio" search={{ deel: "samen" }} className={buttonClass("quiet")}>{t("region.leave.stay")}</Link>
      </div>
    </>
  );
}
