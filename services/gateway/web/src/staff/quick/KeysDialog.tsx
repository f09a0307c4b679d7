/** All shortcuts on one sheet, and the switch that turns off those of one letter (WCAG 2.1.4). */
import { Fragment } from "react";
import { useSession } from "@/api/session";
import { setPreferences, usePreferences } from "@/app/preferences";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Dialog } from "@/design/Dialog";
import { useT } from "@/i18n/staff";
import { placesFor } from "@/staff/navigation";
import styles from "./quick.module.css";

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { letters } = usePreferences();
  const roles = useSession().data?.roles ?? [];
  const either = ` ${t("quick.keys.or")} `;
  const then = ` ${t("quick.keys.then")} `;
  return (
    <Dialog title={t("quick.keys.title")} isOpen onOpenChange={onClose} actions={<Button kind="primary" onPress={onClose}>{t("common.done")}</Button>}>
      <section className={styles.keys}>
        <h3>{t("quick.keys.here")}</h3>
        <dl>
          <Keys of={[t("quick.keys.ctrl"), "K"]} between=" + " says={t("quick.keys.search")} />
          <Keys of={["/"]} says={t("quick.keys.search")} off={!letters} />
          <Keys of={["n"]} says={t("quick.keys.new")} off={!letters} />
          <Keys of={["j"]} says={t("quick.keys.down")} off={!letters} />
          <Keys of={["k"]} says={t("quick.keys.up")} off={!letters} />
          <Keys of={["?"]} says={t("quick.keys.help")} off={!letters} />
          <Keys of={[t("quick.keys.escape")]} between={either} says={t("quick.keys.close")} />
        </dl>
      </section>
      <section className={styles.keys}>
        <h3>{t("quick.keys.go")}</h3>
        <dl>{placesFor(roles).map((place) => <Keys key={place.to} of={["g", place.key]} between={then} says={t(place.label)} off={!letters} />)}</dl>
      </section>
      <div>
        <Checkbox isSelected={letters} onChange={(on) => setPreferences({ letters: on })}>{t("quick.keys.on")}</Checkbox>
        <p className="soft small">{t("quick.keys.onText")}</p>
      </div>
    </Dialog>
  );
}

function Keys({ of, between = "", says, off = false }: { of: readonly string[]; between?: string; says: string; off?: boolean }) {
  return (
    <div data-off={off || undefined}>
      <dt>{of.map((key, index) => <Fragment key={key}>{index > 0 && between}<kbd>{key}</kbd></Fragment>)}</dt>
      <dd>{says}</dd>
    </div>
  );
}
