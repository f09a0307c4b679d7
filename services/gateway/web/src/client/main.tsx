/** The client's face: /mijn and everything below it. */
import { RouterProvider } from "@tanstack/react-router";
import { mount } from "@/app/mount";
import { registerClient } from "@/i18n/client";
import { router } from "./router";

registerClient();
void mount("client", <RouterProvider router={router} />);
