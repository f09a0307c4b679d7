// A page that lies open shows what a colleague does meanwhile; who types is not disturbed by it.
import assert from "node:assert/strict";
import { axeClean, newPage, settled, shot, signInAs } from "../browser.mjs";
import { call, newName } from "../made.mjs";

export async function live({ baseURL, browser }) {
  const open = await newPage(browser, { baseURL });
  const colleague = await newPage(browser, { baseURL });
  try {
    const name = newName();
    await signInAs(open.page, "koen", { back: "/mensen" });
    await signInAs(colleague.page, "nina");
    const search = open.page.getByRole("searchbox").or(open.page.getByRole("textbox")).first();
    await search.fill(name.slice(0, 3));
    await open.page.getByRole("link", { name: new RegExp(name) }).waitFor({ state: "detached" });
    await call(colleague.page, "POST", "/api/v1/clients", { givenName: name, familyName: "Bedacht" });
    await open.page.getByRole("link", { name: new RegExp(name) }).waitFor();
    assert.equal(await search.inputValue(), name.slice(0, 3), "what was typed is gone");
    await settled(open.page);
    await axeClean(open.page, "live");
    assert.deepEqual([...open.strangers, ...open.complaints], []);
  } catch (error) {
    await shot(open.page, "live-failed").catch(() => null);
    throw error;
  } finally {
    await open.close();
    await colleague.close();
  }
}
