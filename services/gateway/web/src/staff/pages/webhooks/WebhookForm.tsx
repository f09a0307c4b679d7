/** A system's name, where its messages go, and what it is told. */
import { type FormEvent, useState } from "react";
import type { Problem } from "@/api/problem";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import styles from "../connections/connections.module.css";
import { type Kind, kinds } from "./kinds";
import type { Webhook } from "./queries";

interface WebhookFormProps {
  of: Webhook;
  problem: Problem | null;
  isPending: boolean;
  onSave: (webhook: Webhook) => void;
  onCancel: () => void;
}

export function WebhookForm({ of, problem, isPending, onSave, onCancel }: WebhookFormProps) {
  const t = useT();
  const [name, setName] = useState(of.name ?? "");
  const [address, setAddress] = useState(of.address ?? "");
  const [chosen, setChosen] = useState<readonly string[]>(of.kinds ?? []);
  const fields = problem?.fields ?? {};
  const choose = (kind: Kind, yes: boolean) => setChosen(yes ? [...chosen, kind] : chosen.filter((one) => one !== kind));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave({ ...of, name, address, kinds: [...chosen] });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={of.id ? t("webhooks.edit.of", { name: of.name ?? "" }) : t("webhooks.add")}>
      <TextField label={t("webhooks.name")} description={t("webhooks.nameHelp")} value={name} onChange={setName} error={fields["webhook.name"]} maxLength={80} autoComplete="off" />
      <TextField
        label={t("webhooks.address")} description={t("webhooks.addressHelp")} value={address} onChange={setAddress} error={fields["webhook.address"]}
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
