/** Something is not safe: one more tap passes it on; then what to do now, in the organisation's own words, large and read aloud. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { inLanguage } from "@/i18n/core";
import { PersonRaisingHand, TelephoneReceiver } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { helpQuery } from "./data";

export function UnsafePage() {
  const t = useT();
  const me = useMe();
  const help = useQuery(helpQuery).data;
  const report = useTell((_: "unsafe", requestId) => answer(api.POST("/api/v1/concerns", { body: { clientId: me, requestId } })), "concerns");
  if (report.said) {
    const route = inLanguage(t.language, report.said, "route") || t("client.talk.now");
    const after = t("talk.concern.after");
    return (
      <ClientPage title={t("client.talk.passedOn")} back="/mijn" moment="told" about="" aloud={[route, after]}>
        <div><ReadAloud text={`${route} ${after}`} withWords /></div>
        <p className={styles.route}>{route.replace(/([.?!]) (?=\p{Lu})/gu, "$1\n")}</p>
        <p className={styles.large}>{after}</p>
        <Call phone={report.said.phone} whom={inLanguage(t.language, report.said, "whom")} />
        <Doings single><Doing href="/mijn/praten/met" words={t("client.talk.want")} picture={PersonRaisingHand} tone="leaf" /></Doings>
      </ClientPage>
    );
  }
  return (
    <ClientPage title={t("client.talk.unsafe")} question={t("client.talk.unsafeLead")} back="/mijn/praten" aloud={[t("client.talk.danger")]}>
      <Doings single>
        <Doing words={t("client.talk.tell")} note={t("client.talk.tellNote")} picture={PersonRaisingHand} tone="rose" onPress={() => report.send("unsafe")} busy={report.busy} />
      </Doings>
      <ErrorNote problem={report.problem} onRetry={report.again} />
      {report.waiting && <Waiting />}
      {/* Also without internet somebody must know what to do. */}
      <Call phone={help?.phone} whom={help ? inLanguage(t.language, help, "whom") : ""} />
    </ClientPage>
  );
}

/** Whom one can call: 112, and who answers at this moment. */
function Call({ phone, whom }: { phone?: string; whom?: string }) {
  const t = useT();
  return (
    <Doings single>
      <Doing href="tel:112" words={t("talk.call112")} note={t("talk.callNow")} picture={TelephoneReceiver} tone="apricot" />
      {phone && <Doing href={`tel:${phone.replace(/[^+\d]/g, "")}`} words={whom ? t("talk.callWhom", { whom, phone }) : t("talk.callPhone", { phone })} picture={TelephoneReceiver} />}
    </Doings>
  );
}
