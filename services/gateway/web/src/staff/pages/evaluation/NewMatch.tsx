/** A new match begins with a wish: whose are there, one tap to open one again, one to look for somebody. */
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { changeWish, type Wish, wishesOf } from "../people/queries";
import lookback from "./lookback.module.css";
import { ChangeNote } from "./Notes";
import { useCalled } from "./people";
import type { Evaluation } from "./queries";

export function NewMatch({ of }: { of: Evaluation }) {
  const t = useT();
  const people = of.clientIds ?? [];
  const { nameOf, isHidden } = useCalled(people);
  const wishes = useQueries({ queries: people.map((id) => wishesOf(id)) });
  return (
    <section className="stack">
      <h2>{t("lookback.wishes.title")}</h2>
      <div className="grid" style={{ "--column": "20rem" } as React.CSSProperties}>
        {people.map((id, index) => !isHidden(id) && (
          <Card key={id} level={3} title={nameOf(id, true)}>
            {(wishes[index]?.data ?? []).map((wish) => <OneWish key={wish.id} of={wish} />)}
            {wishes[index]?.data?.length === 0 && <p className="soft">{t("lookback.wishes.none")}</p>}
            <p><Link to="/mensen/$clientId" params={{ clientId: id }}>{t("lookback.wishes.person", { name: nameOf(id, true) })}</Link></p>
          </Card>
        ))}
      </div>
    </section>
  );
}

function OneWish({ of }: { of: Wish }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["wishes"]];
  const looking = of.state === "STATE_OPEN" || of.state === "STATE_TAKEN_UP";
  const open = useChange({
    run: (_: void, once) => changeWish("reopen", of, once),
    refresh,
    onDone: (wish) => {
      const back = of.state === "STATE_LET_GO" ? "letGo" : "fulfil";
      undo(t("lookback.wishes.opened"), () => changeWish(back, wish, requestId()), refresh);
    },
  });
  return (
    <div className={lookback.follow}>
      <p>{of.ownWords ? `“${of.ownWords}”` : t("lookback.wishes.picture")}</p>
      <ChangeNote problem={open.problem} />
      <div className="cluster">
        {looking
          ? <Link to="/koppelingen/nieuw" search={{ wens: of.id }} className={buttonClass("secondary", "small")}>{t("lookback.wishes.look")}</Link>
          : <Button size="small" isPending={open.isPending} onPress={() => open.start()}>{t("lookback.wishes.open")}</Button>}
      </div>
    </div>
  );
}
