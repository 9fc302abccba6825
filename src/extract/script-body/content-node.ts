import { isObject, type JsonObject } from '../evidence/read-json-ld.ts';

const TYPES = ['type', '_type', 'nodeType', 'tag', 'tagName', 'kind', '__typename'];
/** Lexical writes marks as bits. */
const LEXICAL_BOLD = 1;
const LEXICAL_ITALIC = 2;

/** What a node of an editor's tree says that it is, letters and digits only, in lower case; `''` where it says nothing. */
export function typeOf(node: JsonObject): string {
  // Portable Text: every block is a `block`, its style says which.
  const style = node._type === 'block' && typeof node.style === 'string' ? node.style : null;
  if (style !== null) return typeof node.listItem === 'string' ? 'li' : style.replace('normal', 'paragraph');
  const said = TYPES.map((key) => node[key]).find((value) => typeof value === 'string');
  return typeof said === 'string'
    ? said
        .slice(0, 60)
        .toLowerCase()
        .replace(/[^a-z\d]+/g, '')
        .replace(/(?:block|node)$/, '')
    : '';
}

/** A heading's level, 2 where it says none. */
export function levelOf(node: JsonObject, attributes: JsonObject): number {
  const said = [attributes.level, node.level, node.tag, node.style, node.type, node.nodeType].map((one) =>
    Number(String(one ?? '').match(/[1-6](?=\D{0,3}$)/)?.[0]),
  );
  return said.find((level) => level >= 1) ?? 2;
}

/** A piece of text with the emphasis and link that its node gives. */
export function inlineMarks(node: JsonObject, inner: string): string {
  const marks = Array.isArray(node.marks) ? node.marks : [];
  const names = marks.map((mark) => (isObject(mark) ? String(mark.type ?? '') : String(mark))).join(' ');
  const format = typeof node.format === 'number' ? node.format : 0;
  const isStrong = node.bold === true || /\b(?:bold|strong)\b/i.test(names) || (format & LEXICAL_BOLD) !== 0;
  const isEmphasis = node.italic === true || /\b(?:italic|em)\b/i.test(names) || (format & LEXICAL_ITALIC) !== 0;
  const href = marks
    .filter(isObject)
    .map(({ attrs }) => (isObject(attrs) ? attrs.href : null))
    .find((one) => typeof one === 'string');
  const emphasised = isEmphasis ? `<em>${inner}</em>` : inner;
  const strong = isStrong ? `<strong>${emphasised}</strong>` : emphasised;
  return typeof href === 'string' ? `<a href="${escapeHtml(href)}">${strong}</a>` : strong;
}

/** Text as mark-up shows it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
