/** Telling a wish with a picture: point at one. Radio buttons underneath, so that the keyboard points as well. */
import { useId } from "react";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/staff";
import styles from "./people.module.css";
import { pictureNames, pictures } from "./pictures";

export function PicturePicker({ value, onChange }: { value: string; onChange: (picture: string) => void }) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className={styles.picker}>
      <legend>{t("people.wish.picture")}</legend>
      <div className={styles.pictures}>
        {pictureNames.map((picture) => (
          <label key={picture} className={styles.picture}>
            <input type="radio" name={name} checked={value === picture} onChange={() => onChange(picture)} />
            <Pictogram of={pictures[picture]} size="2.75rem" plate />
            <span>{t(`people.picture.${picture}`)}</span>
          </label>
        ))}
        <label className={styles.picture}>
          <input type="radio" name={name} checked={value === ""} onChange={() => onChange("")} />
          <span>{t("people.wish.picture.none")}</span>
        </label>
      </div>
    </fieldset>
  );
}
