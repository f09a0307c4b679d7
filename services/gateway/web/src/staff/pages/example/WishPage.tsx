/** A detail: one thing, the way back, and what there is to know. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Card } from "@/design/Card";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useNames } from "@/names/names";
import { wishQuery } from "./queries";
import { useT } from "./texts";

export function WishPage() {
  const t = useT();
  const { wishId } = useParams({ from: "/shell/voorbeeld/$wishId" });
  const wish = useQuery(wishQuery(wishId));
  const nameOf = useNames([wish.data?.clientId]);
  return (
    <Page
      title={t("example.of", { name: nameOf(wish.data?.clientId, true) })}
      above={<Link to="/voorbeeld">{t("example.title")}</Link>}
      width="text"
    >
      <QueryView query={wish}>
        {(found) => (
          <>
            <Card title={t("example.ownWords")} tone="apricot"><p>{found.ownWords}</p></Card>
            {found.goingOn && <Card title={t("example.goingOn")}><p>{found.goingOn}</p></Card>}
          </>
        )}
      </QueryView>
    </Page>
  );
}
