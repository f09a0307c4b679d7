/** Small things several pages about the region show. */
import type { ReactNode } from "react";
import type { Message } from "@/api/types";
import { code, type OtherCard, type RegionalWish } from "@/app/region";
import { Chip } from "@/design/Chip";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { Books, HotBeverage, Houses, PersonRaisingHand, SpeechBalloon } from "@/pictograms";
import styles from "./region.module.css";

export type Sentence = Message<"matching.v1.Sentence">;

export const say = (language: "nl" | "en", sentence: Sentence | undefined): string =>
  inLanguage(language, { textNl: sentence?.nl, textEn: sentence?.en }, "text");

type Kind = NonNullable<RegionalWish["kind"]>;
const pictures: Record<Kind, Drawing> = {
  KIND_UNSPECIFIED: SpeechBalloon,
  KIND_COMPANY: HotBeverage,
  KIND_TAKING_PART: PersonRaisingHand,
  KIND_BREAKING_ISOLATION: Houses,
  KIND_LEARNING: Books,
};

/** What somebody wishes, without who they are: "Iemand wil graag gezelschap". */
export function useWishTitle(): (wish: RegionalWish | undefined) => string {
  const t = useT();
  return (wish) => t(`region.kind.${wish?.kind ?? "KIND_UNSPECIFIED"}`);
}

/** Words in a row, from codes the server gives; a code without words of ours is left out. */
export function useCodes() {
  const t = useT();
  const dayparts = ["weekday_morning", "weekday_afternoon", "weekday_evening", "weekend_morning", "weekend_afternoon", "weekend_evening"] as const;
  const ways = ["speech", "simple_speech", "pictures", "signs"] as const;
  const companies = ["one_to_one", "group", "either"] as const;
  return {
    dayparts: (values: readonly string[] | undefined) => dayparts.filter((one) => values?.some((value) => code(value) === one)).map((one) => t(`region.daypart.${one}`)),
    way: (value: string | undefined) => ways.filter((one) => one === code(value)).map((one) => t(`region.way.${one}`))[0],
    company: (value: string | undefined) => companies.filter((one) => one === code(value)).map((one) => t(`region.company.${one}`))[0],
  };
}

/** A wish exactly as the region sees it: a silhouette of paper, never a person. */
export function WishPaper({ wish, title, note, level = 2, children }: { wish: RegionalWish; title?: ReactNode; note?: string; level?: 2 | 3; children?: ReactNode }) {
  const t = useT();
  const called = useWishTitle();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={styles.paper}>
      <header className={styles.paperHead}>
        <Pictogram of={pictures[wish.kind ?? "KIND_UNSPECIFIED"]} size="4rem" plate />
        <div className={styles.paperWords}>
          <Heading className={styles.paperTitle}>{title ?? called(wish)}</Heading>
          {wish.organisation?.name && <p className="soft">{t("region.wish.at", { organisation: wish.organisation.name })}{note && <>, {note}</>}</p>}
        </div>
      </header>
      <WishFacts wish={wish} />
      {children}
    </section>
  );
}

/** What else is told of a wish, each with its own small heading. */
export function WishFacts({ wish }: { wish: RegionalWish }) {
  const t = useT();
  const codes = useCodes();
  const days = codes.dayparts(wish.dayparts);
  const likes = wish.interests ?? [];
  return (
    <dl className={styles.facts}>
      {likes.length > 0 && <Fact wide name={t("region.wish.likes")}><Row>{likes.map((word) => <Chip key={word} tone="lilac">{word}</Chip>)}</Row></Fact>}
      {days.length > 0 && <Fact name={t("region.wish.when")}>{days.join(", ")}</Fact>}
      {codes.company(wish.company) && <Fact name={t("region.wish.company")}>{codes.company(wish.company)}</Fact>}
      {codes.way(wish.communication) && <Fact name={t("region.wish.way")}>{codes.way(wish.communication)}</Fact>}
      {wish.area && <Fact name={t("region.wish.area")}>{t("region.wish.areaAs", { area: wish.area })}</Fact>}
    </dl>
  );
}

export function Fact({ name, children, wide }: { name: string; children: ReactNode; wide?: boolean }) {
  return <div className={wide ? styles.wide : undefined}><dt>{name}</dt><dd>{children}</dd></div>;
}

export function Row({ children }: { children: ReactNode }) {
  return <span className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>{children}</span>;
}

/** A card as the other side sees it. Without a name on it: "somebody of …". */
export function CardFacts({ card, organisation }: { card: OtherCard; organisation: string }) {
  const t = useT();
  const codes = useCodes();
  const days = codes.dayparts(card.dayparts);
  const likes = card.interests ?? [];
  return (
    <dl className={styles.facts}>
      <Fact name={t("region.part.CARD_PART_CALL_NAME")}>{card.callName || t("region.card.noName", { organisation })}</Fact>
      {likes.length > 0 && <Fact wide name={t("region.part.CARD_PART_INTERESTS")}><Row>{likes.map((word) => <Chip key={word} tone="lilac">{word}</Chip>)}</Row></Fact>}
      {days.length > 0 && <Fact name={t("region.part.CARD_PART_DAYPARTS")}>{days.join(", ")}</Fact>}
      {codes.way(card.communication) && <Fact name={t("region.part.CARD_PART_COMMUNICATION")}>{codes.way(card.communication)}</Fact>}
      {card.supportWorkerName && (
        <Fact name={t("region.part.CARD_PART_SUPPORT_WORKER")}>{[card.supportWorkerName, card.supportWorkerContact].filter(Boolean).join(", ")}</Fact>
      )}
    </dl>
  );
}

/** Sentences of the server below each other, under a heading of their own. */
export function Sentences({ title, of }: { title: string; of: readonly Sentence[] | undefined }) {
  const t = useT();
  if (!of || of.length === 0) return null;
  return (
    <aside className={styles.said} aria-label={title}>
      <p className={styles.strong}>{title}</p>
      <ul>{of.map((one) => <li key={one.code}>{say(t.language, one)}</li>)}</ul>
    </aside>
  );
}
