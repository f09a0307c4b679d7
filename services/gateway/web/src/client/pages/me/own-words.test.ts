import { expect, it } from "vitest";
import { Church, Cooking, DogFace, MusicalNotes, ShoppingBags, SmilingFaceWithSmilingEyes, SpeechBalloon } from "@/pictograms";
import { pictureOfOwn } from "./own-words";

it("gives words of one's own the picture of what they speak of", () => {
  expect(pictureOfOwn("markt")).toBe(ShoppingBags);
  expect(pictureOfOwn("Kerk")).toBe(Church);
  expect(pictureOfOwn("trommelen")).toBe(MusicalNotes);
  expect(pictureOfOwn("mensen op hun gemak stellen")).toBe(SmilingFaceWithSmilingEyes);
  expect(pictureOfOwn("goed met dieren")).toBe(DogFace);
  expect(pictureOfOwn("lekker koken")).toBe(Cooking);
});

it("takes no picture from the middle of a word, and has one for whatever else is said", () => {
  expect(pictureOfOwn("bewerken")).toBe(SpeechBalloon);
  expect(pictureOfOwn("sterren kijken")).toBe(SpeechBalloon);
  expect(pictureOfOwn("")).toBe(SpeechBalloon);
});
