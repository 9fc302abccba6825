/** `note` can wait, `wrong` cannot. */
export const VERDICTS_OF_FINDINGS = ['ok', 'note', 'wrong'] as const;

/** What was found of one thing that stet needs. */
export type Finding = {
  part: string;
  verdict: (typeof VERDICTS_OF_FINDINGS)[number];
  found: string;
  advice: string | null;
};
