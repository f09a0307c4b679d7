import { expect, test } from "vitest";
import { asCurl, type Call, callsOf, type Description, fieldsOf, scopeOf, titleOf, typeOf } from "./describe";

const operation = { operationId: "A_B", tags: ["AService"], responses: {}, security: [{ session: [] }], "x-optrek-access": { roles: [], relation: "self", changes: false } };
const all = {
  paths: { "/api/v1/b": { post: operation, get: operation }, "/api/v1/a": { get: { ...operation, security: [{ session: [] }, { system: ["clients:read"] }] } } },
  components: { schemas: { "x.v1.Thing": { properties: { names: { type: "array", items: { $ref: "#/components/schemas/x.v1.Name" } }, day: { type: "string", description: "A day." } } }, "x.v1.Name": { description: "A name." } } },
} as unknown as Description;

test("calls stand in the order of their addresses, reading first", () => {
  expect(callsOf(all).map((call) => `${call.method} ${call.path}`)).toEqual(["get /api/v1/a", "get /api/v1/b", "post /api/v1/b"]);
});

test("a scope is told only where a system may ask", () => {
  expect(callsOf(all).map(scopeOf)).toEqual(["clients:read", undefined, undefined]);
});

test("fields say what they are, also when their type does", () => {
  expect(fieldsOf({ $ref: "#/components/schemas/x.v1.Thing" }, all)).toEqual([
    { name: "names", type: "Name[]", description: "A name." },
    { name: "day", type: "string", description: "A day." },
  ]);
});

test("types are written down as one says them", () => {
  expect(typeOf({ type: ["integer", "null"], format: "int32" })).toBe("integer · int32");
  expect(typeOf({ type: "string", enum: ["A", "B"] })).toBe("A | B");
});

test("a title is the words of the name", () => expect(titleOf("NetworkMapService")).toBe("Network map"));

test("an example can be pasted in a terminal, quotes and all", () => {
  const call = { ...operation, method: "post", path: "/api/v1/b", requestBody: { content: { "application/json": { example: { name: "'s avonds" } } } } } as Call;
  expect(asCurl(call, "https://x")).toContain(`-d '{"name":"'\\''s avonds"}'`);
});
