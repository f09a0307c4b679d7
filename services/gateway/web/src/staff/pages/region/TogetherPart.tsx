/** Who takes part, and taking part ourselves. Nothing of anybody is shown by that: each wish asks a yes of its own. */
import { Link } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { joinRegion, type Region } from "@/app/region";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { HouseWithGarden } from "@/pictograms";
import { useChange } from "@/staff/change";
import styles from "./region.module.css";

export function TogetherPart({ region }: { region: Region }) {
  const t = useT();
  const format = useFormat();
  const decides = hasRole(useSession().data, "network_lead", "coordinator");
  return (
    <>
      <Promise />
      <Houses of={region} />
      {region.joinTime && <p className="soft">{t("region.together.since", { when: format.date(region.joinTime) })}</p>}
      {decides ? <p><Link to="/regio/weggaan">{t("region.together.leave")}</Link></p> : <p className="soft">{t("region.together.notYours")}</p>}
    </>
  );
}

/** Before taking part: what it means, who is there already, and one button for who may decide it. */
export function Join({ region }: { region: Region }) {
  const t = useT();
  const decides = hasRole(useSession().data, "network_lead", "coordinator");
  const join = useChange({
    run: (_: undefined, once) => joinRegion(region, once),
    refresh: [["region"]],
    onDone: () => toast(t("region.join.done", { name: region.name ?? "" })),
  });
  return (
    <>
      <Promise />
      <Houses of={region} />
      <ErrorNote problem={join.problem} />
      {decides ? (
        <div><Button kind="primary" onPress={() => join.start(undefined)} isPending={join.isPending}>{t("region.join.go")}</Button></div>
      ) : (
        <p className="soft">{t("region.join.notYours")}</p>
      )}
    </>
  );
}

function Promise() {
  const t = useT();
  return (
    <Card tone="sky" title={t("region.promise.title")}>
      <ul className={styles.means}>
        <li>{t("region.promise.wish")}</li>
        <li>{t("region.promise.yes")}</li>
        <li>{t("region.promise.person")}</li>
        <li>{t("region.promise.back")}</li>
      </ul>
    </Card>
  );
}

function Houses({ of }: { of: Region }) {
  const t = useT();
  const own = useSession().data?.organisation?.name;
  return (
    <section className="stack">
      <h2>{t("region.together.who", { name: of.name ?? "" })}</h2>
      <ul className={`${styles.houses} plain-list`}>
        {of.organisations?.map((one) => (
          <li key={one.id} className={styles.house} data-part={one.takingPart ? "yes" : "no"}>
            <Pictogram of={HouseWithGarden} size="3rem" plate />
            <div className={styles.houseWords}>
              <p>{one.name}{one.name === own && <span className="soft"> {t("region.together.us")}</span>}</p>
              <span className="small">{t(one.takingPart ? "region.together.yes" : "region.together.no")}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
