/** The vocabularies whose elements count. `core` is the feed's own: RSS in any version, Atom, CDF. */
export type Vocabulary = 'core' | 'atom' | 'dc' | 'dcterms' | 'media' | 'itunes' | 'origin' | 'syndication' | 'other';

/** By a piece of the namespace's name, for its spellings vary (capitals, http or https, a version, a slash at the end). */
const NAMESPACES: [RegExp, Vocabulary][] = [
  [/w3\.org\/2005\/atom|purl\.org\/atom\/|purl\.org\/echo|purl\.org\/pie|example\.com\/newformat/i, 'atom'],
  [/purl\.org\/dc\/elements/i, 'dc'],
  [/purl\.org\/dc\/terms/i, 'dcterms'],
  [/search\.yahoo\.com\/mrss|tools\.search\.yahoo\.com/i, 'media'],
  [/itunes/i, 'itunes'],
  [/feedburner|pheedo/i, 'origin'],
  [/purl\.org\/rss\/1\.0\/modules\/syndication/i, 'syndication'],
  [/purl\.org\/(net\/)?rss1|my\.netscape\.com\/|backend\.userland\.com|blogs\.law\.harvard\.edu/i, 'core'],
];

/** What a prefix means that nobody declared. */
const USUAL_PREFIXES: Record<string, Vocabulary> = {
  atom: 'atom',
  atom10: 'atom',
  a10: 'atom',
  dc: 'dc',
  dcterms: 'dcterms',
  media: 'media',
  itunes: 'itunes',
  feedburner: 'origin',
  pheedo: 'origin',
  sy: 'syndication',
  rss: 'core',
};

/** The prefixes in scope, with what they stand for; the empty one is the default namespace. */
export type Scope = ReadonlyMap<string, string>;

/** The scope within an element. */
export function widenScope(outer: Scope, attributes: Record<string, string>): Scope {
  let scope: Map<string, string> | null = null;
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    scope ??= new Map(outer);
    scope.set(name.slice(6).toLowerCase(), value.trim());
  }
  return scope ?? outer;
}

/** An element's name apart: what its prefix stands for, and the rest in lower case. */
export function splitName(qualified: string, scope: Scope): { prefix: string; namespace: string; name: string } {
  const colon = qualified.indexOf(':');
  const prefix = colon === -1 ? '' : qualified.slice(0, colon).toLowerCase();
  return { prefix, namespace: scope.get(prefix) ?? '', name: qualified.slice(colon + 1).toLowerCase() };
}

/**
 * Which vocabulary an element is of. What has no prefix, or the namespace of the element around it, is the feed's own,
 * whatever that calls itself.
 */
export function vocabularyOf(element: { prefix: string; namespace: string }, around: string | null): Vocabulary {
  const { prefix, namespace } = element;
  if (prefix === '' || (namespace !== '' && namespace === around)) return 'core';
  if (namespace === '') return USUAL_PREFIXES[prefix] ?? 'other';
  return NAMESPACES.find(([pattern]) => pattern.test(namespace))?.[1] ?? 'other';
}
