/** Who stayed when an import was taken back: somebody worked with them since. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";

const few = 50;

export function Kept({ ids }: { ids: readonly string[] }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const shown = all ? ids : ids.slice(0, few);
  const nameOf = useNames(shown);
  if (ids.length === 0) return <p>{t("import.kept.none")}</p>;
  return (
    <section className="stack">
      <h3>{t("import.kept.title")}</h3>
      <p>{t("import.kept.text")}</p>
      <ul className="plain-list grid">
        {shown.map((id) => <li key={id}><Link to="/mensen/$clientId" params={{ clientId: id }}>{nameOf(id)}</Link></li>)}
      </ul>
      {!all && ids.length > few && <div><Button size="small" onPress={() => setAll(true)}>{t("import.rows.more", { n: ids.length })}</Button></div>}
    </section>
  );
}
