/** What is kept of me, and what I may do with it: read it, take it along, have it put right, have it left unused. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { holding, isAnswered, isOpen } from "@/app/personal-data";
import { useT } from "@/i18n/client";
import { Pause } from "@/client/drawings";
import { Backpack, Eye, OpenBook } from "@/pictograms";
import { Answers } from "./Answers";
import { correctionsQuery, restrictionsQuery } from "./data";
import { TakeAlong } from "./TakeAlong";

export function MyDataPage() {
  const t = useT();
  const me = useMe();
  const corrections = useQuery(correctionsQuery(me));
  const restrictions = useQuery(restrictionsQuery(me));
  const unused = !!holding(restrictions.data);
  const waits = (corrections.data ?? []).some(isOpen);
  return (
    <ClientPage title={t("mydata.title")} question={t("mydata.lead")} back="/mijn/over-mij">
      <Ready of={[corrections, restrictions]}>
        {() => (
          <>
            <Answers of={(corrections.data ?? []).filter(isAnswered)} />
            <Doings>
              <Doing href="/mijn/over-mij/gegevens/lezen" words={t("mydata.read")} note={[t("mydata.read.note"), ...(waits ? [t("mydata.waits")] : [])]} picture={OpenBook} tone="sky" />
              <TakeAlong picture={Backpack} />
              <Doing href="/mijn/over-mij/delen" words={t("mydata.share")} note={t("mydata.share.note")} picture={Eye} tone="lilac" />
              <Doing
                href="/mijn/over-mij/gegevens/niet-gebruiken"
                on={unused || undefined}
                flag={unused ? t("mydata.unused.flag") : undefined}
                words={t("mydata.unused")}
                note={t("mydata.unused.note")}
                picture={Pause}
              />
            </Doings>
          </>
        )}
      </Ready>
    </ClientPage>
  );
}
