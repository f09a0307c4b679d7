/** Somebody this person could enjoy meeting: in sentences, never in figures. */
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import type { Message } from "@/api/types";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Compass } from "@/pictograms";
import { say } from "./parts";
import type { Sentence, Suggestion } from "./queries";
import styles from "./matches.module.css";

export function SuggestionCard({ suggestion, chosen, onToggle }: { suggestion: Suggestion; chosen: boolean; onToggle: () => void }) {
  const t = useT();
  const nameOf = useNames([suggestion.clientId]);
  const name = nameOf(suggestion.clientId);
  return (
    <Card
      mark={<Initials name={name} />}
      title={name}
      note={suggestion.networker && <Chip tone="leaf">{t("matches.networker")}</Chip>}
      actions={
        <Button kind={chosen ? "primary" : "secondary"} aria-pressed={chosen} aria-label={t("matches.suggest.choose", { name })} onPress={onToggle}>
          {chosen ? t("matches.suggest.chosen") : t("matches.suggest.choose", { name: nameOf(suggestion.clientId, true) })}
        </Button>
      }
    >
      <ul className={styles.reasons} aria-label={t("matches.suggest.reasons")}>
        {suggestion.reasons?.map((reason) => <li key={reason.code}>{say(t.language, reason)}</li>)}
      </ul>
      {suggestion.talkAbout && suggestion.talkAbout.length > 0 && (
        <div className={styles.talk}>
          <p className={styles.strong}>{t("matches.suggest.talkAbout")}</p>
          <ul>{suggestion.talkAbout.map((about) => <li key={about.code}>{say(t.language, about)}</li>)}</ul>
        </div>
      )}
    </Card>
  );
}

export function NotFirst({ of }: { of: readonly Message<"matching.v1.NotFirst">[] }) {
  const t = useT();
  const nameOf = useNames(of.map((one) => one.clientId));
  if (of.length === 0) return null;
  return (
    <details className={styles.notFirst}>
      <summary>{t("matches.suggest.notFirst")}</summary>
      <ul className="plain-list">
        {of.map((one) => (
          <li key={one.clientId}>
            <Initials name={nameOf(one.clientId)} size="2.25rem" />
            <span><strong>{nameOf(one.clientId)}</strong>. {say(t.language, one.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Nobody yet: what would help. It says nothing about the person. */
export function Nobody({ of, clientId }: { of: readonly Sentence[]; clientId: string | undefined }) {
  const t = useT();
  const nameOf = useNames([clientId]);
  return (
    <>
      <EmptyState title={t("matches.suggest.nobody.title")} text={t("matches.suggest.nobody.text", { name: nameOf(clientId, true) })} pictogram={Compass} />
      <Card tone="sky" title={t("matches.suggest.wouldHelp")}><ul className={styles.reasons}>{of.map((one) => <li key={one.code}>{say(t.language, one)}</li>)}</ul></Card>
    </>
  );
}
