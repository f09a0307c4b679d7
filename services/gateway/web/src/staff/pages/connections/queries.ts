/** Other systems of the organisation and the groups of its directory: what the page reads and changes. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Connection = Message<"recruitment.v1.Connection">;
export type ConnectionSecret = Message<"recruitment.v1.ConnectionSecret">;
export type ConnectionWithSecret = Message<"recruitment.v1.ConnectionWithSecret">;
export type Group = Message<"recruitment.v1.ProvisionedGroup">;

export const connectionsQuery = queryOptions({ queryKey: ["connections"], queryFn: () => answer(api.GET("/api/v1/connections")) });

export const createConnection = (connection: Connection, requestId: string) =>
  answer(api.POST("/api/v1/connections", { body: { connection, requestId } }));

export const updateConnection = (connection: Connection, requestId: string) =>
  answer(
    api.PATCH("/api/v1/connections/{connection.id}", {
      body: connection,
      params: { path: { "connection.id": connection.id ?? "" }, query: { requestId, updateMask: "name,scopes" } },
    }),
  );

const of = ({ id, etag }: Connection, requestId: string) => ({ params: { path: { id: id ?? "" } }, body: { etag, requestId } });

export const renewSecret = (connection: Connection, requestId: string) => answer(api.POST("/api/v1/connections/{id}:renew", of(connection, requestId)));

export const withdrawSecret = (connection: Connection, secret: ConnectionSecret, requestId: string) => {
  const one = of(connection, requestId);
  return answer(api.POST("/api/v1/connections/{id}:withdrawSecret", { ...one, body: { ...one.body, secretId: secret.id } }));
};

export const withdrawConnection = (connection: Connection, requestId: string) =>
  answer(api.POST("/api/v1/connections/{id}:withdraw", of(connection, requestId)));

export const groupsQuery = queryOptions({
  queryKey: ["provisionedGroups"],
  queryFn: async () => (await answer(api.GET("/api/v1/provisionedGroups"))).groups ?? [],
});

export type GroupRole = "" | "support_worker" | "network_lead" | "coordinator" | "organisation_admin";

export const setGroupRole = (group: Group, role: GroupRole, requestId: string): Promise<Group> =>
  answer(api.POST("/api/v1/provisionedGroups/{id}:setRole", { params: { path: { id: group.id ?? "" } }, body: { role, etag: group.etag, requestId } }));
