/** Both clients said yes: what the other one lets us see, and the way to the match on our side. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { otherCardQuery, type RegionalRequest } from "@/app/region";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { CardFacts } from "./parts";

export function Met({ request }: { request: RegionalRequest }) {
  const t = useT();
  const organisation = request.other?.name ?? "";
  return (
    <Card
      tone="leaf"
      title={t("region.met.title", { organisation })}
      actions={request.matchId && <Link to="/koppelingen/$matchId" params={{ matchId: request.matchId }} className={buttonClass("primary")}>{t("region.met.match")}</Link>}
    >
      <OtherCardFacts clientId={request.clientId ?? ""} requestId={request.id ?? ""} organisation={organisation} />
    </Card>
  );
}

/** What the person of the other organisation shows, as it is this moment; they may take it back. */
export function OtherCardFacts({ clientId, requestId, organisation }: { clientId: string; requestId: string; organisation: string }) {
  const t = useT();
  const card = useQuery(otherCardQuery(clientId, requestId));
  return (
    <QueryView query={card} isEmpty={(found) => !found} empty={<p>{t("region.met.noCard", { organisation })}</p>}>
      {(found) => found && <CardFacts card={found} organisation={organisation} />}
    </QueryView>
  );
}
