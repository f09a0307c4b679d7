/** Where an import stands, in a word or two. */
import { Chip, type ChipTone } from "@/design/Chip";
import { useT } from "@/i18n/staff";
import type { State } from "./queries";

const tones: Partial<Record<State, ChipTone>> = {
  STATE_PREPARED: "apricot", STATE_RUNNING: "sky", STATE_STOPPED: "apricot", STATE_DONE: "leaf", STATE_UNDOING: "sky", STATE_UNDONE: "lilac",
};

export function StateChip({ state = "STATE_UNSPECIFIED" }: { state?: State }) {
  const t = useT();
  return state === "STATE_UNSPECIFIED" ? null : <Chip tone={tones[state] ?? "plain"}>{t(`import.state.${state}`)}</Chip>;
}
