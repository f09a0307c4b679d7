/** A name on the map, at once: the rest may be told later. */
import { type FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { type Contact, createContact, deleteContact } from "../people/queries";
import styles from "./map.module.css";
import { requestId } from "@/api/client";

export interface QuickAddProps {
  clientId: string;
  label: string;
  category?: Contact["category"];
}

export function QuickAdd({ clientId, label, category }: QuickAddProps) {
  const t = useT();
  const undo = useUndo();
  const [name, setName, forget] = useDraft(`quick:${clientId}:${category ?? ""}`, "");
  const refresh = [["contacts", clientId], ["networkMaps", clientId]];
  const add = useChange({
    run: (called: string, once) => createContact({ clientId, name: called, category }, once),
    refresh,
    onDone: (made) => {
      setName("");
      forget();
      undo(t("people.contact.saved", { contact: made.name ?? "" }), () => deleteContact(made, requestId()), refresh);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) add.start(name.trim());
  };
  return (
    <form className={styles.quick} onSubmit={submit} noValidate>
      <TextField label={label} value={name} onChange={setName} error={add.problem?.fields["contact.name"]} autoComplete="off" maxLength={80} />
      <Button type="submit" isDisabled={!name.trim()} isPending={add.isPending}>{t("map.quick.add")}</Button>
      <ErrorNote problem={add.problem} />
    </form>
  );
}
