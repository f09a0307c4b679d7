/** Looking together: a picture and one short question at a time for each kind of contact. An answer is a name on the map (N-11). */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/client";
import { categories, isCategory, keysOf } from "../me/contact";
import { promptsQuery } from "./data";

export function SearchPage() {
  const t = useT();
  const prompts = useQuery(promptsQuery).data?.[0]?.parts ?? [];
  const easy = new Map(prompts.map((part) => [`CATEGORY_${(part.key ?? "").toUpperCase()}`, inLanguage(t.language, part, "easy")]));
  return (
    <ClientPage title={t("map.search.title")} question={t("map.search.lead")} back="/mijn/over-mij/kaart">
      <Doings>
        {keysOf(categories).filter(isCategory).map((category) => (
          <Doing key={category} href={`/mijn/over-mij/kaart/nieuw?van=${category}`} words={t(`map.${category}`)} note={easy.get(category)} picture={categories[category]} />
        ))}
      </Doings>
    </ClientPage>
  );
}
