/** The groups that the organisation's directory brought, and the role each gives here. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { requestId } from "@/api/client";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import styles from "./connections.module.css";
import { type Group, type GroupRole, groupsQuery, setGroupRole } from "./queries";

const roles = ["support_worker", "network_lead", "coordinator", "organisation_admin"] as const satisfies readonly GroupRole[];
/** A choice needs a value, and no role is none. */
const none = "none";
const refresh = [["provisionedGroups"]];

export function Groups() {
  const t = useT();
  const groups = useQuery(groupsQuery);
  return (
    <section className="stack">
      <h2>{t("connections.groups.title")}</h2>
      <QueryView query={groups} empty={<p className="soft">{t("connections.groups.empty")}</p>}>
        {(all) => (
          <>
            <p className="soft">{t("connections.groups.lead")}</p>
            <p className="soft small">{t("connections.groups.setting")}</p>
            <ul className="plain-list">{all.map((one) => <OneGroup key={one.id} of={one} />)}</ul>
          </>
        )}
      </QueryView>
    </section>
  );
}

function OneGroup({ of }: { of: Group }) {
  const t = useT();
  const undo = useUndo();
  const before = (of.role ?? "") as GroupRole;
  const name = of.name ?? "";
  const words = (role: GroupRole) => (role === "" ? t("connections.groups.none") : t(`organisation.role.${role}`));
  const save = useChange({
    run: (role: GroupRole, once) => setGroupRole(of, role, once),
    refresh,
    onDone: (now, role) => undo(t("connections.groups.saved", { name, role: words(role) }), () => setGroupRole(now, before, requestId()), refresh),
  });
  return (
    <li className={styles.group}>
      <div>
        <h3>{name}</h3>
        <Members of={of.supportWorkerIds ?? []} />
        <ErrorNote problem={save.problem} />
      </div>
      <Select
        label={t("connections.groups.role", { name })} value={before || none} onChange={(role) => save.start(role === none ? "" : role)}
        options={[{ value: none, label: t("connections.groups.none") }, ...roles.map((role) => ({ value: role, label: words(role) }))]}
      />
    </li>
  );
}

/** Who is in it: asked for by name only when somebody wants to see. */
function Members({ of }: { of: string[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (of.length === 0) return <p className="soft small">{t("connections.groups.nobody")}</p>;
  return (
    <details className={styles.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.count("connections.groups.members", of.length)}</summary>
      {open && <Names of={of} />}
    </details>
  );
}

function Names({ of }: { of: string[] }) {
  const format = useFormat();
  const nameOf = useWorkerNames(of);
  return <p>{format.list(of.map((id) => nameOf(id)))}</p>;
}
