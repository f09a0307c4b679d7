/** What help there is for: the main steps of the method. */
export const subjects = ["wish", "talk", "networker", "suggestion", "proposal", "expectations", "distance", "evaluation", "ending", "intervision"] as const;
export type Subject = (typeof subjects)[number];
