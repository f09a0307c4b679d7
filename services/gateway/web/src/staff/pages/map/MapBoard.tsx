/** The map as a drawing or as a list, and beside it whoever was chosen. */
import { useState } from "react";
import { Circles, type View } from "@/design/Circles";
import { useT } from "@/i18n/staff";
import type { Contact } from "../people/queries";
import { ContactDetails } from "./ContactDetails";
import styles from "./map.module.css";
import { personOf } from "./people";
import type { NetworkMap } from "./queries";
import { useMove } from "./useMove";

export interface MapBoardProps {
  clientId: string;
  name: string;
  contacts: readonly Contact[];
  map: NetworkMap | undefined;
  view?: View;
  onView?: (view: View) => void;
  /** Beside the drawing as long as nobody is chosen. */
  beside?: React.ReactNode;
}

export function MapBoard({ clientId, name, contacts, map, view, onView, beside }: MapBoardProps) {
  const t = useT();
  const move = useMove(clientId);
  const [chosen, setChosen] = useState<string>();
  const contact = contacts.find(({ id }) => id === chosen);
  const people = contacts.map((one) => personOf(one, (category) => t(`people.contact.${category}`)));
  return (
    <div className={styles.room}>
      <div className={styles.board}>
        <Circles owner={name} people={people} selected={chosen} onSelect={setChosen} onMove={move} view={view} onView={onView} />
        <div aria-live="polite">
          {contact ? <ContactDetails key={contact.id} contact={contact} name={name} map={map} onMove={move} /> : <div className="stack"><p className="soft">{t("map.choose")}</p>{beside}</div>}
        </div>
      </div>
    </div>
  );
}
