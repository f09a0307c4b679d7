/**
 * The one error pages meet. The gateway answers errors as google.rpc.Status in JSON, with an ErrorInfo (code), a
 * BadRequest (fields) and a LocalizedMessage per language; everything else that can go wrong (no connection,
 * an HTML page from a proxy) becomes a Problem too, so that there is always a sentence a person can act on.
 */
export interface Problem {
  /** UPPER_SNAKE, for programs: an ErrorInfo reason, or one of the general codes in common `error.*`. */
  code: string;
  /** HTTP status; 0 when there was no answer. */
  status: number;
  /** What happened and what to do, per language; empty when only the code is known. */
  text: Partial<Record<"nl" | "en", string>>;
  /** Per field (JSON path as in the request body, for example `wish.text`). */
  fields: Record<string, string>;
  /** A number a help desk can find in the logs. */
  reference?: string;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
  }
}

interface Detail {
  "@type"?: string;
  reason?: string;
  locale?: string;
  message?: string;
  metadata?: Record<string, string>;
  requestId?: string;
  fieldViolations?: { field?: string; description?: string; localizedMessage?: { locale?: string; message?: string } }[];
}

const byStatus: Record<number, string> = {
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  502: "UNAVAILABLE",
  503: "UNAVAILABLE",
  504: "UNAVAILABLE",
};

const camel = (path: string) => path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A field's text is Dutch, with a translation beside it: the reader gets the one in the language of the page. */
function fieldText({ description, localizedMessage: translated }: NonNullable<Detail["fieldViolations"]>[number]): string {
  const page = typeof document === "undefined" ? "nl" : document.documentElement.lang;
  const fits = translated?.message && (!translated.locale || translated.locale.slice(0, 2) === page.slice(0, 2));
  return (fits ? translated.message : description || translated?.message) ?? "";
}

export function problemFrom(status: number, body: unknown): Problem {
  const problem: Problem = { code: byStatus[status] ?? "UNKNOWN", status, text: {}, fields: {} };
  const details = (body as { details?: Detail[] } | null)?.details;
  for (const detail of Array.isArray(details) ? details : []) {
    const kind = detail["@type"] ?? "";
    if (kind.endsWith("ErrorInfo") && detail.reason) {
      problem.code = detail.reason;
      if (detail.metadata?.reference) problem.reference = detail.metadata.reference;
    }
    if (kind.endsWith("LocalizedMessage") && detail.message) {
      problem.text[detail.locale?.startsWith("en") ? "en" : "nl"] = detail.message;
    }
    if (kind.endsWith("RequestInfo") && detail.requestId) problem.reference = detail.requestId;
    if (!kind.endsWith("BadRequest")) continue;
    for (const violation of detail.fieldViolations ?? []) {
      if (violation.field) problem.fields[camel(violation.field)] = fieldText(violation);
    }
  }
  return problem;
}

/** Whatever was thrown, as a Problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // fetch throws a TypeError when there is no connection.
  if (error instanceof TypeError || globalThis.navigator?.onLine === false) return { code: "OFFLINE", status: 0, text: {}, fields: {} };
  return { code: "UNKNOWN", status: 0, text: {}, fields: {} };
}
