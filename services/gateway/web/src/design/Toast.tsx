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

const queue = new ToastQueue<Message>({ maxVisibleToasts: 2 });

/** Says that something happened; with `undo`, how to take it back. */
export function toast(text: string, undo?: () => void): void {
  queue.add({ text, undo }, { timeout: undo ? 10_000 : 6_000 });
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
                item.content.undo?.();
                queue.close(item.key);
              }}
            >
              {t("common.undo")}
            </AriaButton>
          )}
          <AriaButton slot="close" aria-label={t("common.close")} className={styles.close}>×</AriaButton>
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
