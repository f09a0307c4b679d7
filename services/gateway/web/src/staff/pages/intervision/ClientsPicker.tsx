/** Clients who are asked to think along: found by typing part of a name, each taken away again. */
import { useRef } from "react";
import { Button } from "@/design/Button";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import evaluation from "../evaluation/evaluation.module.css";
import { PersonSearch } from "../matches/PersonSearch";

export function ClientsPicker({ chosen, onChange }: { chosen: readonly string[]; onChange: (ids: string[]) => void }) {
  const t = useT();
  const nameOf = useNames(chosen);
  const box = useRef<HTMLDivElement>(null);
  const add = (id: string | null) => {
    if (!id || chosen.includes(id)) return;
    onChange([...chosen, id]);
    requestAnimationFrame(() => box.current?.querySelector("input")?.focus());
  };
  return (
    <div className={evaluation.picker} ref={box}>
      <PersonSearch
        key={chosen.join()}
        label={t("intervision.clients.label")}
        description={t("intervision.clients.help")}
        onChange={add}
        without={chosen}
        opensOnFocus={chosen.length === 0}
      />
      {chosen.length > 0 && (
        <ul className={`${evaluation.chosen} plain-list`} aria-label={t("intervision.clients.title")}>
          {chosen.map((id) => (
            <li key={id}>
              <Initials name={nameOf(id)} size="1.75rem" />
              <span>{nameOf(id)}</span>
              <Button kind="quiet" size="small" aria-label={t("intervision.clients.remove", { name: nameOf(id) })} onPress={() => onChange(chosen.filter((one) => one !== id))}>
                {t("common.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
