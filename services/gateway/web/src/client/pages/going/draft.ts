/** What somebody is about to propose, kept while they think. */
export interface Draft {
  /** A kind that everybody has, or the id of one of the organisation's own. */
  kind?: string;
  /** From an idea: what to do, in words. */
  what?: string;
  people?: string[];
  day?: string;
}
