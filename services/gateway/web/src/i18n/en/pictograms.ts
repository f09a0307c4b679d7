/** The organisation's own pictograms. */
import type { Translation } from "../core";
import type nl from "../nl/pictograms";

const en: Translation<typeof nl> = {
  lead: "Do your clients know other pictures? Put them here. They stand wherever Optrek’s picture stands now. The words beside them stay the same.",
  code: "The twelve pictures of the picture code do not change with them. Those are secret, and whoever chose three has to find them again.",
  set: "A whole set at once",
  "set.how": "Make a folder with pictures. Call each file after what it means, such as bicycle.png. Make a zip of the folder, of 10 MB at most.",
  "set.choose": "Choose a zip",
  "set.tooLarge": "This zip is larger than 10 MB. Do it in two parts, or make the pictures smaller.",
  "set.undo": "Take everything of this zip back",
  names: "List of names for the files",
  "names.file": "pictures.csv",
  "names.meaning": "Meaning",
  "names.name": "Name of the file",
  "taken.one": "{n} picture is yours.",
  "taken.other": "{n} pictures are yours.",
  "refused.one": "{n} file was not used:",
  "refused.other": "{n} files were not used:",
  resetAll: "Everything back to Optrek",
  "resetAll.done": "Optrek’s pictures stand everywhere again",

  all: "All pictures",
  search: "Search by meaning",
  onlyOwn: "Only pictures of our own",
  "shown.one": "{n} picture",
  "shown.other": "{n} pictures",
  ours: "Optrek’s",
  own: "Ours",
  file: "File: {file}",
  choose: "Choose your own picture",
  "choose.of": "{meaning}: choose your own picture",
  other: "Choose another picture",
  "other.of": "{meaning}: choose another picture",
  reset: "Back to Optrek’s",
  "reset.of": "{meaning}: back to Optrek’s picture",
  replaced: "{meaning}: your picture stands there",
  resetOne: "{meaning}: Optrek’s picture stands there again",
  same: "{meaning}: this picture stood there already",
  unreadable: "This file is not a picture we can read. Choose a PNG, JPEG or WebP.",
};

export default en;
