/** "Forget me": one tap asks somebody to talk about it. Nothing goes by it, and one tap takes it back. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Balloon, HeartHands, Seedling, SpeakingHead } from "@/pictograms";

const back = "/mijn/over-mij";

const erasureOf = (me: string) =>
  queryOptions({
    queryKey: ["erasures", "of", me],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/erasure", { params: { path: { client_id: me } } })),
    enabled: me !== "",
  });

export function ForgetPage() {
  const t = useT();
  const go = useGo();
  const me = useMe();
  const state = useQuery(erasureOf(me));
  const ask = useTell(
    (_: string, requestId) => answer(api.POST("/api/v1/clients/{client_id}/erasures", { params: { path: { client_id: me } }, body: { by: "BY_CLIENT", requestId } })),
    "erasures",
  );
  const cancel = useTell(
    (id: string, requestId) => answer(api.POST("/api/v1/erasures/{id}:cancel", { params: { path: { id } }, body: { requestId } })),
    "erasures",
  );
  const open = state.data?.erasure;
  return (
    <ClientPage title={t("forget.title")} question={open ? undefined : t("forget.question")} back={back} aloud={open ? [] : [t("forget.text1"), t("forget.text2")]}>
      <Ready of={[state]}>
        {() =>
          open ? (
            <Kind title={t(open.state === "STATE_ASKED" ? "forget.asked" : "forget.waiting")} text={t("forget.notYet")} picture={Seedling}>
              <ErrorNote problem={cancel.problem} onRetry={cancel.again} />
              {cancel.waiting && <Waiting />}
              <Doings>
                {open.state !== "STATE_UNDER_WAY" && <Doing words={t("forget.cancel")} picture={HeartHands} tone="leaf" busy={cancel.busy} onPress={() => cancel.send(open.id ?? "")} />}
                <Doing href={back} words={t("forget.okay")} picture={Seedling} />
              </Doings>
            </Kind>
          ) : (
            <>
              <p className={styles.large}>{t("forget.text1")}</p>
              <p className={styles.large}>{t("forget.text2")}</p>
              {state.data?.held && <p className={styles.large}>{t("forget.held")}</p>}
              <ErrorNote problem={ask.problem} onRetry={ask.again} />
              {ask.waiting && <Waiting />}
              <Doings>
                <Doing words={t("forget.no")} picture={HeartHands} tone="leaf" onPress={() => go(back)} />
                <Doing words={t("forget.yes")} note={t("forget.yesNote")} picture={SpeakingHead} busy={ask.busy} onPress={() => ask.send("ask")} />
                <Doing href="/mijn/over-mij/kaart/wissen" words={t("forget.mapOnly")} picture={Balloon} />
              </Doings>
            </>
          )
        }
      </Ready>
    </ClientPage>
  );
}
