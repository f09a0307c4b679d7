import { QuestionPage } from "@/client/ask/QuestionPage";
import { type WishFor, wishKeys, wishPictures } from "@/client/pictures";
import type { Problem } from "@/api/problem";
import { useT } from "@/i18n/client";

interface PickWishProps {
  back: string;
  chosen: WishFor | undefined;
  onChoose: (key: WishFor | undefined) => void;
  onNext: () => void;
  onSkip: () => void;
  busy?: boolean;
  waiting?: boolean;
  problem?: Problem | null;
  onAgain?: () => void;
}

/** What do you wish? In pictures. */
export function PickWish({ chosen, onChoose, ...rest }: PickWishProps) {
  const t = useT();
  return (
    <QuestionPage<WishFor>
      {...rest}
      question={t("map.wish.what")}
      hint={t("map.wish.whatHint")}
      many
      choices={wishKeys.map((value) => ({ value, words: t(`map.wishFor.${value}`), picture: wishPictures[value].of }))}
      chosen={chosen ? [chosen] : []}
      onChoose={([key]) => onChoose(key)}
    />
  );
}
