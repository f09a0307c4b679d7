/** Putting somebody on the map: a name is enough; the rest may come, or not. */
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { useMe } from "@/client/data";
import { useGo } from "@/client/go";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";

export function NewContactPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const [name, setName, forget] = useDraft("contact:new", "");
  const add = useTell(
    (name: string, requestId) =>
      answer(api.POST("/api/v1/clients/{contact.client_id}/contacts", { params: { path: { "contact.client_id": me }, query: { requestId } }, body: { name } })),
    "contacts",
  );
  const save = () => {
    if (!name.trim()) return go("/mijn/over-mij/kaart");
    add.send(name.trim(), (made) => {
      forget();
      go(`/mijn/over-mij/kaart/${made.id}/wie?nieuw=1`);
    });
  };
  return (
    <TextPage
      short
      most={80}
      question={t("client.map.name")}
      hint={t("client.map.nameHint")}
      back="/mijn/over-mij/kaart"
      value={name}
      onChange={setName}
      onNext={save}
      busy={add.busy}
      waiting={add.waiting}
      problem={add.problem}
      onAgain={add.again}
    />
  );
}
