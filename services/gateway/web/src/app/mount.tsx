/** What both faces do before their first render. */
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@/design/base.css";
import { queryClient } from "@/api/query";
import { restoreLanguage } from "@/i18n/core";
import { applyPreferences } from "./preferences";

export async function mount(face: "staff" | "client", app: ReactNode): Promise<void> {
  document.documentElement.setAttribute("data-face", face);
  applyPreferences();
  await restoreLanguage();
  const root = document.getElementById("root");
  if (!root) throw new Error("the page has no #root");
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>{app}</QueryClientProvider>
    </StrictMode>,
  );
}
