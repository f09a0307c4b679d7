/** On the page of an outing: who was asked, who of the neighbourhood comes, what helps me, and the club. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { type Activity, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { useNames } from "@/names/names";
import { Handshake, HeartHands, PeopleDialogue, PersonRaisingHand, QuestionMark } from "@/pictograms";
import { alongQuery, introductionQuery, invitationsQuery } from "./data";
import { notePictures } from "./pictures";

/** Before it is: asking others, and what helps. */
export function Before({ one }: { one: Activity }) {
  const t = useT();
  const me = useMe();
  const id = one.id ?? "";
  const told = one.thresholds?.some((own) => own.clientId === me);
  return (
    <>
      <Coming id={id} going={one.clientIds ?? []} />
      <Doings>
        <Doing href={`/mijn/eropuit/${id}/vragen`} words={t("along.ask")} picture={PersonRaisingHand} />
        <Doing href={`/mijn/eropuit/${id}/buurt`} words={t("along.citizen")} picture={Handshake} />
        <Doing href={`/mijn/eropuit/${id}/wat-helpt/lastig`} words={t("along.helps.title")} note={told ? t("along.said.change") : ""} picture={HeartHands} />
      </Doings>
      {one.kind === "KIND_MY_CLUB" && <Club id={id} />}
    </>
  );
}

function Coming({ id, going }: { id: string; going: readonly string[] }) {
  const t = useT();
  const me = useMe();
  const asked = (useQuery(invitationsQuery).data ?? []).filter((one) => one.activityId === id && one.clientId !== me && !going.includes(one.clientId ?? ""));
  const citizens = useQuery(alongQuery(id)).data?.citizens ?? [];
  const nameOf = useNames(asked.map((one) => one.clientId));
  const back = useTell(
    (clientId: string, requestId) => answer(api.POST("/api/v1/activities/{activity_id}:withdrawInvitation", { params: { path: { activity_id: id } }, body: { clientId, requestId } })),
    "invitations",
  );
  const away = useTell(
    (citizenId: string, requestId) => answer(api.POST("/api/v1/activities/{activity_id}:removeCitizen", { params: { path: { activity_id: id } }, body: { citizenId, requestId } })),
    "along",
  );
  if (asked.length + citizens.length === 0) return null;
  return (
    <section className={styles.section}>
      <Doings>
        {asked.map((one) => {
          const name = nameOf(one.clientId, true);
          const state = one.answer === "ANSWER_MAYBE" || one.answer === "ANSWER_NO" ? t(`along.ask.${one.answer}`, { name }) : t("along.ask.open", { name });
          return <Doing key={one.clientId} words={state} note={t("along.ask.back")} picture={QuestionMark} onPress={() => back.send(one.clientId ?? "")} busy={back.busy} />;
        })}
        {citizens.map((citizen) => (
          <Doing
            key={citizen.id}
            words={t("along.citizen.comes", { word: citizen.word ?? "" })}
            note={citizen.clientId === me ? t("along.citizen.not") : ""}
            picture={Handshake}
            tone="leaf"
            onPress={() => citizen.clientId === me && away.send(citizen.id ?? "")}
            busy={away.busy}
          />
        ))}
      </Doings>
      <ErrorNote problem={back.problem ?? away.problem} />
    </section>
  );
}

/** The club: what it may know of me when I am the guest, and what the guest said when it is my club. */
function Club({ id }: { id: string }) {
  const t = useT();
  const me = useMe();
  const introduction = useQuery(introductionQuery(id)).data;
  const nameOf = useNames([introduction?.guestId]);
  if (!introduction) return null;
  if (introduction.guestId === me) return <Doings single><Doing href={`/mijn/eropuit/${id}/club`} words={t("along.club.tell")} note={t("along.club.tell.hint")} picture={PeopleDialogue} tone="lilac" /></Doings>;
  const notes = (introduction.notes ?? []).filter((note): note is keyof typeof notePictures => note in notePictures);
  if (notes.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{t("along.club.knows", { name: nameOf(introduction.guestId, true) })}</h2>
      <ul className={styles.large}>{notes.map((note) => <li key={note}>{t(`along.club.${note}`)}</li>)}</ul>
    </section>
  );
}

/** Afterwards: what I told and who sees it; and after a look at a club, whether I go more often. */
export function After({ one, told }: { one: Activity; told: boolean }) {
  const t = useT();
  const me = useMe();
  const introduction = useQuery({ ...introductionQuery(one.id ?? ""), enabled: one.kind === "KIND_MY_CLUB" }).data;
  const guest = introduction?.guestId === me;
  return (
    <>
      {told && <Doing href={`/mijn/eropuit/${one.id}/verteld`} words={t("along.told")} note={t("along.told.who")} picture={HeartHands} tone="sky" />}
      {guest && <Doing href={`/mijn/eropuit/${one.id}/vaker`} words={t("along.club.again")} picture={PeopleDialogue} tone="lilac" />}
    </>
  );
}
