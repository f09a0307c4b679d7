/** What the pages about the organisation change; what they read stands with the people. */
import { answer, api } from "@/api/client";
import type { Location, SupportWorker } from "../people/queries";

export { type Location, locationsQuery, type SupportWorker, supportWorkersQuery } from "../people/queries";

export const createLocation = (location: Location, requestId: string) =>
  answer(api.POST("/api/v1/locations", { body: location, params: { query: { requestId } } }));

export const updateLocation = (location: Location, requestId: string) =>
  answer(
    api.PATCH("/api/v1/locations/{location.id}", {
      body: location,
      params: { path: { "location.id": location.id ?? "" }, query: { requestId, updateMask: "name,town,area,network_lead_ids" } },
    }),
  );

export const createSupportWorker = (worker: SupportWorker, requestId: string) =>
  answer(api.POST("/api/v1/supportWorkers", { body: worker, params: { query: { requestId } } }));
