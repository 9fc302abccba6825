import { count } from './count.ts';

/** The list of changes for other programs, in words. */
export const FEEDS = {
  title: 'Changes seen by stet',
  label: 'This list for other programs',
  lead: 'This list as',
  formats: { atom: 'Atom', rss: 'RSS', json: 'JSON Feed' },
  csv: 'CSV',
};

/** Judging changes from their list, in words. */
export const TRIAGE = {
  label: 'Judge the selected changes',
  select: (headline: string) => `Select: ${headline}`,
  selectAll: 'Select all',
  note: 'Note (optional)',
  nothing: 'Select changes first.',
  nothingTitle: 'No change was selected',
  nothingHint: 'Nothing was stored. Go back, tick the box of each change that is meant, and send the form again.',
  back: 'Back to where you were',
  unreachable: 'stet cannot be reached: nothing was stored. Try again.',
  done: (n: number, verdict: string) => `${count(n, 'change', 'changes')}: ${verdict}.`,
  undone: (n: number) => `${count(n, 'change', 'changes')}: as before.`,
  undo: 'Undo',
  keysTitle: 'Keys',
  keysMeaning: 'While the focus is in the list:',
  keys: [
    ['j', 'next change'],
    ['k', 'previous change'],
    ['x', 'select'],
    ['r', 'reviewed'],
    ['f', 'flag'],
    ['n', 'noise'],
    ['a', 'assign to the person who is chosen below, where there are several'],
    ['m', 'write a note on what is selected, or on this one; Enter keeps it'],
    ['u', 'undo the last verdict'],
  ],
};

/** Judging one change, in words. */
export const VERDICT = {
  title: 'Verdict',
  note: 'Note (optional)',
  reviewed: 'Reviewed',
  flagged: 'Flag',
  noise: 'Noise',
  note_only: 'Keep the note only',
  takeBack: 'Take the verdict back',
  takenBack: 'taken back',
  history: 'Verdicts so far, newest first (the newest counts)',
  now: 'Now',
};
