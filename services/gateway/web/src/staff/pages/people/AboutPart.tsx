/** Who somebody is: what they like and can, when and how, and two questions that are never one (N-02). */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip, type ChipTone } from "@/design/Chip";
import { useT } from "@/i18n/staff";
import { KeptDraft } from "./KeptDraft";
import { RepresentativeCard } from "./Representative";
import styles from "./people.module.css";
import type { Client } from "./queries";

/** along: one reads along in an emergency, and changes nothing. */
export function AboutPart({ of, along = false }: { of: Client; along?: boolean }) {
  const t = useT();
  const name = of.givenName ?? "";
  const { profile = {}, situation = {} } = of;
  return (
    <>
      <div className={styles.heading}>
        <h2>{t("people.about.likes", { name })}</h2>
        {!along && <Link to="/mensen/$clientId/over" params={{ clientId: of.id ?? "" }} className={buttonClass("primary")}>{t("people.about.edit")}</Link>}
      </div>
      {!along && <KeptDraft draft={`client:${of.id}`} href={`/mensen/${of.id}/over`} />}
      <div className={styles.two}>
        <Card tone="apricot" title={t("people.about.couldMean")} level={3}><p className={styles.own}>{profile.couldMean || t("people.about.nothing")}</p></Card>
        <Card>
          <Facts>
            <Fact term={t("people.about.interests")}><Words of={profile.interests} tone="lilac" /></Fact>
            <Fact term={t("people.about.talents")}><Words of={profile.talents} tone="leaf" /></Fact>
            <Fact term={t("people.about.aids")}><Words of={of.aids} tone="sky" /></Fact>
          </Facts>
        </Card>
      </div>
      <Card title={t("people.about.practical")}>
        <Facts wide>
          <Fact term={t("people.about.dayparts")}><Words of={profile.dayparts?.map((daypart) => t(`people.about.${daypart as Chosen}`))} /></Fact>
          <Fact term={t("people.about.travel", { name })}>
            {profile.travelKm ? t("people.about.travel.km", { n: profile.travelKm }) : t("people.about.travel.0")}
          </Fact>
          <Fact term={t("people.about.company")}>{t(`people.about.${profile.company ?? "COMPANY_UNSPECIFIED"}`)}</Fact>
          <Fact term={t("people.about.communication", { name })}>{t(`people.about.${profile.communication ?? "COMMUNICATION_UNSPECIFIED"}`)}</Fact>
        </Facts>
      </Card>
      <Card title={t("people.about.situation")} note={t("people.about.situation.why")}>
        <Facts wide>
          <Fact term={t("people.about.alone.short")}>{t(`people.about.${situation.alone ?? "ALONE_UNSPECIFIED"}`)}</Fact>
          <Fact term={t("people.about.lonely.short")}>{t(`people.about.${situation.lonely ?? "LONELY_UNSPECIFIED"}`)}</Fact>
        </Facts>
      </Card>
      <RepresentativeCard of={of} />
    </>
  );
}

/** A daypart that means something. */
type Chosen = Exclude<NonNullable<NonNullable<Client["profile"]>["dayparts"]>[number], "DAYPART_UNSPECIFIED">;

function Facts({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return <dl className={wide ? `${styles.facts} ${styles.side}` : styles.facts}>{children}</dl>;
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}

function Words({ of = [], tone }: { of?: readonly string[]; tone?: ChipTone }) {
  const t = useT();
  if (of.length === 0) return <span className="soft">{t("people.about.nothing")}</span>;
  return (
    <span className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
      {of.map((word) => <Chip key={word} tone={tone}>{word}</Chip>)}
    </span>
  );
}
