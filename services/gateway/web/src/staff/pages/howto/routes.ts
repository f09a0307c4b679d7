/** Help has no address: it stands beside a question, and its words load when somebody opens it. */
import { pagesWith } from "@/staff/pages-with";

const part = pagesWith("howto");

export const Words = part(() => import("./Words"), "Words");
