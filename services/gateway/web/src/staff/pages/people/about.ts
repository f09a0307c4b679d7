/** What the form about somebody holds, and the way between it and the API. */
import type { Client } from "./queries";
import { fromWords, toWords } from "./words";

type Profile = NonNullable<Client["profile"]>;
type Situation = NonNullable<Client["situation"]>;
export type Daypart = NonNullable<Profile["dayparts"]>[number];

export type RepresentativeKind = NonNullable<NonNullable<Client["representative"]>["kind"]>;

export interface AboutDraft {
  etag: string;
  givenName: string;
  familyName: string;
  birthYear: string;
  locationId: string;
  interests: string;
  talents: string;
  couldMean: string;
  dayparts: Daypart[];
  travelKm: string;
  company: NonNullable<Profile["company"]>;
  communication: NonNullable<Profile["communication"]>;
  area: string;
  aids: string;
  alone: NonNullable<Situation["alone"]>;
  lonely: NonNullable<Situation["lonely"]>;
  representativeName: string;
  representativeKind: RepresentativeKind;
}

export const draftOf = ({ profile = {}, situation = {}, ...client }: Client): AboutDraft => ({
  etag: client.etag ?? "",
  givenName: client.givenName ?? "",
  familyName: client.familyName ?? "",
  birthYear: client.birthYear ? String(client.birthYear) : "",
  locationId: client.locationId ?? "",
  interests: fromWords(profile.interests),
  talents: fromWords(profile.talents),
  couldMean: profile.couldMean ?? "",
  dayparts: profile.dayparts ?? [],
  travelKm: String(profile.travelKm ?? 0),
  company: profile.company ?? "COMPANY_UNSPECIFIED",
  communication: profile.communication ?? "COMMUNICATION_UNSPECIFIED",
  area: profile.area ?? "",
  aids: fromWords(client.aids),
  alone: situation.alone ?? "ALONE_UNSPECIFIED",
  lonely: situation.lonely ?? "LONELY_UNSPECIFIED",
  representativeName: client.representative?.name ?? "",
  representativeKind: client.representative?.kind ?? "KIND_UNSPECIFIED",
});

/** Every field of the form; what the form does not show is not written. */
export const mask = ["given_name", "family_name", "birth_year", "location_id", "aids", "profile", "situation", "representative"] as const;

export const clientFrom = (draft: AboutDraft, id: string): Client => ({
  id,
  etag: draft.etag,
  givenName: draft.givenName,
  familyName: draft.familyName,
  birthYear: Number(draft.birthYear) || 0,
  locationId: draft.locationId,
  aids: toWords(draft.aids),
  profile: {
    interests: toWords(draft.interests),
    talents: toWords(draft.talents),
    couldMean: draft.couldMean,
    dayparts: draft.dayparts,
    travelKm: Number(draft.travelKm) || 0,
    company: draft.company,
    communication: draft.communication,
    area: draft.area.trim(),
  },
  situation: { alone: draft.alone, lonely: draft.lonely },
  // A draft of before somebody could have a representative holds none.
  representative: { name: draft.representativeName ?? "", kind: draft.representativeKind ?? "KIND_UNSPECIFIED" },
});

/** What the server could only answer with a pattern, said before sending. */
export const mistakes = (draft: AboutDraft) => ({
  birthYear: !/^(\d{4})?$/.test(draft.birthYear.trim()),
  area: !/^([1-9]\d{3})?$/.test(draft.area.trim()),
});
