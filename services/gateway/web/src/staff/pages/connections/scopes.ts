/** What a system can be granted, each with a sentence in the catalogue. The contract has the same words; a test compares. */
export const scopes = ["scim", "clients:import", "clients:read", "colleagues:read", "locations:read", "places:read", "activities:read", "insight:read"] as const;

export type Scope = (typeof scopes)[number];

/** The directory of the organisation has this one, and no other beside it. */
export const directory: Scope = "scim";

export const isScope = (scope: string): scope is Scope => scopes.some((one) => one === scope);
