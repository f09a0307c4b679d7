/** Leaving while something waits: it would be gone, so this asks first. */
import { useSession } from "@/api/session";
import { usePost } from "@/client/away/use-post";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { goodbye } from "@/client/goodbye";
import { useT } from "@/i18n/client";
import { HouseWithGarden, ThoughtBalloon, WavingHand } from "@/pictograms";

export function GoodbyePage() {
  const t = useT();
  const method = useSession().data?.method;
  const waits = usePost().letters.length > 0;
  return (
    <ClientPage title={t(waits ? "post.leave.title" : "post.leave.ready")} question={waits ? t("post.leave.text") : undefined}>
      <Doings single>
        {waits && <Doing href="/mijn" words={t("post.leave.stay")} note={t("post.leave.stayNote")} picture={HouseWithGarden} tone="leaf" />}
        {waits && <Doing href="/mijn/straks" words={t("post.see")} picture={ThoughtBalloon} tone="sky" />}
        <Doing words={t("client.signOut")} note={waits ? t("post.leave.goNote") : undefined} picture={WavingHand} onPress={() => void goodbye(method)} />
      </Doings>
    </ClientPage>
  );
}
