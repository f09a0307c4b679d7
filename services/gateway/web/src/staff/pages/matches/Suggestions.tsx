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

export interface SuggestionCardProps {
  suggestion: Suggestion;
  /** Whose wish it is, by given name; without it nobody may know, and giving and getting are left out. */
  wishes?: string;
  chosen: boolean;
  onToggle: () => void;
  /** Put beside others to compare; nothing when there is nobody to compare with. */
  beside?: { on: boolean; full: boolean; onToggle: () => void };
}

export function SuggestionCard({ suggestion, wishes, chosen, onToggle, beside }: SuggestionCardProps) {
  const t = useT();
  const nameOf = useNames([suggestion.clientId]);
  const name = nameOf(suggestion.clientId);
  return (
    <Card
      mark={<Initials name={name} />}
      title={name}
      note={suggestion.networker && <Chip tone="leaf">{t("matches.networker")}</Chip>}
      actions={
        <>
          <Button kind={chosen ? "primary" : "secondary"} aria-pressed={chosen} aria-label={t("matches.suggest.choose", { name })} onPress={onToggle}>
            {chosen ? t("matches.suggest.chosen") : t("matches.suggest.choose", { name: nameOf(suggestion.clientId, true) })}
          </Button>
          {beside && (
            <Button kind="quiet" aria-pressed={beside.on} isDisabled={beside.full && !beside.on} aria-label={t("matchlife.compare.putOf", { name })} onPress={beside.onToggle}>
              {beside.on ? t("matchlife.compare.on") : t("matchlife.compare.put")}
            </Button>
          )}
        </>
      }
    >
      <ul className={styles.reasons} aria-label={t("matches.suggest.reasons")}>
        {suggestion.reasons?.map((reason) => <li key={reason.code}>{say(t.language, reason)}</li>)}
      </ul>
      {wishes && <GiveAndGet suggestion={suggestion} wishes={wishes} />}
      {suggestion.talkAbout && suggestion.talkAbout.length > 0 && (
        <div className={styles.talk}>
          <p className={styles.strong}>{t("matches.suggest.talkAbout")}</p>
          <ul>{suggestion.talkAbout.map((about) => <li key={about.code}>{say(t.language, about)}</li>)}</ul>
        </div>
      )}
    </Card>
  );
}

/** Both directions, always: what the one who wishes could get, and what they could give (N-05). */
function GiveAndGet({ suggestion, wishes }: { suggestion: Suggestion; wishes: string }) {
  const t = useT();
  const both = [["getting", suggestion.getting], ["giving", suggestion.giving]] as const;
  const told = both.filter(([, of]) => of && of.length > 0);
  if (told.length === 0) return null;
  return (
    <dl className={styles.giveGet}>
      {told.map(([part, of]) => (
        <div key={part} data-part={part}>
          <dt>{t(`matchlife.compare.${part}`, { name: wishes })}</dt>
          {of?.map((one) => <dd key={one.code}>{say(t.language, one)}</dd>)}
        </div>
      ))}
    </dl>
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
