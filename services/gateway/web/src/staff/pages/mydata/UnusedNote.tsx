/** Above everything on a person's page: what is kept is not to be used now. */
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { useT } from "@/i18n/staff";
import type { Client } from "./queries";

export function UnusedNote({ of }: { of: Client }) {
  const t = useT();
  const name = of.givenName ?? "";
  return (
    <Card tone="apricot" title={t("mydata.note", { name })}>
      <p>{t("mydata.note.text", { name })}</p>
      <p><Link to="/mensen/$clientId" params={{ clientId: of.id ?? "" }} search={{ deel: "gegevens" }} className={buttonClass("secondary", "small")}>{t("mydata.note.look")}</Link></p>
    </Card>
  );
}
