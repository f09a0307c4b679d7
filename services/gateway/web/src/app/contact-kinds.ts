/** A picture for each kind of contact on a network map, the same on both faces. Family is not the first, and nobody is a default (N-09). */
import type { Drawing } from "@/design/Pictogram";
import {
  ArtistPalette, Books, Church, ConvenienceStore, Family, HeartHands, Houses, IdentificationCard, Link, MobilePhone, PeopleDialogue, PeopleHugging, Person, School, SoccerBall, WavingHand,
} from "@/pictograms";

export const contactKinds = {
  CATEGORY_FRIENDS: PeopleHugging,
  CATEGORY_NEIGHBOURS: Houses,
  CATEGORY_ACQUAINTANCES: WavingHand,
  CATEGORY_HOBBY: ArtistPalette,
  CATEGORY_CLUB: PeopleDialogue,
  CATEGORY_CHURCH: Church,
  CATEGORY_SPORT: SoccerBall,
  CATEGORY_CHANCE: ConvenienceStore,
  CATEGORY_VIA_VIA: Link,
  CATEGORY_SOCIAL_MEDIA: MobilePhone,
  CATEGORY_SCHOOL: School,
  CATEGORY_COURSE: Books,
  CATEGORY_VOLUNTEER: HeartHands,
  CATEGORY_PROFESSIONAL: IdentificationCard,
  CATEGORY_FAMILY: Family,
  CATEGORY_OTHER: Person,
} as const satisfies Record<string, Drawing>;

export const contactPicture = (category: string | undefined): Drawing | undefined => contactKinds[category as keyof typeof contactKinds];
