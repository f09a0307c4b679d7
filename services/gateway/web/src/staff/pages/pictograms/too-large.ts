/** Says so before a file travels that the server will not take anyway; a picture is made smaller first. */
import { useState } from "react";
import type { Key } from "@/i18n/core";
import { type StaffAreas, useT } from "@/i18n/staff";
import { smaller } from "./smaller";

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

/** The same for one picture: it says so only of what cannot be made smaller, because it is no picture. */
export function useSmaller(): [string, (file: File | undefined, use: (file: File) => void) => void] {
  const t = useT();
  const [wrong, setWrong] = useState(false);
  const check = async (file: File | undefined, use: (file: File) => void) => {
    if (!file) return;
    const small = await smaller(file);
    setWrong(small === null);
    if (small) use(small);
  };
  return [wrong ? t("pictograms.unreadable") : "", (file, use) => void check(file, use)];
}
