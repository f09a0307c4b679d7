/** Ideas for these people, with a sentence why; choosing one fills in what and which kind. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { pictureOf } from "../activities/kinds";
import { type Idea, ideasQuery } from "./queries";
import styles from "./along.module.css";

const atOnce = 6;

export function Ideas({ clientIds, onChoose, open = false }: { clientIds: readonly string[]; onChoose: (idea: Idea, what: string) => void; open?: boolean }) {
  const t = useT();
  const [shown, setShown] = useState(open);
  if (!shown) return <div><Button size="small" onPress={() => setShown(true)}>{t("along.ideas.show")}</Button></div>;
  return <Shown clientIds={clientIds} onChoose={onChoose} />;
}

function Shown({ clientIds, onChoose }: { clientIds: readonly string[]; onChoose: (idea: Idea, what: string) => void }) {
  const t = useT();
  const ideas = useQuery(ideasQuery(clientIds));
  const nameOf = useNames(clientIds);
  const [first, setFirst] = useState(0);
  const whatOf = (idea: Idea) => inLanguage(t.language, { whatNl: idea.what, whatEn: idea.whatEn || idea.what }, "what");
  const because = (idea: Idea) =>
    (idea.because ?? []).map((one) => {
      if (one.sort === "SORT_ALL_LIKE") return t("along.because.all", { word: one.word ?? "" });
      if (one.sort === "SORT_ONE_LIKES") return t("along.because.one", { word: one.word ?? "", name: nameOf(one.clientId, true) });
      if (one.sort === "SORT_FREE") return t("along.because.free");
      return one.season && one.season !== "SEASON_UNSPECIFIED" ? t(`along.because.${one.season}`) : "";
    });
  return (
    <section className="stack" aria-label={t("along.ideas")}>
      <p className="soft">{t("along.ideas.lead")}</p>
      <QueryView query={ideas}>
        {(all) => (
          <div className={styles.ideas}>
            {Array.from({ length: Math.min(atOnce, all.length) }, (_, n) => all[(first + n) % all.length]).map((idea) => idea && (
              <button key={idea.id || idea.key} type="button" className={styles.idea} onClick={() => onChoose(idea, whatOf(idea))}>
                <Pictogram of={pictureOf(idea.kind)} size="2.5rem" plate />
                <span className={styles.ideaWords}><strong>{whatOf(idea)}</strong><span className="soft small">{because(idea).join(" ")}</span></span>
              </button>
            ))}
          </div>
        )}
      </QueryView>
      <div className="cluster">
        <Button size="small" onPress={() => setFirst((first + atOnce) % Math.max(1, ideas.data?.length ?? 1))}>{t("along.ideas.more")}</Button>
        <Link to="/activiteiten/ideeen" className="small">{t("along.ideas.own")}</Link>
      </div>
    </section>
  );
}
