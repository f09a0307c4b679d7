/** A system's name, where its messages go, and what it is told. */
import type { FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { type ChangeOptions, useChange } from "@/staff/change";
import styles from "../connections/connections.module.css";
import { type Kind, kinds } from "./kinds";
import { refresh, type Webhook } from "./queries";

interface WebhookFormProps<R> {
  of: Webhook;
  save: ChangeOptions<Webhook, R>["run"];
  onSaved: (saved: R) => void;
  onCancel: () => void;
}

export function WebhookForm<R>({ of, save, onSaved, onCancel }: WebhookFormProps<R>) {
  const t = useT();
  const [value, setValue, forget] = useDraft<Required<Pick<Webhook, "name" | "address" | "kinds">>>(`webhook:${of.id ?? "new"}:${of.etag ?? ""}`, {
    name: of.name ?? "", address: of.address ?? "", kinds: of.kinds ?? [],
  });
  const { start, problem, isPending } = useChange({
    run: save, refresh,
    onDone: (saved) => {
      forget();
      onSaved(saved);
    },
  });
  const { kinds: chosen } = value;
  const fields = problem?.fields ?? {};
  const choose = (kind: Kind, yes: boolean) => setValue({ ...value, kinds: yes ? [...chosen, kind] : chosen.filter((one) => one !== kind) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start({ ...of, ...value });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={of.id ? t("webhooks.edit.of", { name: of.name ?? "" }) : t("webhooks.add")}>
      <TextField label={t("webhooks.name")} description={t("webhooks.nameHelp")} value={value.name} onChange={(name) => setValue({ ...value, name })} error={fields["webhook.name"]} maxLength={80} autoComplete="off" />
      <TextField
        label={t("webhooks.address")} description={t("webhooks.addressHelp")} value={value.address} onChange={(address) => setValue({ ...value, address })} error={fields["webhook.address"]}
        maxLength={500} autoComplete="off"
      />
      <fieldset className={styles.may}>
        <legend>{t("webhooks.kinds")}</legend>
        {kinds.map((kind) => <Checkbox key={kind} isSelected={chosen.includes(kind)} onChange={(yes) => choose(kind, yes)}>{t(`webhooks.kind.${kind}`)}</Checkbox>)}
      </fieldset>
      <ErrorNote problem={problem} labels={{ "webhook.name": t("webhooks.name"), "webhook.address": t("webhooks.address"), "webhook.kinds": t("webhooks.kinds") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={isPending}>{t(of.id ? "webhooks.save" : "webhooks.add")}</Button>
        <Button kind="quiet" onPress={onCancel}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
