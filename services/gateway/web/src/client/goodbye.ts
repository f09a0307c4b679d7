/** Leaving: nothing of this person stays on the device. */
import { type Session, signOut } from "@/api/session";
import { burn } from "./away/road";

export async function goodbye(method: Session["method"]): Promise<void> {
  await burn();
  await signOut(method === "card" ? "/mijn" : undefined);
}
