/** The tour has no address of its own: it stands beside every page, and comes with its words when somebody wants it. */
import { pagesWith } from "@/staff/pages-with";

const part = pagesWith("tour");

export const Tour = part(() => import("./Tour"), "Tour");
export const Offer = part(() => import("./Offer"), "Offer");
