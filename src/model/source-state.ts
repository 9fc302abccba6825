/** How a source does, in a word; in the order in which a list needs somebody's eye. `drift`: its alarm is open. */
export const SOURCE_STATES = ['failing', 'drift', 'quiet', 'paused', 'working', 'disabled', 'removed'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];
