/** Texts, questions and steps as the organisation has them now, for both faces; their words stand on the server, in versions. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Language } from "@/i18n/core";

export type Template = Message<"recruitment.v1.Template">;
export type TemplatePart = Message<"recruitment.v1.TemplatePart">;
export type TemplateKind = NonNullable<Template["kind"]>;

/** The newest of every template of a kind. */
export const templatesOf = (kind: TemplateKind) =>
  queryOptions({
    queryKey: ["templates", kind],
    queryFn: async () => (await answer(api.GET("/api/v1/templates", { params: { query: { kind, pageSize: 500 } } }))).templates ?? [],
  });

/** Only Dutch has to be there: where English is missing, the Dutch says it. */
export const oneOf = (language: Language, nl = "", en = ""): string => (language === "en" && en ? en : nl);

/** All the words of a text in one piece, as they are shown and agreed to. */
export const wordsOf = (language: Language, template: Template | undefined): string =>
  [oneOf(language, template?.introNl, template?.introEn), ...(template?.parts ?? []).map((part) => oneOf(language, part.textNl, part.textEn))]
    .filter(Boolean)
    .join(" ");

/** The name under which a yes keeps the text it was given with. */
export const versionName = (template: Template): string => `${template.key}-${template.version}`;
