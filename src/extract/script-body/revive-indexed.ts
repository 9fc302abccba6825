/** Names of wrappers around one value that a reader looks through. */
const WRAPPERS = new Set([
  'Reactive',
  'ShallowReactive',
  'Ref',
  'ShallowRef',
  'EmptyRef',
  'EmptyShallowRef',
  'Object',
  'Date',
]);
const MAX_STEPS = 20;

/**
 * A value written as a flat list in which numbers are places of the list (the devalue format, Nuxt's `__NUXT_DATA__`):
 * the first entry with its references followed, shared where they repeat. `null` for a list that is not of that form.
 */
export function reviveIndexed(list: unknown[]): unknown {
  const isIndexed =
    list.length > 2 && list.slice(0, 3).every((entry) => refersOnly(entry) || typeof entry !== 'object');
  if (!isIndexed || typeof list[0] !== 'object') return null;
  const revived = list.map((entry): unknown => {
    if (Array.isArray(entry)) return [];
    return typeof entry === 'object' && entry !== null ? {} : entry;
  });
  const valueAt = (place: unknown): unknown => {
    let at = place;
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const entry = typeof at === 'number' ? list[at] : undefined;
      if (!Array.isArray(entry) || typeof entry[0] !== 'string' || !WRAPPERS.has(entry[0])) break;
      if (typeof entry[1] !== 'number') return entry[1];
      at = entry[1];
    }
    return typeof at === 'number' ? revived[at] : null;
  };
  for (const [place, entry] of list.entries()) {
    const target = revived[place];
    if (Array.isArray(entry) && Array.isArray(target)) for (const inner of entry) target.push(valueAt(inner));
    else if (typeof entry === 'object' && entry !== null && typeof target === 'object' && target !== null)
      Object.assign(target, Object.fromEntries(Object.entries(entry).map(([key, inner]) => [key, valueAt(inner)])));
  }
  return valueAt(0);
}

function refersOnly(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  return Object.values(entry).every(
    (inner) => typeof inner === 'number' || (Array.isArray(entry) && inner === entry[0]),
  );
}
