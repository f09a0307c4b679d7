/** Somebody on the map: in the colour of what kind of contact it is, with its picture, letters where no name stands, and a face for how it feels. */
import { usePreferences } from "@/app/preferences";
import styles from "./Circles.module.css";
import type { Person } from "./circles-words";
import { Face } from "./Face";
import { Pictogram } from "./Pictogram";

interface CircleMarkProps {
  person: Person;
  letters: string;
  /** The name stands beside it: then the picture is enough. */
  named?: boolean;
  changed?: boolean;
}

export function CircleMark({ person, letters, named = true, changed = false }: CircleMarkProps) {
  const { pictograms } = usePreferences();
  const picture = pictograms ? person.picture : undefined;
  return (
    <span className={styles.mark} data-kind={person.group} data-changed={changed || undefined} aria-hidden="true">
      {picture && named ? <Pictogram of={picture} size="78%" /> : letters}
      {picture && !named && <span className={styles.badge}><Pictogram of={picture} size="100%" /></span>}
      {person.feeling && <Face feeling={person.feeling} className={styles.face} />}
    </span>
  );
}
