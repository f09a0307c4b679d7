/**
 * Reading aloud with the browser's own voice: Dutch where there is one. One voice at a time, and pressing again stops.
 * Nothing is sent anywhere by us; a voice that would need a server of the browser's maker is passed over when there is a local one.
 */
import { useSyncExternalStore } from "react";
import type { Language } from "@/i18n/core";

let speaking: string | null = null;
const listeners = new Set<() => void>();
const tell = (text: string | null) => {
  speaking = text;
  listeners.forEach((listener) => listener());
};

export const canSpeak = (): boolean => typeof window !== "undefined" && "speechSynthesis" in window;

/** The best voice for a language: Dutch of the Netherlands before Flemish, on the device before anything else. */
export function chooseVoice<V extends Pick<SpeechSynthesisVoice, "lang" | "localService">>(voices: readonly V[], language: Language): V | undefined {
  const exact = language === "nl" ? "nl-nl" : "en-gb";
  const worth = (voice: V) => {
    const lang = voice.lang.toLowerCase().replace("_", "-");
    if (!lang.startsWith(language)) return -1;
    return (voice.localService ? 2 : 0) + (lang === exact ? 1 : 0);
  };
  return [...voices].filter((voice) => worth(voice) >= 0).sort((a, b) => worth(b) - worth(a))[0];
}

export function stopSpeaking(): void {
  if (canSpeak()) window.speechSynthesis.cancel();
  tell(null);
}

export function speak(text: string, language: Language): void {
  if (!canSpeak()) return;
  window.speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language === "nl" ? "nl-NL" : "en-GB";
  utterance.rate = 0.92;
  const voice = chooseVoice(window.speechSynthesis.getVoices(), language);
  if (voice) utterance.voice = voice;
  const over = () => {
    if (speaking === text) tell(null);
  };
  utterance.onend = over;
  utterance.onerror = over;
  tell(text);
  window.speechSynthesis.speak(utterance);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The text being read now, or null. */
export const useSpeaking = (): string | null => useSyncExternalStore(subscribe, () => speaking, () => null);
