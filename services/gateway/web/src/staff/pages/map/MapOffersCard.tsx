/** How the map was offered, as groups: no content, no person, and nothing of a small group (N-16). */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "@/design/Card";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { Table } from "@/design/Table";
import { useT } from "@/i18n/staff";
import { locationsQuery } from "../people/queries";
import { offersQuery } from "./queries";

const order = ["OFFER_ACCEPTED", "OFFER_LATER", "OFFER_DECLINED", "OFFER_UNSPECIFIED"] as const;
const everywhere = "overal";

export function MapOffersCard() {
  const t = useT();
  const [location, setLocation] = useState(everywhere);
  const locations = useQuery(locationsQuery).data ?? [];
  const groups = useQuery(offersQuery(location === everywhere ? "" : location));
  return (
    <Card title={t("map.offers.title")} note={t("map.offers.lead")}>
      <Select
        label={t("map.offers.where")}
        value={location}
        onChange={setLocation}
        options={[{ value: everywhere, label: t("map.offers.everywhere") }, ...locations.map(({ id = "", name = "" }) => ({ value: id, label: name }))]}
      />
      <QueryView query={groups} empty={<p className="soft">{t("map.offers.none")}</p>}>
        {(found) => (
          <Table
            caption={t("map.offers.title")}
            rows={order.flatMap((offer) => found.find((group) => (group.offer ?? "OFFER_UNSPECIFIED") === offer) ?? [])}
            rowKey={(group) => group.offer ?? ""}
            columns={[
              { id: "said", heading: t("map.offers.said"), cell: (group) => t(`map.offers.${group.offer ?? "OFFER_UNSPECIFIED"}`) },
              { id: "clients", heading: t("map.offers.clients"), cell: (group) => (group.told ? String(group.clients ?? 0) : t("map.offers.few")) },
            ]}
          />
        )}
      </QueryView>
    </Card>
  );
}
