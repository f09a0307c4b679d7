/** The person of another organisation in a match: what may be seen of them is on their own card. */
import { Chip } from "@/design/Chip";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import type { Match } from "./queries";
import styles from "./matches.module.css";

export function ElsewhereCard({ of }: { of: NonNullable<Match["elsewhere"]> }) {
  const t = useT();
  const organisation = of.organisationName ?? "";
  return (
    <section className={styles.person}>
      <header className={styles.who}>
        <Initials name={organisation} size="3.25rem" />
        <div className={styles.whoWords}>
          <h3 className={styles.whoName}>{t("matchlife.elsewhere.title", { organisation })}</h3>
          <Chip tone="sky">{organisation}</Chip>
        </div>
      </header>
      <p className="soft">{t("matchlife.elsewhere.text")}</p>
    </section>
  );
}
