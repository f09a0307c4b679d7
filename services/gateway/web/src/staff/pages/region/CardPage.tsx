/** Together with the client: what may the other organisation see? One part at a time, beside exactly what that shows. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId as newRequestId } from "@/api/client";
import { useSession } from "@/api/session";
import { useDraft } from "@/app/draft";
import { type CardMade, cardFor, type CardPart, cardParts, makeCard, ownCardsQuery, type RegionalRequest, requestQuery, type SharedCard, withdrawCard } from "@/app/region";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useNames, useWorkerNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { type Client, clientQuery } from "../people/queries";
import { CardFacts, useCodes } from "./parts";
import styles from "./region.module.css";

export function CardPage() {
  const t = useT();
  const { requestId } = useParams({ from: "/shell/regio/vragen/$requestId/kaart" });
  const request = useQuery(requestQuery(requestId));
  const nameOf = useNames([request.data?.clientId]);
  const name = nameOf(request.data?.clientId, true);
  const organisation = request.data?.other?.name ?? "";
  return (
    <Page
      title={t("region.card.page", { name })}
      lead={t("region.card.lead", { name, organisation })}
      above={<Link to="/regio/vragen/$requestId" params={{ requestId }}>{t("region.request.pair", { name, organisation })}</Link>}
    >
      <QueryView query={request}>{(found) => <Loaded request={found} name={name} />}</QueryView>
    </Page>
  );
}

function Loaded({ request, name }: { request: RegionalRequest; name: string }) {
  const clientId = request.clientId ?? "";
  const cards = useQuery(ownCardsQuery(clientId));
  const client = useQuery(clientQuery(clientId));
  return (
    <QueryView query={client}>
      {(of) => <QueryView query={cards}>{(all) => <Choose key={cardFor(all, request.id)?.etag ?? ""} request={request} card={cardFor(all, request.id)} of={of} name={name} />}</QueryView>}
    </QueryView>
  );
}

interface ChooseProps {
  request: RegionalRequest;
  card: SharedCard | undefined;
  of: Client;
  name: string;
}

function Choose({ request, card, of, name }: ChooseProps) {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const organisation = request.other?.name ?? "";
  const clientId = request.clientId ?? "";
  const [{ parts, contact }, setValue, forget] = useDraft<{ parts: readonly CardPart[]; contact: string }>(`region:card:${request.id}:${card?.etag ?? ""}`, {
    parts: cardParts.filter((part) => card?.parts?.includes(part)),
    contact: card?.preview?.supportWorkerContact ?? "",
  });
  const values = useValues(of);
  const refresh = [["region"]];
  const made = (chosen: readonly CardPart[], words: string): CardMade => ({
    clientId, regionalRequestId: request.id ?? "", organisationId: request.other?.id ?? "", parts: [...chosen], supportWorkerContact: words || undefined,
  });
  const back = () => navigate({ to: "/regio/vragen/$requestId", params: { requestId: request.id ?? "" } });
  const save = useChange({
    run: (chosen: readonly CardPart[], once) => makeCard(made(chosen, chosen.includes("CARD_PART_SUPPORT_WORKER") ? contact : ""), once),
    refresh,
    onDone: async (now) => {
      forget();
      await back();
      undo(t("region.card.done", { name }), () => (card ? makeCard(made((card.parts ?? []) as CardPart[], card.preview?.supportWorkerContact ?? ""), newRequestId()) : withdrawCard(now, newRequestId())), refresh);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(cardParts.filter((part) => parts.includes(part)));
  };
  const toggle = (part: CardPart) => setValue({ contact, parts: parts.includes(part) ? parts.filter((one) => one !== part) : [...parts, part] });
  return (
    <form className={styles.two} onSubmit={submit} noValidate>
      <div className={styles.form}>
        {cardParts.map((part) => (
          <div key={part} className={styles.pick}>
            <Checkbox isSelected={parts.includes(part)} onChange={() => toggle(part)}>{t(`region.card.may.${part}`, { organisation })}</Checkbox>
            <p className={styles.value}>{values[part] || t("region.card.noValue")}</p>
            {part === "CARD_PART_SUPPORT_WORKER" && parts.includes(part) && (
              <TextField label={t("region.card.contact")} description={t("region.card.contact.help")} value={contact} onChange={(words) => setValue({ parts, contact: words })} maxLength={200} autoComplete="off" error={save.problem?.fields.supportWorkerContact} />
            )}
          </div>
        ))}
        <ErrorNote problem={save.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("region.card.save")}</Button>
          <Button kind="quiet" onPress={() => void back()}>{t("common.cancel")}</Button>
        </div>
      </div>
      <div className={`${styles.sticky} stack`}>
        <Card tone="leaf" title={t("region.card.seen", { organisation })}>
          <CardFacts card={seen(parts, of, values, contact)} organisation={organisationOf(useSession().data?.organisation?.name)} />
        </Card>
        <p className="soft small">{t(request.state === "STATE_MET" ? "region.card.seenNow" : "region.card.seenLater")}</p>
        {card && <TakeBack card={card} met={request.state === "STATE_MET"} name={name} />}
      </div>
    </form>
  );
}

const organisationOf = (name: string | undefined): string => name ?? "";

/** What stands behind each part, as the client's record has it now. */
function useValues(of: Client): Record<CardPart, string> {
  const codes = useCodes();
  // Who guides this client first: the same as the other side will read.
  const first = of.supportWorkerIds?.[0];
  const worker = useWorkerNames([first])(first);
  return {
    CARD_PART_CALL_NAME: of.givenName ?? "",
    CARD_PART_INTERESTS: (of.profile?.interests ?? []).join(", "),
    CARD_PART_DAYPARTS: codes.dayparts(of.profile?.dayparts).join(", "),
    CARD_PART_COMMUNICATION: codes.way(of.profile?.communication) ?? "",
    CARD_PART_SUPPORT_WORKER: first ? worker : "",
  };
}

/** The same as the other side will read. */
function seen(parts: readonly CardPart[], of: Client, values: Record<CardPart, string>, contact: string) {
  const has = (part: CardPart) => parts.includes(part);
  return {
    callName: has("CARD_PART_CALL_NAME") ? of.givenName : "",
    interests: has("CARD_PART_INTERESTS") ? of.profile?.interests : [],
    dayparts: has("CARD_PART_DAYPARTS") ? (of.profile?.dayparts as string[] | undefined) : [],
    communication: has("CARD_PART_COMMUNICATION") ? of.profile?.communication : "",
    supportWorkerName: has("CARD_PART_SUPPORT_WORKER") ? values.CARD_PART_SUPPORT_WORKER : "",
    supportWorkerContact: contact,
  };
}

/** Taking the card back: at once, and when they met already the match comes to its ending with care. */
function TakeBack({ card, met, name }: { card: SharedCard; met: boolean; name: string }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["region"], ["matches"]];
  const [open, setOpen] = useState(false);
  const take = useChange({
    run: (_: undefined, once) => withdrawCard(card, once),
    refresh,
    onDone: () => {
      const again: CardMade = {
        clientId: card.clientId ?? "", regionalRequestId: card.regionalRequestId ?? "", organisationId: card.organisationId ?? "",
        parts: (card.parts ?? []) as CardPart[], supportWorkerContact: card.preview?.supportWorkerContact || undefined,
      };
      undo(t("region.card.taken"), () => makeCard(again, newRequestId()), refresh);
    },
  });
  return (
    <div className="stack">
      <ErrorNote problem={take.problem} />
      {open && <p>{t("region.card.takeMeans", { name })}</p>}
      <div className="cluster">
        <Button size="small" onPress={() => (met && !open ? setOpen(true) : take.start(undefined))} isDisabled={take.isPending}>{t(open ? "region.card.takeSure" : "region.card.take")}</Button>
        {open && <Button size="small" kind="quiet" onPress={() => setOpen(false)}>{t("common.cancel")}</Button>}
      </div>
    </div>
  );
}
