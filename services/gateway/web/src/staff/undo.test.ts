/**
 * Undo instead of "are you sure?": whatever staff change can be taken back at once, or stands here with the reason why it cannot.
 * The sources are read: each change tells its undo, itself or through what it is given.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const why: Record<string, readonly string[]> = {
  "it makes something new: its page opens, with changing, stopping or putting away on it": [
    "activities/NewActivityPage NewForm.begun", "activities/NewActivityPage NewForm.save", "activities/RegionalPlacesPage Shown.copy", "evaluation/Agreements Add.add",
    "evaluation/BeginPage BeginButton.open", "evaluation/Lessons AddLesson.save", "evaluation/PlanPage New.save", "import/ImportPage NewFile.look", "map/Kept Take.take",
    "map/NetworkTalkPage OpenTalk.begin", "matches/InvitePage InviteForm.save", "matches/ProposePage ProposalForm.save", "matches/SpontaneousPage SpontaneousPage.save",
    "networkers/LearningCard Plan.plan", "networkers/NotePage NotePage.save", "organisation/NewColleaguePage NewColleaguePage.save", "people/NewPersonPage NewPersonPage.add",
    "plan/IdeaCard Choices.take", "plan/PlanPage Actions.make", "plan/PlanSettingsPage Form.once", "questionnaires/AddPage Keep.save", "region/TogetherPart Join.join",
    "team/CalendarPart Mine.make", "mydata/DataPart Everything.ask",
  ],
  "the same form says it anew, with what was said in it; or an earlier version is kept": [
    "activities/HowItWas TellDialog.save", "concerns/RoutePart Form.save", "content/TextFormPage TextForm.save", "evaluation/LookPage Fields.save", "evaluation/PlanPage Change.save",
    "import/Columns Columns.change", "insight/WriteStory WriteStory.save", "intervision/Invitation Coming.change", "intervision/MethodFormPage Form.save",
    "lookback/QuestionsPage Form.save", "map/NetworkTalkPage Talk.save", "matches/CareCard CareCard.save", "matches/EditPage EditForm.save",
    "matches/GuidanceDialogs EstimateDialog.save", "matches/TalkPage TalkPage.save", "matches/Thanks AskHow.save", "networkers/ConversationPage ConversationForm.save",
    "questionnaires/TogetherPage One.say", "team/ReflectionsPart Form.save",
  ],
  "what a client said is theirs: it is not unsaid by a button, but asked anew": [
    "map/AboutMap SharingForm.save", "map/Approaches Allow.allow", "matches/VoiceDialog VoiceDialog.save", "matches/LeaveDialog LeaveDialog.save", "mydata/Unused End.end",
    "people/ParticipationPart Out.withdraw", "people/ProposalsPart OneProposal.no", "people/ProposalsPart OneProposal.yes", "questionnaires/TogetherPage Fill.finish",
    "region/OurClient AnswerDialog.save", "stories/StoriesPage Yes.away",
  ],
  "others were told at once, or rely on it: it says beforehand what it means": [
    "today/TakeUp TakeUp.take", "evaluation/ConcernPage Reporting.report", "emergency/OpenEmergencyPage OpenEmergencyPage.open",
    "emergency/ReviewEmergencies One.review", "mydata/Corrections Reply.reply", "talk/Talks Talk.saw", "today/Seldom Passed.see", "today/SignalGroup Asked.done",
    "matches/EndingPage Start.start", "matches/EndingPage Closing.close", "matches/PersonCard Invited.back", "matches/FollowsCard FollowsCard.aside",
    "region/LeavePage Shown.leave", "region/RequestPage Withdraw.withdraw", "region/RequestPage YesOrNo.reply", "team/ColleaguePage Leave.leave",
    "evaluation/IntervisionPage Hold.held",
  ],
  "a key, a card or a way in is gone when it is gone: safety first, and it asks beforehand where somebody is left outside": [
    "card/CardPage CardPage.choose", "card/OneCard Device.forget", "card/OneCard OneCard.free", "card/OneCard OneCard.make", "card/OneCard OneCard.withdraw",
    "connections/OneSystem End.end", "connections/OneSystem Key.withdraw", "connections/OneSystem Keys.renew", "emergency/EmergencyNote EmergencyNote.end",
    "emergency/ReviewEmergencies One.end", "signin/ColleagueSignedIn ColleagueSignedIn.end", "signin/SignedInPage Places.end", "signin/SignedInPage Places.others",
    "team/CalendarPart Mine.stop", "webhooks/OneWebhook End.end", "webhooks/OneWebhook Key.renew",
  ],
  "it is the way back itself, or the way back stands in its place afterwards": [
    "erasing/ErasePersonPage Standing.change", "evaluation/Reopen Reopen.reopen", "import/OneImportPage useSteps.start", "matches/Ways FromProposal.back",
    "pictograms/SetPart SetPart.take", "pictograms/SetPart Report.back", "plan/Making Making.stop", "team/AbsencePart One.end", "team/ColleaguePage ComeBack.back", "today/SignalGroup Wake.back",
  ],
  "it changes nothing: it looks, tries out, thanks, downloads or goes somewhere": [
    "activities/PlacePage StillSo.check", "activities/PlacesPage PlaceCard.check", "card/CardPage Beside.open", "concerns/Preview Preview.tryOut",
    "leaving/PeopleWays PeopleWays.out", "log/LogPart Filters.save", "mydata/DataPart OneExport.save", "people/ParticipationPart Out.file",
    "questionnaires/AddPage AddPage.check", "signin/DemoCards DemoCards.make", "webhooks/OneWebhook Sent.trial",
  ],
  "the undo is told by whoever opened it": [
    "activities/useActivityChange useActivityChange.start", "concerns/ConcernsPage HandOver.hand", "connections/SystemForm SystemForm.start",
    "evaluation/session useSessionChange.start", "matches/useMatchChange useMatchChange.start", "webhooks/WebhookForm WebhookForm.start",
  ],
};

const src = fileURLToPath(new URL(".", import.meta.url));

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** The changes of one file that tell no undo, as `area/File Component.variable`. */
function without(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(join(src, path), "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  for (const fn of source.statements.filter(ts.isFunctionDeclaration)) {
    const declared: ts.VariableDeclaration[] = [];
    walk(fn, (node) => void (ts.isVariableDeclaration(node) && declared.push(node)));
    const tells = declared.filter((one) => /\bundo\(/.test(one.initializer?.getText() ?? "")).map((one) => one.name.getText());
    const hasUndo = (text: string) => /\bundo\(/.test(text) || tells.some((name) => new RegExp(`\\b${name}\\b`).test(text));
    walk(fn, (node) => {
      if (!ts.isCallExpression(node) || !/^use(\w*Change|Mutation)$/.test(node.expression.getText()) || hasUndo(node.getText())) return;
      const to = declared.find((one) => one.initializer === node)?.name;
      found.push(`${path.replace(/^pages\/|\.tsx?$/g, "")} ${fn.name?.text}.${to && ts.isIdentifier(to) ? to.text : "start"}`);
    });
  }
  return found;
}

const paths = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => /^pages\/.*\.tsx?$/.test(path) && !/test|pages\/(design|example)\//.test(path));
const all = paths.flatMap(without).sort();
const given = Object.values(why).flat();

describe("what staff change", () => {
  it("can be taken back at once, or there is a reason why not", () => expect(all.filter((one) => !given.includes(one))).toEqual([]));

  it("has no reason left of what can be taken back", () => expect(given.filter((one) => !all.includes(one))).toEqual([]));
});
