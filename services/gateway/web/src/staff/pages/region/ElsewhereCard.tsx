/** In a match: the person of another organisation, by what they agreed to show, and the way to what our own side shows. */
import { Link } from "@tanstack/react-router";
import type { Message } from "@/api/types";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import { useElsewhere } from "@/names/elsewhere";
import { OtherCardFacts } from "./Met";
import styles from "./region.module.css";

export function ElsewhereCard({ match }: { match: Message<"matching.v1.Match"> }) {
  const t = useT();
  const name = useElsewhere([match])(match, true) ?? "";
  const organisation = match.elsewhere?.organisationName ?? "";
  const requestId = match.elsewhere?.regionalRequestId ?? "";
  return (
    <section className={styles.person}>
      <header className={styles.who}>
        <Initials name={name} size="3.25rem" />
        <div className={styles.whoWords}>
          <h3>{name}</h3>
          <Chip tone="sky">{t("region.elsewhere.of", { organisation })}</Chip>
        </div>
      </header>
      <OtherCardFacts clientId={match.participants?.[0]?.clientId ?? ""} requestId={requestId} organisation={organisation} />
      <div className={styles.part}>
        <p className="soft">{t("region.elsewhere.note", { organisation })}</p>
        <Link to="/regio/vragen/$requestId" params={{ requestId }} className={buttonClass("secondary", "small")}>{t("region.elsewhere.request")}</Link>
      </div>
    </section>
  );
}
