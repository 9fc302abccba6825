import { isObject, type JsonObject } from '../evidence/read-json-ld.ts';
import { escapeHtml, inlineMarks, levelOf, typeOf } from './content-node.ts';

/** Content in each other: no editor's tree is deeper. */
const MAX_DEPTH = 60;
const MAX_CHARACTERS = 1_500_000;
/** Where nodes of the common editors keep what is inside them, the first that is there. */
const INSIDE = [
  'children',
  'content',
  'nodes',
  'content_elements',
  'blocks',
  'items',
  'elements',
  'paragraphs',
  'html',
  'text',
  'value',
  'body',
  'data',
  'model',
  'props',
];
/** Boxes that are none of the article's text. */
const FOREIGN =
  /^(?:ads?|advert\w*|newsletter\w*|related\w*|interstitial\w*|promo\w*|teaser\w*|recirc\w*|subscri\w*|paywall\w*|script|style|divider|comments?)$/;

export type Lookup = (value: unknown) => unknown;

/**
 * An article's content as JSON in mark-up: lists of content elements, the trees of rich-text editors (ProseMirror,
 * Slate, Lexical, Portable Text, Contentful), React elements, strings of HTML. `lookup` gives what a reference stands for.
 */
export function renderContent(content: unknown, lookup: Lookup): string {
  let left = MAX_CHARACTERS;
  const render = (given: unknown, depth: number): string => {
    if (depth > MAX_DEPTH || left <= 0) return '';
    left -= 8;
    const node = lookup(given);
    if (typeof node === 'string') {
      left -= node.length;
      return /<[a-z!/]/i.test(node) ? node : escapeHtml(node);
    }
    if (Array.isArray(node)) return renderList(node, (inner) => render(inner, depth + 1));
    return isObject(node) ? renderNode(node, (inner) => render(inner, depth + 1)) : '';
  };
  return render(content, 0);
}

function renderList(list: unknown[], render: (inner: unknown) => string): string {
  // A React element as the server writes it: ["$", "p", key, { children }].
  if (list[0] === '$' && typeof list[1] === 'string' && isObject(list[3])) {
    const { children, dangerouslySetInnerHTML: raw, ...props } = list[3];
    const inner = children === undefined && isObject(raw) ? render(raw.__html) : render(children ?? null);
    return /^[a-z][a-z\d]*$/.test(list[1]) ? element(list[1], inner, props) : inner;
  }
  return list.map((inner) => (isParagraph(inner) ? `<p>${render(inner)}</p>` : render(inner))).join('');
}

/** A bare string in a list of content is a paragraph, a short one a piece of a sentence. */
function isParagraph(value: unknown): boolean {
  return (
    typeof value === 'string' && value.length > 60 && !/^\s{0,9}<(?:p|div|h\d|ul|ol|figure|blockquote)\b/i.test(value)
  );
}

function renderNode(node: JsonObject, render: (inner: unknown) => string): string {
  const type = typeOf(node);
  if (FOREIGN.test(type)) return '';
  if (/^(?:image|picture|photo|figure|img)/.test(type)) return renderImage(node);
  if (/^(?:oembed|embed|tweet|video|youtube|instagram|iframe)/.test(type)) return renderEmbed(node);
  if (/^(?:br|break|linebreak|hardbreak)$/.test(type)) return '<br>';
  const key = INSIDE.find((name) => node[name] !== undefined && node[name] !== null && node[name] !== '');
  const inner = key === undefined ? '' : render(node[key]);
  if (inner === '') return '';
  const attributes = isObject(node.attrs) ? node.attrs : node;
  if (/^(?:heading|header|headline|subhead\w*|crosshead|title|subtitle|h\d)$/.test(type))
    return element(`h${levelOf(node, attributes)}`, inner);
  if (/^(?:blockquote|quote|pullquote)$/.test(type)) return element('blockquote', inner);
  if (/^(?:listitem|li)$/.test(type)) return element('li', inner);
  if (/^(?:list|ul|ol|bulletlist|bulletedlist|unorderedlist|orderedlist|numberedlist)$/.test(type))
    return renderItems(node, inner, render);
  if (/^(?:tablerow|tr)$/.test(type)) return element('tr', inner);
  if (/^(?:tablecell|tableheader|td|th)$/.test(type)) return element('td', inner);
  if (type === 'table') return element('table', inner);
  if (/^(?:link|a|hyperlink|anchor)$/.test(type)) return element('a', inner, linkOf(node));
  if (typeof node[key ?? ''] === 'string' && (/^(?:|span|leaf)$/.test(type) || isMarked(node)))
    return inlineMarks(node, inner);
  return /<(?:p|div|h\d|ul|ol|li|figure|blockquote|table)\b/i.test(inner) || type === '' ? inner : element('p', inner);
}

function isMarked(node: JsonObject): boolean {
  return Array.isArray(node.marks) || typeof node.format === 'number';
}

function renderItems(node: JsonObject, inner: string, render: (inner: unknown) => string): string {
  const ordered = /^(?:ol|ordered|numbered|number)/.test(String(node.list_type ?? node.listType ?? typeOf(node)));
  const tag = ordered ? 'ol' : 'ul';
  if (/<li\b/.test(inner)) return element(tag, inner);
  const items = [node.items, node.children, node.content].find(Array.isArray) ?? [];
  return element(tag, items.map((item: unknown) => element('li', render(item))).join(''));
}

function renderImage(node: JsonObject): string {
  const holders = [node, node.image, node.attrs, node.props].filter(isObject);
  const url = firstString(holders, ['url', 'src', 'href', 'imageUrl', 'contentUrl']);
  if (url === null) return '';
  const caption = firstString(holders, ['caption', 'description', 'subtitle']) ?? '';
  const image = element('img', '', { src: url, alt: firstString(holders, ['alt', 'altText', 'alt_text']) ?? '' });
  return element('figure', `${image}${caption === '' ? '' : element('figcaption', caption)}`);
}

function renderEmbed(node: JsonObject): string {
  const holders = [node, node.raw_oembed, node.oembed, node.attrs, node.data].filter(isObject);
  const html = firstString(holders, ['html', 'embedHtml']);
  if (html !== null) return html;
  const url = firstString(holders, ['url', 'src', 'embedUrl']);
  return url === null ? '' : element('iframe', '', { src: url });
}

function linkOf(node: JsonObject): JsonObject {
  const holders = [node, node.attrs, node.data, node.fields].filter(isObject);
  return { href: firstString(holders, ['href', 'url', 'uri']) ?? '' };
}

function firstString(holders: JsonObject[], keys: string[]): string | null {
  for (const holder of holders)
    for (const key of keys) if (typeof holder[key] === 'string' && holder[key] !== '') return holder[key];
  return null;
}

function element(tag: string, inner: string, { href, src, alt, className, id }: JsonObject = {}): string {
  const attributes = Object.entries({ href, src, alt, class: className, id })
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  return tag === 'img' ? `<img${attributes.join('')}>` : `<${tag}${attributes.join('')}>${inner}</${tag}>`;
}
