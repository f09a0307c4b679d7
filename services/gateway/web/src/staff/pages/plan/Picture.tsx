/** The plan at a look: each neighbourhood with its people, who has an idea, who not yet, and the places that stay free. And the same as a table. */
import { Table } from "@/design/Table";
import { useT } from "@/i18n/staff";
import type { Plan, PlanArea } from "./queries";
import { figures, unitOf } from "./scale";
import styles from "./plan.module.css";

interface Island {
  name: string;
  wishing: number;
  withIdea: number;
  without: number;
  free: number;
}

export function Picture({ plan }: { plan: Plan }) {
  const t = useT();
  const called = useAreaName(plan);
  const areas = plan.areas?.length ? plan.areas : [{ area: "", wishing: plan.wishing, withIdea: plan.withIdea, placesFree: plan.placesFree }];
  const unit = unitOf(areas);
  const islands = areas.map((area): Island => {
    const { wishing = 0, withIdea = 0, placesFree = 0 } = area;
    return { name: called(area), wishing, withIdea, without: wishing - withIdea, free: placesFree };
  });
  return (
    <section className={styles.part}>
      <header className={styles.words}>
        <h2>{t("plan.picture")}</h2>
        <p className="soft">{t("plan.picture.lead")}</p>
      </header>
      <Key unit={unit} />
      <ul className={`${styles.islands} plain-list`}>
        {islands.map((island) => <li key={island.name}><OneIsland of={island} unit={unit} /></li>)}
      </ul>
      <details className={styles.more}>
        <summary>{t("plan.table.show")}</summary>
        <AsTable islands={islands} />
        {islands.length > 1 && <p className="soft small">{t("plan.picture.few")}</p>}
      </details>
    </section>
  );
}

function useAreaName(plan: Plan): (area: PlanArea) => string {
  const t = useT();
  const alone = (plan.areas?.length ?? 0) < 2;
  return ({ area = "" }) => {
    if (!area) return t(alone ? "plan.picture.whole" : "plan.picture.others");
    return t(area.length === 4 ? "plan.picture.area" : "plan.picture.region", { area });
  };
}

function OneIsland({ of, unit }: { of: Island; unit: number }) {
  const t = useT();
  const says = t("plan.picture.says", { area: of.name, withIdea: of.withIdea, without: of.without, free: of.free });
  const row = (kind: keyof typeof glyphs, n: number) => Array.from({ length: figures(n, unit) }, (_, i) => <Glyph key={`${kind}${i}`} kind={kind} />);
  return (
    <div className={styles.island} role="img" aria-label={says}>
      <p className={styles.sign}>{of.name}</p>
      <div className={styles.crowd}>
        {row("with", of.withIdea)}
        {row("without", of.without)}
        {row("free", of.free)}
      </div>
    </div>
  );
}

function Key({ unit }: { unit: number }) {
  const t = useT();
  return (
    <ul className={`${styles.key} plain-list`}>
      {(["with", "without", "free"] as const).map((kind) => <li key={kind}><Glyph kind={kind} />{t(`plan.picture.${kind}`)}</li>)}
      {unit > 1 && <li className="soft">{t("plan.picture.more", { n: unit })}</li>}
    </ul>
  );
}

function AsTable({ islands }: { islands: readonly Island[] }) {
  const t = useT();
  const count = (value: (island: Island) => number) => value;
  return (
    <Table
      caption={t("plan.picture")}
      rows={islands}
      rowKey={(island) => island.name}
      columns={[
        { id: "area", heading: t("plan.table.area"), cell: (island) => island.name },
        { id: "wishing", heading: t("plan.table.wishing"), align: "end", cell: count((island) => island.wishing) },
        { id: "with", heading: t("plan.table.with"), align: "end", cell: count((island) => island.withIdea) },
        { id: "without", heading: t("plan.table.without"), align: "end", cell: count((island) => island.without) },
        { id: "free", heading: t("plan.table.free"), align: "end", cell: count((island) => island.free) },
      ]}
    />
  );
}

/** A person is a head and shoulders. Two together: an idea. An outline: nobody yet. An empty chair: a place. */
const person = (x: number, className: string | undefined) => (
  <g className={className} transform={`translate(${x} 0)`}>
    <path d="M2 27c0-7 3-11 8-11s8 4 8 11z" />
    <circle cx="10" cy="9" r="5.5" />
  </g>
);

const glyphs = {
  with: { width: 34, draw: <>{person(13, styles.companion)}{person(0, styles.person)}</> },
  without: { width: 20, draw: person(0, styles.waiting) },
  free: { width: 20, draw: <path className={styles.chair} d="M5 5v13h10V5M5 12h10M5 18v8M15 18v8" /> },
} as const;

function Glyph({ kind }: { kind: keyof typeof glyphs }) {
  const { width, draw } = glyphs[kind];
  return <svg className={styles.glyph} viewBox={`-1 0 ${width + 2} 29`} style={{ "--glyph": width + 2 } as React.CSSProperties} aria-hidden="true" focusable="false">{draw}</svg>;
}
