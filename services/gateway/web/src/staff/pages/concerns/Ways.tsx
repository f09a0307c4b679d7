/** Mailboxes and systems of the organisation that hear that there is a concern, and nothing else of it. */
import { useState } from "react";
import { requestId } from "@/api/client";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { problemText } from "@/design/ErrorNote";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import styles from "./concerns.module.css";
import { type Route, tryWay, type Way } from "./queries";

const kinds = ["KIND_EMAIL", "KIND_WEBHOOK"] as const;

export function Ways({ value, kept, onChange, fields }: { value: Way[]; kept: Way[]; onChange: (ways: Way[]) => void; fields: Record<string, string> }) {
  const t = useT();
  const change = (way: Way, some: Partial<Way>) => onChange(value.map((other) => (other === way ? { ...other, ...some } : other)));
  return (
    <section className={styles.part} aria-labelledby="route-ways">
      <h3 id="route-ways">{t("concerns.ways.title")}</h3>
      <p className="soft">{t("concerns.ways.help")}</p>
      {value.map((way, index) => (
        <div key={way.id || index} className={styles.way} role="group" aria-label={way.name || t("concerns.ways.one", { n: index + 1 })}>
          <RadioCards
            compact label={t("concerns.ways.kind")} value={(way.kind as (typeof kinds)[number]) ?? "KIND_EMAIL"} onChange={(kind) => change(way, { kind })}
            options={kinds.map((kind) => ({ value: kind, label: t(`concerns.ways.${kind}`) }))}
          />
          <div className={styles.two}>
            <TextField label={t("concerns.ways.name")} value={way.name ?? ""} onChange={(name) => change(way, { name })} error={fields[`route.ways.${index}.name`]} maxLength={80} autoComplete="off" />
            <TextField
              label={t(way.kind === "KIND_WEBHOOK" ? "concerns.ways.url" : "concerns.ways.email")} value={way.to ?? ""} onChange={(to) => change(way, { to })}
              error={fields[`route.ways.${index}.to`]} maxLength={300} autoComplete="off"
            />
          </div>
          <div className="cluster">
            {kept.some((one) => one.id === way.id && one.to === way.to) && <TryIt way={way} />}
            <Button kind="quiet" size="small" onPress={() => onChange(value.filter((other) => other !== way))}>{t("concerns.ways.away", { name: way.name || t("concerns.ways.one", { n: index + 1 }) })}</Button>
          </div>
        </div>
      ))}
      {value.length < 5 && <div><Button onPress={() => onChange([...value, { kind: "KIND_EMAIL", name: "", to: "" }])}>{t("concerns.ways.add")}</Button></div>}
    </section>
  );
}

function TryIt({ way }: { way: Way }) {
  const t = useT();
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      const answer = await tryWay(way.id ?? "", requestId());
      setSaid(answer.arrived ? t("concerns.ways.arrived") : inLanguage(t.language, answer, "why"));
    } catch (error) {
      setSaid(problemText(asProblem(error), t));
    }
    setBusy(false);
  };
  return (
    <>
      <Button size="small" isPending={busy} onPress={() => void start()}>{t("concerns.ways.try")}</Button>
      <span role="status">{said}</span>
    </>
  );
}

/** The secret of a new system: here, once. */
export function Secrets({ of }: { of: Route | null }) {
  const t = useT();
  const fresh = (of?.ways ?? []).filter((way) => way.secret);
  if (fresh.length === 0) return null;
  return (
    <section className={styles.preview} role="status">
      <h3>{t("concerns.ways.secret")}</h3>
      <p>{t("concerns.ways.secretHelp")}</p>
      {fresh.map((way) => <p key={way.id}>{way.name}<code className={styles.secret}>{way.secret}</code></p>)}
    </section>
  );
}
