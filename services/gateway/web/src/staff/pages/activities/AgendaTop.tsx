/** How one looks at the agenda, and of whom, where and what: all of it stands in the address. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { kindName, ownKindsQuery } from "@/app/kinds";
import { hasRole, useSession } from "@/api/session";
import { Checkbox } from "@/design/Checkbox";
import { ComboBox } from "@/design/ComboBox";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { PersonSearch } from "../matches/PersonSearch";
import { kinds } from "./kinds";
import { type ActivitiesFilter, type Kind, placesQuery } from "./queries";
import type { ActivitiesSearch } from "./routes";
import styles from "./activities.module.css";

export const filterOf = (search: ActivitiesSearch): ActivitiesFilter => ({
  clientId: search.persoon,
  placeId: search.plek,
  mine: search.mijn,
  ...(search.soort?.startsWith("KIND_") ? { kind: search.soort as Kind } : { ownKindId: search.soort }),
});

const here = { activeOptions: { exact: true, includeSearch: true }, to: "/activiteiten" } as const;

export function AgendaTop({ search }: { search: ActivitiesSearch }) {
  const t = useT();
  const navigate = useNavigate({ from: "/activiteiten" });
  const nameOf = useNames([search.persoon]);
  const name = nameOf(search.persoon);
  const rest = { persoon: search.persoon, plek: search.plek, soort: search.soort, mijn: search.mijn };
  return (
    <div className="stack no-print" style={{ "--gap": "var(--space-4)" } as React.CSSProperties}>
      <div className={styles.top}>
        <nav className={styles.views} aria-label={t("activities.view")}>
          <Link {...here} search={rest}>{t("activities.view.coming")}</Link>
          <Link {...here} search={{ ...rest, weergave: "week", dag: search.dag }}>{t("agenda.view.week")}</Link>
          <Link {...here} search={{ ...rest, weergave: "maand", dag: search.dag }}>{t("agenda.view.month")}</Link>
          <Link {...here} search={{ ...rest, geweest: true }}>{t("activities.view.been")}</Link>
        </nav>
        <PersonSearch
          key={search.persoon ? name : ""}
          label={t("activities.filter.person")}
          value={search.persoon ? { id: search.persoon, name } : null}
          onChange={(id) => void navigate({ search: { ...search, persoon: id ?? undefined }, replace: true })}
        />
      </div>
      <More search={search} />
    </div>
  );
}

function More({ search }: { search: ActivitiesSearch }) {
  const t = useT();
  const navigate = useNavigate({ from: "/activiteiten" });
  const session = useSession().data;
  const places = useQuery(placesQuery).data ?? [];
  const own = useQuery(ownKindsQuery).data ?? [];
  const set = (change: Partial<ActivitiesSearch>) => void navigate({ search: { ...search, ...change }, replace: true });
  const options = [
    ...kinds.map((kind) => ({ value: kind as string, label: t(`activities.kind.${kind}`) })),
    ...own.map((kind) => ({ value: kind.id ?? "", label: kindName(t.language, kind) })),
  ];
  return (
    <details className={styles.more} open={!!(search.plek || search.soort || search.mijn) || undefined}>
      <summary>{t("agenda.filter")}</summary>
      <div className={styles.filters}>
        <ComboBox optional key={`plek ${places.length}`} label={t("agenda.filter.place")} value={search.plek ?? null} onChange={(plek) => set({ plek: plek ?? undefined })} options={places.map((place) => ({ value: place.id ?? "", label: place.name ?? "", description: place.town || undefined }))} />
        <ComboBox optional key={`soort ${own.length}`} label={t("agenda.filter.kind")} value={search.soort ?? null} onChange={(soort) => set({ soort: soort ?? undefined })} options={options} />
        {hasRole(session, "network_lead", "coordinator") && (
          <Checkbox isSelected={!!search.mijn} onChange={(on) => set({ mijn: on || undefined })}>{t("agenda.filter.mine")}</Checkbox>
        )}
      </div>
    </details>
  );
}
