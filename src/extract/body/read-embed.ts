import type { Element } from 'domhandler';
import type { EmbedBlock } from '../../model/block.ts';
import { resolveAddress } from '../address.ts';
import { hintsOf, nameTest } from '../names.ts';
import { attributeOf, findElement, findElements, textOf } from '../tree.ts';
import { readBareAddress, readFrame, readPlaceholder } from './read-frame.ts';
import { readPost } from './read-post.ts';

/** What a site put in from elsewhere: a post, a video, a player; `null` for an element that is none of these. */
export function readEmbed(element: Element, base: string): EmbedBlock | null {
  const telegram = attributeOf(element, 'data-telegram-post');
  if (telegram !== null) return telegramPost(telegram);
  if (element.name === 'iframe' || element.name === 'amp-iframe') return readFrame(element, base);
  if (element.name === 'video' || element.name === 'audio') return readPlayer(element, element.name, base);
  if (element.name === 'script') return null;
  if (element.name === 'noscript' || element.name === 'template') return readFallback(element, base);
  if (CUSTOM[element.name] !== undefined) return readCustomElement(element);
  const provider = postProvider(element);
  if (provider !== null) return readPost(element, provider, base);
  return /^(?:a|button|img|source|link|meta|li|ul|body)$/.test(element.name) ? null : readWaiting(element, base);
}

/** What a page shows where scripts don't run, or keeps until its reader consents: the frame itself. */
function readFallback(element: Element, base: string): EmbedBlock | null {
  const frame = findElement(element, ({ name }) => name === 'iframe');
  return frame === null ? null : readFrame(frame, base);
}

function readWaiting(element: Element, base: string): EmbedBlock | null {
  const waiting = readPlaceholder(element, base);
  if (waiting !== null || !/\bembed\b/.test(hintsOf(element))) return waiting;
  return readBareAddress(textOf(element), base);
}

/** The browser's own player, with the first file that it is given; `null` for one that a script will fill. */
function readPlayer(element: Element, provider: 'video' | 'audio', base: string): EmbedBlock | null {
  const sources = findElements(element, ({ name }) => name === 'source');
  const addresses = [element, ...sources].flatMap((one) => [attributeOf(one, 'src'), attributeOf(one, 'data-src')]);
  const url = addresses.map((address) => resolveAddress(address, base)).find((address) => address !== null);
  if (url === undefined) return null;
  return emptyEmbed(provider, url, { text: attributeOf(element, 'title') ?? attributeOf(element, 'aria-label') });
}

function telegramPost(post: string): EmbedBlock {
  const path = post.replace(/^https?:\/\/t\.me\//, '').replace(/^\/+/, '');
  const channel = path.split('/')[0] ?? '';
  return emptyEmbed('telegram', `https://t.me/${path}`, { handle: channel === '' ? null : `@${channel}` });
}

/** Words that the names of posts have; most elements have none of them. */
const MAY_BE_POST = nameTest(/twitter|instagram|tiktok|fb|bluesky|text post|reddit|mastodon|imgur/);

/** The providers whose posts come as mark-up that their script turns into a box. */
function postProvider(element: Element): string | null {
  if (!MAY_BE_POST.test(element)) return element.name === 'blockquote' && isBarePost(element) ? 'twitter' : null;
  const hints = hintsOf(element);
  if (/\btwitter (?:tweet|video)\b/.test(hints)) return 'twitter';
  if (/\binstagram media\b/.test(hints)) return 'instagram';
  if (/\btiktok embed\b/.test(hints)) return 'tiktok';
  if (/\bfb (?:post|video)\b/.test(hints) && attributeOf(element, 'data-href') !== null) return 'facebook';
  if (/\bbluesky embed\b/.test(hints)) return 'bluesky';
  if (/\btext post media\b/.test(hints)) return 'threads';
  if (/\breddit (?:card|embed)\b/.test(hints)) return 'reddit';
  if (/\bmastodon embed\b/.test(hints)) return 'mastodon';
  if (/\bimgur embed\b/.test(hints)) return 'imgur';
  return element.name === 'blockquote' && isBarePost(element) ? 'twitter' : null;
}

/** A post whose class a content system took away: signed with a handle, dated by a link to itself. */
function isBarePost(quote: Element): boolean {
  const isStatus = ({ attribs: { href } }: Element) =>
    /^https?:\/\/(?:\w+\.)?(?:twitter|x)\.com\/\w+\/status\/\d/.test(href ?? '');
  return findElement(quote, isStatus) !== null && /\(@\w{1,20}\)/.test(textOf(quote));
}

const CUSTOM: Record<string, [provider: string, attribute: string, prefix: string]> = {
  'amp-youtube': ['youtube', 'data-videoid', 'https://www.youtube.com/watch?v='],
  'lite-youtube': ['youtube', 'videoid', 'https://www.youtube.com/watch?v='],
  'lite-vimeo': ['vimeo', 'videoid', 'https://vimeo.com/'],
  'amp-vimeo': ['vimeo', 'data-videoid', 'https://vimeo.com/'],
  'amp-twitter': ['twitter', 'data-tweetid', 'https://twitter.com/i/status/'],
  'amp-instagram': ['instagram', 'data-shortcode', 'https://www.instagram.com/p/'],
  'amp-facebook': ['facebook', 'data-href', ''],
  'amp-tiktok': ['tiktok', 'data-src', ''],
  'amp-dailymotion': ['dailymotion', 'data-videoid', 'https://www.dailymotion.com/video/'],
  'amp-soundcloud': ['soundcloud', 'data-trackid', 'https://api.soundcloud.com/tracks/'],
  'amp-reddit': ['reddit', 'data-src', ''],
  'youtube-video': ['youtube', 'video-id', 'https://www.youtube.com/watch?v='],
};

function readCustomElement(element: Element): EmbedBlock | null {
  const known = CUSTOM[element.name];
  if (known === undefined) return null;
  const [provider, attribute, prefix] = known;
  const id = attributeOf(element, attribute);
  return id === null ? null : emptyEmbed(provider, resolveAddress(prefix + id, 'https://example.invalid/'));
}

/** An embed of which nothing but its address is known. */
function emptyEmbed(provider: string, url: string | null, known: Partial<EmbedBlock> = {}): EmbedBlock {
  return { type: 'embed', provider, url, author: null, handle: null, date: null, text: null, ...known };
}
