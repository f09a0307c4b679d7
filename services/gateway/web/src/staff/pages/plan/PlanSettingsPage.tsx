/** How plans are made here: what they look after first, and whether one is made every night. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange, useEdit, useUndo } from "@/staff/change";
import { ChangeNote } from "../matches/parts";
import { useMayPlan } from "./PlanPage";
import { type Care, cares, type PlanSettings, plansKey, saveSettings, settingsQuery, startPlan } from "./queries";
import styles from "./plan.module.css";

export function PlanSettingsPage() {
  const t = useT();
  const may = useMayPlan();
  const settings = useQuery(settingsQuery);
  return (
    <Page title={t("plan.settings.title")} lead={t("plan.settings.lead")} above={<Link to="/plan">{t("plan.title")}</Link>} width="text">
      <QueryView query={settings}>{(found) => (may ? <Form settings={found} /> : <AsItIs settings={found} />)}</QueryView>
    </Page>
  );
}

const careOf = (settings: PlanSettings): Care => cares.find((care) => care === settings.care) ?? "PLAN_CARE_WAITING";

function AsItIs({ settings }: { settings: PlanSettings }) {
  const t = useT();
  const care = careOf(settings);
  return (
    <div className="stack">
      <p className={styles.strong}>{t("plan.settings.now", { care: t(`plan.settings.${care}`) })}</p>
      <p>{t(`plan.settings.${care}.text`)}</p>
      {settings.nightly && <p>{t("plan.settings.nightly.text")}</p>}
      <p className="soft">{t("plan.settings.read")}</p>
    </div>
  );
}

function Form({ settings }: { settings: PlanSettings }) {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const now = { care: careOf(settings), nightly: !!settings.nightly, etag: settings.etag ?? "" };
  const edit = useEdit("plan:settings", now);
  const save = useChange({
    refresh: [plansKey],
    run: (_: null, requestId) => saveSettings(edit.value, requestId),
    onDone: (after) => {
      edit.forget();
      undo(t("plan.settings.saved"), () => saveSettings({ ...now, etag: after.etag }, crypto.randomUUID()), [plansKey]);
    },
  });
  const once = useChange({
    refresh: [plansKey],
    run: (care: Care, requestId) => startPlan(care, requestId),
    onDone: async () => {
      await navigate({ to: "/plan" });
      toast(t("plan.making.begun"));
    },
  });
  return (
    <div className={styles.form}>
      <RadioCards<Care>
        label={t("plan.settings.care")}
        value={edit.value.care}
        onChange={(care) => edit.set({ care })}
        options={cares.map((care) => ({ value: care, label: t(`plan.settings.${care}`), description: t(`plan.settings.${care}.text`) }))}
      />
      <Checkbox isSelected={edit.value.nightly} onChange={(nightly) => edit.set({ nightly })} description={t("plan.settings.nightly.text")}>
        {t("plan.settings.nightly")}
      </Checkbox>
      <ChangeNote problem={save.problem ?? once.problem} />
      <div className="cluster">
        <Button kind="primary" isPending={save.isPending} onPress={() => save.start(null)}>{t("common.save")}</Button>
        <Button isPending={once.isPending} onPress={() => once.start(edit.value.care)}>{t("plan.settings.once")}</Button>
      </div>
    </div>
  );
}
