/**
 * The parts of the organisation, as the page Organisatie lists them: one line each, in its group, for whom it is.
 *
 * To add one: a line here, its words in the catalogue (`organisation.part.<id>` and `organisation.about.<id>`), and either
 * `show` (a component on this page, at /organisatie?deel=<id>; name its catalogue area in routes.ts) or `to` (a page of its own).
 * Nothing of this list is in the first load: only the page itself reads it.
 */
import type { ComponentType } from "react";
import type { Role } from "@/api/session";

export const organisationGroups = ["people", "texts", "rights", "connections"] as const;
export type OrganisationGroup = (typeof organisationGroups)[number];

interface Part {
  id: string;
  group: OrganisationGroup;
  /** Who finds it; the server decides what somebody may do. */
  roles: readonly Role[];
  /** Its content, under the page's own title … */
  show?: () => Promise<ComponentType>;
  /** … or where its own page is. */
  to?: string;
}

const leads = ["coordinator", "organisation_admin"] as const;

export const organisationParts = [
  { id: "locaties", group: "people", roles: leads, show: () => import("./LocationsPart").then((of) => of.LocationsPart) },
  { id: "collegas", group: "people", roles: leads, show: () => import("./ColleaguesPart").then((of) => of.ColleaguesPart) },
  { id: "netwerkkaart", group: "people", roles: ["network_lead", ...leads], show: () => import("../map/MapOffersCard").then((of) => of.MapOffersCard) },
  { id: "zorgen", group: "people", roles: leads, show: () => import("../concerns/RoutePart").then((of) => of.RoutePart) },
  { id: "teksten", group: "texts", roles: leads, show: () => import("../content/TextsPart").then((of) => of.TextsPart) },
  { id: "tussenstand", group: "texts", roles: leads, show: () => import("../lookback/LookBackPart").then((of) => of.LookBackPart) },
  { id: "vragenlijsten", group: "texts", roles: leads, show: () => import("../questionnaires/QuestionnairesPart").then((of) => of.QuestionnairesPart) },
  { id: "soorten", group: "texts", roles: leads, show: () => import("../activities/KindsPart").then((of) => of.KindsPart) },
  { id: "plaatjes", group: "texts", roles: leads, show: () => import("../pictograms/PictogramsPart").then((of) => of.PictogramsPart) },
  { id: "seintjes", group: "texts", roles: ["network_lead", "coordinator"], show: () => import("../signals/RulesPart").then((of) => of.RulesPart) },
  { id: "instellingen", group: "texts", roles: leads, show: () => import("../content/SettingsPart").then((of) => of.SettingsPart) },
  { id: "bewaren", group: "rights", roles: leads, show: () => import("../erasing/KeepingPart").then((of) => of.KeepingPart) },
  { id: "wie-mag-wat", group: "rights", roles: ["support_worker", "network_lead", "coordinator", "organisation_admin", "region_coordinator", "platform_operator"], to: "/organisatie/wie-mag-wat" },
  { id: "logboek", group: "rights", roles: ["organisation_admin"], show: () => import("../log/LogPart").then((of) => of.LogPart) },
  { id: "systemen", group: "connections", roles: ["organisation_admin"], show: () => import("../connections/SystemsPart").then((of) => of.SystemsPart) },
  { id: "meldingen", group: "connections", roles: ["organisation_admin"], show: () => import("../webhooks/WebhooksPart").then((of) => of.WebhooksPart) },
  { id: "overnemen", group: "connections", roles: ["coordinator"], to: "/overnemen" },
] as const satisfies readonly Part[];

export type OrganisationPart = (typeof organisationParts)[number]["id"];

/** The parts for somebody with these roles, in the order of the list. */
export const partsFor = (roles: readonly Role[]): (Part & { id: OrganisationPart })[] =>
  organisationParts.filter((part: Part) => part.roles.some((role) => roles.includes(role)));
