/** Two or three people side by side: sentences beside sentences, in the order in which they were chosen. Nobody is better. */
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { say } from "./parts";
import type { Sentence, Suggestion } from "./queries";
import styles from "./compare.module.css";

export const mostBeside = 3;

export interface CompareProps {
  people: readonly Suggestion[];
  /** Whose wish it is, by given name. */
  name: string;
  isChosen: (clientId: string | undefined) => boolean;
  onToggle: (suggestion: Suggestion) => void;
}

type Part = "reasons" | "talkAbout" | "getting" | "giving";
const rows: readonly Part[] = ["reasons", "getting", "giving", "talkAbout"];

export function Compare({ people, name, isChosen, onToggle }: CompareProps) {
  const t = useT();
  const nameOf = useNames(people.map((one) => one.clientId));
  return (
    <table className={styles.compare} data-people={people.length}>
      <caption className="visually-hidden">{t("matchlife.compare.title")}</caption>
      <thead>
        <tr>
          <td />
          {people.map((one) => (
            <th key={one.clientId} scope="col">
              <span className={styles.person}>
                <Initials name={nameOf(one.clientId)} />
                <span>{nameOf(one.clientId)}</span>
                {one.networker && <Chip tone="leaf">{t("matches.networker")}</Chip>}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.filter((part) => people.some((one) => one[part]?.length)).map((part) => (
          <tr key={part}>
            <th scope="row">{t(`matchlife.compare.${part}`, { name })}</th>
            {people.map((one) => <td key={one.clientId} data-who={nameOf(one.clientId, true)}><Lines of={one[part]} none={t(part === "talkAbout" ? "matchlife.compare.noTalk" : "matchlife.compare.nothing")} /></td>)}
          </tr>
        ))}
        <tr>
          <td />
          {people.map((one) => {
            const chosen = isChosen(one.clientId);
            return (
              <td key={one.clientId} data-choice>
                <Button kind={chosen ? "primary" : "secondary"} aria-pressed={chosen} aria-label={t("matches.suggest.choose", { name: nameOf(one.clientId) })} onPress={() => onToggle(one)}>
                  {chosen ? t("matches.suggest.chosen") : t("matches.suggest.choose", { name: nameOf(one.clientId, true) })}
                </Button>
              </td>
            );
          })}
        </tr>
      </tbody>
    </table>
  );
}

function Lines({ of, none }: { of: readonly Sentence[] | undefined; none: string }) {
  const t = useT();
  if (!of?.length) return <p className="soft">{none}</p>;
  return <ul className="plain-list">{of.map((one) => <li key={one.code}>{say(t.language, one)}</li>)}</ul>;
}
