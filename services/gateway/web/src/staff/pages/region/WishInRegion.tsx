/** On a person's page, below a wish: whether the region sees it, and the way to decide that. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { ownWishesQuery } from "@/app/region";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";

export function WishInRegion({ clientId, wishId, open }: { clientId: string; wishId: string; open: boolean }) {
  const t = useT();
  const region = useSession().data?.organisation?.region;
  const shown = useQuery({ ...ownWishesQuery(clientId), enabled: !!region });
  if (!region) return null;
  const seen = shown.data?.some((one) => one.wishId === wishId);
  if (!seen && !open) return null;
  return (
    <Link to="/mensen/$clientId/wens/$wishId/regio" params={{ clientId, wishId }} className={buttonClass("quiet", "small")}>
      {t(seen ? "region.inRegion.seen" : "region.inRegion.show")}
    </Link>
  );
}
