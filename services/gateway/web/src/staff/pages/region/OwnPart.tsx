/** Wishes of our own people that the region sees, each with the way back in one press. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { hideWish, ownWishesQuery, type RegionalWish, showWish } from "@/app/region";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Locked } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { useWishTitle, WishPaper } from "./parts";
import styles from "./region.module.css";

export function OwnPart() {
  const t = useT();
  const wishes = useQuery(ownWishesQuery());
  const empty = (
    <EmptyState
      title={t("region.own.empty.title")}
      text={t("region.own.empty.text")}
      pictogram={Locked}
      action={<Link to="/mensen" className={buttonClass()}>{t("region.own.people")}</Link>}
    />
  );
  return (
    <>
      <p className="soft">{t("region.own.lead")}</p>
      <QueryView query={wishes} empty={empty}>
        {(all) => (
          <ul className="grid plain-list" style={{ "--column": "21rem" } as React.CSSProperties}>
            {all.map((wish) => <li key={wish.id} className={styles.card}><OneOwn wish={wish} /></li>)}
          </ul>
        )}
      </QueryView>
    </>
  );
}

function OneOwn({ wish }: { wish: RegionalWish }) {
  const t = useT();
  const format = useFormat();
  const called = useWishTitle();
  const name = useNames([wish.clientId])(wish.clientId);
  const hide = useHide(wish);
  return (
    <WishPaper
      wish={{ ...wish, organisation: undefined }}
      title={<Link to="/mensen/$clientId/wens/$wishId/regio" params={{ clientId: wish.clientId ?? "", wishId: wish.wishId ?? "" }}>{name}</Link>}
    >
      <p className="soft small">{t("region.own.asOthers", { wish: called(wish), when: wish.showTime ? format.date(wish.showTime) : "" })}</p>
      <ErrorNote problem={hide.problem} />
      <div className="cluster" style={{ marginBlockStart: "auto" }}>
        <Button size="small" onPress={() => hide.start(undefined)} isDisabled={hide.isPending} aria-label={t("region.own.hideOf", { name })}>{t("region.own.hide")}</Button>
      </div>
    </WishPaper>
  );
}

/** Taking a wish out of the region: at once, and shown again by undoing it. */
export function useHide(wish: RegionalWish) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["region"]];
  const wishId = wish.wishId ?? "";
  return useChange({
    run: (_: undefined, once) => hideWish(wishId, once),
    refresh,
    onDone: () => undo(t("region.own.hidden"), () => showWish(wishId, requestId()), refresh),
  });
}
