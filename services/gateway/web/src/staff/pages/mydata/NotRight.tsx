/** On Today: somebody said that something kept of them is not right. Nothing there, nothing shown. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { oneOf } from "@/app/templates";
import { Card } from "@/design/Card";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { openCorrectionsQuery } from "./queries";

export function NotRight() {
  const t = useT();
  const may = hasRole(useSession().data, "support_worker", "organisation_admin");
  const open = useQuery({ ...openCorrectionsQuery, enabled: may }).data ?? [];
  const nameOf = useNames(open.map((one) => one.clientId ?? ""));
  if (open.length === 0) return null;
  return (
    <Card tone="apricot" title={t("mydata.today")}>
      <p className="soft">{t("mydata.today.text")}</p>
      <ul className="plain-list stack">
        {open.map((one) => (
          <li key={one.id}>
            <Link to="/mensen/$clientId" params={{ clientId: one.clientId ?? "" }} search={{ deel: "gegevens" }}>
              {t("mydata.today.line", { name: nameOf(one.clientId ?? "", true) ?? "", what: oneOf(t.language, one.labelNl, one.labelEn) || t("mydata.wrong.line") })}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
