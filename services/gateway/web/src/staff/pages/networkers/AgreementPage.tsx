/** Starting as a networker: what support was agreed, who stays beside them, and the person's own limit. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { requestId } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ComboBox } from "@/design/ComboBox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { supportWorkersQuery } from "../people/queries";
import styles from "./networkers.module.css";
import { activate, type Agreement, moveNetworker, type Networker, networkerQuery, updateNetworker } from "./queries";

export function AgreementPage() {
  const t = useT();
  const { networkerId } = useParams({ from: "/shell/netwerkers/$networkerId/afspraak" });
  const networker = useQuery(networkerQuery(networkerId));
  const nameOf = useNames([networker.data?.clientId]);
  const name = nameOf(networker.data?.clientId, true);
  return (
    <Page
      title={t(isOne(networker.data) ? "networkers.agree.again" : "networkers.agree.title", { name })}
      lead={t("networkers.agree.lead")}
      above={<Link to="/netwerkers/$networkerId" params={{ networkerId }}>{name}</Link>}
      width="text"
    >
      <QueryView query={networker}>{(found) => <AgreementForm networker={found} name={name} />}</QueryView>
    </Page>
  );
}

const draftOf = (networker: Networker, me: string): Agreement => ({
  etag: networker.etag ?? "",
  agreedSupport: networker.agreedSupport ?? "",
  supportWorkerId: networker.supportWorkerId || me,
  capacity: networker.capacity || 1,
});

const refresh = [["networkers"]];

/** Who is a networker already keeps where they are, a pause too; only what was agreed changes. */
const isOne = (networker: Networker | undefined) => networker?.state === "STATE_ACTIVE" || networker?.state === "STATE_PAUSED";

const agree = (networker: Networker, draft: Agreement, once: string) =>
  isOne(networker) ? updateNetworker({ ...draft, id: networker.id }, "agreed_support,support_worker_id,capacity", once) : activate(networker.id ?? "", draft, once);

function AgreementForm({ networker, name }: { networker: Networker; name: string }) {
  const t = useT();
  const undo = useUndo();
  const navigate = useNavigate();
  const me = useSession().data?.person ?? "";
  const params = { networkerId: networker.id ?? "" };
  const current = draftOf(networker, me);
  const edit = useEdit<Agreement>(`agreement:${networker.id}`, current);
  const save = useChange({
    run: (draft: Agreement, once) => agree(networker, draft, once),
    refresh,
    onDone: async (after) => {
      edit.forget();
      if (isOne(networker)) toast(t("common.saved"));
      else undo(t("networkers.agree.done", { name }), () => moveNetworker("stepBack", after, requestId()), refresh);
      await navigate({ to: "/netwerkers/$networkerId", params });
    },
  });
  const { value, set } = edit;
  const named = save.problem?.fields ?? {};
  const field = (name: string) => named[name] ?? named[`networker.${name}`];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  const overtaken = isOvertaken(save.problem) && value.etag !== current.etag;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextArea
        label={t("networkers.support")}
        description={t("networkers.support.help")}
        value={value.agreedSupport}
        onChange={(agreedSupport) => set({ agreedSupport })}
        error={field("agreedSupport")}
        maxLength={2000}
      />
      <WorkerField value={value.supportWorkerId} onChange={(supportWorkerId) => set({ supportWorkerId })} error={field("supportWorkerId")} />
      <RadioCards
        compact
        label={t("networkers.capacity", { name })}
        description={t("networkers.capacity.help", { name })}
        value={String(value.capacity)}
        onChange={(capacity) => set({ capacity: Number(capacity) })}
        error={field("capacity")}
        options={[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].filter((n) => n <= 4 || n === value.capacity).map((n) => ({ value: String(n), label: t.count("networkers.people", n) }))}
      />
      {overtaken ? (
        <Overtaken edit={edit} now={[{ label: t("networkers.support"), text: current.agreedSupport }]} />
      ) : (
        <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} labels={{ agreedSupport: t("networkers.support"), supportWorkerId: t("networkers.supportWorker") }} />
      )}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t(isOne(networker) ? "common.save" : "networkers.verb.activate")}</Button>
        <Link to="/netwerkers/$networkerId" params={params} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

function WorkerField({ value, onChange, error }: { value: string; onChange: (id: string) => void; error?: string }) {
  const t = useT();
  const workers = useQuery(supportWorkersQuery);
  return (
    <ComboBox
      label={t("networkers.supportWorker")}
      description={t("networkers.supportWorker.help")}
      options={(workers.data ?? []).filter(({ left }) => !left).map((worker) => ({ value: worker.id ?? "", label: worker.name ?? "" }))}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      error={error}
    />
  );
}
