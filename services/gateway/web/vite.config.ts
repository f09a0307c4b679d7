import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Connect, Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { clientWorker } from "./scripts/client-worker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const gateway = process.env.OPTREK_GATEWAY ?? "http://127.0.0.1:8080";

/** In development the gateway is not there to send /mijn/… to the client face, so the dev server does it. */
function twoFaces(): Plugin {
  const toEntry: Connect.NextHandleFunction = (req, _res, next) => {
    const path = (req.url ?? "").split("?")[0] ?? "";
    const isPage = !/^\/(@|src|node_modules|api|auth)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
    if (isPage && (path === "/mijn" || path.startsWith("/mijn/"))) req.url = "/mijn/index.html";
    next();
  };
  return {
    name: "optrek-two-faces",
    configureServer: (server) => void server.middlewares.use(toEntry),
    configurePreviewServer: (server) => void server.middlewares.use(toEntry),
  };
}

const landings = [
  { html: "/mijn/index.html", page: "ClientHomePage" },
  { html: "/index.html", page: "TodayPage" },
];

/** The page most people land on is a lazy route: named in the HTML it comes beside the entry instead of after it. */
function landingBeside(): Plugin {
  return {
    name: "optrek-landing-beside",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { path, bundle }) {
        const page = landings.find((one) => one.html === path)?.page;
        const chunk = Object.values(bundle ?? {}).find((file) => file.type === "chunk" && file.name === page);
        if (chunk?.type !== "chunk") throw new Error(`no landing page for ${path}: see landings in vite.config.ts`);
        return [chunk.fileName, ...chunk.imports]
          .filter((file) => !html.includes(file))
          .map((file) => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` }, injectTo: "head" as const }));
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), twoFaces(), clientWorker(here("./mijn/index.html"), here("./mijn/worker.js")), landingBeside()],
  resolve: { alias: { "@": here("./src") } },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: gateway }, "/auth": { target: gateway } },
  },
  build: {
    target: "es2023",
    // Nothing as a data: address, so that the content security policy can stay narrow.
    assetsInlineLimit: 0,
    modulePreload: {
      // Old browsers are met with a sentence by the server, not with a polyfill for everybody.
      polyfill: false,
      // What each page of the client's face needs is a list as long as its pictures are many, and all those lists would come with the first
      // page. Its worker brings the whole face along right after that page, so they are asked for by name only where there is no worker.
      resolveDependencies: (_file, needed, { hostId, hostType }) => (hostType === "js" && /(^|\/)client-/.test(hostId) ? needed.filter((file) => file.endsWith(".css")) : needed),
    },
    rollupOptions: {
      input: { staff: here("./index.html"), client: here("./mijn/index.html") },
      // The drawings of the client's five tiles are pressed together better than one by one: half a kilobyte of the first load.
      output: { codeSplitting: { groups: [{ name: "tiles", test: /pictograms\/svg\/(bicycle|people-holding-hands|person|person-raising-hand|smiling-face-with-smiling-eyes)\.ts$/ }] } },
    },
  },
  test: {
    environment: "node", // a test that needs a page says so: // @vitest-environment happy-dom
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
