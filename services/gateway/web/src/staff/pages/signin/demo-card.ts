/**
 * A card that one can really come in with, made as everybody makes one: a colleague of the demo signs in, makes it, chooses
 * pictures and signs out again. Only in development, where anybody may be anybody; nothing of it is kept.
 */
import { signInAddress } from "@/api/session";
import { answer, api, fetchJSON, requestId } from "@/api/client";
import type { DemoOrganisation, DemoPerson } from "@/api/signin";
import type { Picture } from "@/app/picture-code/pictures";

/** The same on every card, so that one learns them while looking around. */
export const demoPictures = ["fish", "balloon", "bus"] as const satisfies readonly Picture[];

/** How many of an organisation are offered a card: enough to try. */
const few = 2;

export const demoClients = (of: DemoOrganisation): DemoPerson[] => of.people.filter(({ face }) => face === "client").slice(0, few);

/** The code on a new card of this client; a card they had stops working. */
export async function makeDemoCard(organisation: DemoOrganisation, client: DemoPerson): Promise<string> {
  const maker = organisation.people.find(({ role }) => role === "network_lead");
  await fetch(signInAddress(organisation.organisation, "/inloggen", { hint: maker?.sub }));
  try {
    const { clients } = await answer(api.GET("/api/v1/clients", { params: { query: { query: client.name.split(" ")[0], pageSize: 50 } } }));
    const id = clients?.find(({ givenName, familyName }) => `${givenName} ${familyName}` === client.name)?.id ?? "";
    const path = { params: { path: { client_id: id } } };
    await answer(api.POST("/api/v1/clients/{client_id}/pictureCode:choose", { ...path, body: { pictures: [...demoPictures], requestId: requestId() } }));
    return (await answer(api.POST("/api/v1/clients/{client_id}/loginCards", { ...path, body: { requestId: requestId() } }))).code ?? "";
  } finally {
    await fetchJSON("/auth/logout", { method: "POST" });
  }
}
