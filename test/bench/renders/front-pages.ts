import { crc32, deflateSync } from 'node:zlib';
import { seedRandom } from '../../../src/model/seed-random.ts';

/**
 * Articles' pages to render. `light` has its own styles and scripts alone. `heavy` is a newspaper's with its adverts, as
 * published figures describe such pages:
 *
 * - 179 requests and 6 to 7.4 MB are the 90th percentile of all pages (HTTP Archive's Web Almanac, chapter Page Weight,
 *   2019 and 2020); of the median page of 2024, 131 kB are fonts, 78 kB styles, and a picture has 58 kB.
 * - News sites have 41 trackers on average (Pingdom, top 50, 2019), and 22 % of what third parties are asked for are
 *   scripts, 37 % pictures (Web Almanac 2020, chapter Third Parties).
 * - The median firm of adverts or analytics runs for 282 ms a page in Lighthouse's mobile test, which slows the processor
 *   down four times (third-party-web 0.30, with data of HTTP Archive): with two scripts each, 35 ms a script.
 * - The page itself has 173 kB, as real ones had that were measured before this was built.
 */
export type Front = 'light' | 'heavy';

/** Hosts of adverts and trackers, as pages of newspapers name them; here they all lead to this machine. */
const STRANGERS = [
  'www.googletagmanager.com',
  'www.google-analytics.com',
  'pagead2.googlesyndication.com',
  'securepubads.g.doubleclick.net',
  'static.criteo.net',
  'cdn.taboola.com',
  'widgets.outbrain.com',
  'sb.scorecardresearch.com',
  'static.chartbeat.com',
  'acdn.adnxs.com',
  'ads.pubmatic.com',
  'pixel.rubiconproject.com',
  's.amazon-adsystem.com',
  'uk-ads.openx.net',
  'js.adsrvr.org',
  'script.hotjar.com',
  'pixel.quantserve.com',
  'bat.bing.com',
];
/** Third parties that no list calls adverts or trackers: they are asked, by stet too. */
const HELPERS = ['platform.twitter.com', 'cdn.jsdelivr.net'];
const WORDS = 'the harbour board voted on Tuesday to dredge the northern channel before the winter storms come again';
const PARAGRAPHS = 25;
const TEASERS = 60;
const OWN = { light: { scripts: 5, styles: 2 }, heavy: { scripts: 12, styles: 4 } };
const PICTURES = 30;
const FONTS = 6;
const FRAMES = 7;
/** What each script of a third party asks for when it has run. */
const BEACONS = 2;
const BIDS = 2;
/** State that scripts start from, as pages carry it. */
const STATE_BYTES = { light: 0, heavy: 140_000 };

export function makeFrontPage(front: Front, number: number, port: number): string {
  const times = (count: number, make: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => make(n)).join('');
  const isHeavy = front === 'heavy';
  const paragraphs = times(
    PARAGRAPHS,
    (n) => `<p>In paragraph ${n} of article ${number}, ${`${WORDS}, `.repeat(3)}it said.</p>`,
  );
  const teasers = times(
    TEASERS,
    (n) => `<li class="teaser"><a href="/${front}/${n}">Another story about ${WORDS}</a></li>`,
  );
  const { scripts, styles } = OWN[front];
  const state = `<script type="application/json">${JSON.stringify({ state: 'x'.repeat(STATE_BYTES[front]) })}</script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Board votes, ${number}</title>
    ${times(styles, (n) => `<link rel="stylesheet" href="/style-${n}.css">`)}${isHeavy ? makeFonts() : ''}</head>
    <body><header><nav><a href="/">Front</a></nav></header><main><article>
    <h1>Board votes to dredge the channel, ${number}</h1>${paragraphs}${isHeavy ? makeFilms() : ''}</article></main>
    <aside><ul>${teasers}</ul></aside>${state}${times(scripts, (n) => `<script src="/own-${n}.js"></script>`)}
    ${isHeavy ? makeStrangers(port) : ''}</body></html>`;
}

function makeFonts(): string {
  const faces = Array.from(
    { length: FONTS },
    (_, n) => `@font-face { font-family: f${n}; src: url(/font-${n}.woff2) }`,
  );
  const uses = Array.from({ length: FONTS }, (_, n) => `article p:nth-child(${n + 2}) { font-family: f${n} }`);
  return `<style>${[...faces, ...uses].join('')}</style>`;
}

function makeFilms(): string {
  const pictures = Array.from({ length: PICTURES }, (_, n) => `<img src="/picture-${n}.png" width="600" height="400">`);
  return `${pictures.join('')}<video src="/film.mp4" autoplay muted preload="auto"></video>`;
}

function makeStrangers(port: number): string {
  const tags = [...STRANGERS, ...HELPERS].map((host) => `<script async src="http://${host}:${port}/tag.js"></script>`);
  const frames = STRANGERS.slice(2, 2 + FRAMES).map(
    (host) => `<iframe src="http://${host}:${port}/frame.html"></iframe>`,
  );
  return [...tags, ...frames].join('');
}

/** What a script of a page does for so many milliseconds; its size is that of real ones. */
export function makeScript(workMs: number, bytes: number): string {
  const work = `(() => { const until = performance.now() + ${workMs}; let n = 0; while (performance.now() < until) n += Math.sqrt(n + 1); window.worked = n; })();`;
  return `${work}\n/* ${'x'.repeat(bytes)} */`;
}

/** A script of a third party: it works, and then tells its firm of the visitor, and asks for bids. */
export function makeTag(workMs: number, bytes: number): string {
  const ask = `const { origin } = new URL(document.currentScript.src);
    for (let n = 0; n < ${BEACONS}; n += 1) new Image().src = origin + '/collect?' + Math.random();
    for (let n = 0; n < ${BIDS}; n += 1) fetch(origin + '/bid?' + n, { mode: 'no-cors' }).catch(() => {});`;
  return `${makeScript(workMs, bytes)}\n{ ${ask} }`;
}

/** What an advert's frame holds. */
export const FRAME = `<!doctype html><script src="/own-0.js"></script><img src="/picture-1.png"><p>Buy now</p>`;

/** A picture of 600 × 400 points that takes some 60 kB (PNG, 24 bits a point), and has to be drawn. */
export function makePicture(seed: number): Buffer {
  const [width, height] = [600, 400];
  const random = seedRandom(seed);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  // A byte in thirty-two is any: so much does not compress.
  for (let at = 0; at < rows.length; at += 1) {
    const isFilter = at % (width * 3 + 1) === 0;
    if (!isFilter) rows[at] = random() < 1 / 32 ? Math.floor(random() * 256) : seed * 16;
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, bytes: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), bytes]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(bytes.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
