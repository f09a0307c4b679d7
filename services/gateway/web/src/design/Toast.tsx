/**
 * Short messages at the foot of the page, with undo: we let people take a step back rather than ask whether they
 * are sure. A message with undo stays ten seconds, and as long as it has the pointer or the focus.
 */
import { Button as AriaButton, Text, UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as AriaToastRegion } from "react-aria-components";
import { useCommonT } from "@/i18n/common";
import styles from "./Toast.module.css";

interface Message {
  text: string;
  undo?: () => void;
}

const most = 2;
const queue = new ToastQueue<Message>({ maxVisibleToasts: most });
const shown: string[] = [];

/** Says that something happened; with `undo`, how to take it back. An older message makes room: none comes up long after what it tells of. */
export function toast(text: string, undo?: () => void): void {
  const key = queue.add({ text, undo }, { timeout: undo ? 10_000 : 6_000, onClose: () => void shown.splice(shown.indexOf(key), 1) });
  shown.push(key);
  if (shown.length > most) queue.close(shown[0] ?? "");
}

/**
 * Back to the page before a message goes away under the focus. React Aria keeps thinking that such a message has the focus, and
 * would take it out of the field somebody is typing in when the next message ends.
 */
function backToPage(): void {
  if (document.activeElement?.closest('[role="alertdialog"]')) document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
}

export function ToastRegion() {
  const t = useCommonT();
  return (
    <AriaToastRegion queue={queue} aria-label={t("common.notifications")} className={styles.region}>
      {({ toast: item }) => (
        <AriaToast toast={item} className={styles.toast}>
          <ToastContent className={styles.content}>
            <Text slot="title">{item.content.text}</Text>
          </ToastContent>
          {item.content.undo && (
            <AriaButton
              className={styles.undo}
              onPress={() => {
                backToPage();
                item.content.undo?.();
                queue.close(item.key);
              }}
            >
              {t("common.undo")}
            </AriaButton>
          )}
          <AriaButton slot="close" onPress={backToPage} aria-label={t("common.close")} className={styles.close}>×</AriaButton>
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
