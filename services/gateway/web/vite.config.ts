import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Connect, Plugin } from "vite";
import { defineConfig } from "vitest/config";

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

export default defineConfig({
  plugins: [react(), twoFaces()],
  resolve: { alias: { "@": here("./src") } },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: gateway }, "/auth": { target: gateway } },
  },
  build: {
    target: "es2023",
    // Nothing as a data: address, so that the content security policy can stay narrow.
    assetsInlineLimit: 0,
    // Old browsers are met with a sentence by the server, not with a polyfill for everybody.
    modulePreload: { polyfill: false },
    rollupOptions: { input: { staff: here("./index.html"), client: here("./mijn/index.html") } },
  },
  test: {
    environment: "node", // a test that needs a page says so: // @vitest-environment happy-dom
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
