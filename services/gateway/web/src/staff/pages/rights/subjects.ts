/** Under which subject each call stands on the page "Wie mag wat", and in which catalogue its sentence is. */
export const subjects = ["people", "wishes", "map", "networkers", "matches", "region", "going", "lookback", "safety", "team", "texts", "exchange", "signin", "log", "own", "inside"] as const;
export type Subject = (typeof subjects)[number];

/** The catalogues that hold the sentences; the page loads them all. */
type Sentences = "mayrecruitment" | "maymatching" | "mayactivity" | "mayevaluation" | "mayprivacy";

/** One line for each service of the contract: a test says which is missing. */
const services: Record<string, readonly [Subject, Sentences]> = {
  ActivityService: ["going", "mayactivity"],
  AuditService: ["inside", "mayprivacy"],
  ClubService: ["going", "mayactivity"],
  ConcernService: ["safety", "mayevaluation"],
  ConnectionService: ["signin", "mayprivacy"],
  WebhookService: ["signin", "mayprivacy"],
  ContentService: ["texts", "mayrecruitment"],
  PictogramService: ["texts", "mayrecruitment"],
  EmergencyService: ["log", "mayprivacy"],
  ErasurePartService: ["inside", "mayprivacy"],
  ErasureService: ["own", "mayprivacy"],
  EvaluationService: ["lookback", "mayevaluation"],
  ExchangeService: ["exchange", "mayrecruitment"],
  FeedService: ["inside", "mayprivacy"],
  IdeaService: ["going", "mayactivity"],
  InsightService: ["lookback", "mayevaluation"],
  IntervisionService: ["team", "mayevaluation"],
  InvitationService: ["going", "mayactivity"],
  KindService: ["texts", "mayactivity"],
  LessonService: ["team", "mayevaluation"],
  LogService: ["log", "mayprivacy"],
  LoginCardService: ["signin", "mayprivacy"],
  MatchingService: ["matches", "maymatching"],
  MeetingService: ["team", "mayevaluation"],
  MethodService: ["texts", "mayevaluation"],
  NetworkMapService: ["map", "mayrecruitment"],
  PersonService: ["inside", "mayprivacy"],
  PersonalDataService: ["own", "mayprivacy"],
  PlaceService: ["going", "mayactivity"],
  PlanService: ["matches", "maymatching"],
  ProvisionService: ["signin", "mayprivacy"],
  QuestionService: ["texts", "mayevaluation"],
  QuestionnaireService: ["lookback", "mayevaluation"],
  RecruitmentService: ["people", "mayrecruitment"],
  RegionService: ["region", "maymatching"],
  ReminderService: ["going", "mayrecruitment"],
  RhythmService: ["lookback", "mayevaluation"],
  SeriesService: ["going", "mayactivity"],
  SharingService: ["region", "mayrecruitment"],
  SignalService: ["safety", "mayevaluation"],
  StoryService: ["people", "mayrecruitment"],
  TalkService: ["safety", "mayevaluation"],
  TeamService: ["team", "mayrecruitment"],
};

/** Recruitment's largest service is about more than one subject. */
const within: readonly (readonly [RegExp, Subject])[] = [
  [/Wish|Step$|Steps$/, "wishes"],
  [/Networker|Conversation|Learning|GrowthNote/, "networkers"],
];

export interface AccessRule {
  service: string;
  method: string;
  roles: string[];
  relation: "organisation" | "reach" | "self";
  services: string[];
  scope?: string;
  changes: boolean;
  internal?: boolean;
  /** Emergency access reaches as far as here. */
  inEmergency?: boolean;
}

export function subjectOf(rule: Pick<AccessRule, "service" | "method" | "roles">): Subject {
  if (rule.roles.length === 0) return "inside";
  const finer = rule.service === "RecruitmentService" && within.find(([pattern]) => pattern.test(rule.method));
  return finer ? finer[1] : (services[rule.service]?.[0] ?? "inside");
}

/** The key of the sentence that says what the call is. */
export const sentenceKey = ({ service, method }: Pick<AccessRule, "service" | "method">): string =>
  `${services[service]?.[1] ?? "mayprivacy"}.${service}.${method}`;

/** Whose data a role reaches with a call. */
export type Whose = "oneself" | "caseload" | "everybody" | "own" | "house";

export function whose(rule: Pick<AccessRule, "relation">, role: string): Whose {
  if (rule.relation === "self") return "own";
  if (rule.relation === "organisation") return "house";
  if (role === "client") return "oneself";
  return role === "support_worker" ? "caseload" : "everybody";
}
