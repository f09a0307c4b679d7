/** The first steps have no address of their own: they stand on Today, and come after it with their words. */
import { pagesWith } from "@/staff/pages-with";

const part = pagesWith("start");

export const Start = part(() => import("./Start"), "Start");
