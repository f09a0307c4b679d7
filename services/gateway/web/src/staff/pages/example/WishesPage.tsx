/** A list: what there is, each leading to its page. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useNames } from "@/names/names";
import { Seedling } from "@/pictograms";
import { type Wish, wishesQuery } from "./queries";
import { useT } from "./texts";

export function WishesPage() {
  const t = useT();
  const wishes = useQuery(wishesQuery);
  const add = <Link to="/voorbeeld/nieuw" className={buttonClass("primary")}>{t("example.add")}</Link>;
  return (
    <Page title={t("example.title")} lead={t("example.lead")} actions={add}>
      <QueryView
        query={wishes}
        empty={<EmptyState title={t("example.empty.title")} text={t("example.empty.text")} pictogram={Seedling} />}
      >
        {(list) => (
          <>
            <p className="soft">{t.count("example.found", list.length)}</p>
            <Wishes of={list} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Wishes({ of }: { of: Wish[] }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames(of.map((wish) => wish.clientId));
  return (
    <ul className="grid plain-list">
      {of.map((wish) => (
        <li key={wish.id}>
          <Card
            href={`/voorbeeld/${wish.id}`}
            mark={<Initials name={nameOf(wish.clientId)} />}
            title={nameOf(wish.clientId)}
            note={wish.createTime && t("example.said", { when: format.ago(wish.createTime) })}
          >
            <p>{wish.ownWords}</p>
            <div className="cluster"><Chip tone="sky">{t(`example.kind.${wish.kind ?? "KIND_UNSPECIFIED"}`)}</Chip></div>
          </Card>
        </li>
      ))}
    </ul>
  );
}
