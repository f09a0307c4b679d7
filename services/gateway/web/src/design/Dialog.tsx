/** A dialog. Escape and the close button leave it; focus returns to where it came from. */
import type { ReactNode } from "react";
import { Button as AriaButton, Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useCommonT } from "@/i18n/common";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  /** Buttons at the foot; the primary one first. */
  actions?: ReactNode;
}

export function Dialog({ title, isOpen, onOpenChange, children, actions }: DialogProps) {
  const t = useCommonT();
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={styles.overlay}>
      <Modal className={styles.modal}>
        <AriaDialog className={styles.dialog}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title}>{title}</Heading>
            <AriaButton slot="close" className={styles.close} aria-label={t("common.close")}>×</AriaButton>
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
