/** The parts of the organisation's page, as they stand in the address. */
export const organisationParts = ["locaties", "collegas", "netwerkkaart", "overnemen", "teksten", "tussenstand", "vragenlijsten", "soorten", "seintjes", "instellingen", "zorgen"] as const;
export type OrganisationPart = (typeof organisationParts)[number];
