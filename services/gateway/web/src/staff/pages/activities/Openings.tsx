/** When a place is open: by day of the week and part of the day, to read and to fill in. */
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { dayparts } from "./kinds";
import type { Opening, Weekday } from "./place-queries";
import styles from "./places.module.css";

export const weekdays = [
  "WEEKDAY_MONDAY", "WEEKDAY_TUESDAY", "WEEKDAY_WEDNESDAY", "WEEKDAY_THURSDAY", "WEEKDAY_FRIDAY", "WEEKDAY_SATURDAY", "WEEKDAY_SUNDAY",
] as const satisfies readonly Weekday[];

export function OpenWords({ open }: { open: readonly Opening[] | undefined }) {
  const t = useT();
  const format = useFormat();
  if (!open || open.length === 0) return null;
  const words = open.map((one) => {
    const day = weekdays.find((weekday) => weekday === one.weekday) ?? "WEEKDAY_MONDAY";
    const some = dayparts.filter((part) => one.dayparts?.includes(part));
    return some.length === dayparts.length ? t(`places.day.${day}`) : t("places.open.parts", { day: t(`places.day.${day}`), parts: format.list(some.map((part) => t(`places.part.${part}`))) });
  });
  return <p className="small">{t("places.open.said", { days: format.list(words) })}</p>;
}

export function OpeningFields({ value, onChange, error }: { value: readonly Opening[]; onChange: (open: Opening[]) => void; error?: string }) {
  const t = useT();
  const isOpen = (weekday: Weekday, part: (typeof dayparts)[number]) => value.some((one) => one.weekday === weekday && one.dayparts?.includes(part));
  const toggle = (weekday: Weekday, part: (typeof dayparts)[number]) => {
    const on = !isOpen(weekday, part);
    onChange(
      weekdays.flatMap((day) => {
        const now = dayparts.filter((one) => (day === weekday && one === part ? on : isOpen(day, one)));
        return now.length > 0 ? [{ weekday: day, dayparts: now }] : [];
      }),
    );
  };
  return (
    <fieldset className={styles.openings}>
      <legend>{t("places.open")}</legend>
      <p className="soft small">{t("places.open.help")}</p>
      <table>
        <thead>
          <tr>
            <td />
            {dayparts.map((part) => <th key={part} scope="col">{t(`activities.daypart.${part}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{t(`places.day.${weekday}`)}</th>
              {dayparts.map((part) => (
                <td key={part}>
                  <label className={styles.tick}>
                    <input type="checkbox" checked={isOpen(weekday, part)} onChange={() => toggle(weekday, part)} />
                    <span className="visually-hidden">{t(`places.day.${weekday}`)} {t(`places.part.${part}`)}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {error && <p role="alert">{error}</p>}
    </fieldset>
  );
}
