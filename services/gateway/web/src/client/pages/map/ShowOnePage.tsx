/** What of this one person I keep to myself. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { type Contact, contactsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { WavingHand } from "@/pictograms";
import { useChangeContact } from "../me/change-contact";
import { parts } from "./data";
import { partPictures } from "./ShowPage";

export function ShowOnePage() {
  const t = useT();
  const id = usePart("contactId");
  const contacts = useQuery(contactsQuery(useMe()));
  const contact = contacts.data?.find((one) => one.id === id);
  if (contact) return <One contact={contact} />;
  return <ClientPage title={t("map.show.title")} back="/mijn/over-mij/kaart" about=""><Ready of={[contacts]}>{() => <Kind title={t("map.gone")} picture={WavingHand} />}</Ready></ClientPage>;
}

function One({ contact }: { contact: Contact }) {
  const t = useT();
  const tell = useChangeContact(contact.id ?? "");
  const kept = parts.filter((part) => contact.privateParts?.includes(part));
  return (
    <ClientPage title={t("map.show.of", { name: contact.name ?? "" })} question={t("map.show.lead")} back={`/mijn/over-mij/kaart/${contact.id}`}>
      <Doings>
        {parts.map((part) => {
          const on = !kept.includes(part);
          const privateParts = on ? parts.filter((other) => other === part || kept.includes(other)) : kept.filter((other) => other !== part);
          return (
            <Doing key={part} on={on} flag={t(on ? "map.share.yes" : "map.share.no")} words={t(`map.part.${part}`)} picture={partPictures[part]} busy={tell.busy} onPress={() => tell.send({ contact: { privateParts }, mask: "private_parts" })} />
          );
        })}
      </Doings>
      <ErrorNote problem={tell.problem} onRetry={tell.again} />
      {tell.waiting && <Waiting />}
    </ClientPage>
  );
}
