/** The look around has no address of its own: it stands below every page, and comes with its words when somebody wants it. */
import { pagesWith } from "@/client/pages-with";

const part = pagesWith("tour");

export const Tour = part(() => import("./Tour"), "Tour");
export const Offer = part(() => import("./Offer"), "Offer");
