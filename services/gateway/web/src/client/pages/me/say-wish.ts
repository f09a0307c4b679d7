import type { Wish } from "@/client/data";
import { wishKeyNamed } from "@/client/pictures";
import { useT } from "@/i18n/client";

/** A wish in a line: own words first, else what its picture says. */
export function useSayWish() {
  const t = useT();
  return (wish: Wish): string => {
    if (wish.ownWords) return wish.ownWords;
    const key = wishKeyNamed(wish.picture);
    return key ? t(`map.wishFor.${key}`) : t("map.wish.one");
  };
}
