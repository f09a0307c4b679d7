/** What everything is made of: colours, letters, distances; and how somebody likes it, to see each component that way. */
import { useState } from "react";
import { PreferencesDialog } from "@/app/PreferencesDialog";
import { Button } from "@/design/Button";
import { Face } from "@/design/Face";
import { Logo } from "@/design/Logo";
import { Pictogram } from "@/design/Pictogram";
import { RadioCards } from "@/design/RadioCards";
import { Bicycle, PersonWalking, SunWithFace } from "@/pictograms";
import styles from "./design.module.css";
import { accents, texts } from "./samples";

const grounds = ["paper", "surface", "sunken", "raised", "accent", "accent-strong", "accent-wash", "care", "care-wash", "line", "line-strong", "ink", "ink-soft", "focus"];
const pools = ["apricot", "leaf", "sky", "rose", "lilac"].flatMap((pool) => [`${pool}-wash`, `${pool}-deep`]);
const letters = ["text-2xl", "text-xl", "text-l", "text-m", "text-s"];
const spaces = [1, 2, 3, 4, 5, 6, 7, 8];

/** Theme, size, calm, and the colour of another organisation. */
export function Liking() {
  const [open, setOpen] = useState(false);
  const [accent, setAccent] = useState<string>(accents[0]?.value ?? "");
  const choose = (next: string) => {
    setAccent(next);
    document.documentElement.style.setProperty("--organisation-accent", next);
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{texts.liking}</Button>
      <PreferencesDialog isOpen={open} onOpenChange={setOpen} />
      <RadioCards compact label={texts.accent} value={accent} onChange={choose} options={accents} />
    </>
  );
}

export function Colours() {
  return (
    <ul className={`${styles.swatches} plain-list`}>
      {[...grounds, ...pools].map((name) => (
        <li key={name}><span className={styles.swatch} style={{ background: `var(--${name})` }} /><code>{name}</code></li>
      ))}
    </ul>
  );
}

export function Letters() {
  return (
    <>
      {letters.map((name) => (
        <p key={name} style={{ fontSize: `var(--${name})`, lineHeight: "var(--leading-tight)" }}>{texts.wishValue} <code className="small">{name}</code></p>
      ))}
      <ul className={`${styles.spaces} plain-list`}>
        {spaces.map((n) => <li key={n}><span style={{ inlineSize: `var(--space-${n})` }} /><code>{`space-${n}`}</code></li>)}
      </ul>
    </>
  );
}

export function Pictures() {
  return (
    <div className="cluster">
      <Logo />
      <Pictogram of={Bicycle} />
      <Pictogram of={PersonWalking} plate />
      <Pictogram of={SunWithFace} size="5em" plate />
      {(["good", "mixed", "hard"] as const).map((feeling) => <Face key={feeling} feeling={feeling} className={styles.face} />)}
    </div>
  );
}
