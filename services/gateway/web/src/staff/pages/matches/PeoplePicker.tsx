/** Two or more people, found by typing; each can be taken away again. Who takes the lead is a yes beside the name (M-20). */
import { useRef } from "react";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { PersonSearch } from "./PersonSearch";
import styles from "./matches.module.css";

export interface Picked {
  clientId: string;
  networker?: boolean;
}

export interface PeoplePickerProps {
  label: string;
  description?: string;
  error?: string;
  people: readonly Picked[];
  onChange: (people: Picked[]) => void;
  /** Asks of each whether they take the lead. */
  withLead?: boolean;
}

export function PeoplePicker({ label, description, error, people, onChange, withLead = false }: PeoplePickerProps) {
  const t = useT();
  const nameOf = useNames(people.map((person) => person.clientId));
  const box = useRef<HTMLDivElement>(null);
  const add = (id: string | null) => {
    if (!id || people.some((person) => person.clientId === id)) return;
    onChange([...people, { clientId: id }]);
    // The field begins anew for the next name, and keeps the focus.
    requestAnimationFrame(() => box.current?.querySelector("input")?.focus());
  };
  return (
    <div className="stack" ref={box}>
      <PersonSearch
        key={people.map((person) => person.clientId).join()}
        label={label}
        description={description}
        error={error}
        onChange={add}
        without={people.map((person) => person.clientId)}
        opensOnFocus={people.length === 0}
      />
      {people.length > 0 && (
        <ul className={`${styles.picked} plain-list`} aria-label={t("matches.picked")}>
          {people.map((person) => (
            <li key={person.clientId} className={styles.pickedPerson}>
              <Initials name={nameOf(person.clientId)} />
              <span className={styles.pickedName}>{nameOf(person.clientId)}</span>
              {withLead && (
                <Checkbox
                  isSelected={!!person.networker}
                  onChange={(networker) => onChange(people.map((one) => (one === person ? { ...one, networker } : one)))}
                >
                  {t("matches.takesLead")}
                </Checkbox>
              )}
              <Button
                kind="quiet"
                size="small"
                aria-label={t("matches.pickedRemove", { name: nameOf(person.clientId) })}
                onPress={() => onChange(people.filter((one) => one !== person))}
              >
                {t("common.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
