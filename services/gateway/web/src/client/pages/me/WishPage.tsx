/** One wish: change it, let it go, say that it came true. Everything can be taken back. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe, type Wish, wishesQuery } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { drawingNamed } from "@/client/pictures";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Balloon, CounterclockwiseArrowsButton, Pencil, Rainbow, Star } from "@/pictograms";
import { NearbyLink } from "../nearby/NearbyLink";
import { useSayWish } from "./say-wish";

type Verb = "letGo" | "fulfil" | "reopen";
const paths = { letGo: "/api/v1/wishes/{id}:letGo", fulfil: "/api/v1/wishes/{id}:fulfil", reopen: "/api/v1/wishes/{id}:reopen" } as const;

export function WishPage() {
  const t = useT();
  const id = usePart("wishId");
  const wishes = useQuery(wishesQuery(useMe()));
  const wish = wishes.data?.find((one) => one.id === id);
  if (wish) return <One wish={wish} />;
  return (
    <ClientPage title={t("map.wish.one")} back="/mijn/over-mij/wensen" about="">
      <Ready of={[wishes]}>{() => <Kind title={t("map.wish.gone")} picture={Star} />}</Ready>
    </ClientPage>
  );
}

function One({ wish }: { wish: Wish }) {
  const t = useT();
  const id = wish.id ?? "";
  const move = useTell((verb: Verb, requestId) => answer(api.POST(paths[verb], { params: { path: { id } }, body: { requestId } })), "wishes");
  const open = wish.state === "STATE_OPEN" || wish.state === "STATE_TAKEN_UP";
  const state = wish.state === "STATE_FULFILLED" ? t("map.wish.cameTrue") : wish.state === "STATE_LET_GO" ? t("map.wish.letGoSaid") : wish.state === "STATE_TAKEN_UP" ? t("map.wish.takenUp") : t("map.wish.open");
  const base = `/mijn/over-mij/wensen/${id}`;
  return (
    <ClientPage title={t("map.wish.one")} question={state} back="/mijn/over-mij/wensen" moment={move.said && wish.state} aloud={[useSayWish()(wish)]}>
      <div className={styles.told}>
        <Pictogram of={drawingNamed(wish.picture) ?? Star} size="8rem" plate />
        <div className={styles.toldWords}><p>{useSayWish()(wish)}</p></div>
      </div>
      <Doings>
        {open ? (
          <>
            <Doing href={`${base}/woorden`} words={t("map.wish.changeWords")} picture={Pencil} />
            <Doing href={`${base}/plaatje`} words={t("map.wish.changePicture")} picture={CounterclockwiseArrowsButton} />
            <NearbyLink wishId={id} />
            <Doing words={t("map.wish.fulfil")} picture={Rainbow} onPress={() => move.send("fulfil")} busy={move.busy} />
            <Doing words={t("map.wish.letGo")} note={t("map.wish.letGoNote")} picture={Balloon} onPress={() => move.send("letGo")} busy={move.busy} />
          </>
        ) : (
          <Doing words={t("map.wish.reopen")} picture={Star} tone="leaf" onPress={() => move.send("reopen")} busy={move.busy} />
        )}
      </Doings>
      <ErrorNote problem={move.problem} onRetry={move.again} />
      {move.waiting && <Waiting />}
    </ClientPage>
  );
}
