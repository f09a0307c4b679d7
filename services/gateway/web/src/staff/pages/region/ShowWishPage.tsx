/** One wish in the region: what stays at home beside exactly what others would see, before anything is shown. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { useSession } from "@/api/session";
import { hideWish, type RegionalWish, regionQuery, shownWishQuery, showWish } from "@/app/region";
import { useNamedPictogram } from "@/app/named-pictogram";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Locked } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { type Wish, wishQuery } from "../people/queries";
import { ChooseWorker, Refusal, wantsWorker } from "../matches/parts";
import { useHide } from "./OwnPart";
import { say, WishPaper } from "./parts";
import styles from "./region.module.css";

export function ShowWishPage() {
  const t = useT();
  const { clientId, wishId } = useParams({ from: "/shell/mensen/$clientId/wens/$wishId/regio" });
  const nameOf = useNames([clientId]);
  const wish = useQuery(wishQuery(wishId));
  const shown = useQuery(shownWishQuery(wishId));
  return (
    <Page
      title={t("region.show.title", { name: nameOf(clientId, true) })}
      lead={t("region.show.lead")}
      above={<Link to="/mensen/$clientId" params={{ clientId }}>{nameOf(clientId)}</Link>}
    >
      <QueryView query={wish}>
        {(home) => (
          <QueryView query={shown}>
            {(away) => <><Sides home={home} away={away} name={nameOf(clientId, true)} /><Ways wish={away} clientId={clientId} wishId={wishId} name={nameOf(clientId, true)} /></>}
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
}

function Sides({ home, away, name }: { home: Wish; away: RegionalWish; name: string }) {
  const t = useT();
  const picture = useNamedPictogram(home.picture);
  return (
    <div className={styles.sides}>
      <div className={styles.side}>
        <h2>{t("region.show.home")}</h2>
        <section className={styles.home}>
          <div className={styles.locked}><Pictogram of={Locked} size="2.5rem" plate /><p className={styles.strong}>{t("region.show.homeWhat", { name })}</p></div>
          <div className={styles.ownWords}>
            {picture && <Pictogram of={picture} size="5.5rem" plate />}
            {home.ownWords && <blockquote className={styles.quote}>{home.ownWords}</blockquote>}
          </div>
        </section>
      </div>
      <span className={styles.way} aria-hidden="true">→</span>
      <div className={styles.side}>
        <h2>{t(away.shown ? "region.show.awayNow" : "region.show.away")}</h2>
        <WishPaper wish={away} level={3} />
      </div>
    </div>
  );
}

function Ways({ wish, clientId, wishId, name }: { wish: RegionalWish; clientId: string; wishId: string; name: string }) {
  const t = useT();
  const format = useFormat();
  const others = (useQuery(regionQuery).data?.organisations ?? []).filter((one) => one.takingPart).map((one) => one.name ?? "");
  const own = useSession().data?.organisation?.name;
  const receivers = others.filter((one) => one !== own);
  const undo = useUndo();
  const refresh = [["region"]];
  const show = useChange({
    run: (_: undefined, once) => showWish(wishId, once),
    refresh,
    onDone: () => undo(t("region.show.done"), () => hideWish(wishId, requestId()), refresh),
  });
  const hide = useHide({ ...wish, wishId });
  if (wish.shown) {
    return (
      <>
        <p className="cluster"><Chip tone="leaf">{t("region.show.since", { when: wish.showTime ? format.date(wish.showTime) : "" })}</Chip>{receivers.length > 0 && <span className="soft">{t("region.show.who", { names: format.list(receivers) })}</span>}</p>
        <ErrorNote problem={hide.problem} />
        <div className="cluster"><Button onPress={() => hide.start(undefined)} isPending={hide.isPending}>{t("region.own.hide")}</Button><span className="soft">{t("region.show.hideHelp")}</span></div>
      </>
    );
  }
  if (wish.missing && wish.missing.length > 0) {
    const worker = wish.missing.every(wantsWorker);
    return (
      <Card
        tone="sky"
        title={t("region.show.missing")}
        actions={worker ? null : <Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "toestemming" }} className={buttonClass("primary")}>{t("region.show.consent", { name })}</Link>}
      >
        <ul className={styles.means}>{wish.missing.map((one) => <li key={one.code}>{say(t.language, one)}</li>)}</ul>
        {wish.missing.some(wantsWorker) && <ChooseWorker of={[clientId]} />}
      </Card>
    );
  }
  return (
    <>
      <p>{t("region.show.ask", { name })}</p>
      {receivers.length > 0 && <p className="soft">{t("region.show.willWho", { names: format.list(receivers) })}</p>}
      <Refusal problem={show.problem} people={[clientId]} />
      <div><Button kind="primary" onPress={() => show.start(undefined)} isPending={show.isPending}>{t("region.show.go", { name })}</Button></div>
    </>
  );
}
