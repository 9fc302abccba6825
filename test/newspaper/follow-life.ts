import type { ChangeKind } from '../../src/model/change.ts';
import type { ArticleStatus, Outcome } from '../../src/model/outcome.ts';

type Trouble = 'gone' | 'redirected' | 'paywalled' | 'blocked';

/** What a monitor remembers of an article's life: how it stands, what one visit found otherwise, and a move. */
export type LifeMemory = {
  standing: 'live' | Trouble;
  doubt: 'live' | Trouble | null;
  move: 'made' | null;
};

const READ: Outcome[] = ['new', 'changed', 'unchanged', 'not-modified', 'moved'];

/**
 * What a visit tells of an article: its status (`null`: nothing new), and the kinds of what is certain, now that a
 * second visit in a row says the same. Changes `memory`.
 */
export function followLife(
  memory: LifeMemory,
  outcome: Outcome,
  isAtNewAddress: boolean,
): { status: ArticleStatus | null; kinds: ChangeKind[] } {
  const seen = READ.includes(outcome) ? 'live' : troubleOf(outcome);
  if (seen === null) return { status: null, kinds: [] };
  const kinds: ChangeKind[] = [];
  if (seen === memory.standing) memory.doubt = null;
  else if (seen !== memory.doubt) memory.doubt = seen;
  else {
    kinds.push(seen === 'live' ? 'restored' : seen);
    memory.standing = seen;
    memory.doubt = null;
  }
  if (seen === 'live' && isAtNewAddress) memory.move = 'made';
  else if (seen === 'live' && memory.move === 'made') {
    kinds.push('moved');
    memory.move = null;
  }
  const standing = seen === 'live' ? 'live' : memory.standing;
  return { status: standing === 'redirected' ? 'gone' : standing, kinds };
}

function troubleOf(outcome: Outcome): Trouble | null {
  switch (outcome) {
    case 'gone':
    case 'redirected':
    case 'paywalled':
    case 'blocked':
      return outcome;
    default:
      return null;
  }
}
