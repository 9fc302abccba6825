import type { Element } from 'domhandler';
import type { EmbedBlock, RichText, Span } from '../../model/block.ts';
import { resolveAddress, withoutTracking } from '../address.ts';
import { parseDate } from '../fields/parse-date.ts';
import { attributeOf, findElements, isWithin, textOf } from '../tree.ts';
import { joinRichTexts, readRichText, readRichTexts } from './read-rich-text.ts';

const PERMALINKS = [
  'data-instgrm-permalink',
  'data-text-post-permalink',
  'cite',
  'data-href',
  'data-url',
  'data-embed-url',
];
const POST_PATH = /\/(?:status(?:es)?|p|reel|tv|posts|videos|video|post|comments)\/|permalink|story_fbid/;
/** What providers put in place of a post that has not loaded. */
const STUB =
  /^(?:view (?:this )?(?:post|profile|on) |a (?:post|photo|video) shared by|post by |ver esta publicación|voir cette publication|sieh dir diesen beitrag|посмотреть эту публикацию)/i;
const SIGNATURE =
  /(?:[—–-]\s*|\b(?:by|von|par|от|di|por|de)\s+|^)((?:(?!\s[—–-]\s|\bby\s)[^()\n]){1,80}?)\s*\((@[\w.]{1,40})\)/iu;

/** A post that a provider's own mark-up quotes: its words, who wrote it, when, and where it stands. */
export function readPost(element: Element, provider: string, base: string): EmbedBlock {
  const links = findElements(element, ({ name, attribs }) => name === 'a' && attribs.href !== undefined);
  const paragraphs = findElements(element, ({ name }) => name === 'p');
  const words = paragraphs.map((paragraph) => readRichText(paragraph, base)).filter(({ text }) => !isStub(text));
  const said = joinRichTexts(words, '\n');
  const outside = links.filter((link) => !paragraphs.some((paragraph) => isWithin(link, paragraph)));
  const dated = outside.at(-1);
  const day = dated === undefined ? '' : textOf(dated);
  const permalink = permalinkOf(element, outside.length > 0 ? outside : links, base);
  const signed = signatureOf(element, paragraphs);
  const spans = plainAddresses(said);
  return {
    type: 'embed',
    provider,
    url: permalink,
    author: signed.author,
    handle: signed.handle ?? handleOfAddress(provider, permalink),
    date: isStub(day) || day.length > 60 ? null : dateOf(day),
    text: said.text || null,
    ...(spans.length > 0 && { spans }),
  };
}

function isStub(text: string): boolean {
  return text === '' || STUB.test(text);
}

/** Who a post says wrote it: outside its words, or in the line that a provider puts in its place. */
function signatureOf(element: Element, paragraphs: Element[]): { author: string | null; handle: string | null } {
  const stubs = paragraphs.map((paragraph) => textOf(paragraph)).filter(isStub);
  for (const line of [lastTextOutside(element, paragraphs), ...stubs]) {
    const match = line.match(SIGNATURE);
    if (match) return { author: match[1]?.replace(/^[—–\s-]+/, '').trim() || null, handle: match[2] ?? null };
  }
  return { author: null, handle: null };
}

function lastTextOutside(element: Element, paragraphs: Element[]): string {
  const outside = element.children.filter((child) => !paragraphs.some((paragraph) => paragraph === child));
  return readRichTexts(outside, 'https://example.invalid/')
    .map(({ text }) => text)
    .join(' ');
}

function permalinkOf(element: Element, links: Element[], base: string): string | null {
  const named = PERMALINKS.map((name) => attributeOf(element, name)).find((value) => value !== null);
  const bluesky = attributeOf(element, 'data-bluesky-uri')?.match(/^at:\/\/([^/]+)\/[^/]+\/(\w+)$/);
  if (bluesky) return `https://bsky.app/profile/${bluesky[1]}/post/${bluesky[2]}`;
  const last = links.findLast((link) => POST_PATH.test(attributeOf(link, 'href') ?? '')) ?? links.at(-1);
  const address = resolveAddress(named ?? (last === undefined ? null : attributeOf(last, 'href')), base);
  return address === null ? null : withoutTracking(address);
}

/** A date that can be read with certainty as ISO 8601, any other as the post shows it. */
function dateOf(text: string): string | null {
  return parseDate(text, null)?.slice(0, 10) ?? (text || null);
}

function handleOfAddress(provider: string, address: string | null): string | null {
  if (address === null || !['twitter', 'tiktok', 'telegram', 'threads'].includes(provider)) return null;
  const name = new URL(address).pathname.split('/')[1]?.replace(/^@/, '');
  return name && name !== 'i' ? `@${name}` : null;
}

/** A shortened link whose words are the address that it leads to goes there directly. */
function plainAddresses({ text, spans }: RichText): Span[] {
  return spans.map((span) => {
    if (span.kind !== 'link' || !/^https?:\/\/t\.co\//.test(span.href)) return span;
    const shown = text.slice(span.start, span.end);
    const isAddress = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+\/[^\s…]+$/.test(shown);
    return isAddress ? { ...span, href: shown.startsWith('http') ? shown : `https://${shown}` } : span;
  });
}
