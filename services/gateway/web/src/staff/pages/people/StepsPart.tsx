/** Small next steps beside the wishes: a few at once, without a date (N-12, O-05). */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { useNamedPictogram } from "@/app/named-pictogram";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { Footprints } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { KeptDraft } from "./KeptDraft";
import styles from "./people.module.css";
import { isPicture } from "./pictures";
import { type Client, type Wish, wishesOf } from "./queries";
import { back, changeStep, isFull, isOpen, settingsQuery, type Step, stepsOf, type StepVerb } from "./steps";

export function StepsPart({ of }: { of: Client }) {
  const t = useT();
  const clientId = of.id ?? "";
  const steps = useQuery(stepsOf(clientId));
  const most = useQuery(settingsQuery).data?.openSteps;
  const add = <Link to="/mensen/$clientId/stap" params={{ clientId }} className={buttonClass("secondary")}>{t("steps.add")}</Link>;
  const draft = <KeptDraft draft={`step:new:${clientId}`} href={`/mensen/${clientId}/stap`} />;
  return (
    <section className="stack" aria-label={t("steps.title")}>
      <QueryView query={steps} empty={<>{draft}<EmptyState title={t("steps.empty.title")} text={t("steps.empty.text")} pictogram={Footprints} action={add} /></>}>
        {(all) => {
          const full = isFull(all, most);
          const before = all.filter((step) => !isOpen(step));
          return (
            <>
              <div className={styles.heading}>
                <div><h2>{t("steps.title")}</h2><p className="soft">{t(full ? "steps.full" : "steps.lead")}</p></div>
                {!full && add}
              </div>
              {draft}
              <Steps of={of} steps={all.filter(isOpen)} />
              {before.length > 0 && <details className={styles.stepsBefore}><summary>{t("steps.before")}</summary><Steps of={of} steps={before} /></details>}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}

function Steps({ of, steps }: { of: Client; steps: Step[] }) {
  const wishes = useQuery(wishesOf(of.id ?? "")).data ?? [];
  return (
    <ul className={`plain-list ${styles.steps}`}>
      {steps.map((step) => <li key={step.id}><One step={step} wish={wishes.find((wish) => wish.id === step.wishId)} name={of.givenName ?? ""} /></li>)}
    </ul>
  );
}

function One({ step, wish, name }: { step: Step; wish: Wish | undefined; name: string }) {
  const t = useT();
  const picture = useNamedPictogram(step.picture);
  const search = step.kind === "KIND_FIND_SOMEBODY";
  const pictured = (of: string | undefined) => (isPicture(of) ? t(`people.picture.${of}`) : "");
  const words = step.words || (search ? t("steps.findSomebody", { name }) : pictured(step.picture) || t("steps.noWords"));
  return (
    <article className={styles.step}>
      {picture && <Pictogram of={picture} size="3rem" plate />}
      <div className={styles.stepWords}>
        <h3>{words}</h3>
        {search && <p className="soft small">{t("steps.findSomebodyNote", { name })}</p>}
        <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
          {(step.state === "STATE_DONE" || step.state === "STATE_LET_GO") && <Chip tone={step.state === "STATE_DONE" ? "leaf" : "plain"}>{t(`steps.state.${step.state}`)}</Chip>}
          {!search && <Chip>{t(`steps.who.${step.who ?? "WHO_UNSPECIFIED"}`, { name })}</Chip>}
          {wish && <span className="soft small">{t("steps.forWish", { wish: wish.ownWords || pictured(wish.picture) || t("people.story.pictureOnly") })}</span>}
        </div>
        <Verbs step={step} words={words} />
      </div>
    </article>
  );
}

function Verbs({ step, words }: { step: Step; words: string }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["steps"]];
  const change = useChange({
    run: (verb: StepVerb, once) => changeStep(verb, step, once),
    refresh,
    onDone: (after, verb) => undo(t(`steps.did.${verb}`), () => changeStep(back(step), after, requestId()), refresh),
  });
  const press = (verb: StepVerb, first = false) => (
    <Button key={verb} size="small" kind={first ? "secondary" : "quiet"} aria-label={t(`steps.verbOf.${verb}`, { step: words })} onPress={() => change.start(verb)} isDisabled={change.isPending}>
      {t(`steps.verb.${verb}`)}
    </Button>
  );
  return (
    <>
      <ErrorNote problem={change.problem} />
      <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        {isOpen(step) ? [press("complete", true), press("letGo")] : press("reopen", true)}
        {isOpen(step) && (
          <Link
            to="/mensen/$clientId/stap/$stepId"
            params={{ clientId: step.clientId ?? "", stepId: step.id ?? "" }}
            className={buttonClass("quiet", "small")}
            aria-label={t("steps.verbOf.edit", { step: words })}
          >
            {t("steps.verb.edit")}
          </Link>
        )}
      </div>
    </>
  );
}
