/** What somebody wants, in their own words: going on, the wish, and only then how (N-03). */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { useNamedPictogram } from "@/app/named-pictogram";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip, type ChipTone } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { ThoughtBalloon } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { WishInRegion } from "../region/WishInRegion";
import { KeptDraft } from "./KeptDraft";
import styles from "./people.module.css";
import { isPicture } from "./pictures";
import { changeWish, type Client, type Wish, wishesOf, type WishVerb } from "./queries";

export function StoryPart({ of }: { of: Client }) {
  const t = useT();
  const clientId = of.id ?? "";
  const wishes = useQuery(wishesOf(clientId));
  const add = <Link to="/mensen/$clientId/wens" params={{ clientId }} className={buttonClass("primary")}>{t("people.story.add")}</Link>;
  const draft = <KeptDraft draft={`wish:new:${clientId}`} href={`/mensen/${clientId}/wens`} />;
  return (
    <QueryView
      query={wishes}
      empty={<>{draft}<EmptyState title={t("people.story.empty.title")} text={t("people.story.empty.text")} pictogram={ThoughtBalloon} action={add} /></>}
    >
      {(all) => {
        const now = all.filter(isCurrent);
        const before = all.filter((wish) => !isCurrent(wish));
        return (
          <>
            <div className={styles.heading}>
              <h2>{t("people.story.title", { name: of.givenName ?? "" })}</h2>
              {add}
            </div>
            {draft}
            <ul className={`plain-list ${styles.wishes}`}>{now.map((wish) => <li key={wish.id}><WishStory wish={wish} /></li>)}</ul>
            {before.length > 0 && (
              <section className="stack">
                <h2>{t("people.story.rest")}</h2>
                <ul className={`plain-list ${styles.wishes}`}>{before.map((wish) => <li key={wish.id}><WishStory wish={wish} /></li>)}</ul>
              </section>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

const isCurrent = (wish: Wish) => wish.state === "STATE_OPEN" || wish.state === "STATE_TAKEN_UP";

const tones: Record<string, ChipTone> = { STATE_OPEN: "plain", STATE_TAKEN_UP: "sky", STATE_FULFILLED: "leaf", STATE_LET_GO: "plain" };

function WishStory({ wish }: { wish: Wish }) {
  const t = useT();
  const format = useFormat();
  const state = wish.state ?? "STATE_UNSPECIFIED";
  const picture = useNamedPictogram(wish.picture);
  return (
    <article className={styles.wish}>
      {wish.goingOn && (
        <div className={styles.before}>
          <h3>{t("people.story.goingOn")}</h3>
          <p>{wish.goingOn}</p>
        </div>
      )}
      <div className={styles.quote}>
        {picture && <Pictogram of={picture} size="5rem" plate />}
        <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
          <h3 className="visually-hidden">{t("people.story.wish")}</h3>
          <blockquote>{wish.ownWords || (isPicture(wish.picture) ? t(`people.picture.${wish.picture}`) : t("people.story.pictureOnly"))}</blockquote>
          <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
            <Chip tone={tones[state]}>{t(`people.story.state.${state}`)}</Chip>
            {wish.kind && wish.kind !== "KIND_UNSPECIFIED" && <Chip>{wish.skill ? t("steps.skill.said", { skill: wish.skill }) : t(`people.wish.kind.${wish.kind}`)}</Chip>}
            {wish.createTime && <span className="soft small">{t("people.story.said", { when: format.ago(wish.createTime) })}</span>}
          </div>
        </div>
      </div>
      {wish.strategy && (
        <div className={styles.after}>
          <h3>{t("people.story.strategy")}</h3>
          <p>{wish.strategy}</p>
        </div>
      )}
      {(wish.interests?.length ?? 0) > 0 && (
        <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
          <span className="soft small">{t("people.story.interests")}</span>
          {wish.interests?.map((word) => <Chip key={word} tone="lilac">{word}</Chip>)}
        </div>
      )}
      <Verbs wish={wish} />
    </article>
  );
}

const possible: Record<string, readonly WishVerb[]> = {
  STATE_OPEN: ["takeUp", "fulfil", "letGo"],
  STATE_TAKEN_UP: ["fulfil", "letGo", "reopen"],
  STATE_FULFILLED: ["reopen"],
  STATE_LET_GO: ["reopen"],
};

/** The way back to where the wish stood. */
async function back(to: Wish, from: Wish): Promise<void> {
  const ways: Record<string, readonly WishVerb[]> = {
    STATE_OPEN: ["reopen"],
    STATE_TAKEN_UP: ["reopen", "takeUp"],
    STATE_FULFILLED: ["fulfil"],
    STATE_LET_GO: ["letGo"],
  };
  let wish = from;
  for (const verb of ways[to.state ?? ""] ?? []) {
    if (verb === "reopen" && wish.state === "STATE_OPEN") continue;
    wish = await changeWish(verb, wish, requestId());
  }
}

function Verbs({ wish }: { wish: Wish }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["wishes"]];
  const step = useChange({
    run: (verb: WishVerb, once) => changeWish(verb, wish, once),
    refresh,
    onDone: (after, verb) => undo(t(`people.story.did.${verb}`), () => back(wish, after), refresh),
  });
  const verbs = possible[wish.state ?? ""] ?? [];
  const guides = hasRole(useSession().data, "support_worker", "network_lead");
  return (
    <>
      <ErrorNote problem={step.problem} />
      <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        {isCurrent(wish) && guides && <Link to="/koppelingen/nieuw" search={{ wens: wish.id }} className={buttonClass("secondary", "small")}>{t("people.story.who")}</Link>}
        {verbs.map((verb, index) => (
          <Button key={verb} size="small" kind={index === 0 && !guides ? "secondary" : "quiet"} onPress={() => step.start(verb)} isDisabled={step.isPending}>
            {t(`people.story.verb.${verb}`)}
          </Button>
        ))}
        <Link
          to="/mensen/$clientId/wens/$wishId"
          params={{ clientId: wish.clientId ?? "", wishId: wish.id ?? "" }}
          className={buttonClass("quiet", "small")}
        >
          {t("people.story.edit")}
        </Link>
        <WishInRegion clientId={wish.clientId ?? ""} wishId={wish.id ?? ""} open={isCurrent(wish)} />
      </div>
    </>
  );
}
