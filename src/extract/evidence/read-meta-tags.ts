import type { Document } from 'domhandler';
import { foldText } from '../fold-text.ts';
import { attributeOf, elementsIn, rawTextOf } from '../tree.ts';

/** What a page's head says: meta values by lower-case name, `<link>` addresses by rel, title, base and language. */
export type HeadFacts = {
  meta: Map<string, string[]>;
  links: Map<string, string[]>;
  title: string | null;
  base: string | null;
  language: string | null;
};

/** Reads a page's `<meta>`, `<link>`, `<title>`, `<base>` and `<html lang>`, wherever in the page they stand. */
export function readMetaTags(document: Document): HeadFacts {
  const facts: HeadFacts = { meta: new Map(), links: new Map(), title: null, base: null, language: null };
  for (const element of elementsIn(document)) {
    if (element.name === 'meta') {
      const name = ['property', 'name', 'itemprop', 'http-equiv']
        .map((key) => attributeOf(element, key))
        .find((value) => value !== null);
      addTo(facts.meta, name, attributeOf(element, 'content'));
    } else if (element.name === 'link') {
      for (const rel of (attributeOf(element, 'rel') ?? '').split(/\s+/))
        addTo(facts.links, rel, attributeOf(element, 'href'));
    } else if (element.name === 'title' && facts.title === null && !isInSvg(element.parent)) {
      facts.title = foldText(rawTextOf(element)) || null;
    } else if (element.name === 'base') facts.base ??= attributeOf(element, 'href');
    else if (element.name === 'html')
      facts.language ??= attributeOf(element, 'lang') ?? attributeOf(element, 'xml:lang');
  }
  return facts;
}

function isInSvg(parent: unknown): boolean {
  return typeof parent === 'object' && parent !== null && 'name' in parent && parent.name === 'svg';
}

function addTo(map: Map<string, string[]>, name: string | null | undefined, value: string | null): void {
  if (name === null || name === undefined || name === '' || value === null) return;
  const key = name.toLowerCase();
  const values = map.get(key);
  if (values === undefined) map.set(key, [foldText(value)]);
  else if (values.length < 200) values.push(foldText(value));
}

/** The first value of the first of these names that the page gives. */
export function firstMeta(facts: HeadFacts, ...names: string[]): string | null {
  for (const name of names) {
    const value = facts.meta.get(name)?.find((one) => one !== '');
    if (value !== undefined) return value;
  }
  return null;
}
