// Walking a page without a mouse: from one thing to the next by Tab, each time looking whether one can see where one is.
import assert from "node:assert/strict";

/** What has the focus; and whether somebody who looks at the screen can tell, and can see it at all (WCAG 2.4.7, 2.4.11). */
const here = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return { tag: "body", says: "", shows: true, inView: true };
    const around = [at, at.closest("label"), at.closest("[data-focus-visible]"), at.closest("li, article")];
    const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const shows = around.some((one) => one && (drawn(getComputedStyle(one)) || drawn(getComputedStyle(one, "::after")))) || ["H1", "MAIN"].includes(at.tagName);
    const box = (at.closest("label") ?? at).getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth;
    const says = (at.getAttribute("aria-label") ?? [...(at.labels ?? [])].map((label) => label.textContent).join(" ")) || at.textContent || "";
    return { tag: at.tagName.toLowerCase(), says: says.trim().replace(/\s+/g, " "), shows, inView };
  });

const means = (says, text) => !text || (text instanceof RegExp ? text.test(says) : says === text);

/** Tab until something has the focus. Backwards is as good: what was just made often stands above. */
export async function tabTo(page, tag, text, key = "Tab") {
  const seen = [];
  for (let n = 0; n < 90; n += 1) {
    await page.keyboard.press(key);
    const { tag: is, says, shows, inView } = await here(page);
    assert.ok(shows, `the focus on ${is} "${says}" does not show`);
    assert.ok(inView, `the focus on ${is} "${says}" is outside what one sees`);
    if (tag.split("|").includes(is) && means(says, text)) return;
    seen.push(`${is} ${says.slice(0, 40)}`);
  }
  assert.fail(`${key} never reached ${tag} "${text ?? ""}", but ${seen.slice(-12).join(" / ")}`);
}

export async function press(page, text, tag = "button|a") {
  await tabTo(page, tag, text);
  await page.keyboard.press("Enter");
}

/** Into a group of cards by Tab, and by the arrows to the one that is meant. */
export async function chooseByKeys(page, question, wanted) {
  const inGroup = () => page.evaluate((asked) => document.activeElement?.type === "radio" && document.activeElement.closest("[role=radiogroup]")?.textContent?.includes(asked), question);
  for (let n = 0; !(await inGroup()); n += 1) {
    assert.ok(n < 60, `Tab never reached "${question}"`);
    await page.keyboard.press("Tab");
  }
  for (let n = 0; n < 12; n += 1) {
    const { says, shows } = await here(page);
    assert.ok(shows, `the focus on the answer "${says}" does not show`);
    if (means(says, wanted)) return page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`no answer ${wanted} to "${question}"`);
}

/** The dialog that just opened has the focus in it; and when it goes, the focus is on the page again. */
export async function inDialog(page, name, steps) {
  const dialog = page.getByRole("dialog", { name });
  await dialog.waitFor();
  await page.waitForFunction(() => !!document.activeElement?.closest("[role=dialog]"));
  await steps(dialog);
  await dialog.waitFor({ state: "detached" });
}
