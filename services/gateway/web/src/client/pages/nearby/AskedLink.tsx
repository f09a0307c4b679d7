/** Among my people: a question about somebody of another organisation that waits for me, or that I answered already. */
import { type RegionalRequest, waitsForClient } from "@/app/region";
import { Doing } from "@/client/Doing";
import { goNow, useSoon } from "@/client/soon";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { BustsInSilhouette } from "@/pictograms";
import { askedKey } from "./no";

export function AskedLink({ request }: { request: RegionalRequest }) {
  const t = useT();
  const organisation = request.other?.name ?? "";
  const key = askedKey(request.id ?? "");
  const going = useSoon(key);
  if (going?.state === "gone") return null;
  if (going?.state === "failed") return <ErrorNote problem={going.problem} onRetry={() => void goNow(key)} />;
  const open = waitsForClient(request);
  return (
    <Doing
      href={`/mijn/mensen/buurt/${request.id}`}
      words={t(open ? "nearby.ask" : "nearby.someoneOf", { organisation })}
      note={open ? undefined : t(request.answer === "ANSWER_MAYBE" ? "client.people.state.maybe" : "client.people.state.saidYes")}
      flag={open ? t("client.people.question") : undefined}
      picture={BustsInSilhouette}
      tone={open ? "rose" : "sky"}
    />
  );
}
