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
    ['a', 'assign to the person who is chosen below'],
    ['m', 'write a note'],
    ['u', 'undo the last verdict'],
  ],
};
