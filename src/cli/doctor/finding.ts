/** What was found of one thing that stet needs; `note` can wait, `wrong` cannot. */
export type Finding = { part: string; verdict: 'ok' | 'note' | 'wrong'; found: string; advice: string | null };
