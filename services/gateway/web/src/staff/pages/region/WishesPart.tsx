/** Wishes that other organisations show. Who they belong to is not known here, and need not be. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { othersWishesQuery, type RegionalWish } from "@/app/region";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Select } from "@/design/Select";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Seedling } from "@/pictograms";
import { useWishTitle, WishPaper } from "./parts";
import styles from "./region.module.css";

export function WishesPart() {
  const t = useT();
  const { leuk } = useSearch({ from: "/shell/regio" });
  const wishes = useInfiniteQuery(othersWishesQuery);
  const all = wishes.data?.pages.flatMap((page) => page.wishes ?? []);
  const shown = all?.filter((wish) => !leuk || wish.interests?.includes(leuk));
  return (
    <>
      <p className="soft">{t("region.wishes.lead")}</p>
      {all && all.length > 0 && <Narrow all={all} chosen={leuk} />}
      {wishes.isError && <ErrorNote problem={asProblem(wishes.error)} onRetry={() => void wishes.refetch()} />}
      {wishes.isPending && <LoadingRows />}
      {all?.length === 0 && <EmptyState title={t("region.wishes.empty.title")} text={t("region.wishes.empty.text")} pictogram={Seedling} />}
      {shown && (
        <ul className="grid plain-list" style={{ "--column": "21rem" } as React.CSSProperties}>
          {shown.map((wish) => <li key={wish.id} className={styles.card}><OneWish wish={wish} /></li>)}
        </ul>
      )}
      {wishes.hasNextPage && <div><Button isPending={wishes.isFetchingNextPage} onPress={() => void wishes.fetchNextPage()}>{t("common.more")}</Button></div>}
    </>
  );
}

const all = "*";

/** One thing somebody likes, out of those that stand here. */
function Narrow({ all: wishes, chosen }: { all: readonly RegionalWish[]; chosen: string | undefined }) {
  const t = useT();
  const navigate = useNavigate({ from: "/regio" });
  const words = [...new Set(wishes.flatMap((wish) => wish.interests ?? []))].sort((a, b) => a.localeCompare(b, "nl"));
  if (words.length < 2) return null;
  return (
    <div className={styles.filter}>
      <Select
        label={t("region.wishes.likes")}
        value={chosen && words.includes(chosen) ? chosen : all}
        onChange={(word) => void navigate({ search: (before) => ({ ...before, leuk: word === all ? undefined : word }), replace: true, resetScroll: false })}
        options={[{ value: all, label: t("region.wishes.everything") }, ...words.map((word) => ({ value: word, label: word }))]}
      />
    </div>
  );
}

function OneWish({ wish }: { wish: RegionalWish }) {
  const t = useT();
  const format = useFormat();
  const called = useWishTitle();
  const label = t("region.wishes.whoOf", { wish: called(wish), organisation: wish.organisation?.name ?? "" });
  return (
    <WishPaper wish={wish} note={wish.showTime && t("region.wishes.since", { when: format.date(wish.showTime) })}>
      <p style={{ marginBlockStart: "auto" }}>
        <Link to="/regio/wensen/$regionalWishId" params={{ regionalWishId: wish.id ?? "" }} className={buttonClass("secondary")} aria-label={label}>{t("region.wishes.who")}</Link>
      </p>
    </WishPaper>
  );
}
