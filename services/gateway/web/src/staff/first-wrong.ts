/**
 * A form that was sent and came back: the first field in which something is wrong gets the focus, because there stands what is wrong
 * and what to do. On a phone it may be two screens above the button. Also for checks of our own, which ask no server.
 */
import { useEffect } from "react";

const patience = 20_000; // for an answer over a bad connection

export function useFirstWrong(): void {
  useEffect(() => {
    let stop = () => {};
    const sent = ({ target }: Event) => {
      stop();
      if (target instanceof HTMLFormElement) stop = watch(target);
    };
    document.addEventListener("submit", sent);
    return () => {
      stop();
      document.removeEventListener("submit", sent);
    };
  }, []);
}

/** Waits until the form says that something is wrong, once; somebody who went on elsewhere is left there. */
export function watch(form: HTMLFormElement): () => void {
  const pressed = document.activeElement;
  const look = () => {
    const at = document.activeElement;
    if (at !== pressed && at !== document.body) return stop();
    const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!wrong) return;
    stop();
    goTo(wrong);
  };
  const seen = new MutationObserver(look);
  // A check of our own may have marked the field long ago: then nothing changes any more.
  const first = setTimeout(look, 100);
  const last = setTimeout(() => stop(), patience);
  const stop = () => {
    seen.disconnect();
    clearTimeout(first);
    clearTimeout(last);
  };
  setTimeout(() => seen.observe(form, { subtree: true, childList: true, attributeFilter: ["aria-invalid"] }));
  return stop;
}

function goTo(wrong: HTMLElement): void {
  const field = wrong.matches("input, textarea, button") ? wrong : (wrong.querySelector<HTMLElement>("input, textarea, button") ?? wrong);
  field.focus();
  wrong.scrollIntoView?.({ block: "center" });
  // A list that opens with the focus would cover the words below its field.
  if (field.getAttribute("role") === "combobox") field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
}
