import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';

type Path = readonly PropertyKey[];

/** What is wrong in a file, and where: line and column count from 1; both are 0 when it concerns the file as a whole. */
export type Fault = { line: number; column: number; path: string; message: string };

/** A YAML file as read. Keys without a value are left out of `value`: they stand for their defaults. */
export type YamlText = {
  value: unknown;
  faults: Fault[];
  /** Whether `value` can be relied on: a repeated key is a fault, but the rest can still be checked. */
  isReadable: boolean;
  /** The place of a value; of its key where `atKey` says so or where the value begins on a later line. */
  locate(path: Path, atKey?: boolean): { line: number; column: number };
};

/** Reads YAML 1.2 and remembers where everything stands. */
export function readYamlText(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const duplicates = document.errors.filter((error) => error.code === 'DUPLICATE_KEY');
  // After the first error of syntax the parser is lost: what it says next misleads.
  const broken = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY').slice(0, 1);
  const faults = [...broken, ...duplicates, ...document.warnings].map((error) => ({
    ...placeOf(error.pos[0]),
    path: '',
    message: describeYamlError(error.code, error.message, text.slice(error.pos[0])),
  }));
  const read = broken.length === 0 ? readValue(() => document.toJS()) : null;
  if (read !== null && 'fault' in read) faults.push(read.fault);
  return {
    value: read !== null && 'value' in read ? read.value : undefined,
    faults,
    isReadable: read !== null && 'value' in read,
    locate: (path, atKey = false) => placeOf(findOffset(document, path, atKey, lines)),
  };
}

function findOffset(document: Document.Parsed, path: Path, atKey: boolean, lines: LineCounter): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, segment] of path.entries()) {
    const step = takeStep(isAlias(node) ? (node.resolve(document) ?? null) : node, segment);
    if (step === null) return offset;
    const keyAt = step.keyAt ?? step.node?.range?.[0] ?? offset;
    const valueAt = step.node?.range?.[0] ?? keyAt;
    const isSameLine = lines.linePos(keyAt).line === lines.linePos(valueAt).line;
    const isLast = index === path.length - 1;
    offset = isSameLine && !(isLast && atKey) ? valueAt : keyAt;
    node = step.node;
  }
  return offset;
}

/** From a list or a map to what stands under an index or a key. */
function takeStep(node: Node | null, segment: PropertyKey): { keyAt: number | null; node: Node | null } | null {
  if (isSeq(node)) {
    const item = node.items[Number(segment)] as Node | undefined;
    return item === undefined ? null : { keyAt: null, node: item };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((candidate) => isPair(candidate) && keyOf(candidate) === String(segment));
  if (pair === undefined) return null;
  return { keyAt: (pair.key as Node).range?.[0] ?? null, node: (pair.value as Node | null) ?? null };
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

/** Aliases can make a small file a huge value, or one without an end; the library refuses that with an error. */
function readValue(toJS: () => unknown): { value: unknown } | { fault: Fault } {
  try {
    return { value: withoutEmptyKeys(toJS()) };
  } catch (error) {
    const isEndless = error instanceof RangeError;
    const why = isEndless ? 'a value refers to itself, or is nested too deeply' : (error as Error).message;
    const message = `the file cannot be read: ${why}`;
    return { fault: { line: 1, column: 1, path: '', message } };
  }
}

/** `alerts:` with everything after it commented out means the default, not a mistake. */
function withoutEmptyKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutEmptyKeys(inner)]));
}

function describeYamlError(code: string, message: string, rest: string): string {
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(rest)?.[0] ?? 'this key';
    return `"${key}" stands here a second time; keep one of them`;
  }
  if (code === 'TAB_AS_INDENT') return 'a tab cannot indent YAML; use spaces';
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here; put it into a file of its own';
  return `not valid YAML: ${message.replace(/\s+/g, ' ').trim()}`;
}
