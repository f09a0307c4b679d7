/** What somebody agreed to, one purpose at a time: read together, said in any way, and taken back in one tap. */
import { useQuery } from "@tanstack/react-query";
import { requestId } from "@/api/client";
import { oneOf, type Template, templatesOf, wordsOf } from "@/app/templates";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { AskConsent, consentKeys } from "./AskConsent";
import { holds, overSince, type Purpose, purposes, textFor } from "./consents";
import styles from "./people.module.css";
import { type Client, type Consent, type ConsentGiven, consentsOf, giveConsent, withdrawConsent } from "./queries";

export function ConsentPart({ of }: { of: Client }) {
  const t = useT();
  const consents = useQuery(consentsOf(of.id ?? ""));
  const texts = useQuery(templatesOf("KIND_CONSENT_TEXT"));
  return (
    <>
      <p className="soft">{t("people.consent.lead", { name: of.givenName ?? "" })}</p>
      <QueryView query={texts}>
        {(shown) => (
          <QueryView query={consents}>
            {(all) => (
              <>
                <div className={styles.two}>
                  {purposes.map((purpose) => (
                    <OnePurpose key={purpose} purpose={purpose} person={of} text={textFor(purpose, shown)} all={all.filter((consent) => consent.purpose === purpose)} />
                  ))}
                </div>
                <Before all={all} name={of.givenName ?? ""} />
              </>
            )}
          </QueryView>
        )}
      </QueryView>
    </>
  );
}

interface OneProps {
  purpose: Purpose;
  person: Client;
  /** What is shown before a yes, now. */
  text: Template | undefined;
  all: Consent[];
}

function OnePurpose({ purpose, person, text, all }: OneProps) {
  const t = useT();
  const format = useFormat();
  const name = person.givenName ?? "";
  const standing = all.find((consent) => holds(consent));
  const last = all.find((consent) => !holds(consent));
  const newer = standing && text && standing.textVersion !== `${text.key}-${text.version}`;
  return (
    <section className={`${styles.group} ${styles.agreed}`}>
      <div className={styles.heading}>
        <h2>{t(`people.consent.for.${purpose}`)}</h2>
        {standing?.giveTime ? (
          <Chip tone="leaf">{t("people.consent.stands", { date: format.date(standing.giveTime) })}</Chip>
        ) : (
          <Chip>{last ? t(last.withdrawTime ? "people.consent.withdrawn" : "people.consent.ended", { date: format.date(overSince(last) ?? "") }) : t("people.consent.notAsked")}</Chip>
        )}
      </div>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <p className="soft small">{standing ? t("people.consent.shown") : t("people.consent.readTogether")}</p>
        <blockquote>{standing ? oneOf(t.language, standing.textNl, standing.textEn) : wordsOf(t.language, text)}</blockquote>
        <p className="soft small">{t(`people.consent.without.${purpose}`, { name })}</p>
      </div>
      {standing ? <Standing consent={standing} person={person} newer={newer ? wordsOf(t.language, text) : ""} /> : text && <AskConsent purpose={purpose} person={person} text={text} />}
    </section>
  );
}

/** The same yes once more, for who takes a withdrawal back. */
const given = ({ purpose, receiver, textVersion, channel, givenByRepresentative, endTime }: Consent): ConsentGiven => ({
  purpose, receiver, textVersion, givenByRepresentative, endTime,
  // "By themself" is only theirs to say: a yes that staff give back was heard by them.
  channel: channel === "CHANNEL_SELF" ? "CHANNEL_SPOKEN" : channel,
});

function Standing({ consent, person, newer }: { consent: Consent; person: Client; newer: string }) {
  const t = useT();
  const undo = useUndo();
  const clientId = person.id ?? "";
  const refresh = consentKeys(clientId);
  const withdraw = useChange({
    run: (which: Consent, once) => withdrawConsent(which, once),
    refresh,
    onDone: (_, which) => undo(t("people.consent.took"), () => giveConsent(clientId, given(which), requestId()), refresh),
  });
  return (
    <>
      <p><How of={consent} name={person.givenName ?? ""} /></p>
      {newer && (
        <details className={styles.fold}>
          <summary>{t("people.consent.newer")}</summary>
          <blockquote>{newer}</blockquote>
          <p className="soft small">{t("people.consent.newer.why")}</p>
        </details>
      )}
      <ErrorNote problem={withdraw.problem} />
      <div><Button size="small" onPress={() => withdraw.start(consent)} isDisabled={withdraw.isPending}>{t("people.consent.withdraw")}</Button></div>
    </>
  );
}

/** How a yes was given, by whom, and until when. */
function How({ of, name }: { of: Consent; name: string }) {
  const t = useT();
  const format = useFormat();
  return [
    of.givenByRepresentative ? t("people.consent.by", { name, representative: of.givenByRepresentative }) : t("people.consent.byOwn", { name }),
    t(`people.consent.given.${of.channel ?? "CHANNEL_UNSPECIFIED"}`),
    of.endTime && t("people.consent.until", { date: format.date(of.endTime) }),
  ].filter(Boolean).join(" ");
}

/** What was agreed before: with the words of then, in the version that was shown. */
function Before({ all, name }: { all: Consent[]; name: string }) {
  const t = useT();
  const format = useFormat();
  const over = all.filter((consent) => !holds(consent));
  if (over.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>{t("people.consent.history")}</summary>
      <ul className={styles.prompts}>
        {over.map((consent) => (
          <li key={consent.id}>
            {t(consent.withdrawTime ? "people.consent.historyLine" : "people.consent.historyEnded", {
              purpose: t(`people.consent.for.${consent.purpose ?? "PURPOSE_UNSPECIFIED"}`),
              from: consent.giveTime ? format.date(consent.giveTime) : "",
              to: format.date(overSince(consent) ?? ""),
            })}{" "}
            <span className="soft">
              <How of={{ ...consent, endTime: undefined }} name={name} /> {t("people.consent.historyText", { text: oneOf(t.language, consent.textNl, consent.textEn) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
