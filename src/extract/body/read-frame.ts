import type { Element } from 'domhandler';
import type { EmbedBlock } from '../../model/block.ts';
import { hostOf, resolveAddress } from '../address.ts';
import { foldText } from '../fold-text.ts';
import { attributeOf } from '../tree.ts';

const SOURCES = [
  'src',
  'data-src',
  'data-lazy-src',
  'data-url',
  'data-embed-url',
  'data-original',
  'data-cmp-src',
  'data-cookieblock-src',
];
/** Hosts whose frames a newsroom puts into an article, by provider. Frames of other hosts are adverts and counters. */
const PROVIDERS: [provider: string, host: RegExp][] = [
  ['youtube', /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$/],
  ['vimeo', /(?:^|\.)vimeo\.com$/],
  ['facebook', /(?:^|\.)facebook\.com$/],
  ['instagram', /(?:^|\.)instagram\.com$/],
  ['twitter', /(?:^|\.)(?:twitter|x)\.com$/],
  ['tiktok', /(?:^|\.)tiktok\.com$/],
  ['telegram', /^(?:t\.me|telegram\.me)$/],
  ['vk', /(?:^|\.)(?:vk\.com|vkvideo\.ru)$/],
  ['ok', /(?:^|\.)ok\.ru$/],
  ['rutube', /(?:^|\.)rutube\.ru$/],
  ['dailymotion', /(?:^|\.)dailymotion\.com$/],
  ['soundcloud', /(?:^|\.)soundcloud\.com$/],
  ['spotify', /(?:^|\.)spotify\.com$/],
  ['apple', /(?:^|\.)(?:podcasts|music)\.apple\.com$/],
  ['acast', /(?:^|\.)acast\.com$/],
  ['datawrapper', /(?:^|\.)(?:datawrapper\.dwcdn\.net|datawrapper\.de)$/],
  ['flourish', /(?:^|\.)flo(?:urish\.studio|uri\.sh)$/],
  ['infogram', /(?:^|\.)infogram\.com$/],
  ['scribd', /(?:^|\.)scribd\.com$/],
  ['documentcloud', /(?:^|\.)documentcloud\.org$/],
  ['google-maps', /^(?:maps\.google\.\w+|(?:www\.)?google\.\w+)$/],
  ['reddit', /(?:^|\.)redditmedia\.com$/],
  ['bluesky', /(?:^|\.)bsky\.app$/],
];
const EMPTY_TITLE =
  /^(?:youtube video player|embed(?:ded)? (?:content|post|video)|video|twitter (?:tweet|post)|x post|iframe|player)$/i;

/** The embed of an `<iframe>` of a provider that articles use; `null` for any other frame. */
export function readFrame(element: Element, base: string): EmbedBlock | null {
  for (const name of SOURCES) {
    const source = resolveAddress(attributeOf(element, name), base);
    const provider = source === null ? undefined : providerOf(source);
    if (source === null || provider === undefined) continue;
    const title = attributeOf(element, 'title');
    const text = title === null || EMPTY_TITLE.test(title) ? null : foldText(title);
    return {
      type: 'embed',
      provider,
      url: publicAddress(provider, source),
      author: null,
      handle: handleOf(provider, source),
      date: null,
      text,
    };
  }
  return null;
}

function providerOf(address: string): string | undefined {
  const host = hostOf(address);
  if (/google/.test(host) && !/\/maps/.test(address)) return undefined;
  return PROVIDERS.find(([, pattern]) => pattern.test(host))?.[0];
}

/** Where a reader would open what the frame shows. */
function publicAddress(provider: string, source: string): string {
  const url = new URL(source);
  const inner = url.searchParams.get('href') ?? (provider === 'soundcloud' ? url.searchParams.get('url') : null);
  if (inner !== null) return resolveAddress(inner, source) ?? source;
  if (provider === 'youtube') return youtubeAddress(url);
  if (provider === 'vimeo')
    return source.replace(/^https?:\/\/player\.vimeo\.com\/video\/(\d+).*$/, 'https://vimeo.com/$1');
  if (provider === 'twitter') {
    const id = url.searchParams.get('id');
    return id === null ? source : `https://twitter.com/i/status/${id}`;
  }
  if (provider === 'instagram') return source.replace(/\/embed(?:\/captioned)?\/?(?:\?.*)?$/, '/');
  if (provider === 'telegram') return `${url.origin}${url.pathname}`;
  return source;
}

function youtubeAddress(url: URL): string {
  const path = url.hostname === 'youtu.be' ? /^\/([\w-]+)/ : /\/(?:embed|v|shorts|live)\/([\w-]+)/;
  const id = url.pathname.match(path)?.[1] ?? url.searchParams.get('v');
  const list = url.searchParams.get('list');
  const channel = url.searchParams.get('channel');
  if (id === 'live_stream' && channel !== null) return `https://www.youtube.com/channel/${channel}/live`;
  if (id !== null && id !== undefined && id !== 'videoseries' && id !== 'live_stream')
    return `https://www.youtube.com/watch?v=${id}`;
  return list === null ? url.href : `https://www.youtube.com/playlist?list=${list}`;
}

function handleOf(provider: string, source: string): string | null {
  const channel = provider === 'telegram' ? new URL(source).pathname.split('/')[1] : undefined;
  return channel ? `@${channel}` : null;
}
