/** A picture for a word somebody wrote themself: of what it speaks of, else somebody who tells it. */
import { things } from "@/client/pictures";
import type { Drawing } from "@/design/Pictogram";
import {
  BirthdayCake, Bus, Church, Compass, Cooking, DogFace, Ear, FaceWithTearsOfJoy, Fish, ForkAndKnifeWithPlate, HammerAndWrench, HotBeverage, House, Laptop, MobilePhone, MusicalNotes,
  OkHand, OpenBook, OpenHands, Pencil, PottedPlant, ShoppingBags, SmilingFaceWithSmilingEyes, SoccerBall, SpeakingHead, SpeechBalloon, Sun, Yarn,
} from "@/pictograms";

/** Beginnings of words, the more particular one first. */
const beginnings: readonly (readonly [Drawing, readonly string[]])[] = [
  [Church, ["kerk", "moskee", "geloof", "bidden"]],
  [ShoppingBags, ["markt", "boodschap", "kleding", "mode"]],
  [MusicalNotes, ["trommel", "gitaar", "piano", "drum", "liedje", "koor", "muziek"]],
  [BirthdayCake, ["taart", "bakken", "feest", "verjaardag"]],
  [Fish, ["vis"]],
  [DogFace, ["hond", "poes", "kat", "paard", "vogel", "dier"]],
  [PottedPlant, ["plant", "bloem", "tuin", "moestuin"]],
  [Yarn, ["brei", "haken", "naai"]],
  [Pencil, ["teken", "schilder", "schrijv", "kleur"]],
  [HammerAndWrench, ["klus", "timmer", "repar", "bouw"]],
  [Compass, ["kaartlezen", "reis", "route", "vakantie"]],
  [Bus, ["bus", "auto", "brommer"]],
  [SoccerBall, ["sport", "gym", "tennis", "biljart"]],
  [Sun, ["buiten", "natuur", "strand", "bos"]],
  [HotBeverage, ["koffie", "thee"]],
  [ForkAndKnifeWithPlate, ["eten", "lekker"]],
  [Cooking, ["kook", "koken", "pannenkoek"]],
  [OpenBook, ["boek", "gedicht", "krant"]],
  [MobilePhone, ["telefoon", "foto", "filmpje"]],
  [Laptop, ["internet"]],
  [House, ["thuis", "huis"]],
  [Ear, ["luister"]],
  [OkHand, ["geduld", "rustig", "doorzet", "volhoud", "netjes"]],
  [FaceWithTearsOfJoy, ["grap", "lach", "mop"]],
  [SmilingFaceWithSmilingEyes, ["gemak", "vrolijk", "lief", "aardig", "gezellig"]],
  [OpenHands, ["help", "zorg"]],
  [SpeakingHead, ["praat", "praten", "vertel", "uitleg", "verhalen"]],
];

export function pictureOfOwn(words: string): Drawing {
  const said = words.toLowerCase().split(/[^\p{L}]+/u);
  const thing = Object.entries(things).find(([word]) => said.includes(word));
  return thing?.[1].of ?? beginnings.find(([, starts]) => starts.some((start) => said.some((word) => word.startsWith(start))))?.[0] ?? SpeechBalloon;
}
