/** What went and what came at one place of a text, and the text that stayed after it. */
export type Run = { removed: string; added: string; same: string };

/**
 * The same edits in fewer and more readable runs: a space or a stray small word between two replacements joins them,
 * and white space that both sides of a replacement share stays.
 */
export function tidyRuns(runs: Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && run.removed === '' && run.added === '') {
      last.same += run.same;
    } else if (last !== undefined && last.same === '') {
      merged[merged.length - 1] = concat(last, run);
    } else {
      merged.push({ ...run });
    }
  }
  return keepSharedSpace(joinAcross(merged));
}

function concat(one: Run, other: Run): Run {
  return {
    removed: one.removed + one.same + other.removed,
    added: one.added + one.same + other.added,
    same: other.same,
  };
}

const SMALL_WORD = /^[^\s\p{N}]{1,3}$/u;

function joinAcross(runs: Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && isStray(last, run)) joined[joined.length - 1] = concat(last, run);
    else joined.push(run);
  }
  return joined;
}

/** Whether what stayed between two replacements says nothing: a space, or a small word between longer ones. */
function isStray(before: Run, after: Run): boolean {
  const same = before.same.trim();
  if (same !== '' && !SMALL_WORD.test(same)) return false;
  const both = [before.removed, before.added, after.removed, after.added];
  if (both.some((text) => text.trim() === '')) return false;
  return same === '' || both.every((text) => /\S\s+\S/.test(text));
}

function keepSharedSpace(runs: Run[]): Run[] {
  const kept: Run[] = [];
  for (const run of runs) {
    const space = sharedSpace(run);
    const last = kept.at(-1);
    if (space === '') {
      kept.push(run);
      continue;
    }
    if (last === undefined) kept.push({ removed: '', added: '', same: space });
    else last.same += space;
    kept.push({ ...run, removed: run.removed.slice(space.length), added: run.added.slice(space.length) });
  }
  return kept;
}

function sharedSpace({ removed, added }: Run): string {
  const [one, other] = [spaceBefore(removed), spaceBefore(added)];
  if (removed === one || added === other) return '';
  return one === other ? one : '';
}

function spaceBefore(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}
