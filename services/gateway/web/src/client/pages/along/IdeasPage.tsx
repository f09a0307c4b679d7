/** Ideas: a few at a time, with a sentence why. One tap goes on to "with whom?". */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDraft } from "@/app/draft";
import { ClientPage } from "@/client/ClientPage";
import { goesTogether, matchesQuery, others, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, useNote } from "@/client/go";
import { Ready } from "@/client/Kind";
import { isKind, kindPicture } from "@/client/kinds";
import styles from "@/client/kit.module.css";
import type { Draft } from "@/client/pages/going/draft";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/client";
import { CounterclockwiseArrowsButton, HouseWithGarden, Sun } from "@/pictograms";
import { type Idea, ideasQuery } from "./data";
import { useBecause } from "./say";

const atOnce = 5;

export function IdeasPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const from = useNote("met");
  const because = useBecause();
  const matches = useQuery(matchesQuery);
  const match = matches.data?.find((one) => one.id === from && goesTogether(one));
  const [setting, setSetting] = useState<"SETTING_INDOORS" | "SETTING_OUTDOORS" | "SETTING_UNSPECIFIED">("SETTING_UNSPECIFIED");
  const [first, setFirst] = useState(0);
  const ideas = useQuery({ ...ideasQuery(match ? others(match, me) : [], setting), enabled: !!matches.data });
  const [, setDraft] = useDraft<Draft>("going:new", {});
  const choose = (idea: Idea) => {
    setDraft({ kind: isKind(idea.kind) ? idea.kind : undefined, what: said(idea), people: match ? others(match, me) : undefined });
    go(`/mijn/eropuit/nieuw/met-wie${match ? `?met=${match.id}` : ""}`);
  };
  const said = (idea: Idea) => inLanguage(t.language, { whatNl: idea.what, whatEn: idea.whatEn || idea.what }, "what");
  const all = ideas.data ?? [];
  const shown = Array.from({ length: Math.min(atOnce, all.length) }, (_, n) => all[(first + n) % all.length]).filter((one) => !!one);
  const pick = (next: typeof setting) => { setSetting(setting === next ? "SETTING_UNSPECIFIED" : next); setFirst(0); };
  return (
    <ClientPage title={t("along.ideas.title")} question={t("along.ideas.hint")} back="/mijn/eropuit" aloud={shown.map(said)}>
      <Ready of={[matches, ideas]}>
        {() => (
          <>
            <Doings>
              {shown.map((idea) => (
                <Doing key={idea.id || idea.key} words={said(idea)} note={because(idea)} picture={kindPicture(idea.kind)} tone="sky" onPress={() => choose(idea)} />
              ))}
              <Doing words={t("along.ideas.more")} picture={CounterclockwiseArrowsButton} onPress={() => setFirst((first + atOnce) % Math.max(1, all.length))} />
            </Doings>
            <section className={styles.section}>
              <h2>{t("along.ideas.where")}</h2>
              <Doings>
                <Doing words={t("along.ideas.indoors")} picture={HouseWithGarden} on={setting === "SETTING_INDOORS"} onPress={() => pick("SETTING_INDOORS")} />
                <Doing words={t("along.ideas.outdoors")} picture={Sun} on={setting === "SETTING_OUTDOORS"} onPress={() => pick("SETTING_OUTDOORS")} />
              </Doings>
            </section>
          </>
        )}
      </Ready>
    </ClientPage>
  );
}
