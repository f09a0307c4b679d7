/** Our own client in a question of two organisations: their own answer, how they gave it, and what they let the other see. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type Answer, answerAsClient, cardFor, ownCardsQuery, type RegionalRequest, type SupportForm } from "@/app/region";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { Dialog } from "@/design/Dialog";
import { Initials } from "@/design/Initials";
import { RadioCards } from "@/design/RadioCards";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange } from "@/staff/change";
import { Refusal } from "../matches/parts";
import { CardFacts } from "./parts";
import styles from "./region.module.css";

const answers = ["ANSWER_YES", "ANSWER_MAYBE", "ANSWER_NOT_NOW", "ANSWER_NO"] as const satisfies readonly Answer[];
const forms = ["SUPPORT_FORM_SPOKEN", "SUPPORT_FORM_PICTURES", "SUPPORT_FORM_GESTURE", "SUPPORT_FORM_REPRESENTATIVE"] as const satisfies readonly SupportForm[];

export function OurClient({ request }: { request: RegionalRequest }) {
  const nameOf = useNames([request.clientId]);
  const asked = request.state === "STATE_WITH_CLIENTS" || request.state === "STATE_MET";
  return (
    <section className={styles.person}>
      <header className={styles.who}>
        <Initials name={nameOf(request.clientId)} />
        <h2><Link to="/mensen/$clientId" params={{ clientId: request.clientId ?? "" }}>{nameOf(request.clientId)}</Link></h2>
      </header>
      {asked ? (
        <>
          <OwnCard request={request} name={nameOf(request.clientId, true)} />
          <OwnAnswer request={request} name={nameOf(request.clientId, true)} />
        </>
      ) : <NotAsked name={nameOf(request.clientId, true)} />}
    </section>
  );
}

function NotAsked({ name }: { name: string }) {
  return <p className="soft">{useT()("region.client.notAsked", { name })}</p>;
}

/** What the other may see. Nobody sees it before both said yes. */
function OwnCard({ request, name }: { request: RegionalRequest; name: string }) {
  const t = useT();
  const cards = useQuery(ownCardsQuery(request.clientId ?? ""));
  const card = cardFor(cards.data, request.id);
  const organisation = request.other?.name ?? "";
  const met = request.state === "STATE_MET";
  return (
    <div className={styles.part}>
      <h3>{t("region.card.title", { organisation })}</h3>
      {card?.preview ? <CardFacts card={card.preview} organisation={organisation} /> : cards.isSuccess && <p className="soft">{t("region.card.notYet", { name })}</p>}
      <p className="soft small">{t(met ? "region.card.seenNow" : "region.card.seenLater")}</p>
      <Link to="/regio/vragen/$requestId/kaart" params={{ requestId: request.id ?? "" }} className={buttonClass("secondary", "small")}>{t(card ? "region.card.change" : "region.card.choose", { name })}</Link>
    </div>
  );
}

function OwnAnswer({ request, name }: { request: RegionalRequest; name: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const said = request.answer && request.answer !== "ANSWER_UNSPECIFIED" ? request.answer : undefined;
  return (
    <div className={styles.part}>
      <h3>{t("region.client.question", { name, organisation: request.other?.name ?? "" })}</h3>
      {said ? (
        <p className="cluster">
          <Chip tone={said === "ANSWER_YES" ? "leaf" : "apricot"}>{t(`region.client.said.${said}`)}</Chip>
          {request.answerForm && request.answerForm !== "SUPPORT_FORM_UNSPECIFIED" && <span className="soft">{t(`region.form.said.${request.answerForm}`)}</span>}
        </p>
      ) : <p className="soft">{t("region.client.noneYet", { name })}</p>}
      {request.state === "STATE_WITH_CLIENTS" && <Button size="small" onPress={() => setOpen(true)}>{t(said ? "region.client.recordAgain" : "region.client.record", { name })}</Button>}
      {open && <AnswerDialog request={request} name={name} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Writing down what a client said. Whose answer it is stays clear, and how they gave it goes along (M-02). */
function AnswerDialog({ request, name, onClose }: { request: RegionalRequest; name: string; onClose: () => void }) {
  const t = useT();
  const [answer, setAnswer] = useState<(typeof answers)[number] | null>(null);
  const [form, setForm] = useState<(typeof forms)[number] | null>(null);
  const [tried, setTried] = useState(false);
  const save = useChange({
    run: (told: { answer: Answer; supportForm: SupportForm }, once) => answerAsClient(request, { clientId: request.clientId ?? "", ...told }, once),
    refresh: [["region"], ["matches"]],
    onDone: (after) => {
      onClose();
      toast(after.state === "STATE_MET" ? t("region.client.met") : t("region.client.recorded", { name }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (answer && form) save.start({ answer, supportForm: form });
  };
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t("region.client.dialog", { name })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p>{t("region.client.lead", { name })}</p>
        <RadioCards
          compact
          label={t("region.client.what", { name })}
          value={answer}
          onChange={setAnswer}
          error={tried && !answer ? t("region.client.first", { name }) : undefined}
          options={answers.map((value) => ({ value, label: t(`region.client.${value}`) }))}
        />
        {(answer === "ANSWER_NO" || answer === "ANSWER_NOT_NOW") && <p className={styles.said}>{t("region.client.returns")}</p>}
        <RadioCards
          compact
          label={t("region.client.how", { name })}
          value={form}
          onChange={setForm}
          error={tried && !form ? t("region.client.howFirst", { name }) : undefined}
          options={forms.map((value) => ({ value, label: t(`region.form.${value}`) }))}
        />
        <Refusal problem={save.problem} people={[request.clientId]} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
