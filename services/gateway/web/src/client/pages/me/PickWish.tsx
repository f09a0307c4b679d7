import type { Drawing } from "@/design/Pictogram";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { type WishFor, wishKeys, wishPictures } from "@/client/pictures";
import type { Problem } from "@/api/problem";
import { useT } from "@/i18n/client";

/** A picture that is not among those to choose from, and that a wish has nevertheless: it stays one of the answers. */
export const asItIs = "as-it-is";
export type WishAnswer = WishFor | typeof asItIs;

interface PickWishProps<A extends WishAnswer> {
  back: string;
  chosen: A | undefined;
  onChoose: (key: A | undefined) => void;
  now?: Drawing;
  onNext: () => void;
  onSkip: () => void;
  busy?: boolean;
  waiting?: boolean;
  problem?: Problem | null;
  onAgain?: () => void;
}

/** What do you wish? In pictures. */
export function PickWish<A extends WishAnswer = WishFor>({ chosen, onChoose, now, ...rest }: PickWishProps<A>) {
  const t = useT();
  return (
    <QuestionPage<WishAnswer>
      {...rest}
      question={t("map.wish.what")}
      hint={t("map.wish.whatHint")}
      many
      choices={[
        ...(now ? [{ value: asItIs as WishAnswer, words: t("map.wish.pictureNow"), picture: now }] : []),
        ...wishKeys.map((value) => ({ value, words: t(`map.wishFor.${value}`), picture: wishPictures[value].of })),
      ]}
      chosen={chosen ? [chosen] : []}
      onChoose={([key]) => onChoose(key as A | undefined)}
    />
  );
}
