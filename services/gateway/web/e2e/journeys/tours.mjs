// The tour of every role, walked to its end on the real pages: each step where the menu of that role leads, nothing that the role
// may not see, and the focus on what is told. It also finds how who coordinates the region comes to the region.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const guiding = ["Vandaag: wat vraagt aandacht", "Mensen: wie je begeleidt", "Netwerkers: wie gaat er voorop", "Koppelingen: wie trekt op met wie", "Activiteiten: erop uit", "Zorg om veiligheid"];
const learning = "Intervisie: leren van elkaar";
const insight = "Inzicht: hoe het de groep vergaat";
const house = "Organisatie: hoe het hier geregeld is";

/** Who walks, and what is told on the way between welcome and goodbye. */
const walks = [
  ["vera", [...guiding, learning]],
  ["nina", [...guiding, learning, insight]],
  ["koen", [...guiding, insight, house]],
  ["olga", [house, "Collega’s", "Teksten en vragen", "Andere systemen", "Wie mag wat"]],
  ["rita", ["Regio: wie werken er samen", "Wie mag wat"]],
];
const looked = new Set();

export async function tours({ baseURL, browser }) {
  for (const [who, told] of walks) {
    const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
    page.setDefaultTimeout(20_000);
    try {
      await signInAs(page, who);
      await walk(page, ["Welkom bij Optrek", ...told, "Dat was het"]);
      if (who === "rita") await coordinatesTheRegion(page);
      assert.deepEqual([strangers, complaints], [[], []], who);
    } catch (error) {
      await shot(page, "tours-failed").catch(() => null);
      throw error;
    } finally {
      await close();
    }
  }
}

async function walk(page, titles) {
  await page.getByRole("button", { name: /^Menu van/ }).click();
  await page.getByRole("menuitem", { name: "Rondleiding" }).click();
  const panel = page.getByRole("complementary", { name: "Rondleiding" });
  for (const [n, title] of titles.entries()) {
    await panel.getByRole("heading", { name: title, exact: true }).waitFor();
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), title, "what is told has the focus");
    await page.locator("main h1").first().waitFor();
    assert.equal(await page.locator("main").getByText(/Dit hoort niet bij wat jij kunt zien|Dit is er niet\./).count(), 0, `${title} leads to a page that is not for them`);
    await look(page, title);
    await button(panel, n === titles.length - 1 ? "Klaar" : n === 0 ? "Begin" : "Verder").click();
  }
  await panel.waitFor({ state: "detached" });
}

/** Each step as everybody meets it, once. */
async function look(page, title) {
  if (looked.has(title)) return;
  looked.add(title);
  await quiet(page);
  await axeClean(page, title);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, title);
  await page.setViewportSize(before);
}

/** Who takes part and what it means: by the menu, and nothing of wishes or people. */
async function coordinatesTheRegion(page) {
  await page.goto("/");
  await settled(page);
  await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name: "Regio", exact: true }).click();
  await page.getByRole("heading", { level: 2, name: /^Wie er in .+ meedoen$/ }).waitFor();
  await page.getByText("Syndion", { exact: true }).waitFor();
  assert.equal(await page.getByRole("tab").count(), 0, "wishes and questions are of the organisations");
  await quiet(page);
  await axeClean(page, "region");
  await shot(page, "tours-region");
  await page.setViewportSize(phone);
  await fitsWidth(page, "region");
}
