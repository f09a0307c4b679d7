/** The staff face: everything but /mijn. */
import { RouterProvider } from "@tanstack/react-router";
import { queryClient } from "@/api/query";
import { mount } from "@/app/mount";
import { registerStaff } from "@/i18n/staff";
import { router } from "./router";

registerStaff();
// Without a connection it is said at once, and what was typed stays: waiting in silence looks as if it was saved. The same try may be
// made again, and is one. When there is a connection again, everything on the screen is asked anew.
const { queries } = queryClient.getDefaultOptions();
queryClient.setDefaultOptions({ queries: { ...queries, networkMode: "always", refetchOnReconnect: true }, mutations: { networkMode: "always" } });
void mount("staff", <RouterProvider router={router} />);
