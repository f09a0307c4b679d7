/** What somebody agreed to, one purpose at a time: read together, said in any way, and taken back in one tap. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { requestId } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { channels, type Purpose, purposes, textVersion } from "./consents";
import styles from "./people.module.css";
import { type Client, type Consent, type ConsentGiven, consentsOf, giveConsent, withdrawConsent } from "./queries";

export function ConsentPart({ of }: { of: Client }) {
  const t = useT();
  const consents = useQuery(consentsOf(of.id ?? ""));
  return (
    <>
      <p className="soft">{t("people.consent.lead", { name: of.givenName ?? "" })}</p>
      <QueryView query={consents}>
        {(all) => (
          <>
            <div className={styles.two}>
              {purposes.map((purpose) => <OnePurpose key={purpose} purpose={purpose} person={of} all={all.filter((consent) => consent.purpose === purpose)} />)}
            </div>
            <Before all={all} />
          </>
        )}
      </QueryView>
    </>
  );
}

function OnePurpose({ purpose, person, all }: { purpose: Purpose; person: Client; all: Consent[] }) {
  const t = useT();
  const format = useFormat();
  const name = person.givenName ?? "";
  const standing = all.find((consent) => !consent.withdrawTime);
  const last = all.find((consent) => consent.withdrawTime);
  return (
    <section className={`${styles.group} ${styles.agreed}`}>
      <div className={styles.heading}>
        <h2>{t(`people.consent.for.${purpose}`)}</h2>
        {standing?.giveTime ? (
          <Chip tone="leaf">{t("people.consent.stands", { date: format.date(standing.giveTime) })}</Chip>
        ) : (
          <Chip>{last?.withdrawTime ? t("people.consent.withdrawn", { date: format.date(last.withdrawTime) }) : t("people.consent.notAsked")}</Chip>
        )}
      </div>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        {!standing && <p className="soft small">{t("people.consent.readTogether")}</p>}
        <blockquote>{t(`people.consent.text.${purpose}`)}</blockquote>
        <p className="soft small">{t(`people.consent.without.${purpose}`, { name })}</p>
      </div>
      {standing ? <Standing consent={standing} person={person} /> : <Ask purpose={purpose} person={person} />}
    </section>
  );
}

const given = ({ purpose, receiver, textVersion: version, channel, givenByRepresentative }: Consent): ConsentGiven => ({
  purpose, receiver, textVersion: version, givenByRepresentative,
  // "By themself" is only theirs to say: a yes that staff give back was heard by them.
  channel: channel === "CHANNEL_SELF" ? "CHANNEL_SPOKEN" : channel,
});

function Standing({ consent, person }: { consent: Consent; person: Client }) {
  const t = useT();
  const undo = useUndo();
  const name = person.givenName ?? "";
  const clientId = person.id ?? "";
  const refresh = [["consents", clientId], ["contacts", clientId], ["networkTalks", clientId]];
  const withdraw = useChange({
    run: (which: Consent, once) => withdrawConsent(which, once),
    refresh,
    onDone: (_, which) => undo(t("people.consent.took"), () => giveConsent(clientId, given(which), requestId()), refresh),
  });
  return (
    <>
      <p>
        {t(`people.consent.given.${consent.channel ?? "CHANNEL_UNSPECIFIED"}`)}{" "}
        {consent.givenByRepresentative && t("people.consent.by", { name, representative: consent.givenByRepresentative })}
      </p>
      <ErrorNote problem={withdraw.problem} />
      <div><Button size="small" onPress={() => withdraw.start(consent)} isDisabled={withdraw.isPending}>{t("people.consent.withdraw")}</Button></div>
    </>
  );
}

function Ask({ purpose, person }: { purpose: Purpose; person: Client }) {
  const t = useT();
  const undo = useUndo();
  const name = person.givenName ?? "";
  const clientId = person.id ?? "";
  const region = useSession().data?.organisation?.region;
  const [other, setOther] = useState(false);
  const [representative, setRepresentative] = useState("");
  const refresh = [["consents", clientId], ["contacts", clientId], ["networkTalks", clientId]];
  const give = useChange({
    run: (channel: (typeof channels)[number], once) =>
      giveConsent(
        clientId,
        {
          purpose,
          channel,
          receiver: purpose === "PURPOSE_REGION" ? region : undefined,
          textVersion: textVersion[purpose],
          givenByRepresentative: other ? representative.trim() : undefined,
        },
        once,
      ),
    refresh,
    onDone: (consent) => undo(t("people.consent.gave"), () => withdrawConsent(consent, requestId()), refresh),
  });
  if (purpose === "PURPOSE_REGION" && !region) return <p className="soft">{t("people.consent.noRegion")}</p>;
  return (
    <>
      <ErrorNote problem={give.problem} />
      <div className="stack" style={{ "--gap": "var(--space-3)" } as React.CSSProperties} role="group" aria-label={t(`people.consent.for.${purpose}`)}>
        <h3>{t("people.consent.how", { name })}</h3>
        <div className="cluster">
          {channels.map((channel) => (
            <Button key={channel} size="small" onPress={() => give.start(channel)} isDisabled={give.isPending || (other && representative.trim() === "")}>
              {t(`people.consent.channel.${channel}`)}
            </Button>
          ))}
        </div>
        <Checkbox isSelected={other} onChange={setOther} description={other ? t("people.consent.representative.help", { name }) : undefined}>{t("people.consent.representative")}</Checkbox>
        {other && (
          <TextField label={t("people.consent.representativeName")} value={representative} onChange={setRepresentative} autoComplete="off" maxLength={120} />
        )}
      </div>
    </>
  );
}

function Before({ all }: { all: Consent[] }) {
  const t = useT();
  const format = useFormat();
  const ended = all.filter((consent) => consent.withdrawTime);
  if (ended.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>{t("people.consent.history")}</summary>
      <ul className={styles.prompts}>
        {ended.map((consent) => (
          <li key={consent.id}>
            {t("people.consent.historyLine", {
              purpose: t(`people.consent.for.${consent.purpose ?? "PURPOSE_UNSPECIFIED"}`),
              from: consent.giveTime ? format.date(consent.giveTime) : "",
              to: consent.withdrawTime ? format.date(consent.withdrawTime) : "",
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
