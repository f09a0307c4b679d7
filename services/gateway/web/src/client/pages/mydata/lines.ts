/** Which lines of a thing somebody would tell about it, and a picture for each. What only a computer needs comes when one asks for it. Pure. */
import { type Field, type Item, type Section, saidIn } from "@/app/personal-data";
import { Close, Further, Near } from "@/client/drawings";
import type { Drawing } from "@/design/Pictogram";
import {
  BeamingFaceWithSmilingEyes, BirthdayCake, BustsInSilhouette, Calendar, Footprints, HeartSuit, HouseWithGarden, HuggingFace, IdentificationCard, Key, Link, LightBulb,
  MobilePhone, NeutralFace, OpenHands, PeopleDialogue, PeopleHoldingHands, Person, RaisedHand, RoundPushpin, Seedling, SlightlyFrowningFace, SpeakingHead, SpeechBalloon, Star,
  TelephoneReceiver, ThinkingFace, ThoughtBalloon, ThreeOclock, ThumbsUp, WavingHand, WrappedGift,
} from "@/pictograms";

/** Moments and versions, how something was said and by what road: kept, and of no use to who reads about themself. */
const technical = /(_at|_since|_until|_form|_set|_review|_version|_id_kept)$/;
const apart = new Set([
  "me.number", "me.area", "me.travel_km", "matching_profile.area", "matching_profile.travel_km", "matching_profile.could_mean_known", "matching_wish.told",
  "consent.receiver", "consent.channel", "networker.source", "networker.capacity", "network_map.offer", "network_map.shared_parts", "match.origin", "match.making",
  "participant.distance_reason", "personal_export.keep_until", "signed_in.method", "contact.private_parts", "map_snapshot_contact.private_parts", "step.kind", "wish.kind",
]);

const plain = (section: Section, field: Field): boolean => !technical.test(field.key ?? "") && !apart.has(`${section.key}.${field.key}`);

/** What one would tell of it, without the picture itself: that is shown. A thing of which there is nothing else tells what there is. */
export function plainLines(section: Section, item: Item): Field[] {
  const said = saidIn(item).filter(({ key }) => key !== "picture");
  const found = said.filter((field) => plain(section, field));
  return found.length > 0 ? found : said.slice(0, 1);
}

/** By which somebody knows which thing it is. */
const names = ["name", "own_words", "what", "words", "others", "other_client_id", "worker_id", "purpose", "title", "question", "who_supports_me", "device", "occasion"];
export function headOf(section: Section, item: Item): Field | undefined {
  const lines = plainLines(section, item);
  return names.map((name) => lines.find(({ key }) => key === name)).find(Boolean) ?? lines[0];
}

/** The word as it is kept, when it is one word. */
export function keptOf(field: Field | undefined): string {
  const raw = field?.raw ?? "";
  return /^"[^"\\]*"$/.test(raw) ? raw.slice(1, -1) : raw === "true" || raw === "false" ? raw : "";
}

/** The pictogram that goes with a thing by its name: of a wish, a step. */
export const pictureNameOf = (item: Item): string => keptOf((item.fields ?? []).find(({ key }) => key === "picture"));

const ofValue: Record<string, Record<string, Drawing>> = {
  circle: { close: Close, near: Near, further: Further },
  feeling: { good: BeamingFaceWithSmilingEyes, mixed: NeutralFace, hard: SlightlyFrowningFace },
  mood: { nice: BeamingFaceWithSmilingEyes, so_so: NeutralFace, not_nice: SlightlyFrowningFace },
};
const ofAnswer: Record<string, Drawing> = { true: ThumbsUp, yes: ThumbsUp, false: RaisedHand, no: RaisedHand, not_now: RaisedHand, maybe: ThinkingFace, a_bit: NeutralFace };

/** By what a line is about: the end of its key is enough. */
const ofKey: readonly [RegExp, Drawing][] = [
  [/birth/, BirthdayCake], [/(^|_)(given_name|family_name|name)$/, IdentificationCard], [/location|living/, HouseWithGarden], [/place/, RoundPushpin],
  [/alone/, Person], [/lonely|feeling|mood/, HeartSuit], [/interests|liking/, HeartSuit], [/talents|experience/, Star], [/could_mean|what_i_mean|i_give|give_back/, WrappedGift],
  [/i_get|support|helps|help/, OpenHands], [/daypart|clock|how_often|rhythm/, ThreeOclock], [/day|date|due|_at$|_since$|_until$/, Calendar], [/company|category|group/, BustsInSilhouette],
  [/communication/, SpeakingHead], [/channel/, TelephoneReceiver], [/initiative/, WavingHand], [/hope|learning|want_to/, Seedling], [/meaning/, HuggingFace],
  [/state|kind|step/, Footprints], [/others|who|other_client|worker|approached|with/, PeopleHoldingHands], [/plan|possibilities/, LightBulb], [/reason|why|expects/, ThoughtBalloon],
  [/device|phone/, MobilePhone], [/method|code/, Key], [/guidance|distance/, PeopleDialogue], [/url|address/, Link],
];

export function linePicture(field: Field): Drawing {
  const key = field.key ?? "";
  const kept = keptOf(field);
  return ofValue[key]?.[kept] ?? ofAnswer[kept] ?? ofKey.find(([about]) => about.test(key))?.[1] ?? SpeechBalloon;
}
