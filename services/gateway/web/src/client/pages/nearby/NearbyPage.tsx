/** May my wish be seen nearby, without my name? First one yes; then each wish by itself; and who sees something of me. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { useSession } from "@/api/session";
import { cardFor, ownCardsQuery, ownWishesQuery, regionQuery, requestsQuery } from "@/app/region";
import { oneOf, templatesOf, versionName } from "@/app/templates";
import { ClientPage } from "@/client/ClientPage";
import { easyLines, holds, pictureOf, textFor } from "@/client/consent";
import { consentsQuery, useMe, type Wish, wishesQuery } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { drawingNamed } from "@/client/pictures";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Eye, Houses, RaisedHand, Star, ThumbsUp } from "@/pictograms";
import { useSayWish } from "../me/say-wish";

const purpose = "PURPOSE_REGION";

export function NearbyPage() {
  const t = useT();
  const region = useQuery(regionQuery);
  return (
    <ClientPage title={t("nearby.title")} question={t("nearby.lead")} back="/mijn/over-mij">
      <Ready of={[region]}>
        {() => (region.data?.name && region.data.takingPart ? <MyYes region={region.data.name} /> : <Kind title={t("nearby.none")} text={t("nearby.noneText")} picture={Houses} />)}
      </Ready>
      <WhoSees />
    </ClientPage>
  );
}

function MyYes({ region }: { region: string }) {
  const t = useT();
  const me = useMe();
  const consents = useQuery(consentsQuery(me));
  const texts = useQuery(templatesOf("KIND_CONSENT_TEXT"));
  const text = textFor(purpose, texts.data ?? []);
  const standing = (consents.data ?? []).filter((one) => one.purpose === purpose && holds(one));
  const give = useTell(
    (_: "yes", requestId) =>
      answer(api.POST("/api/v1/clients/{client_id}/consents", {
        params: { path: { client_id: me } },
        body: { purpose, receiver: region, channel: "CHANNEL_SELF", textVersion: text && versionName(text), requestId },
      })),
    "consents", "region",
  );
  const take = useTell(async (ids: string[]) => {
    for (const id of ids) await answer(api.POST("/api/v1/clients/{client_id}/consents/{id}:withdraw", { params: { path: { client_id: me, id } }, body: {} }));
  }, "consents", "region");
  return (
    <Ready of={[consents, texts]}>
      {() => (
        <>
          {standing.length === 0 ? (
            <Kind title={oneOf(t.language, text?.titleNl, text?.titleEn)} text={easyLines(t.language, text).join(" ")} picture={pictureOf(text)}>
              <Doings single><Doing words={t("nearby.yes")} note={t("nearby.yesNote")} picture={ThumbsUp} tone="leaf" onPress={() => give.send("yes")} busy={give.busy} /></Doings>
            </Kind>
          ) : (
            <>
              <MyWishes />
              <Doings single><Doing words={t("nearby.stop")} note={t("nearby.stopNote")} picture={RaisedHand} onPress={() => take.send(standing.map((one) => one.id ?? ""))} busy={take.busy} /></Doings>
            </>
          )}
          <ErrorNote problem={give.problem ?? take.problem} onRetry={() => (give.problem ? give.again() : take.again())} />
          {(give.waiting || take.waiting) && <Waiting />}
        </>
      )}
    </Ready>
  );
}

const isOpen = (wish: Wish) => wish.state === "STATE_OPEN" || wish.state === "STATE_TAKEN_UP";

function MyWishes() {
  const t = useT();
  const me = useMe();
  const sayWish = useSayWish();
  const wishes = useQuery(wishesQuery(me));
  const shown = useQuery(ownWishesQuery(me));
  const open = (wishes.data ?? []).filter(isOpen);
  return (
    <section className={kit.section}>
      <h2>{t("nearby.which")}</h2>
      <Ready of={[wishes, shown]}>
        {() =>
          open.length === 0 ? (
            <Kind title={t("map.wish.none")} text={t("map.wish.noneText")} picture={Star}>
              <Doings single><Doing href="/mijn/over-mij/wensen" words={t("client.wish.title")} picture={Star} tone="apricot" /></Doings>
            </Kind>
          ) : (
            <Doings>
              {open.map((wish) => {
                const seen = shown.data?.some((one) => one.wishId === wish.id);
                return (
                  <Doing
                    key={wish.id}
                    href={`/mijn/over-mij/buurt/${wish.id}`}
                    words={sayWish(wish)}
                    flag={t(seen ? "nearby.seen" : "nearby.notSeen")}
                    on={seen}
                    picture={drawingNamed(wish.picture) ?? Star}
                  />
                );
              })}
            </Doings>
          )
        }
      </Ready>
    </section>
  );
}

/** Who of another organisation sees something of me, now or when we both say yes. */
function WhoSees() {
  const t = useT();
  const me = useMe();
  const region = useSession().data?.organisation?.region;
  const cards = useQuery({ ...ownCardsQuery(me), enabled: !!region && me !== "" });
  const requests = useQuery({ ...requestsQuery(), enabled: !!region });
  const standing = (requests.data ?? []).filter((request) => cardFor(cards.data, request.id));
  if (standing.length === 0) return null;
  return (
    <section className={kit.section}>
      <h2>{t("nearby.whoSees")}</h2>
      <Doings>
        {standing.map((request) => (
          <Doing key={request.id} href={`/mijn/mensen/buurt/${request.id}/laten-zien`} words={t("nearby.someoneOf", { organisation: request.other?.name ?? "" })} note={t("nearby.whoSeesNote")} picture={Eye} tone="lilac" />
        ))}
      </Doings>
    </section>
  );
}
