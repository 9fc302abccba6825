import type { Block } from '../model/block.ts';
import type { BlockChange } from '../model/change.ts';

/** One line of a comparison: a block that stayed, a change of one, or the place that a moved block left. */
export type BodyLine =
  | { kind: 'same'; block: Block; place: number }
  | { kind: 'change'; change: BlockChange }
  | { kind: 'moved-away'; change: BlockChange };

/** Both bodies as one text to read from top to bottom: in the order of the later one, what went where it stood. */
export function alignBodies(from: Block[], to: Block[], changes: BlockChange[]): BodyLine[] {
  const leaving = new Map(changes.flatMap((change) => (change.from === null ? [] : [[change.from, change] as const])));
  const coming = Map.groupBy(changes, (change) => change.to);
  const lines: BodyLine[] = [];
  const passed = new Set<BlockChange>();
  let i = 0;
  /** Passes over the earlier body up to its next block that stayed; says where something went. */
  const passLeaving = () => {
    for (let change = leaving.get(i); i < from.length && change !== undefined; change = leaving.get(i)) {
      if (change.op === 'removed') lines.push({ kind: 'change', change });
      if (change.op === 'moved') lines.push({ kind: 'moved-away', change });
      if (staysInOrder(change) && !passed.has(change)) return;
      i += 1;
    }
  };
  for (const [place, block] of to.entries()) {
    passLeaving();
    const here = coming.get(place);
    if (here === undefined) {
      lines.push({ kind: 'same', block, place });
      if (!leaving.has(i)) i += 1;
      continue;
    }
    for (const change of here) {
      lines.push({ kind: 'change', change });
      passed.add(change);
    }
  }
  for (; i < from.length; i += 1) {
    const change = leaving.get(i);
    if (change?.op === 'removed') lines.push({ kind: 'change', change });
    if (change?.op === 'moved') lines.push({ kind: 'moved-away', change });
  }
  return lines;
}

/** Of a block that was split the last part is the one that is waited for: `leaving` holds it. */
function staysInOrder({ op }: BlockChange): boolean {
  return op === 'edited' || op === 'split' || op === 'merged';
}

/** Lines with long runs of what stayed set apart, `context` blocks of each run left on either side of a change. */
export type Folded = { isFolded: boolean; lines: BodyLine[] };

/** Folds the runs of unchanged blocks that are longer than their context and two. */
export function foldLines(lines: BodyLine[], context = 1): Folded[] {
  const runs: BodyLine[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && (last[0]?.kind === 'same') === (line.kind === 'same')) last.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run, index) => {
    const head = index === 0 ? 0 : context;
    const tail = index === runs.length - 1 ? 0 : context;
    if (run[0]?.kind !== 'same' || run.length < head + tail + 2) return [{ isFolded: false, lines: run }];
    return [
      { isFolded: false, lines: run.slice(0, head) },
      { isFolded: true, lines: run.slice(head, run.length - tail) },
      { isFolded: false, lines: run.slice(run.length - tail) },
    ].filter((part) => part.lines.length > 0);
  });
}
