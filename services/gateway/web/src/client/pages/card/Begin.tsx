/** The questions around coming in: is there a card, what does the camera see, is this device yours. */
import { useState } from "react";
import { rememberDevice } from "@/api/card";
import { asProblem, type Problem } from "@/api/problem";
import { signInPage } from "@/api/session";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import kit from "@/client/kit.module.css";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Camera as CameraPicture, IdentificationCard, MobilePhone, PeopleDialogue, RaisedHand, WavingHand } from "@/pictograms";
import { Camera } from "./Camera";
import styles from "./card.module.css";
import { comeIn } from "./enter";

export function Begin({ onScan, onNone }: { onScan: () => void; onNone: () => void }) {
  const t = useT();
  return (
    <ClientPage home title={t("card.hello")} question={t("card.helloText")} about="card.begin" aloud={[t("card.start.scan"), t("card.start.none")]}>
      <div className={kit.kind}><Pictogram of={IdentificationCard} size="9rem" plate /></div>
      <Doings single>
        <Doing tone="leaf" picture={CameraPicture} words={t("card.start.scan")} note={t("card.start.scanNote")} onPress={onScan} />
        <Doing picture={PeopleDialogue} words={t("card.start.none")} note={t("card.start.noneNote")} onPress={onNone} />
      </Doings>
    </ClientPage>
  );
}

export function NoCard({ onBack }: { onBack: () => void }) {
  const t = useT();
  const sentences = [t("card.none.text"), t("card.none.text2")];
  return (
    <ClientPage home title={t("card.none.title")} moment="none" aloud={sentences}>
      <Told picture={PeopleDialogue} sentences={sentences} />
      <Doings single><Doing picture={IdentificationCard} words={t("client.back")} onPress={onBack} /></Doings>
      <p><a href={signInPage("/mijn")}>{t("card.none.other")}</a></p>
    </ClientPage>
  );
}

export function Told({ picture, sentences }: { picture: Parameters<typeof Pictogram>[0]["of"]; sentences: readonly string[] }) {
  return (
    <div className={kit.told}>
      <Pictogram of={picture} size="8rem" plate />
      <div className={kit.toldWords}>{sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
    </div>
  );
}

export function Scan({ onCard, onNone, onBack }: { onCard: (code: string) => void; onNone: () => void; onBack: () => void }) {
  const t = useT();
  return (
    <ClientPage home title={t("card.scan.title")} moment="scan" aloud={[t("card.scan.how")]}>
      <Camera onCard={onCard} onNone={onNone} />
      <button type="button" className={styles.quiet} onClick={onBack}>{t("client.back")}</button>
    </ClientPage>
  );
}

export function NoCamera({ onAgain, onBack }: { onAgain: () => void; onBack: () => void }) {
  const t = useT();
  const sentences = [t("card.noCamera.text"), t("card.noCamera.text2")];
  return (
    <ClientPage home title={t("card.noCamera.title")} moment="noCamera" aloud={sentences}>
      <Told picture={CameraPicture} sentences={sentences} />
      <Doings single><Doing tone="leaf" picture={CameraPicture} words={t("card.noCamera.again")} onPress={onAgain} /></Doings>
      <button type="button" className={styles.quiet} onClick={onBack}>{t("client.back")}</button>
    </ClientPage>
  );
}

/** On a device that several people use, the one before may still be in. */
export function Already({ name, onYes, onNo }: { name: string; onYes: () => void; onNo: () => void }) {
  const t = useT();
  return (
    <ClientPage home title={t("card.already.title")} question={t("card.already.question", { name })} aloud={[t("card.already.yes"), t("card.already.no")]}>
      <Doings single>
        <Doing tone="leaf" picture={WavingHand} words={t("card.already.yes")} onPress={onYes} />
        <Doing picture={IdentificationCard} words={t("card.already.no")} onPress={onNo} />
      </Doings>
    </ClientPage>
  );
}

/** In; and only who wants it is remembered. */
export function Inside() {
  const t = useT();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const yes = () => {
    setBusy(true);
    setProblem(null);
    rememberDevice().then(comeIn).catch((error: unknown) => {
      setBusy(false);
      setProblem(asProblem(error));
    });
  };
  return (
    <ClientPage home title={t("card.in.title")} question={t("card.in.question")} moment="in" about="card.inside" aloud={[t("card.in.yes"), t("card.in.yesNote"), t("card.in.no")]}>
      <Doings single>
        <Doing tone="leaf" picture={MobilePhone} words={t("card.in.yes")} note={t("card.in.yesNote")} onPress={yes} busy={busy} />
        <Doing picture={RaisedHand} words={t("card.in.no")} note={t("card.in.noNote")} onPress={comeIn} busy={busy} />
      </Doings>
      <ErrorNote problem={problem} onRetry={yes} />
    </ClientPage>
  );
}
