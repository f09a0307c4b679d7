import type { Translation } from "../core";
import type nl from "../nl/calendar";

const en: Translation<typeof nl> = {
  lead: "Put your intervisions and agreements in the calendar of your phone or computer. It fetches them by itself, a few times a day.",
  neutral: "There are no names and nobody’s words in your calendar: only “Intervision”, “Coffee” or “Something agreed”.",
  people: "Also what the people you guide are going to do",
  peopleHelp: "Only of your own caseload, without names.",
  place: "Also where it is",
  placeHelp: "The name of the place is then there too.",
  make: "Make my calendar",
  made: "Your calendar is ready",
  address: "The address of your calendar",
  once: "Do not keep this address elsewhere: whoever has it can read your calendar. It is shown only now.",
  copy: "Copy the address",
  copied: "Copied",
  open: "Open in my calendar",
  qr: "The address of your calendar, to scan with your phone",
  help: "How do I get this into my calendar?",
  iphone: "iPhone or iPad: scan the code with the camera and tap “Subscribe”.",
  android: "Android with Google Calendar: open calendar.google.com on a computer, choose “From URL” at “Other calendars” and paste the address.",
  outlook: "Outlook: choose “Add calendar” in the calendar, then “Subscribe from web”, and paste the address.",
  patience: "What you change here is there after a while: your calendar does not look all day.",
  title: "Your calendar reads along",
  since: "Made on {day}.",
  read: "Last fetched on {day}.",
  notRead: "Not fetched yet. Put the address in your calendar.",
  renew: "Make a new address",
  renewHelp: "The old address then works no more. Useful when your phone is lost.",
  stop: "Stop",
  stopped: "Stopped. Your calendar gets nothing any more.",
  saved: "Saved",
};
export default en;
