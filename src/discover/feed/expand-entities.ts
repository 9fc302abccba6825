import { toPlainText } from '../plain-text.ts';

/** The five that XML has itself; the parser knows them. */
const OF_XML = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
const MAX_DECLARED = 100;
const MAX_VALUE = 200;

/**
 * A feed's text with its named characters written out: those of HTML, which feeds use though XML does not know them,
 * and those that its own DTD declares as plain text. What refers to others in turn is left alone, so that nothing grows
 * without bounds; unknown names stay as they are.
 */
export function expandEntities(text: string): string {
  if (!text.includes('&')) return text;
  const known = declaredEntities(text);
  return text.replace(/&([A-Za-z][\w.-]{1,31});/g, (whole, name: string) => {
    if (OF_XML.has(name)) return whole;
    const value = known.get(name) ?? htmlEntity(whole);
    known.set(name, value);
    return value;
  });
}

function declaredEntities(text: string): Map<string, string> {
  const declared = new Map<string, string>();
  const start = text.search(/<!DOCTYPE\b/i);
  if (start === -1) return declared;
  const subset = text.slice(start, start + 65_536);
  for (const [, name = '', value = ''] of subset.matchAll(/<!ENTITY\s+([\w.-]+)\s+["']([^"'<&%]*)["']\s*>/g)) {
    if (declared.size >= MAX_DECLARED) break;
    if (value.length <= MAX_VALUE) declared.set(name, value);
  }
  return declared;
}

function htmlEntity(reference: string): string {
  const character = toPlainText(reference);
  // A space of some width is folded away by then; and none may become mark-up.
  if (character === null) return ' ';
  return /[<&]/.test(character) ? reference : character;
}
