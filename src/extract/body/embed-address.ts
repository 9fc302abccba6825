import { hostOf, resolveAddress } from '../address.ts';

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
  ['flourish', /(?:^|\.)flo(?:urish\.studio|\.uri\.sh)$/],
  ['infogram', /(?:^|\.)infogram\.com$/],
  ['scribd', /(?:^|\.)scribd\.com$/],
  ['documentcloud', /(?:^|\.)documentcloud\.org$/],
  ['google-maps', /^(?:maps\.google\.\w+|(?:www\.)?google\.\w+)$/],
  ['reddit', /(?:^|\.)reddit(?:media)?\.com$/],
  ['threads', /(?:^|\.)threads\.(?:net|com)$/],
  ['pinterest', /(?:^|\.)pinterest\.\w{2,3}$/],
  ['linkedin', /(?:^|\.)linkedin\.com$/],
  ['truth-social', /(?:^|\.)truthsocial\.com$/],
  ['twitch', /(?:^|\.)twitch\.tv$/],
  ['rumble', /(?:^|\.)rumble\.com$/],
  ['odysee', /(?:^|\.)odysee\.com$/],
  ['streamable', /(?:^|\.)streamable\.com$/],
  ['bilibili', /(?:^|\.)bilibili\.com$/],
  ['naver', /(?:^|\.)tv\.naver\.com$/],
  ['dzen', /(?:^|\.)dzen\.ru$/],
  ['brightcove', /(?:^|\.)players\.brightcove\.net$/],
  ['jwplayer', /(?:^|\.)(?:jwplayer|jwplatform)\.com$/],
  ['deezer', /(?:^|\.)deezer\.com$/],
  ['mixcloud', /(?:^|\.)mixcloud\.com$/],
  ['bandcamp', /(?:^|\.)bandcamp\.com$/],
  ['spreaker', /(?:^|\.)spreaker\.com$/],
  ['megaphone', /(?:^|\.)megaphone\.fm$/],
  ['omny', /(?:^|\.)omny\.fm$/],
  ['podigee', /(?:^|\.)podigee\.(?:io|com)$/],
  ['simplecast', /(?:^|\.)simplecast\.com$/],
  ['giphy', /(?:^|\.)giphy\.com$/],
  ['imgur', /(?:^|\.)imgur\.com$/],
  ['tableau', /(?:^|\.)public\.tableau\.com$/],
  ['everviz', /(?:^|\.)everviz\.com$/],
  ['knightlab', /(?:^|\.)knightlab\.com$/],
  ['arcgis', /(?:^|\.)arcgis\.com$/],
  ['openstreetmap', /(?:^|\.)openstreetmap\.org$/],
  ['issuu', /(?:^|\.)issuu\.com$/],
  ['sketchfab', /(?:^|\.)sketchfab\.com$/],
  ['bluesky', /(?:^|\.)bsky\.app$/],
];

/** The provider that an address belongs to; `undefined` for hosts that articles do not embed. */
export function providerOf(address: string): string | undefined {
  const host = hostOf(address);
  if (/google/.test(host) && !/\/maps/.test(address)) return undefined;
  const known = PROVIDERS.find(([, pattern]) => pattern.test(host))?.[0];
  // Mastodon has no host of its own: every server frames a post under the same path.
  return known ?? (/^https?:\/\/[^/]+\/@[\w.]+\/\d{8,}\/embed\b/.test(address) ? 'mastodon' : undefined);
}

/** Where a reader would open what an embed's address shows. */
export function publicAddress(provider: string, source: string): string {
  const url = new URL(source);
  const inner = url.searchParams.get('href') ?? (provider === 'soundcloud' ? url.searchParams.get('url') : null);
  if (inner !== null && /^https?:/.test(inner)) return resolveAddress(inner, source) ?? source;
  if (provider === 'youtube') return youtubeAddress(url);
  if (provider === 'mastodon') return source.replace(/\/embed\b.*$/, '');
  if (provider === 'spotify') return `${url.origin}${url.pathname.replace(/^\/embed(?:-podcast)?\//, '/')}`;
  if (provider === 'dailymotion') {
    const id = url.pathname.match(/\/(?:embed\/)?video\/(\w+)/)?.[1] ?? url.searchParams.get('video');
    return id === null ? source : `https://www.dailymotion.com/video/${id}`;
  }
  if (provider === 'tiktok') return source.replace(/\/embed(?:\/v\d)?\/(\d+).*$/, '/video/$1');
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

/** The channel that an embed's address names. */
export function handleOf(provider: string, source: string): string | null {
  const channel = provider === 'telegram' ? new URL(source).pathname.split('/')[1] : undefined;
  return channel ? `@${channel}` : null;
}
