/** The people somebody supports: by name, with a search that follows the typing. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { hasRole, useSession } from "@/api/session";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { Compass, Seedling } from "@/pictograms";
import { PeopleWays } from "../leaving/PeopleWays";
import styles from "./people.module.css";
import { type Client, clientsQuery, fullName, locationsQuery } from "./queries";

const everywhere = "overal";

export function PeoplePage() {
  const t = useT();
  const session = useSession().data;
  const reaches = hasRole(session, "support_worker", "network_lead", "coordinator");
  if (!reaches) return <Page title={t("people.title")}><EmptyState title={t("people.adminTitle")} text={t("people.adminText")} /></Page>;
  return (
    <Page
      title={t("people.title")}
      lead={t(hasRole(session, "network_lead", "coordinator") ? "people.leadAll" : "people.lead")}
      actions={<Link to="/mensen/nieuw" className={buttonClass("primary")}>{t("people.add")}</Link>}
    >
      <People />
    </Page>
  );
}

function People() {
  const t = useT();
  // Who reaches everybody has no need of emergency access.
  const seesAll = hasRole(useSession().data, "network_lead", "coordinator");
  const { zoek = "", locatie = "" } = useSearch({ from: "/shell/mensen" });
  const navigate = useNavigate({ from: "/mensen" });
  // The field follows the fingers; the address follows the field, so that going back finds the same list.
  const [typed, setTyped] = useState(zoek);
  useEffect(() => {
    if (typed !== zoek) void navigate({ search: { zoek: typed || undefined, locatie: locatie || undefined }, replace: true, resetScroll: false });
    // eslint-disable-next-line
  }, [typed]);
  const clients = useInfiniteQuery({ ...clientsQuery(zoek.trim(), locatie), placeholderData: keepPreviousData });
  const asked = useQuery(locationsQuery);
  const locations = asked.data ?? [];
  const found = clients.data?.pages.flatMap((page) => page.clients ?? []);
  const clear = () => {
    setTyped("");
    void navigate({ search: {}, replace: true });
  };
  return (
    <>
      <div className={styles.filters} role="search">
        <TextField type="search" label={t("people.search")} value={typed} onChange={setTyped} autoComplete="off" />
        {(asked.isPending || locations.length > 1) && ( // its place is kept from the beginning: most have several
          <Select
            label={t("people.location")}
            value={locatie || everywhere}
            onChange={(next) => void navigate({ search: { zoek: typed || undefined, locatie: next === everywhere ? undefined : next }, replace: true })}
            options={[
              { value: everywhere, label: t("people.location.all") },
              ...locations.map((place) => ({ value: place.id ?? "", label: place.name ?? "", description: place.town })),
            ]}
          />
        )}
      </div>
      <PeopleWays locationId={locatie} />
      {!seesAll && <p className="small"><Link to="/spoed">{t("emergency.link")}</Link></p>}
      {clients.isError && <ErrorNote problem={asProblem(clients.error)} onRetry={() => void clients.refetch()} />}
      {clients.isPending && <LoadingRows />}
      {found?.length === 0 && (zoek || locatie ? <NoneFound onClear={clear} /> : <EmptyState title={t("people.empty.title")} text={t("people.empty.text")} pictogram={Seedling} />)}
      {found && found.length > 0 && <List of={found} places={new Map(locations.map((place) => [place.id, place.name]))} />}
      {clients.hasNextPage && (
        <div><Button onPress={() => void clients.fetchNextPage()} isPending={clients.isFetchingNextPage}>{t("common.more")}</Button></div>
      )}
    </>
  );
}

function NoneFound({ onClear }: { onClear: () => void }) {
  const t = useT();
  return (
    <EmptyState
      title={t("people.none.title")}
      text={t("people.none.text")}
      pictogram={Compass}
      action={<Button onPress={onClear}>{t("people.none.clear")}</Button>}
    />
  );
}

function List({ of, places }: { of: Client[]; places: Map<string | undefined, string | undefined> }) {
  const t = useT();
  return (
    <ul className={`grid plain-list ${styles.people}`}>
      {of.map((client) => (
        <li key={client.id}>
          <Card
            href={`/mensen/${client.id}`}
            mark={<Initials name={fullName(client)} />}
            title={fullName(client)}
            note={places.get(client.locationId) ?? t("people.location.none")}
          >
            {(client.supportWorkerIds?.length ?? 0) < 2 && <div className="cluster"><Chip tone="apricot">{t("people.secondMissing")}</Chip></div>}
          </Card>
        </li>
      ))}
    </ul>
  );
}
