/** The person's own menu: language and display, thanks, and signing out. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { type Session, signOut } from "@/api/session";
import { showTour } from "@/app/tour";
import { PreferencesDialog } from "@/app/PreferencesDialog";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import styles from "./UserMenu.module.css";

/** `current`: the page stands in this menu. */
export function UserMenu({ session, current, onKeys }: { session: Session; current: boolean; onKeys: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [preferences, setPreferences] = useState(false);
  const name = session.name ?? "";
  return (
    <>
      <MenuTrigger>
        <AriaButton className={styles.trigger} data-current={current || undefined} aria-label={t("shell.userMenu", { name })}>
          <Initials name={name} />
          <span className={styles.name}>
            <span>{name}</span>
            {session.roles?.[0] && <span className={styles.role}>{t(`signin.role.${session.roles[0]}`)}</span>}
          </span>
        </AriaButton>
        <Popover className={styles.popover} placement="top start">
          <Menu className={styles.menu}>
            <MenuItem className={styles.item} onAction={() => void navigate({ to: "/mijn-pagina" })}>{t("shell.myPage")}</MenuItem>
            <MenuItem className={styles.item} onAction={() => void navigate({ to: "/aangemeld" })}>{t("shell.signedIn")}</MenuItem>
            <MenuItem className={styles.item} onAction={() => setPreferences(true)}>{t("shell.preferences")}</MenuItem>
            <MenuItem className={styles.item} onAction={() => showTour("staff", 0)}>{t("shell.tour")}</MenuItem>
            <MenuItem className={styles.item} onAction={onKeys}>{t("shell.keys")}</MenuItem>
            <MenuItem className={styles.item} onAction={() => void navigate({ to: "/organisatie/wie-mag-wat" })}>{t("shell.rights")}</MenuItem>
            <MenuItem className={styles.item} onAction={() => void navigate({ to: "/dank" })}>{t("shell.credits")}</MenuItem>
            <MenuItem className={styles.item} onAction={() => void signOut()}>{t("shell.signOut")}</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <PreferencesDialog isOpen={preferences} onOpenChange={setPreferences} />
    </>
  );
}
