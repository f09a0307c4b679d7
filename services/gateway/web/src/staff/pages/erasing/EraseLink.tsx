/** On somebody's page: the way to erasing, and a calm word when it was asked. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";
import type { Client } from "../people/queries";
import { Standing } from "./ErasePersonPage";
import { clientErasureQuery } from "./queries";

export function EraseLink({ of }: { of: Client }) {
  const t = useT();
  return (
    <p><Link to="/mensen/$clientId/wissen" params={{ clientId: of.id ?? "" }} className={buttonClass("quiet", "small")}>{t("erasing.person.title")}</Link></p>
  );
}

export function ErasureNote({ of }: { of: Client }) {
  const found = useQuery(clientErasureQuery(of.id ?? "")).data;
  return found?.erasure ? <Standing of={found.erasure} days={found.thinkingDays ?? 0} /> : null;
}
