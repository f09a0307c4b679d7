/** One wish: exactly what others would see, in pictures; yes shows it, and one tap takes it away again. */
import { useQuery } from "@tanstack/react-query";
import { hideWish, type RegionalWish, shownWishQuery, showWish } from "@/app/region";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { Locked, PeopleDialogue, RaisedHand, ThreeOclock, ThumbsUp } from "@/pictograms";
import styles from "./nearby.module.css";
import { Pictures } from "./Pictures";
import { useShown } from "./say";

const back = "/mijn/over-mij/buurt";

export function ShownWishPage() {
  const t = useT();
  const id = usePart("wishId");
  const shown = useQuery(shownWishQuery(id));
  const now = shown.data;
  if (now) return <One wishId={id} wish={now} />;
  return <ClientPage title={t("nearby.may")} back={back}><Ready of={[shown]}>{() => null}</Ready></ClientPage>;
}

function One({ wishId, wish }: { wishId: string; wish: RegionalWish }) {
  const t = useT();
  const go = useGo();
  const say = useShown();
  const show = useTell((_: "show", requestId) => showWish(wishId, requestId), "region");
  const hide = useTell((_: "hide", requestId) => hideWish(wishId, requestId), "region");
  const told = [say.kind(wish.kind), ...say.likes(wish.interests), ...say.days(wish.dayparts), ...say.company(wish.company), ...say.way(wish.communication), ...say.area(wish.area)];
  const missing = (wish.missing ?? []).length > 0;
  return (
    <ClientPage title={wish.shown ? t("nearby.isSeen") : t("nearby.may")} question={t("nearby.noName")} back={back} moment={String(!!wish.shown)}>
      <Pictures title={t(wish.shown ? "nearby.othersSee" : "nearby.othersWould")} of={told}>
        <div className={styles.promise}>
          <Pictogram of={Locked} size="3.25rem" plate />
          <p>{t("nearby.stays")}</p>
          <ReadAloud text={t("nearby.stays")} />
        </div>
      </Pictures>
      {missing && !wish.shown ? (
        <section className={kit.card}><h2>{t("nearby.notYet")}</h2><p>{t("nearby.notYetText")}</p></section>
      ) : null}
      <Doings>
        {wish.shown ? (
          <Doing words={t("nearby.hide")} note={t("nearby.hideNote")} picture={RaisedHand} tone="rose" onPress={() => hide.send("hide")} busy={hide.busy} />
        ) : missing ? (
          <Doing href="/mijn/praten" words={t("client.tile.talk")} picture={PeopleDialogue} tone="apricot" />
        ) : (
          <>
            <Doing words={t("nearby.show")} note={t("nearby.showNote")} picture={ThumbsUp} tone="leaf" onPress={() => show.send("show")} busy={show.busy} />
            <Doing words={t("nearby.later")} note={t("nearby.laterNote")} picture={ThreeOclock} onPress={() => go(back)} />
          </>
        )}
      </Doings>
      <ErrorNote problem={show.problem ?? hide.problem} onRetry={() => (show.problem ? show.again() : hide.again())} />
      {(show.waiting || hide.waiting) && <Waiting />}
    </ClientPage>
  );
}
