import { describe, expect, it } from "vitest";
import type { Role } from "@/api/session";
import quick from "@/i18n/nl/quick";
import { actionsFor, addRecent, pagesFor, type Say, typedOf } from "./offers";

const say: Say = (key) => (quick as Record<string, string>)[key.replace(/^quick\./, "")] ?? key;
const to = (found: readonly { to: string }[]) => found.map((one) => one.to);

describe("what is at hand", () => {
  it("finds things to do by the beginning of each word", () => {
    expect(to(typedOf(actionsFor(["support_worker"], say), "spon kop"))).toEqual(["/koppelingen/spontaan"]);
    expect(to(typedOf(actionsFor(["support_worker"], say), "wens"))).toEqual(["/mensen/{}/wens", "/koppelingen/nieuw"]);
    expect(typedOf(actionsFor(["support_worker"], say), "ens")).toEqual([]);
  });

  it("offers each role its own", () => {
    expect(to(actionsFor(["organisation_admin"], say))).toEqual(["/organisatie/locatie", "/organisatie/collega", "#keys"]);
    const all = (roles: Role[]) => to(pagesFor(roles, say));
    expect(all(["support_worker"])).not.toContain("/organisatie?deel=logboek");
    expect(all(["organisation_admin"])).toContain("/organisatie?deel=logboek");
    expect(all(["coordinator"])).not.toContain("/spoed");
  });

  it("keeps what was opened, the newest first and once", () => {
    const one = (path: string) => ({ to: path, label: path });
    expect(to(addRecent([one("/a"), one("/b")], one("/b")))).toEqual(["/b", "/a"]);
    expect(addRecent(["1", "2", "3", "4", "5", "6"].map(one), one("7"))).toHaveLength(6);
  });
});
