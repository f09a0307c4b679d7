/** Putting somebody on the map: a name is enough; the rest may come, or not. */
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { useMe } from "@/client/data";
import { useGo, useNote } from "@/client/go";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";
import { isCategory } from "./contact";

export function NewContactPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  // From a question that helps to search: where this person is from is known already.
  const from = useNote("van");
  const category = isCategory(from) ? from : undefined;
  const [name, setName, forget] = useDraft("contact:new", "");
  const add = useTell(
    (name: string, requestId) =>
      answer(api.POST("/api/v1/clients/{contact.client_id}/contacts", { params: { path: { "contact.client_id": me }, query: { requestId } }, body: { name, category } })),
    "contacts", "networkMap",
  );
  const save = () => {
    if (!name.trim()) return go("/mijn/over-mij/kaart");
    add.send(name.trim(), (made) => {
      forget();
      go(`/mijn/over-mij/kaart/${made.id}/${category ? "dichtbij" : "wie"}?nieuw=1`);
    });
  };
  return (
    <TextPage
      short
      most={80}
      question={t("map.name")}
      hint={t("map.nameHint")}
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
