/** Naming somebody who might be a networker: where the idea comes from, and why in own words. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ComboBox } from "@/design/ComboBox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { HowTo } from "../howto/HowTo";
import { clientQuery, clientsQuery, fullName } from "../people/queries";
import styles from "./networkers.module.css";
import { type Networker, noteNetworker } from "./queries";

const sources = ["SOURCE_OWN_KNOWLEDGE", "SOURCE_FILE", "SOURCE_CARE_PLAN"] as const;

interface Draft {
  clientId: string;
  source: (typeof sources)[number] | null;
  reason: string;
}

export function NotePage() {
  const t = useT();
  const navigate = useNavigate();
  const { client } = useSearch({ from: "/shell/netwerkers/nieuw" });
  const named = useQuery({ ...clientQuery(client ?? ""), enabled: !!client });
  const [draft, write, forget] = useDraft<Draft>(`networker:new:${client ?? ""}`, { clientId: client ?? "", source: null, reason: "" });
  const set = (change: Partial<Draft>) => write({ ...draft, ...change });
  const save = useChange({
    run: ({ clientId, source, reason }: Draft, once) => noteNetworker({ clientId, source: source ?? "SOURCE_UNSPECIFIED", reason }, once),
    refresh: [["networkers"]],
    onDone: async (networker: Networker) => {
      forget();
      toast(t("networkers.noted"));
      await navigate({ to: "/netwerkers/$networkerId", params: { networkerId: networker.id ?? "" } });
    },
  });
  const fields = save.problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(draft);
  };
  const name = named.data?.givenName;
  return (
    <Page
      title={name ? t("networkers.note.title", { name }) : t("networkers.note.titleNobody")}
      lead={t("networkers.note.lead")}
      above={client ? <Link to="/mensen/$clientId" params={{ clientId: client }}>{fullName(named.data) || "…"}</Link> : <Link to="/netwerkers">{t("networkers.title")}</Link>}
      width="text"
    >
      <HowTo about="networker" />
      <form className={styles.form} onSubmit={submit} noValidate>
        {!client && <WhoField value={draft.clientId} onChange={(clientId) => set({ clientId })} error={fields["networker.clientId"]} />}
        <RadioCards
          label={t("networkers.source")}
          value={draft.source}
          onChange={(source) => set({ source })}
          error={fields["networker.source"]}
          options={sources.map((source) => ({ value: source, label: t(`networkers.source.${source}`) }))}
        />
        <TextArea
          optional
          label={t("networkers.reason")}
          description={t("networkers.reason.help")}
          value={draft.reason}
          onChange={(reason) => set({ reason })}
          error={fields["networker.reason"]}
          maxLength={1000}
        />
        <ErrorNote problem={save.problem} labels={{ "networker.source": t("networkers.source"), "networker.clientId": t("networkers.who") }} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("networkers.note.save")}</Button>
          <Link to="/netwerkers" className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}

function WhoField({ value, onChange, error }: { value: string; onChange: (clientId: string) => void; error?: string }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const clients = useInfiniteQuery(clientsQuery(typed.trim(), ""));
  const chosen = useQuery({ ...clientQuery(value), enabled: value !== "" }).data;
  const found = clients.data?.pages.flatMap((page) => page.clients ?? []) ?? [];
  const options = [...found, ...(chosen && !found.some(({ id }) => id === chosen.id) ? [chosen] : [])];
  return (
    <ComboBox
      label={t("networkers.who")}
      options={options.map((client) => ({ value: client.id ?? "", label: fullName(client) }))}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      onSearch={(text) => setTyped(chosen && text === fullName(chosen) ? "" : text)}
      error={error}
    />
  );
}
