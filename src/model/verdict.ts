/** What a reviewer says of a change; `note` takes a verdict back, or leaves a note without one. */
export const VERDICTS = ['reviewed', 'flagged', 'noise', 'note'] as const;
export type Verdict = (typeof VERDICTS)[number];
