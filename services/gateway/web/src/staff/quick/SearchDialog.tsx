/** Searching everything from anywhere: type, choose with the arrows, Enter. On a phone it takes the whole screen. */
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useState } from "react";
import {
  Autocomplete, Button as AriaButton, Dialog as AriaDialog, Header, Heading, Input, Keyboard, ListBox, ListBoxItem, ListBoxSection, Modal, ModalOverlay, Text, TextField,
} from "react-aria-components";
import { useSession } from "@/api/session";
import { keepHere, keptHere } from "@/app/draft";
import { useT } from "@/i18n/staff";
import { addRecent, type Found, forSomebody, keysHelp } from "./offers";
import styles from "./quick.module.css";
import { type Outcome, useFound } from "./useFound";

export interface SearchDialogProps {
  onClose: () => void;
  onKeys: () => void;
}

/** What was opened through searching: in this tab, until somebody signs out. */
const recentKey = "recent";

export function SearchDialog({ onClose, onKeys }: SearchDialogProps) {
  const t = useT();
  const navigate = useNavigate();
  const session = useSession().data;
  const [typed, setTyped] = useState("");
  const paused = usePaused(typed.trim());
  const [doing, setDoing] = useState<Found | null>(null);
  const [recent] = useState(() => keptHere<Found[]>(recentKey, []));
  const outcome = useFound({ session, typed: typed.trim(), paused, recent, onlyPeople: doing !== null });

  const open = (to: string) => {
    onClose();
    // Without the state of a page: the address says it all.
    void navigate({ href: to });
  };
  const choose = (found: Found) => {
    if (found.to === keysHelp) return onKeys();
    if (doing) return open(doing.to.replace(forSomebody, found.to.split("/").at(-1) ?? ""));
    if (found.to.includes(forSomebody)) {
      setDoing(found);
      return setTyped("");
    }
    keepHere(recentKey, addRecent(recent, found));
    return open(found.to);
  };

  // What came in after the last letter has no chosen line yet, and a chosen line may just have gone: then Enter opens the first.
  const onEnter = (event: KeyboardEvent) => {
    const first = outcome.sections[0]?.of[0];
    const chosen = (event.target as Element).getAttribute("aria-activedescendant");
    if (event.key !== "Enter" || !first || (chosen && document.getElementById(chosen))) return;
    event.preventDefault();
    choose(first);
  };

  return (
    <ModalOverlay isOpen onOpenChange={onClose} isDismissable className={styles.overlay}>
      <Modal className={styles.modal}>
        <AriaDialog className={styles.dialog}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <div className={styles.top}>
              <header className={styles.header}>
                <Heading slot="title" className={styles.title}>{doing ? doing.label : t("quick.title")}</Heading>
                <AriaButton slot="close" className={styles.close} aria-label={t("common.close")}>×</AriaButton>
              </header>
              <TextField autoFocus type="search" key={doing?.to ?? ""} onKeyDown={onEnter} aria-label={doing ? t("quick.forWhom") : t("quick.field")} className={styles.search}>
                <Input className={styles.input} placeholder={doing ? t("quick.forWhom") : t("quick.field")} autoComplete="off" spellCheck="false" maxLength={100} />
              </TextField>
            </div>
            <Results of={outcome} nothing={t(doing ? "quick.nobody" : "quick.nothing")} onChoose={choose} />
          </Autocomplete>
          <p className={styles.hint}><Keyboard>{t("quick.hint")}</Keyboard></p>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Results({ of, nothing, onChoose }: { of: Outcome; nothing: string; onChoose: (found: Found) => void }) {
  const t = useT();
  const lines = new Map<string, Found>(of.sections.flatMap(({ group, of: found }) => found.map((one) => [`${group} ${one.to}`, one] as const)));
  return (
    <>
      <p role="status" className={styles.state}>{of.isBroken ? t("quick.problem") : of.isSearching ? t("quick.searching") : ""}</p>
      <ListBox
        aria-label={t("quick.results")}
        className={styles.results}
        selectionMode="none"
        onAction={(key) => {
          const found = lines.get(String(key));
          if (found) onChoose(found);
        }}
        renderEmptyState={() => <p className={styles.none}>{of.isSearching ? "" : nothing}</p>}
      >
        {of.sections.map(({ group, of: found }) => (
          <ListBoxSection key={group} id={group} className={styles.section}>
            <Header className={styles.group}>{t(`quick.group.${group}`)}</Header>
            {found.map((one) => (
              <ListBoxItem key={`${group} ${one.to}`} id={`${group} ${one.to}`} textValue={one.label} className={styles.line}>
                <Text slot="label" className={styles.label}>{one.label}</Text>
                {one.note && <Text slot="description" className={styles.note}>{one.note}</Text>}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </>
  );
}

/** What somebody typed, once the fingers rest: the server is not asked for each letter. */
function usePaused(typed: string, rest = 120): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), rest);
    return () => clearTimeout(timer);
  }, [typed, rest]);
  return paused;
}
