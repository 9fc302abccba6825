/** Hosts of adverts and trackers, as pages of newspapers name them; here they all lead to this machine. */
const STRANGERS = [
  'securepubads.g.doubleclick.net',
  'www.googletagmanager.com',
  'www.google-analytics.com',
  'static.criteo.net',
  'cdn.taboola.com',
  'widgets.outbrain.com',
  'sb.scorecardresearch.com',
  'static.chartbeat.com',
  'ib.adnxs.com',
  'ads.pubmatic.com',
];
const WORDS = 'the harbour board voted on Tuesday to dredge the northern channel before the winter storms come again';
const PARAGRAPHS = 25;
const TEASERS = 60;
const PICTURES = 15;
const FONTS = 4;
const BEACONS = 10;

export type Front = 'light' | 'heavy';

/** An article's page: `light` has its own styles and scripts alone; `heavy` also what real ones carry besides. */
export function makeFrontPage(front: Front, number: number, port: number): string {
  const paragraphs = Array.from(
    { length: PARAGRAPHS },
    (_, n) => `<p>In paragraph ${n} of article ${number}, ${`${WORDS}, `.repeat(3)}it said.</p>`,
  );
  const teasers = Array.from(
    { length: TEASERS },
    (_, n) => `<li class="teaser"><a href="/${front}/${n}">Another story about ${WORDS}</a></li>`,
  );
  const scripts = Array.from({ length: 5 }, (_, n) => `<script src="/own-${n}.js"></script>`);
  const styles = [0, 1].map((n) => `<link rel="stylesheet" href="/style-${n}.css">`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Board votes, ${number}</title>${styles.join('')}
    ${front === 'heavy' ? makeFonts() : ''}</head><body><header><nav><a href="/">Front</a></nav></header><main><article>
    <h1>Board votes to dredge the channel, ${number}</h1>${paragraphs.join('')}${front === 'heavy' ? makeFilms() : ''}</article></main>
    <aside><ul>${teasers.join('')}</ul></aside>${scripts.join('')}${front === 'heavy' ? makeStrangers(port) : ''}</body></html>`;
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
  const pictures = Array.from({ length: PICTURES }, (_, n) => `<img src="/picture-${n}.bmp" width="600" height="400">`);
  return `${pictures.join('')}<video src="/film.mp4" autoplay muted preload="auto"></video>`;
}

function makeStrangers(port: number): string {
  const own = STRANGERS.map((host) => `<script async src="http://${host}:${port}/tag.js"></script>`);
  const frames = STRANGERS.slice(0, 4).map((host) => `<iframe src="http://${host}:${port}/frame.html"></iframe>`);
  const beacons = `for (let n = 0; n < ${BEACONS}; n += 1) new Image().src = 'http://${STRANGERS[2]}:${port}/collect?' + n;`;
  return `${own.join('')}${frames.join('')}<script>${beacons}</script>`;
}

/** What a script of a page does for so many milliseconds; its size is that of real ones. */
export function makeScript(workMs: number, bytes: number): string {
  const work = `(() => { const until = performance.now() + ${workMs}; let n = 0; while (performance.now() < until) n += Math.sqrt(n + 1); window.worked = n; })();`;
  return `${work}\n/* ${'x'.repeat(bytes)} */`;
}

/** A picture of 600 × 400 points, that has to be drawn (BMP, 24 bits a point). */
export function makePicture(seed: number): Buffer {
  const [width, height, head] = [600, 400, 54];
  const picture = Buffer.alloc(head + width * height * 3, seed * 16);
  picture.write('BM');
  picture.writeUInt32LE(picture.length, 2);
  picture.writeUInt32LE(head, 10);
  picture.writeUInt32LE(40, 14);
  picture.writeInt32LE(width, 18);
  picture.writeInt32LE(height, 22);
  picture.writeUInt16LE(1, 26);
  picture.writeUInt16LE(24, 28);
  return picture;
}
