/** On a person's page: questionnaires that lie before them, and what they let us read. Asking is an offer, and can be taken back. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { requestId } from "@/api/client";
import { type Asking, askingsQuery } from "@/app/questionnaire";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { Select } from "@/design/Select";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { ask, leave, questionnairesQuery } from "./queries";
import styles from "./questionnaires.module.css";

export function PersonQuestions({ clientId, name }: { clientId: string; name: string }) {
  const t = useT();
  const all = useQuery(questionnairesQuery());
  const askings = useQuery(askingsQuery(clientId));
  const found = (askings.data ?? []).filter((one) => one.state !== "STATE_LEFT");
  if ((all.data ?? []).length === 0 && found.length === 0) return null;
  return (
    <Card title={t("questionnaires.person.title")} note={t("questionnaires.person.note", { name })}>
      <ul className={styles.askings}>{found.map((one) => <Row key={one.id} of={one} clientId={clientId} />)}</ul>
      <Offer clientId={clientId} name={name} />
    </Card>
  );
}

function Row({ of, clientId }: { of: Asking; clientId: string }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const refresh = [["questionnaireAskings"]];
  const back = useChange({
    run: (_: "back", once) => leave(of.id ?? "", once),
    refresh,
    onDone: () => undo(t("questionnaires.person.back.done"), () => ask(clientId, of.questionnaireId ?? "", requestId()), refresh),
  });
  const open = of.state === "STATE_OPEN";
  const date = format.date((open ? of.askTime : of.finishTime) ?? "");
  const how = open ? t("questionnaires.person.lies", { date }) : of.shared || of.together ? t("questionnaires.person.shared", { date }) : t("questionnaires.person.own", { date });
  return (
    <li>
      <span><strong>{of.title}</strong><br /><span className="soft">{how}</span></span>
      <span className="cluster">
        {(open || of.shared || of.together) && (
          <Link to="/mensen/$clientId/vragen/$askingId" params={{ clientId, askingId: of.id ?? "" }} className={buttonClass("secondary", "small")}>
            {t(open ? "questionnaires.person.together" : "questionnaires.person.read")}
          </Link>
        )}
        {open && <Button size="small" kind="quiet" isPending={back.isPending} onPress={() => back.start("back")}>{t("questionnaires.person.back")}</Button>}
      </span>
      <ErrorNote problem={back.problem} />
    </li>
  );
}

function Offer({ clientId, name }: { clientId: string; name: string }) {
  const t = useT();
  const undo = useUndo();
  const [chosen, setChosen] = useState<string | null>(null);
  const all = useQuery(questionnairesQuery()).data ?? [];
  const refresh = [["questionnaireAskings"]];
  const offer = useChange({
    run: (id: string, once) => ask(clientId, id, once),
    refresh,
    onDone: (made) => {
      setChosen(null);
      undo(t("questionnaires.person.asked", { name }), () => leave(made.id ?? "", requestId()), refresh);
    },
  });
  if (all.length === 0) return null;
  return (
    <div className={styles.offer}>
      <Select label={t("questionnaires.person.choose")} value={chosen} onChange={setChosen} options={all.map((one) => ({ value: one.id ?? "", label: one.title ?? "", description: one.publisher }))} />
      <Button isDisabled={!chosen} isPending={offer.isPending} onPress={() => chosen && offer.start(chosen)}>{t("questionnaires.person.ask")}</Button>
      <ErrorNote problem={offer.problem} />
    </div>
  );
}
