/** Made-up people to look around as; the gateway only knows them in development. */
import type { DemoOrganisation } from "@/api/signin";
import { signInAddress } from "@/api/session";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import styles from "./SignInPage.module.css";

export function DemoPeople({ of, back }: { of: DemoOrganisation[]; back: string }) {
  const t = useT();
  return (
    <section className="stack">
      <h2>{t("signin.demo.title")}</h2>
      <p className="soft">{t("signin.demo.text")}</p>
      {of.map((organisation) => (
        <div key={organisation.organisation} className="stack" style={{ "--gap": "var(--space-3)" } as React.CSSProperties}>
          <h3>{organisation.name ?? organisation.organisation}</h3>
          <ul className={`${styles.people} plain-list`}>
            {organisation.people.map((person) => {
              const role = t(`signin.role.${person.role}`);
              const client = person.face === "client" || person.role === "client";
              const goal = client === back.startsWith("/mijn") ? back : client ? "/mijn" : "/";
              return (
                <li key={person.sub}>
                  <a
                    className={styles.person}
                    data-person={person.sub}
                    href={signInAddress(organisation.organisation, goal, { hint: person.sub })}
                    aria-label={t("signin.demo.signInAs", { name: person.name, role })}
                  >
                    <Initials name={person.name} />
                    <span className={styles.who}>
                      <span className={styles.name}>{person.name}</span>
                      <span className="soft small">{role}</span>
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </section>
  );
}
