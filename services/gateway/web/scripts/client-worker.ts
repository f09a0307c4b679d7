/** Puts the client's worker into the build: mijn/worker.js with, before it, which files are the client's face. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin, Rollup } from "vite";

/** What is not made by the build, and belongs to the face as well. */
const fixed = ["/favicon.svg", "/mijn.webmanifest", "/icons/optrek-192.png"];

/** Everything that can be reached from the client's page. Of the letters only ours: the other alphabets come when they are needed. */
export function filesOf(bundle: Rollup.OutputBundle, entry: Rollup.OutputChunk): string[] {
  const found = new Set<string>();
  const walk = (name: string) => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== "chunk") return;
    found.add(name);
    chunk.viteMetadata?.importedCss.forEach((css) => found.add(css));
    [...chunk.imports, ...chunk.dynamicImports].forEach(walk);
  };
  walk(entry.fileName);
  const letters = Object.keys(bundle).filter((name) => name.includes("-latin-wght-") && name.endsWith(".woff2"));
  return [...found, ...letters].map((name) => `/${name}`).concat(fixed).sort();
}

export function clientWorker(page: string, worker: string): Plugin {
  return {
    name: "optrek-client-worker",
    apply: "build",
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((one): one is Rollup.OutputChunk => one.type === "chunk" && one.facadeModuleId === page);
      if (!entry) return this.error("the client's page is not in the build");
      const files = filesOf(bundle, entry);
      const code = readFileSync(worker, "utf8");
      const version = createHash("sha256").update(files.join("\n")).update(readFileSync(page)).update(code).digest("hex").slice(0, 12);
      this.emitFile({ type: "asset", fileName: "mijn-worker.js", source: `const app = ${JSON.stringify({ version, files })};\n${code}` });
    },
  };
}
