/** What asked or welcomed me is over: the title says the same as what stands below it, and there is a way home. */
import type { UseQueryResult } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useT } from "@/i18n/client";
import { Calendar, HouseWithGarden } from "@/pictograms";

export function Over({ of, title, gone }: { of: UseQueryResult<unknown>; title: string; gone: string }) {
  const t = useT();
  return (
    <ClientPage title={of.data === undefined ? title : t("along.over")} back="/mijn/eropuit" about="">
      <Ready of={[of]}>
        {() => (
          <Kind title={gone} text={t("along.asked.gone.text")} picture={Calendar}>
            <Doings single><Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} /></Doings>
          </Kind>
        )}
      </Ready>
    </ClientPage>
  );
}
