/** The card itself, to be printed and cut out: a given name, the square, and in pictures what to do. It is here once. */
import { useState } from "react";
import { cardAddress } from "@/app/card-code";
import { QrCode } from "@/app/QrCode";
import { useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { RadioCards } from "@/design/RadioCards";
import { useT } from "@/i18n/staff";
import { Camera, PuzzlePiece, WavingHand } from "@/pictograms";
import styles from "./card.module.css";

type Size = "small" | "large";

export function PrintCard({ code, name }: { code: string; name: string }) {
  const t = useT();
  const [size, setSize] = useState<Size>("small");
  const organisation = useSession().data?.organisation?.name ?? "Optrek";
  return (
    <section className={styles.print}>
      <div className="stack no-print" style={{ "--gap": "var(--space-4)" } as React.CSSProperties}>
        <h2>{t("card.print.title")}</h2>
        <p>{t("card.print.once")}</p>
        <RadioCards
          compact
          label={t("card.print.size")}
          value={size}
          onChange={(next) => setSize(next)}
          options={[
            { value: "small", label: t("card.print.small"), description: t("card.print.smallNote") },
            { value: "large", label: t("card.print.large"), description: t("card.print.largeNote") },
          ]}
        />
        <div><Button kind="primary" onPress={() => window.print()}>{t("card.print")}</Button></div>
      </div>
      <article className={styles.card} data-size={size}>
        <div className={styles.square}><QrCode text={cardAddress(code)} label={t("card.print.code")} /></div>
        <div className={styles.words}>
          <p className={styles.name}>{name}</p>
          <ol className={styles.steps}>
            <Step drawing={Camera} words={t("card.print.step1")} />
            <Step drawing={PuzzlePiece} words={t("card.print.step2")} />
            <Step drawing={WavingHand} words={t("card.print.step3")} />
          </ol>
          <p className={styles.found}>{t("card.print.found", { organisation })}</p>
        </div>
      </article>
    </section>
  );
}

function Step({ drawing, words }: { drawing: Drawing; words: string }) {
  return <li><Pictogram of={drawing} size="var(--step)" /><span>{words}</span></li>;
}
