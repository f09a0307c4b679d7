/** Recording a yes: how it was said, by whom when it was not the client, and until when. One tap is enough. */
import { requestId } from "@/api/client";
import { useSession } from "@/api/session";
import { useDraft } from "@/app/draft";
import { type Template, versionName } from "@/app/templates";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { channels, endOfDay, type Purpose } from "./consents";
import { type Client, giveConsent, withdrawConsent } from "./queries";

/** What looks different after a yes or a no. */
export const consentKeys = (clientId: string) => [["consents", clientId], ["contacts", clientId], ["networkTalks", clientId], ["networkMaps", clientId]];

export function AskConsent({ purpose, person, text }: { purpose: Purpose; person: Client; text: Template }) {
  const t = useT();
  const undo = useUndo();
  const name = person.givenName ?? "";
  const clientId = person.id ?? "";
  const region = useSession().data?.organisation?.region;
  const known = person.representative?.name ?? "";
  const [value, setValue, forget] = useDraft(`consent:${clientId}:${purpose}`, { other: false, representative: "", forWhile: false, day: "" });
  const { other, forWhile, day } = value;
  const representative = known || value.representative.trim();
  const refresh = consentKeys(clientId);
  const give = useChange({
    run: (channel: (typeof channels)[number], once) =>
      giveConsent(
        clientId,
        {
          purpose,
          channel,
          receiver: purpose === "PURPOSE_REGION" ? region : undefined,
          textVersion: versionName(text),
          givenByRepresentative: other ? representative : undefined,
          endTime: forWhile ? endOfDay(day) : undefined,
        },
        once,
      ),
    refresh,
    onDone: (consent) => {
      forget();
      undo(t("people.consent.gave"), () => withdrawConsent(consent, requestId()), refresh);
    },
  });
  if (purpose === "PURPOSE_REGION" && !region) return <p className="soft">{t("people.consent.noRegion")}</p>;
  const open = (other && representative === "") || (forWhile && !endOfDay(day));
  return (
    <>
      <ErrorNote problem={give.problem} />
      <div className="stack" style={{ "--gap": "var(--space-3)" } as React.CSSProperties} role="group" aria-label={t(`people.consent.for.${purpose}`)}>
        <h3>{t("people.consent.how", { name })}</h3>
        <div className="cluster">
          {channels.map((channel) => (
            <Button key={channel} size="small" onPress={() => give.start(channel)} isDisabled={give.isPending || open}>
              {t(`people.consent.channel.${channel}`)}
            </Button>
          ))}
        </div>
        <Checkbox isSelected={other} onChange={(yes) => setValue({ ...value, other: yes })} description={other ? t("people.consent.representative.help", { name }) : undefined}>
          {known ? t("people.consent.representative.known", { representative: known }) : t("people.consent.representative")}
        </Checkbox>
        {other && !known && (
          <TextField label={t("people.consent.representativeName")} value={value.representative} onChange={(name) => setValue({ ...value, representative: name })} error={give.problem?.fields.givenByRepresentative} autoComplete="off" maxLength={120} />
        )}
        <Checkbox isSelected={forWhile} onChange={(yes) => setValue({ ...value, forWhile: yes })} description={forWhile ? t("people.consent.forWhile.help") : undefined}>{t("people.consent.forWhile")}</Checkbox>
        {forWhile && <TextField type="date" label={t("people.consent.lastDay")} value={day} onChange={(last) => setValue({ ...value, day: last })} error={give.problem?.fields.endTime} />}
      </div>
    </>
  );
}
