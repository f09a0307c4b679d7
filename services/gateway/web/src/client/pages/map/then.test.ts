import { expect, it } from "vitest";
import { changesInSight } from "./then";

const change = (kind: "KIND_NEW" | "KIND_GONE" | "KIND_CLOSER", contactId: string) => ({ kind, contactId, name: contactId });
const map = (...contacts: { id: string; hidden?: boolean }[]) => ({ contacts });

it("says of nobody that they are gone who stood in neither drawing", () => {
  const told = changesInSight({
    from: map({ id: "oma", hidden: true }, { id: "kees" }, { id: "zus" }),
    to: map({ id: "zus" }, { id: "rob" }, { id: "tante", hidden: true }),
    changes: [change("KIND_GONE", "oma"), change("KIND_GONE", "kees"), change("KIND_NEW", "rob"), change("KIND_NEW", "tante"), change("KIND_CLOSER", "zus")],
  });
  expect(told.map(({ kind, name }) => `${name} ${kind}`)).toEqual(["kees KIND_GONE", "rob KIND_NEW", "zus KIND_CLOSER"]);
});

it("says nothing else of who was hidden, then or now", () => {
  const told = changesInSight({ from: map({ id: "oma", hidden: true }, { id: "opa" }), to: map({ id: "oma" }, { id: "opa", hidden: true }), changes: [change("KIND_CLOSER", "oma"), change("KIND_CLOSER", "opa")] });
  expect(told).toEqual([]);
});
