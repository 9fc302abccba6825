import type { Element } from 'domhandler';
import type { EmbedBlock } from '../../model/block.ts';
import { resolveAddress } from '../address.ts';
import { foldText } from '../fold-text.ts';
import { attributeOf } from '../tree.ts';
import { handleOf, providerOf, publicAddress } from './embed-address.ts';

const SOURCES = [
  'src',
  'data-src',
  'data-lazy-src',
  'data-url',
  'data-embed-url',
  'data-original',
  'data-cmp-src',
  'data-cookieblock-src',
  'data-consent-src',
  'data-iframe-src',
  'data-embed-src',
  'data-src-cmplz',
  'data-ccm-loader-src',
];
const EMPTY_TITLE =
  /^(?:youtube video player|embed(?:ded)? (?:content|post|video)|video|twitter (?:tweet|post)|x post|iframe|player)$/i;

/** Addresses by which a reader shares or follows: no embed. */
const SHARING = /\/(?:intent|share|sharer|sharing|dialog|submit|login)\b|[?&]u(?:rl)?=/i;
/** What the address of a post, a film or a player has in its path. */
const EMBEDDED =
  /\/(?:embed|status(?:es)?|p|reel|tv|video|videos|watch|shorts|live|posts?|permalink|player|track|episode|playlist|widgets?)(?:[/?]|$)|\/(?:video_ext|plugins)|youtu\.be\/\w|story_fbid|[?&]v=|dwcdn|flo\.?uri/i;
/** Where boxes that wait for their reader's consent keep the address of what they will show. */
const PLACEHOLDERS = [
  'data-embed-url',
  'data-embed-src',
  'data-iframe-src',
  'data-consent-src',
  'data-src',
  'data-url',
  'data-href',
  'data-oembed-url',
  'data-oembed',
  'data-content-url',
  'data-source-url',
  'data-video-url',
  'data-service-url',
];

/** The embed of an `<iframe>` of a provider that articles use; `null` for any other frame. */
export function readFrame(element: Element, base: string): EmbedBlock | null {
  for (const name of SOURCES) {
    const embed = embedAt(resolveAddress(attributeOf(element, name), base), titleOf(element));
    if (embed !== null) return embed;
  }
  const inner = attributeOf(element, 'srcdoc')?.match(/(?:src|href)=["']?((?:https?:)?\/\/[^"'\s>]{5,300})/)?.[1];
  return embedAt(resolveAddress(inner, base), titleOf(element));
}

/** A box that stands in an embed's place until its reader consents, by the address that it keeps; `null` for any other. */
export function readPlaceholder(element: Element, base: string): EmbedBlock | null {
  for (const name of PLACEHOLDERS) {
    if (element.attribs[name] === undefined) continue;
    const address = resolveAddress(attributeOf(element, name), base);
    if (address === null || SHARING.test(address) || !EMBEDDED.test(address)) continue;
    const embed = embedAt(address, null);
    if (embed !== null) return embed;
  }
  return null;
}

/** The embed at an address, where the text of an element is nothing but that: oEmbed that was never resolved. */
export function readBareAddress(text: string, base: string): EmbedBlock | null {
  if (!/^https?:\/\/\S{8,300}$/.test(text) || SHARING.test(text) || !EMBEDDED.test(text)) return null;
  return embedAt(resolveAddress(text, base), null);
}

function embedAt(address: string | null, text: string | null): EmbedBlock | null {
  const provider = address === null ? undefined : providerOf(address);
  if (address === null || provider === undefined) return null;
  return {
    type: 'embed',
    provider,
    url: publicAddress(provider, address),
    author: null,
    handle: handleOf(provider, address),
    date: null,
    text,
  };
}

function titleOf(element: Element): string | null {
  const title = attributeOf(element, 'title');
  return title === null || EMPTY_TITLE.test(title) ? null : foldText(title);
}
