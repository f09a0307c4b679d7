/** All of it, in a handful of subjects. It is put together while one waits; a part that is not there yet comes by itself. */
import { useQuery } from "@tanstack/react-query";
import { type Section, tells, titleOf } from "@/app/personal-data";
import { oneOf } from "@/app/templates";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useT } from "@/i18n/client";
import { Compass } from "@/pictograms";
import { documentQuery, exportQuery } from "./data";
import { Fold } from "./Fold";
import { themeKeys, themes, toldOf } from "./themes";

export const list = "/mijn/over-mij/gegevens/lezen";

export function SubjectsPage() {
  const t = useT();
  const found = useQuery(exportQuery(useMe()));
  const ready = found.data?.state === "STATE_READY";
  return (
    <ClientPage title={t("mydata.read")} question={ready ? t("mydata.subjects.lead") : undefined} back="/mijn/over-mij/gegevens">
      <Ready of={[found]}>
        {() => (ready ? <Subjects id={found.data?.id ?? ""} /> : <div role="status"><Kind title={t("mydata.collecting")} text={t("mydata.collecting.text")} picture={Compass} /></div>)}
      </Ready>
    </ClientPage>
  );
}

function Subjects({ id }: { id: string }) {
  const t = useT();
  const document = useQuery(documentQuery(id));
  const sections: Section[] = document.data?.sections ?? [];
  const nothing = sections.filter((section) => !tells(section));
  return (
    <Ready of={[document]}>
      {() => (
        <>
          <Doings>
            {themeKeys.filter((key) => toldOf(sections, key).first.length > 0).map((key) => (
              <Doing key={key} href={`${list}/${key}`} words={t(`mydata.theme.${key}`)} picture={themes[key].picture} tone={themes[key].tone} />
            ))}
          </Doings>
          {nothing.length > 0 && <Fold title={t("mydata.nothing")} lines={nothing.map((section) => titleOf(t.language, section))} />}
          <Fold
            title={t("mydata.withheld")}
            lines={(document.data?.withheld ?? []).map((held) => `${oneOf(t.language, held.whatNl, held.whatEn)} ${oneOf(t.language, held.whyNl, held.whyEn)}`)}
          />
        </>
      )}
    </Ready>
  );
}
