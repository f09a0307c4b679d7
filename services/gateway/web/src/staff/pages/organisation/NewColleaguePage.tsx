/** A colleague, before they sign in for the first time. */
import { Link, useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./organisation.module.css";
import { createSupportWorker } from "./queries";

export function NewColleaguePage() {
  const t = useT();
  const navigate = useNavigate();
  const [draft, write, forget] = useDraft("colleague:new", { name: "", email: "" });
  const save = useChange({
    run: (worker: typeof draft, once) => createSupportWorker(worker, once),
    refresh: [["supportWorkers"]],
    onDone: async (worker) => {
      forget();
      toast(t("organisation.colleague.saved", { name: worker.name ?? "" }));
      await navigate({ to: "/organisatie", search: { deel: "collegas" } });
    },
  });
  const fields = save.problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(draft);
  };
  return (
    <Page
      title={t("organisation.colleague.new")}
      lead={t("organisation.colleague.lead")}
      above={<Link to="/organisatie" search={{ deel: "collegas" }}>{t("organisation.part.collegas")}</Link>}
      width="text"
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField label={t("organisation.colleagues.name")} value={draft.name} onChange={(name) => write({ ...draft, name })} error={fields["supportWorker.name"]} autoComplete="off" maxLength={120} />
        <TextField
          type="email"
          label={t("organisation.colleagues.email")}
          description={t("organisation.colleague.email.help")}
          value={draft.email}
          onChange={(email) => write({ ...draft, email })}
          error={fields["supportWorker.email"]}
          autoComplete="off"
          maxLength={254}
        />
        <ErrorNote problem={save.problem} labels={{ "supportWorker.name": t("organisation.colleagues.name"), "supportWorker.email": t("organisation.colleagues.email") }} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.add")}</Button>
          <Link to="/organisatie" search={{ deel: "collegas" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}
