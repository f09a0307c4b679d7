/** What holds for everybody in the organisation. One tap saves, and can be taken back. */
import { useQuery } from "@tanstack/react-query";
import { requestId } from "@/api/client";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "./content.module.css";
import { QuietPart } from "./QuietPart";
import { saveSettings, type Settings, settingsQuery } from "./queries";

const steps = ["1", "2", "3", "4", "5"] as const;

export function SettingsPart() {
  const t = useT();
  const settings = useQuery(settingsQuery);
  return (
    <>
      <p className="soft">{t("content.settings.lead")}</p>
      <QueryView query={settings}>{(now) => <Choose now={now} />}</QueryView>
      <QuietPart />
    </>
  );
}

function Choose({ now }: { now: Settings }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["settings"]];
  const save = useChange({
    run: (openSteps: number, once) => saveSettings({ etag: now.etag, openSteps }, once),
    refresh,
    onDone: () => undo(t("content.settings.saved"), () => saveSettings({ openSteps: now.openSteps }, requestId()), refresh),
  });
  return (
    <div className={styles.setting}>
      <RadioCards
        compact
        label={t("content.settings.openSteps")}
        description={t("content.settings.openSteps.help")}
        value={String(now.openSteps ?? 3)}
        onChange={(chosen) => save.start(Number(chosen))}
        options={steps.map((n) => ({ value: n as string, label: t.count("content.settings.steps", Number(n)) }))}
      />
      <ErrorNote problem={save.problem} />
    </div>
  );
}
