/** The ways to "may my wish be seen nearby?": from what others may see, and from a wish itself. Only where there is a region. */
import { useSession } from "@/api/session";
import { Doing } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { Houses } from "@/pictograms";

export function NearbyLink({ wishId }: { wishId?: string }) {
  const t = useT();
  const region = useSession().data?.organisation?.region;
  if (!region) return null;
  return (
    <Doing
      href={`/mijn/over-mij/buurt${wishId ? `/${wishId}` : ""}`}
      words={t(wishId ? "nearby.thisWish" : "nearby.title")}
      note={t("nearby.linkNote")}
      picture={Houses}
      tone="sky"
    />
  );
}
