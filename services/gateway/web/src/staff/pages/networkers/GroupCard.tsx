/** Leading a group goes with the help of one of the client's own support workers. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { RadioCards } from "@/design/RadioCards";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { clientQuery } from "../people/queries";
import styles from "./networkers.module.css";
import { type Networker, updateNetworker } from "./queries";

const may = new Set(["STATE_LEARNING", "STATE_ACTIVE", "STATE_PAUSED"]);
const refresh = [["networkers"]];
const mask = "leads_group,group_helper_id";

type Group = Pick<Networker, "leadsGroup" | "groupHelperId">;

export function GroupCard({ networker, name }: { networker: Networker; name: string }) {
  const t = useT();
  const undo = useUndo();
  const [choosing, setChoosing] = useState(false);
  const nameOf = useWorkerNames([networker.groupHelperId]);
  const before: Group = { leadsGroup: !!networker.leadsGroup, groupHelperId: networker.groupHelperId ?? "" };
  const change = useChange({
    run: (group: Group, once) => updateNetworker({ ...group, id: networker.id, etag: networker.etag }, mask, once),
    refresh,
    onDone: (after, group) => {
      if (group.leadsGroup) setChoosing(false); // whoever ends it may be choosing anew already
      undo(t(group.leadsGroup ? "networkers.group.did" : "networkers.group.didNot", { name }), () => updateNetworker({ ...before, id: after.id, etag: after.etag }, mask, requestId()), refresh);
    },
  });
  if (!may.has(networker.state ?? "")) return null;
  const open = <Button size="small" onPress={() => setChoosing(true)}>{t(networker.leadsGroup ? "networkers.group.other" : "networkers.group.begin", { name })}</Button>;
  return (
    <Card
      title={t("networkers.group.title")}
      tone={networker.groupHelperNeeded ? "apricot" : "plain"}
      actions={!choosing && (
        <>
          {open}
          {networker.leadsGroup && <Button size="small" kind="quiet" isDisabled={change.isPending} onPress={() => change.start({ leadsGroup: false, groupHelperId: "" })}>{t("networkers.group.end")}</Button>}
        </>
      )}
    >
      <p>
        {!networker.leadsGroup && t("networkers.group.none", { name })}
        {networker.leadsGroup && (networker.groupHelperNeeded ? t("networkers.group.needed", { name, helper: nameOf(networker.groupHelperId) }) : t("networkers.group.with", { name, helper: nameOf(networker.groupHelperId) }))}
      </p>
      {choosing && <Choose networker={networker} busy={change.isPending} onChoose={(groupHelperId) => change.start({ leadsGroup: true, groupHelperId })} onBack={() => setChoosing(false)} />}
      <ErrorNote problem={change.problem} />
    </Card>
  );
}

interface ChooseProps {
  networker: Networker;
  busy: boolean;
  onChoose: (helper: string) => void;
  onBack: () => void;
}

function Choose({ networker, busy, onChoose, onBack }: ChooseProps) {
  const t = useT();
  const guides = useQuery(clientQuery(networker.clientId ?? "")).data?.supportWorkerIds ?? [];
  const nameOf = useWorkerNames(guides);
  const [helper, setHelper] = useState(() => (networker.groupHelperNeeded ? "" : (networker.groupHelperId ?? "")));
  return (
    <div className={styles.plan}>
      <RadioCards
        compact
        label={t("networkers.group.who")}
        description={t("networkers.group.whoHelp")}
        value={helper || null}
        onChange={setHelper}
        options={guides.map((id) => ({ value: id, label: nameOf(id) }))}
      />
      <div className="cluster">
        <Button kind="primary" size="small" isPending={busy} isDisabled={helper === ""} onPress={() => onChoose(helper)}>{t("common.save")}</Button>
        <Button kind="quiet" size="small" onPress={onBack}>{t("common.back")}</Button>
      </div>
    </div>
  );
}
