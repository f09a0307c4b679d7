/** Reads the description of the API (OpenAPI 3.1, /docs/api/openapi.json) as far as the page shows it. */
import { queryOptions } from "@tanstack/react-query";
import { fetchJSON } from "@/api/client";

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: string[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

interface Body {
  content?: Record<string, { schema?: Schema; example?: unknown }>;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary?: string;
  description?: string;
  parameters?: { name: string; in: "path" | "query"; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: Body;
  responses: Record<string, Body>;
  security: Record<string, string[]>[];
  "x-optrek-access": { roles: string[]; relation: string; changes: boolean };
}

export interface Description {
  info: { version: string };
  servers: { url: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: { summary: string; description: string; requestBody: Body } }>;
  components: { schemas: Record<string, Schema>; securitySchemes: { system: { flows: { clientCredentials: { tokenUrl: string; scopes: Record<string, string> } } } } };
}

/** One call, with where it lives. */
export interface Call extends Operation {
  method: string;
  path: string;
}

export const descriptionQuery = queryOptions({
  queryKey: ["api-description"],
  queryFn: () => fetchJSON<Description>("/docs/api/openapi.json"),
  staleTime: Infinity, // it changes with the program only
});

const order = ["get", "post", "patch", "put", "delete"];

/** All calls, those of one service together, in the order of their addresses. */
export const callsOf = (all: Description): Call[] =>
  Object.entries(all.paths)
    .flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ ...operation, method, path })))
    .sort((a, b) => a.path.localeCompare(b.path) || order.indexOf(a.method) - order.indexOf(b.method));

/** What a system has to be granted for a call; none: only people may ask it. */
export const scopeOf = (call: Call): string | undefined => call.security.flatMap((way) => way.system ?? [])[0];

/** The words of a name in the contract: "NetworkMapService" is "Network map". */
export const titleOf = (tag: string): string => {
  const words = tag.replace(/Service$/, "").replace(/([a-z])([A-Z])/g, "$1 $2").split(" ");
  return words.map((word, n) => (n === 0 ? word : word.toLowerCase())).join(" ");
};

export const resolve = (schema: Schema | undefined, all: Description): Schema =>
  schema?.$ref ? (all.components.schemas[schema.$ref.replace("#/components/schemas/", "")] ?? {}) : (schema ?? {});

const shortName = (ref: string) => ref.split(".").at(-1) ?? ref;

/** The type of a field as one writes it down: "text", "Client[]", "GET | POST". */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return shortName(schema.$ref);
  const kind = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (kind === "array") return `${typeOf(schema.items ?? {})}[]`;
  if (schema.enum) return schema.enum.join(" | ");
  return [kind ?? "object", schema.format].filter(Boolean).join(" · ");
}

export interface FieldOf {
  name: string;
  type: string;
  description: string;
}

/** The fields of a body, one level deep; what is within a field has the name of its own type. */
export function fieldsOf(schema: Schema | undefined, all: Description): FieldOf[] {
  const whole = resolve(schema, all);
  return Object.entries(whole.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeOf(field),
    description: field.description ?? resolve(field.items ?? field, all).description ?? "",
  }));
}

export const jsonOf = (body: Body | undefined) => body?.content?.["application/json"];

/** The call as one types it in a terminal. */
export function asCurl(call: Call, server: string): string {
  const body = jsonOf(call.requestBody)?.example;
  const lines = [`curl ${call.method === "get" ? "" : `-X ${call.method.toUpperCase()} `}'${server}${call.path}'`, `  -H 'Authorization: Bearer …'`];
  if (body !== undefined) lines.push(`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`);
  return lines.join(" \\\n");
}
