/** All of it, by subject. It is put together while one waits; a part that is not there yet comes by itself. */
import { useQuery } from "@tanstack/react-query";
import { pictureOf, tells, titleOf } from "@/app/personal-data";
import { oneOf } from "@/app/templates";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useT } from "@/i18n/client";
import { Compass } from "@/pictograms";
import { documentQuery, exportQuery } from "./data";
import { Fold } from "./Fold";

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
  const sections = document.data?.sections ?? [];
  const nothing = sections.filter((section) => !tells(section));
  return (
    <Ready of={[document]}>
      {() => (
        <>
          <Doings>
            {sections.filter(tells).map((section) => (
              <Doing key={section.key} href={`/mijn/over-mij/gegevens/lezen/${section.key}`} words={titleOf(t.language, section)} picture={pictureOf(section)} />
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
