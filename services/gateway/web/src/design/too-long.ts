/**
 * What a field says of more than fits. Without somebody to say it the browser keeps to the length, and what was pasted beyond it is
 * gone without a word; so the staff's face gives the words, and everything typed stays to be shortened.
 */
import { createContext, use } from "react";

export const TooLong = createContext<((length: number, most: number) => string) | null>(null);

/** What goes to the field: its own length, or our words instead. */
export function useLength(value: string, maxLength: number | undefined, error: string | undefined): { maxLength?: number; error?: string } {
  const say = use(TooLong);
  if (!say || !maxLength) return { maxLength, error };
  return { error: value.length > maxLength ? say(value.length, maxLength) : error };
}
