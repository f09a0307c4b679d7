/** A system's name and what it may do. The directory does one thing and nothing else, so that is asked first. */
import type { FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { type ChangeOptions, useChange } from "@/staff/change";
import styles from "./connections.module.css";
import type { Connection } from "./queries";
import { directory, type Scope, scopes } from "./scopes";

interface SystemFormProps<R> {
  of: Connection;
  save: ChangeOptions<Connection, R>["run"];
  onSaved: (saved: R) => void;
  onCancel: () => void;
}

type What = "directory" | "other";
const whats = ["directory", "other"] as const;

interface Value {
  name: string;
  what: What | null;
  may: readonly string[];
}

export function SystemForm<R>({ of, save, onSaved, onCancel }: SystemFormProps<R>) {
  const t = useT();
  const [value, setValue, forget] = useDraft<Value>(`connection:${of.id ?? "new"}:${of.etag ?? ""}`, {
    name: of.name ?? "",
    what: of.scopes?.length ? (of.scopes.includes(directory) ? "directory" : "other") : null,
    may: (of.scopes ?? []).filter((scope) => scope !== directory),
  });
  const { name, what, may } = value;
  const { start, problem, isPending } = useChange({
    run: save,
    refresh: [["connections"]],
    onDone: (saved) => {
      forget();
      onSaved(saved);
    },
  });
  const fields = problem?.fields ?? {};
  const choose = (scope: Scope, yes: boolean) => setValue({ ...value, may: yes ? [...may, scope] : may.filter((one) => one !== scope) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start({ ...of, name, scopes: what === "directory" ? [directory] : [...may] });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={of.id ? t("connections.edit.of", { name: of.name ?? "" }) : t("connections.add")}>
      <TextField label={t("connections.name")} description={t("connections.nameHelp")} value={name} onChange={(typed) => setValue({ ...value, name: typed })} error={fields["connection.name"]} maxLength={80} autoComplete="off" />
      <RadioCards
        label={t("connections.what")} value={what} onChange={(chosen) => setValue({ ...value, what: chosen })} error={what === "other" ? undefined : fields["connection.scopes"]}
        options={whats.map((one) => ({ value: one, label: t(`connections.what.${one}`), description: t(`connections.what.${one}Help`) }))}
      />
      {what === "other" && (
        <fieldset className={styles.may}>
          <legend>{t("connections.may")}</legend>
          {scopes.filter((scope) => scope !== directory).map((scope) => (
            <Checkbox key={scope} isSelected={may.includes(scope)} onChange={(yes) => choose(scope, yes)}>{t(`connections.scope.${scope}`)}</Checkbox>
          ))}
        </fieldset>
      )}
      {of.id && <p className="soft small">{t("connections.edit.now")}</p>}
      <ErrorNote problem={problem} labels={{ "connection.name": t("connections.name"), "connection.scopes": t("connections.may") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={isPending}>{t(of.id ? "connections.save" : "connections.connect")}</Button>
        <Button kind="quiet" onPress={onCancel}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
