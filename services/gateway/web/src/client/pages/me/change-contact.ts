import { answer, api } from "@/api/client";
import type { Contact } from "@/client/data";
import { useTell } from "@/client/tell";

/** Telling one thing of somebody on the map. No etag: it is my map, and my last word counts. */
export const useChangeContact = (id: string) =>
  useTell(
    ({ contact, mask }: { contact: Contact; mask: string }, requestId) =>
      answer(
        api.PATCH("/api/v1/contacts/{contact.id}", { params: { path: { "contact.id": id }, query: { requestId, updateMask: mask } }, body: contact }),
      ),
    "contacts",
  );
