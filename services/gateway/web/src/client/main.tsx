/** The client's face: /mijn and everything below it. */
import { RouterProvider } from "@tanstack/react-router";
import { setRoad } from "@/api/client";
import { queryClient } from "@/api/query";
import { mount } from "@/app/mount";
import { readPreferences } from "@/app/preferences";
import { registerClient } from "@/i18n/client";
import "./digits.css";
import { keepApp } from "./away/app";
import { road, whenSent, whenSessionEnds } from "./away/road";
import { bringMore } from "./more";
import { router } from "./router";

registerClient();
setRoad(road);
whenSent(() => void queryClient.invalidateQueries());
whenSessionEnds(() => void queryClient.invalidateQueries({ queryKey: ["session"] }));
// The road knows what to do without a connection; and when there is one again, everything on the screen is asked anew.
queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, networkMode: "always", refetchOnReconnect: true } });
keepApp();
void bringMore(readPreferences().words).then(() => mount("client", <RouterProvider router={router} />));
