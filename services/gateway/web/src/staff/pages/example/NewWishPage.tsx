/** A form: nothing typed is lost, a second try is the same try, the server's words stand at the field they are about. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { asProblem } from "@/api/problem";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { createWish, type Wish } from "./queries";
import { useT } from "./texts";

const kinds = ["KIND_COMPANY", "KIND_TAKING_PART", "KIND_BREAKING_ISOLATION", "KIND_LEARNING"] as const;

export function NewWishPage() {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [wish, setWish, forget] = useDraft<Wish>("example:new", { ownWords: "" });
  const [once] = useState(requestId);
  const save = useMutation({
    mutationFn: () => createWish(wish, once),
    onSuccess: async () => {
      forget();
      await queries.invalidateQueries({ queryKey: ["wishes"] });
      toast(t("common.saved"));
      await navigate({ to: "/voorbeeld" });
    },
  });
  const problem = save.error ? asProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Page title={t("example.add")} above={<Link to="/voorbeeld">{t("example.title")}</Link>} width="text">
      <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
        <TextArea
          label={t("example.ownWords")}
          description={t("example.ownWords.help")}
          value={wish.ownWords ?? ""}
          onChange={(ownWords) => setWish({ ...wish, ownWords })}
          error={problem?.fields["wish.ownWords"]}
        />
        <RadioCards
          compact
          label={t("example.kind")}
          value={(wish.kind as (typeof kinds)[number] | undefined) ?? null}
          onChange={(kind) => setWish({ ...wish, kind })}
          options={kinds.map((kind) => ({ value: kind, label: t(`example.kind.${kind}`) }))}
        />
        <ErrorNote problem={problem} labels={{ "wish.ownWords": t("example.ownWords") }} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Link to="/voorbeeld" className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}
