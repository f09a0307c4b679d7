/** The staff face: everything but /mijn. */
import { RouterProvider } from "@tanstack/react-router";
import { mount } from "@/app/mount";
import { registerStaff } from "@/i18n/staff";
import { router } from "./router";

registerStaff();
void mount("staff", <RouterProvider router={router} />);
