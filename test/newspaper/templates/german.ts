import { escapeHtml, jsonLdScript, metaName, metaProperty } from '../html.ts';
import type { StoryBlock } from '../story.ts';
import { toReadableDate } from '../zoned-time.ts';
import {
  type ArticlePage,
  datesOf,
  descriptionOf,
  embedHtml,
  inlineOf,
  itemsHtml,
  listShownBlocks,
  listShownNotes,
  pictureUrl,
  urlOf,
} from './article-page.ts';

/** An article as German regional papers lay it out: kicker and dek, and a body that an advert splits into two containers. */
export function renderGermanArticle(page: ArticlePage): string {
  const { state, furniture } = page;
  return `<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="${page.charset}">
<title>${state.story.kicker === undefined ? '' : `${escapeHtml(state.story.kicker)}: `}${escapeHtml(state.headline)} | ${escapeHtml(state.paper.name)}</title>
${headHtml(page)}
</head>
<body data-request="${furniture.token}">
<header class="kopf"><a href="/bote/">Elbtaler Bote</a><nav><a href="/bote/politik/">Politik</a><a href="/bote/lokales/">Lokales</a><a href="/bote/abo/">Abo</a></nav></header>
<main>
<article class="artikel">
<header class="artikel-kopf">
${state.story.kicker === undefined ? '' : `<span class="artikel-dachzeile">${escapeHtml(state.story.kicker)}</span>`}
<h1 class="artikel-titel">${escapeHtml(state.headline)}</h1>
${state.dek === null ? '' : `<p class="artikel-vorspann">${escapeHtml(state.dek)}</p>`}
<div class="artikel-autor">${bylineHtml(page)}</div>
<time class="artikel-zeit" datetime="${datesOf(page).published}">${toReadableDate(state.publishedAt, state.paper.timezone, 'de-DE')}</time>
</header>
${pictureHtml(page)}
${bodyHtml(page)}
</article>
${teasersHtml(page)}
</main>
<footer class="fuss"><a href="/bote/impressum/">Impressum</a> <a href="/bote/datenschutz/">Datenschutz</a> <span>${furniture.views} Leser heute</span></footer>
</body>
</html>
`;
}

function headHtml(page: ArticlePage): string {
  const { state, origin } = page;
  const { published, saved } = datesOf(page);
  const { authors, section, tags } = state.story;
  const organization = { '@type': 'Organization', name: state.paper.name, url: `${origin}/bote/` };
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: state.headline,
    description: descriptionOf(page),
    datePublished: published,
    dateModified: saved,
    articleSection: section,
    keywords: tags.join(','),
    author: authors.length === 0 ? [organization] : authors.map((name) => ({ '@type': 'Person', name })),
    publisher: organization,
    isAccessibleForFree: !page.isStub,
    ...(page.isStub
      ? { hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.artikel-text' } }
      : {}),
  };
  return [
    `<link rel="canonical" href="${urlOf(page)}">`,
    metaName('description', descriptionOf(page)),
    metaName('keywords', tags.join(', ')),
    metaName('date', published),
    metaName('last-modified', saved),
    metaProperty('og:type', 'article'),
    metaProperty('og:title', state.headline),
    metaProperty('og:url', urlOf(page)),
    ...(state.picture === null ? [] : [metaProperty('og:image', pictureUrl(page, state.picture))]),
    jsonLdScript([article], { escapeSlashes: false }),
  ].join('\n');
}

function bylineHtml(page: ArticlePage): string {
  const names = page.state.story.authors.map(
    (name) =>
      `<a rel="author" href="/bote/autoren/${encodeURIComponent(name.toLowerCase().replaceAll(' ', '-'))}">${escapeHtml(name)}</a>`,
  );
  return names.length === 0 ? '' : `Von ${names.join(' und ')}`;
}

/** Pictures come with a number behind them that breaks caches at every load. */
function pictureHtml(page: ArticlePage): string {
  const { picture } = page.state;
  if (picture === null) return '';
  return `<figure class="artikel-bild"><img src="${pictureUrl(page, picture)}?v=${page.furniture.views}" alt="${escapeHtml(picture.caption)}"><figcaption class="artikel-bild-text"><span class="bild-unterschrift">${escapeHtml(picture.caption)}</span> <span class="bild-quelle">Foto: ${escapeHtml(picture.credit)}</span></figcaption></figure>`;
}

function bodyHtml(page: ArticlePage): string {
  const blocks = listShownBlocks(page).map((block) => blockHtml(page, block));
  if (page.isStub) {
    return `<div class="artikel-text">${blocks.join('\n')}</div>
<div class="bezahlschranke"><h2>Weiterlesen mit Bote plus</h2><p>Jetzt einen Monat für 1 Euro testen.</p><a href="/bote/abo/">Zum Angebot</a></div>`;
  }
  const half = Math.ceil(blocks.length / 2);
  const notes = listShownNotes(page).map((note) => `<p class="artikel-korrektur"><em>${inlineOf(page, note)}</em></p>`);
  return `<div class="artikel-text">${blocks.slice(0, half).join('\n')}</div>
<aside class="anzeige" id="${page.furniture.advertId}"><span>Anzeige</span><a href="https://ads.example/${page.furniture.token}">${page.furniture.views} Gründe für ein neues Dach</a></aside>
<div class="artikel-text">${[...blocks.slice(half), ...notes].join('\n')}</div>`;
}

function blockHtml(page: ArticlePage, block: StoryBlock): string {
  switch (block.type) {
    case 'paragraph':
      return `<p class="absatz">${inlineOf(page, block.text)}</p>`;
    case 'heading':
      return `<h2 class="zwischentitel">${inlineOf(page, block.text)}</h2>`;
    case 'quote':
      return `<blockquote class="zitat"><p>${inlineOf(page, block.text)}</p><footer>${escapeHtml(block.cite)}</footer></blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag} class="liste">${itemsHtml(page, block.items)}</${tag}>`;
    }
    case 'image':
      return `<figure class="artikel-bild"><img src="${pictureUrl(page, block.picture)}?v=${page.furniture.views}" alt=""><figcaption class="artikel-bild-text"><span class="bild-unterschrift">${escapeHtml(block.picture.caption)}</span> <span class="bild-quelle">Foto: ${escapeHtml(block.picture.credit)}</span></figcaption></figure>`;
    case 'related':
      return `<aside class="lesen-sie-auch"><span>Lesen Sie auch</span><a href="${page.resolve(`story:${block.story}`)}">${escapeHtml(block.title)}</a></aside>`;
    case 'embed':
      return `<div class="einbettung">${embedHtml(block.embed)}</div>`;
  }
}

function teasersHtml(page: ArticlePage): string {
  const teasers = page.furniture
    .shuffle(page.others)
    .slice(0, 6)
    .map(
      (state) =>
        `<li><a href="${state.path}"><strong>${escapeHtml(state.story.kicker ?? 'Elbtal')}</strong> ${escapeHtml(state.headline)}</a></li>`,
    );
  return `<section class="meistgelesen"><h2>Meistgelesen</h2><ol>${teasers.join('')}</ol></section>`;
}
