/** Who is around somebody: the map as a drawing and as an equal list (N-06), what belongs to it, and the talks it came from. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { buttonClass } from "@/design/button-class";
import type { View } from "@/design/Circles";
import { EmptyState } from "@/design/EmptyState";
import { LoadingRows } from "@/design/Loading";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { Compass, HeartHands } from "@/pictograms";
import { KeptDraft } from "../people/KeptDraft";
import { type Client, type Contact, contactsOf } from "../people/queries";
import { GiveBack, Living, Sharing } from "./AboutMap";
import { Kept } from "./Kept";
import styles from "./map.module.css";
import { MapBoard } from "./MapBoard";
import { MapOffer } from "./MapOffer";
import { mapOf } from "./queries";
import { QuickAdd } from "./QuickAdd";
import { Searching } from "./Searching";
import { Talks } from "./Talks";

export function NetworkPart({ of }: { of: Client }) {
  const clientId = of.id ?? "";
  const name = of.givenName ?? "";
  const contacts = useQuery(contactsOf(clientId));
  // Not sharing is the client's own right, and no fault of anybody: it gets words of its own.
  if (contacts.isError && asProblem(contacts.error).code === "MAP_NOT_SHARED") return <NotShared clientId={clientId} name={name} />;
  if (contacts.isPending) return <LoadingRows />;
  return <QueryView query={contacts}>{(all) => <Shared clientId={clientId} name={name} contacts={all} />}</QueryView>;
}

/** The map is the client's own. A yes is recorded together, where all that was agreed to stands. */
export function NotShared({ clientId, name }: { clientId: string; name: string }) {
  const t = useT();
  return (
    <EmptyState
      title={t("people.network.notShared.title", { name })}
      text={t("map.notShared", { name })}
      pictogram={HeartHands}
      action={<Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "toestemming" }} className={buttonClass()}>{t("map.notShared.yes")}</Link>}
    />
  );
}

function Shared({ clientId, name, contacts }: { clientId: string; name: string; contacts: readonly Contact[] }) {
  const t = useT();
  const map = useQuery(mapOf(clientId));
  const { beeld } = useSearch({ from: "/shell/mensen/$clientId" });
  const navigate = useNavigate({ from: "/mensen/$clientId" });
  const show = (view: View) => void navigate({ search: (now) => ({ ...now, beeld: view === "list" ? "lijst" : undefined }), replace: true, resetScroll: false });
  const add = <Link to="/mensen/$clientId/contact" params={{ clientId }} className={buttonClass("primary")}>{t("people.network.add")}</Link>;
  return (
    <>
      <div className={styles.heading}>
        <h2>{t("people.network.title", { name })}</h2>
        {contacts.length > 0 && (
          <div className="cluster">
            <Link to="/mensen/$clientId/kaart/afdrukken" params={{ clientId }} className={buttonClass()}>{t("map.print.go")}</Link>
            {add}
          </div>
        )}
      </div>
      <KeptDraft draft={`contact:new:${clientId}`} href={`/mensen/${clientId}/contact`} />
      <QueryView query={map}>{(found) => <><MapOffer map={found} name={name} /><Living map={found} name={name} /></>}</QueryView>
      {contacts.length === 0 ? (
        <>
          <EmptyState title={t("people.network.empty.title")} text={t("people.network.empty.text")} pictogram={Compass} action={add} />
          <Searching clientId={clientId} name={name} open />
        </>
      ) : (
        <MapBoard
          clientId={clientId}
          name={name}
          contacts={contacts}
          map={map.data}
          view={beeld === "lijst" ? "list" : "drawing"}
          onView={show}
          beside={<><QuickAdd clientId={clientId} label={t("map.quick.who", { name })} /><Searching clientId={clientId} name={name} /></>}
        />
      )}
      <p className="soft small">{t("people.network.ownership", { name })}</p>
      {map.data && (
        <div className={styles.two}>
          <Sharing map={map.data} name={name} />
          <GiveBack map={map.data} name={name} contacts={contacts} />
        </div>
      )}
      <Kept clientId={clientId} name={name} />
      <Talks clientId={clientId} />
    </>
  );
}
