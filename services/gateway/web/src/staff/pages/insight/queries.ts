/** What insight and the story of a year read and change, apart from how they look. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { asProblem } from "@/api/problem";
import type { Message } from "@/api/types";

export type Quarter = Message<"evaluation.v1.Quarter">;
export type FigureTable = Message<"evaluation.v1.FigureTable">;
export type Cell = Message<"evaluation.v1.Cell">;
export type YearSummary = Message<"evaluation.v1.YearSummary">;
export type Lesson = Message<"evaluation.v1.Lesson">;
export type SharedStory = Message<"recruitment.v1.SharedStory">;
/** A part of the story, as it is written. */
export interface Section {
  title: string;
  body: string;
}

export const quartersQuery = queryOptions({
  queryKey: ["insight", "quarters"],
  queryFn: () => answer(api.GET("/api/v1/insight/quarters")),
});

/**
 * The story of a year; null when nobody wrote one yet. As it stands now it comes from the list of all years, in which a year
 * that nobody wrote is simply not there: asking for it by itself would be an error in the console of whoever begins.
 */
export const summaryQuery = (year: number, version: number) =>
  queryOptions({
    queryKey: ["insight", "years", year, version],
    queryFn: async (): Promise<YearSummary | null> => {
      if (version === 0) {
        const { yearSummaries } = await answer(api.GET("/api/v1/year-summaries"));
        return yearSummaries?.find((one) => one.year === year) ?? null;
      }
      try {
        return await answer(api.GET("/api/v1/year-summaries/{year}", { params: { path: { year }, query: { version } } }));
      } catch (error) {
        if (asProblem(error).code === "NOT_FOUND") return null;
        throw error;
      }
    },
  });

export const saveSummary = (year: number, sections: Section[], etag: string | undefined, requestId: string): Promise<YearSummary> =>
  answer(api.POST("/api/v1/year-summaries/{year}:save", { params: { path: { year } }, body: { sections, etag, requestId } }));

/**
 * The stories that may be told in the summary of a year: read anew each time it is shown, printed or downloaded, and never
 * kept in its text, so that a yes that is taken back holds at once.
 */
export const storiesOf = (year: number) =>
  queryOptions({
    queryKey: ["insight", "stories", year],
    staleTime: 0,
    queryFn: async (): Promise<SharedStory[]> => {
      const found: SharedStory[] = [];
      let pageToken: string | undefined;
      do {
        const page = await answer(api.GET("/api/v1/sharedStories", { params: { query: { audience: "AUDIENCE_YEARLY_SUMMARY", pageSize: 100, pageToken } } }));
        found.push(...(page.stories ?? []).filter((story) => story.yesTime?.startsWith(String(year))));
        pageToken = page.nextPageToken || undefined;
      } while (pageToken);
      return found;
    },
  });

/** What was learned in a year, the oldest first. */
export const lessonsOf = (year: number) =>
  queryOptions({
    queryKey: ["insight", "lessons", year],
    queryFn: async (): Promise<Lesson[]> => {
      const found: Lesson[] = [];
      let pageToken: string | undefined;
      do {
        const page = await answer(api.GET("/api/v1/lessons", { params: { query: { pageSize: 100, pageToken } } }));
        found.push(...(page.lessons ?? []).filter((lesson) => lesson.createTime?.startsWith(String(year))));
        pageToken = page.nextPageToken || undefined;
      } while (pageToken);
      return found.reverse();
    },
  });
