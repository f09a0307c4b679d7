/**
 * Nothing typed is ever lost, also not in the form that was made yesterday: each field in which staff write something gets what
 * it shows from a draft. The sources are read: where does the value of a field come from, through props and callbacks, to
 * `useDraft`, `useEdit` or a hook that stands on them? Searching is no writing, so `type="search"` is left out.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Fields that keep no draft, and why. */
const without: Record<string, string> = {
  "pages/concerns/Preview.tsx Preview": "trying out a moment: asked of the program, kept nowhere",
  "pages/log/LogPart.tsx Filters": "searching: from which day until which",
  "pages/emergency/OpenEmergencyPage.tsx OpenEmergencyPage": "the name and the year of somebody one does not guide: never kept in a browser; the reason is a draft",
  "pages/concerns/RoutePart.tsx Times": "a day on its way into a list; the list is a draft",
  "pages/team/MyQualitiesPart.tsx WordList": "a word on its way into a list; the list is a draft",
  "pages/team/ColleaguePage.tsx Leave": "a name typed to be sure: it should be typed by who presses the button, now",
};

const src = fileURLToPath(new URL(".", import.meta.url));
const paths = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tsx") && !/test|pages\/(design|example)\//.test(path));

type Fn = ts.FunctionDeclaration & { name: ts.Identifier };
interface Use {
  path: string;
  fn: Fn;
  element: ts.JsxOpeningLikeElement;
}

/** From which file a file has its names: `pages/concerns/RoutePart.tsx` → `Ways` → `pages/concerns/Ways.tsx`. */
const imports = new Map<string, Map<string, string>>();
const uses: Use[] = [];
const hooks = new Map<string, string>();

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** The file an import names, as `paths` names it. */
function target(path: string, statement: ts.ImportDeclaration): string {
  const what = statement.moduleSpecifier.getText().slice(1, -1);
  return `${what.startsWith(".") ? join(dirname(path), what) : what.replace("@/staff/", "")}.tsx`;
}

for (const path of readdirSync(src, { recursive: true, encoding: "utf8" }).filter((one) => /\.tsx?$/.test(one) && !one.includes("test"))) {
  const source = ts.createSourceFile(path, readFileSync(join(src, path), "utf8"), ts.ScriptTarget.Latest, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const from = new Map<string, string>();
  imports.set(path, from);
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) walk(statement, (node) => ts.isImportSpecifier(node) && from.set(node.name.text, target(path, statement)));
    if (!ts.isFunctionDeclaration(statement) || !statement.name) continue;
    const fn = statement as Fn;
    if (/^use[A-Z]/.test(fn.name.text)) hooks.set(fn.name.text, fn.getText());
    if (!paths.includes(path)) continue;
    walk(fn, (node) => {
      if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) uses.push({ path, fn, element: node });
    });
  }
}

/** What is given under a name; when that is not said in so many words, what is spread out over the element. */
function attribute(element: ts.JsxOpeningLikeElement, name: string): ts.Node | undefined {
  const all = element.attributes.properties;
  const named = all.find((one): one is ts.JsxAttribute => ts.isJsxAttribute(one) && one.name.getText() === name)?.initializer;
  return named ?? all.find(ts.isJsxSpreadAttribute)?.expression;
}

/** The names a value is made of: not what is taken out of it. */
function namesIn(node: ts.Node): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return namesIn(node.expression);
  if (ts.isCallExpression(node)) return [node.expression, ...node.arguments].flatMap(namesIn);
  if (ts.isPropertyAssignment(node)) return namesIn(node.initializer);
  const found: string[] = [];
  node.forEachChild((child) => void found.push(...namesIn(child)));
  return found;
}

const binds = (name: ts.BindingName, wanted: string): boolean =>
  ts.isIdentifier(name) ? name.text === wanted : name.elements.some((one) => ts.isBindingElement(one) && binds(one.name, wanted));

/** The prop out of which a name was taken, `edit` for the `value` in `{ edit: { value } }`; `*` for all props in one. */
function propOf(props: ts.BindingName, name: string): string {
  if (ts.isIdentifier(props)) return "*";
  const taken = ts.isObjectBindingPattern(props) ? props.elements.find((one) => binds(one.name, name)) : undefined;
  return (taken?.propertyName ?? taken?.name)?.getText() ?? name;
}

const standsOnDraft = (hook: string): boolean => /^use(Draft|Edit)$/.test(hook) || /\buse(Draft|Edit)\b/.test(hooks.get(hook) ?? "");

/** Where a name of this component comes from: `draft`, `state`, or `prop:…`. */
function origins(fn: Fn, name: string, seen = new Set<string>()): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const found: string[] = [];
  walk(fn, (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer && binds(node.name, name)) found.push(...fromValue(fn, node.initializer, seen));
    if (!ts.isParameter(node) || !binds(node.name, name)) return;
    const call = node.parent.parent;
    if (node.parent === fn) found.push(`prop:${propOf(node.name, name)}`);
    else if (call && ts.isCallExpression(call)) found.push(...namesIn(call.expression).flatMap((one) => origins(fn, one, seen)));
  });
  return found;
}

function fromValue(fn: Fn, value: ts.Node, seen: Set<string>): string[] {
  const hook = ts.isCallExpression(value) && ts.isIdentifier(value.expression) ? value.expression.text : "";
  if (hook === "useState") return ["state"];
  if (standsOnDraft(hook)) return ["draft"];
  return namesIn(value).flatMap((one) => origins(fn, one, seen));
}

/** Whether what this component is given comes from a draft wherever it is used. */
function given(path: string, name: string, prop: string, depth: number): boolean {
  const places = uses.filter((use) => use.element.tagName.getText() === name && (use.path === path || imports.get(use.path)?.get(name) === path));
  return depth > 0 && places.length > 0 && places.every((use) => {
    const value = attribute(use.element, prop);
    return !!value && keeps(use, value, prop, depth - 1);
  });
}

function keeps({ path, fn }: Use, value: ts.Node, prop = "value", depth = 6): boolean {
  const found = [...new Set(namesIn(value).flatMap((name) => origins(fn, name)))];
  if (found.includes("state")) return false;
  return found.includes("draft") || found.some((one) => one.startsWith("prop:") && given(path, fn.name.text, one === "prop:*" ? prop : one.slice(5), depth));
}

function isWritten({ element }: Use): boolean {
  const tag = element.tagName.getText();
  const type = attribute(element, "type")?.getText() ?? "";
  if (element.attributes.getText().includes("readOnly")) return false;
  return ["TextField", "TextArea", "textarea"].includes(tag) ? !type.includes("search") : tag === "input" && !/radio|checkbox|file/.test(type);
}

const fields = uses.filter(isWritten);
const lost = fields.filter((use) => {
  const value = attribute(use.element, "value");
  return !value || !keeps(use, value);
});
const placed = ({ path, fn }: Use) => `${path} ${fn.name.text}`;

describe("what staff type", () => {
  it("is found in the sources", () => expect(fields.length).toBeGreaterThan(80));

  it("is kept as a draft in every field", () => {
    const told = lost.filter((use) => !(placed(use) in without)).map((use) => `${placed(use)}: ${use.element.getText().replace(/\s+/g, " ").slice(0, 90)}`);
    expect(told, "useDraft or useEdit, or a line in `without` that says why not").toEqual([]);
  });

  it("has no exception that is none", () => {
    const still = lost.map(placed);
    expect(Object.keys(without).filter((one) => !still.includes(one))).toEqual([]);
  });
});
