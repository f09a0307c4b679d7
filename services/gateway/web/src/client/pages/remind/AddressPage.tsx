/** Where may a small letter go? One line to type, alone or together with a support worker; skipping is fine. */
import { useQuery } from "@tanstack/react-query";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { useGo } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";
import { saveWishes, type Wishes, wishesQuery } from "./queries";

const back = "/mijn/over-mij/herinneren";

export function AddressPage() {
  const t = useT();
  const wishes = useQuery(wishesQuery);
  if (!wishes.data) return <ClientPage title={t("remind.address")} back={back}><Ready of={[wishes]}>{() => null}</Ready></ClientPage>;
  return <Type now={wishes.data} />;
}

function Type({ now }: { now: Wishes }) {
  const t = useT();
  const go = useGo();
  const [typed, setTyped, forget] = useDraft("reminders:email", now.email ?? "");
  const save = useTell((email: string, requestId) => saveWishes(now, { byEmail: true, email, language: t.language }, requestId), "reminders");
  const done = () => save.send(typed.trim(), () => { forget(); go(back, true); });
  return (
    <TextPage
      question={t("remind.address")}
      hint={t("remind.addressNote")}
      back={back}
      short
      kind="email"
      most={254}
      value={typed}
      onChange={setTyped}
      onNext={typed.trim() ? done : () => go(back, true)}
      onSkip={() => go(back, true)}
      next={t("remind.ready")}
      busy={save.busy}
      waiting={save.waiting}
      problem={save.problem}
      onAgain={save.again}
    />
  );
}
