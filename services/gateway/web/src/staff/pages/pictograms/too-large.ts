/** Says so before a file travels that the server will not take anyway. */
import { useState } from "react";
import type { Key } from "@/i18n/core";
import { type StaffAreas, useT } from "@/i18n/staff";

export const largestPicture = 200_000;
export const largestSet = 10 * 1024 * 1024;

export function useTooLarge(most: number, words: Key<StaffAreas>): [string, (file: File | undefined, use: (file: File) => void) => void] {
  const t = useT();
  const [wrong, setWrong] = useState(false);
  const check = (file: File | undefined, use: (file: File) => void) => {
    if (!file) return;
    setWrong(file.size > most);
    if (file.size <= most) use(file);
  };
  return [wrong ? t(words) : "", check];
}
