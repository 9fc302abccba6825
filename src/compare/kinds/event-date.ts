import { type Edit, isLocal, type Side, touches, withoutCommon } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';
import { isSameDate } from './is-same-date.ts';

/** Days, months, years, weekdays and times of day that changed within a text that otherwise stays; the same ones written otherwise are style. */
export function findEventDates(edit: Edit): Finding[] {
  if (!isLocal(edit)) return [];
  const before = phrasesOf(edit.removed);
  if (before.length === 0) return [];
  const after = phrasesOf(edit.added);
  const gone = withoutCommon(before, after);
  const come = withoutCommon(after, before);
  if (gone.length === 0 || come.length === 0) return [];
  const what = describeSwap(gone.join(', '), come.join(', '));
  if (isSameDate(gone, come)) return [{ kind: 'style', what, extent: 'minor' }];
  return [{ kind: 'event-date', what, extent: 'full' }];
}

function phrasesOf(side: Side): string[] {
  return side
    .dates()
    .filter((date) => touches(side, date))
    .map((date) => date.text.replace(/\s+/g, ' '));
}
