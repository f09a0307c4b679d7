/** The camera, until it sees a card. What it sees stays in this browser. */
import { useEffect, useRef, useState } from "react";
import { codeFrom } from "@/app/card-code";
import { Loading } from "@/design/Loading";
import { useT } from "@/i18n/client";
import styles from "./card.module.css";
import { reader } from "./scan";

/** Between two looks: often enough to feel at once, seldom enough for an old phone. */
const again = 200;

export function Camera({ onCard, onNone }: { onCard: (code: string) => void; onNone: () => void }) {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  const [seen, setSeen] = useState<"nothing" | "picture" | "other">("nothing");
  const told = useRef({ onCard, onNone });
  told.current = { onCard, onNone };
  useEffect(() => {
    let over = false;
    let stream: MediaStream | undefined;
    let timer = 0;
    const look = async () => {
      const frame = video.current;
      if (!frame || !navigator.mediaDevices) return told.current.onNone();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
      if (over) return stop();
      frame.srcObject = stream;
      await frame.play();
      const read = await reader();
      setSeen("picture");
      const once = async () => {
        if (over) return;
        const text = await read(frame);
        const code = codeFrom(text);
        if (over) return;
        if (code) return told.current.onCard(code);
        if (text) setSeen("other");
        timer = window.setTimeout(() => void once(), again);
      };
      await once();
    };
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    look().catch(() => !over && told.current.onNone());
    return () => {
      over = true;
      window.clearTimeout(timer);
      stop();
    };
  }, []);
  return (
    <div className={styles.camera}>
      <video ref={video} muted playsInline aria-label={t("card.camera")} className={styles.video} />
      <span className={styles.frame} aria-hidden="true" />
      {seen === "nothing" && <Loading />}
      <p role="status" className={styles.seen}>{seen === "other" ? t("card.scan.other") : t("card.scan.how")}</p>
    </div>
  );
}
