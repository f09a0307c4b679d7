/** Where networks grow, and whom colleagues can turn to there: two or more, never one (O-01). */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { HouseWithGarden } from "@/pictograms";
import styles from "./organisation.module.css";
import { type Location, locationsQuery } from "./queries";

export function LocationsPart() {
  const t = useT();
  const locations = useQuery(locationsQuery);
  const add = <Link to="/organisatie/locatie" className={buttonClass("primary")}>{t("organisation.locations.add")}</Link>;
  return (
    <QueryView
      query={locations}
      empty={<EmptyState title={t("organisation.locations.empty.title")} text={t("organisation.locations.empty.text")} pictogram={HouseWithGarden} action={add} />}
    >
      {(all) => (
        <>
          <div>{add}</div>
          <List of={all} />
        </>
      )}
    </QueryView>
  );
}

function List({ of }: { of: Location[] }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useWorkerNames(of.flatMap((location) => location.networkLeadIds ?? []));
  return (
    <ul className="grid plain-list">
      {of.map((location) => {
        const leads = location.networkLeadIds ?? [];
        const where = [location.town, location.area && t("organisation.locations.area", { area: location.area })].filter(Boolean).join(" · ");
        return (
          <li key={location.id}>
            <Card href={`/organisatie/locatie/${location.id}`} title={location.name} note={where}>
              <p className={styles.above}><Link to="/team/locatie/$locationId" params={{ locationId: location.id ?? "" }}>{t("organisation.locations.start")}</Link></p>
              {leads.length === 0 ? (
                <div className="cluster"><Chip tone="apricot">{t("organisation.locations.leadsMissing")}</Chip></div>
              ) : (
                <div>
                  <p className="soft small">{t("organisation.locations.leads")}</p>
                  <p>{format.list(leads.map((id) => nameOf(id)))}</p>
                </div>
              )}
            </Card>
          </li>
        );
      })}
    </ul>
  );
}
