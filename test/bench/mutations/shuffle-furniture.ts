import type { Draw } from '../../newspaper/seeded-random.ts';

const SCRIPTS = /(<(script|style|textarea|noscript|template)\b[\s\S]*?<\/\2\s*>|<!--[\s\S]*?-->)/gi;
const TAG = /<([a-z][\w-]*)((?:\s+[\w:@-]+="[^"<>]*")+)\s*(\/?)>/gi;
const BETWEEN_PARAGRAPHS = /<\/p>(\s*)(?=<p\b)/gi;
const BETWEEN_BLOCKS =
  /(<\/(?:p|div|h[1-6]|ul|figure|section|article|header|aside)>)\s*(?=<(?:p|div|h[1-6]|ul|figure|section|article|aside)\b)/gi;
const LABELS = ['Advertisement', 'Anzeige', 'Publicité', 'Publicidad', 'Реклама', '広告', ''];
const TITLES = ['Harbour reopens after storm', 'What the vote means', 'Ten walks by the river', 'A day at the market'];

/**
 * The same article as a later fetch would bring it: other adverts and lists around it, attributes in another order and
 * with other values where a server makes them up, comments, white space. Nothing of the article is touched.
 */
export function shuffleFurniture(html: string, draw: Draw): string {
  const shuffled = onMarkup(html, (markup) =>
    betweenBlocks(betweenParagraphs(alterAttributes(markup, draw), draw), draw),
  );
  return aroundBody(shuffled, draw);
}

/** Edits what stands between scripts, styles and comments. */
function onMarkup(html: string, edit: (markup: string) => string): string {
  let done = 0;
  let edited = '';
  for (const match of html.matchAll(SCRIPTS)) {
    edited += edit(html.slice(done, match.index)) + match[0];
    done = match.index + match[0].length;
  }
  return edited + edit(html.slice(done));
}

function alterAttributes(markup: string, draw: Draw): string {
  return markup.replace(TAG, (tag, name: string, attributes: string, end: string) => {
    if (/^(?:meta|link|html)$/i.test(name)) return tag;
    const all = attributes.match(/[\w:@-]+="[^"<>]*"/g) ?? [];
    // Of an attribute that stands twice the first counts: in another order it would be another page.
    const names = new Set(all.map((attribute) => attribute.slice(0, attribute.indexOf('=')).toLowerCase()));
    if (names.size < all.length) return tag;
    const turn = draw.between(0, all.length - 1);
    const turned = [...all.slice(turn), ...all.slice(0, turn)];
    const more = draw.chance(0.3) ? [`data-rid="${draw.between(1, 1e9)}"`] : [];
    return `<${name} ${[...turned.map(turnClasses), ...more].join(' ')}${end}>`;
  });
}

function turnClasses(attribute: string): string {
  const [, classes] = /^class="([^"]*)"$/i.exec(attribute) ?? [];
  return classes === undefined ? attribute : `class="${classes.trim().split(/\s+/).reverse().join(' ')}"`;
}

function betweenParagraphs(markup: string, draw: Draw): string {
  return markup.replace(BETWEEN_PARAGRAPHS, (all, space: string) => {
    if (!draw.chance(0.15)) return all;
    return `</p>${space}<div class="ad-slot" id="ad-${draw.between(1, 1e6)}"><span class="ad-label">${draw.oneOf(LABELS)}</span><script>ads.push(${draw.between(1, 1e6)})</script></div>${space}`;
  });
}

function betweenBlocks(markup: string, draw: Draw): string {
  return markup.replace(BETWEEN_BLOCKS, (_, end: string) => {
    const comment = draw.chance(0.05) ? `<!-- cache ${draw.between(1, 1e9)} -->` : '';
    return `${end}${comment}${draw.oneOf(['\n', ' ', '\n\n\t', '\r\n'])}`;
  });
}

function aroundBody(html: string, draw: Draw): string {
  const list = Array.from({ length: draw.between(3, 8) }, () => {
    return `<li><a href="/story-${draw.between(1, 1e6)}">${draw.oneOf(TITLES)}</a> <span>${draw.between(1, 59)} min</span></li>`;
  });
  const foot = [
    `<aside class="most-read"><h2>Most read</h2><ol>${list.join('')}</ol></aside>`,
    `<div class="cookie-banner" role="dialog"><p>We use cookies. ${draw.between(1, 900)} partners.</p><button>Accept</button></div>`,
    `<script nonce="${draw.between(1, 1e9)}">window.t=${draw.between(1, 1e9)}</script>`,
  ].join('');
  const end = html.toLowerCase().lastIndexOf('</body');
  return end === -1 ? html + foot : html.slice(0, end) + foot + html.slice(end);
}
