import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import { NO_RULES } from './golden-pages.ts';

type Sample = { title: string; body: string; head?: string; url?: string };

const SENTENCE = 'The ferry did not leave on Tuesday morning, and the passengers who had come early went home again.';
const declared = (more: Record<string, unknown> = {}) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'H', datePublished: '2024-01-02T03:04:05Z', ...more })}</script>`;
const prose = (count: number) => Array.from({ length: count }, (_, at) => `<p>${at}. ${SENTENCE}</p>`).join('');
const many = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
const cards = (count: number, teaser = 'It will come later.') =>
  many(
    count,
    (at) => `<div class="item"><h3><a href="/a${at}">Ferry number ${at} is late</a></h3><p>${teaser}</p></div>`,
  );
const headed = (heading: string, body: string) => `<h1>${heading}</h1><div>${body}</div>`;

function kindOf({ title, body, head = '', url = 'https://paper.example/2024/01/02/ferry' }: Sample): string {
  const html = `<html><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
  const bytes = new TextEncoder().encode(html);
  const reading = readPage({ url, finalUrl: url, contentType: 'text/html; charset=utf-8', bytes }, NO_RULES);
  if (reading.kind === 'failed') return reading.reason;
  if (reading.kind === 'not-article') expect(reading.reasons.join(' ')).toMatch(/^[A-Z].+\.$/);
  return reading.kind === 'article' ? reading.article.kind : reading.pageKind;
}

const KINDS: Record<string, Record<string, Sample>> = {
  challenge: {
    'of a network before the site': {
      title: 'Just a moment...',
      body: '<noscript>Enable JavaScript</noscript><script>window._cf_chl_opt={cZone:"x"}</script>',
    },
    'of a captcha in a frame': {
      title: 'paper.example',
      body: '<p>Please enable JS and disable any ad blocker</p><script src="https://ct.captcha-delivery.com/c.js"></script>',
    },
    'of a button to hold': {
      title: 'Access to this page has been denied',
      body: '<h1>Before we go on</h1><div id="px-captcha"></div><p>Press and hold the button.</p>',
    },
    'of an edge server': {
      title: 'Access Denied',
      body: headed('Access Denied', 'You do not have permission to see this. Reference #18.abc'),
    },
    'in Russian': { title: 'Проверка браузера', body: '<p>Подождите, идёт проверка.</p>' },
    'in German': { title: 'Einen Moment bitte', body: '<p>Ihr Browser wird geprüft.</p>' },
  },
  consent: {
    'in English': {
      title: 'Your privacy',
      body: headed('We value your privacy', '<p>We and our 120 partners keep cookies.</p><p>Accept all</p>'),
    },
    'in German, or a subscription without adverts': {
      title: 'Weiter mit Werbung oder Abo',
      body: headed(
        'Lesen Sie mit Werbung',
        '<p>Alle akzeptieren und kostenlos weiterlesen.</p><p>Oder im Pur-Abo ohne Tracking für 3 € im Monat.</p>',
      ),
    },
    'in French': {
      title: 'Votre consentement',
      body: headed(
        'Le respect de votre vie privée',
        '<p>Nous et nos partenaires déposons des cookies. Tout accepter</p>',
      ),
    },
    'in Spanish': {
      title: 'Consentimiento',
      body: headed('Su privacidad', '<p>Usamos cookies con nuestros socios. Aceptar todo o configurar.</p>'),
    },
    'in Italian': {
      title: 'Privacy',
      body: headed('Il tuo consenso', '<p>Noi e i nostri partner usiamo i cookie. Accetta tutti.</p>'),
    },
  },
  'soft-404': {
    'in English': { title: 'Page not found', body: headed('Page not found', '<p>It may have been moved.</p>') },
    'in German': { title: 'Fehler', body: headed('Seite nicht gefunden', '<p>Zur Startseite</p>') },
    'in French': { title: 'Erreur 404', body: headed('Page introuvable', '<p>Retour</p>') },
    'in Spanish': { title: 'Error', body: headed('Página no encontrada', '<p>Volver</p>') },
    'in Italian': { title: 'Errore', body: headed('Pagina non trovata', '<p>Torna</p>') },
    'in Portuguese': { title: 'Erro', body: headed('Página não encontrada', '<p>Voltar</p>') },
    'in Russian': { title: 'Ошибка', body: headed('Такой страницы нет', '<p>Страница не найдена или удалена.</p>') },
    'in Polish': { title: 'Błąd', body: headed('Nie znaleziono strony', '<p>Wróć</p>') },
    'in Dutch': { title: 'Fout', body: headed('Pagina niet gevonden', '<p>Terug</p>') },
    'in Swedish': { title: 'Fel', body: headed('Sidan hittades inte', '<p>Tillbaka</p>') },
    'in Japanese': { title: 'エラー', body: headed('ページが見つかりません', '<p>トップへ</p>') },
    'in Chinese': { title: '出错了', body: headed('页面不存在', '<p>返回首页</p>') },
    'in Turkish': { title: 'Hata', body: headed('Sayfa bulunamadı', '<p>Geri</p>') },
    'in Ukrainian': { title: 'Помилка', body: headed('Сторінку не знайдено', '<p>Назад</p>') },
  },
  paywall: {
    'of a meter': {
      title: 'Ferry stays',
      head: declared({ isAccessibleForFree: false }),
      body: headed(
        'Ferry stays',
        `${prose(1)}<div class="paywall">You have read all free articles of this month.</div>`,
      ),
    },
    hard: {
      title: 'Ferry stays',
      head: declared({ isAccessibleForFree: 'False' }),
      body: headed('Ferry stays', `${prose(2)}<p>Subscribe to continue reading.</p>`),
    },
    'for those who register': {
      title: 'Ferry stays',
      head: declared(),
      body: headed(
        'Ferry stays',
        `${prose(1)}<div class="regwall"><p>To continue reading, register for free.</p></div>`,
      ),
    },
    'in German': {
      title: 'Fähre bleibt',
      head: declared({ isAccessibleForFree: false }),
      body: headed(
        'Fähre bleibt',
        '<p>Die Fähre blieb am Dienstag im Hafen liegen, und niemand wusste warum.</p><p>Jetzt weiterlesen mit Abo</p>',
      ),
    },
    'in French': {
      title: 'Le bac reste',
      head: declared({ isAccessibleForFree: false }),
      body: headed(
        'Le bac reste',
        '<p>Le bac est resté au port mardi, et personne ne savait pourquoi il ne partait pas.</p><p>Article réservé aux abonnés</p>',
      ),
    },
  },
  section: {
    'with short teasers': { title: 'News', body: headed('News', cards(12)) },
    'with long teasers': { title: 'News', body: headed('News', cards(14, `${SENTENCE} ${SENTENCE}`)) },
    'at the address of one': {
      title: 'Ferries',
      head: '<meta property="og:type" content="website">',
      body: headed('Ferries', cards(5)),
      url: 'https://paper.example/tag/ferries',
    },
    'with an introduction': { title: 'Ferries', body: headed('Ferries', prose(3) + cards(14)) },
    'that says so in JSON-LD': {
      title: 'Politik',
      head: '<script type="application/ld+json">{"@type":"CollectionPage","name":"Politik"}</script><meta property="og:type" content="website">',
      body: headed('Politik', cards(6)),
    },
  },
  front: {
    'at the root': { title: 'Paper', body: headed('Paper', cards(6)), url: 'https://paper.example/' },
    'of a language': { title: 'Paper', body: headed('Paper', cards(6)), url: 'https://paper.example/en/' },
    'after a redirect from an article': {
      title: 'Paper',
      body: cards(20),
      url: 'https://paper.example/?from=redirect',
    },
    'with a file name': { title: 'Paper', body: headed('Paper', cards(6)), url: 'https://paper.example/index.html' },
  },
  search: {
    'by its address': { title: 'Search', body: headed('Results', cards(5)), url: 'https://paper.example/search' },
    'by its parameter': { title: 'Find', body: headed('Results', cards(5)), url: 'https://paper.example/find?s=ferry' },
    'in German': { title: 'Suche', body: headed('Treffer', cards(5)), url: 'https://paper.example/suche/' },
    'by its JSON-LD': {
      title: 'Results',
      head: '<script type="application/ld+json">{"@type":"SearchResultsPage"}</script>',
      body: headed('Results', cards(5)),
    },
  },
  empty: {
    'shell of an application': { title: 'Paper', body: '<div id="root"></div><script src="/app.js"></script>' },
    'shell that loads': { title: 'Paper', body: '<div class="loader">Loading…</div>' },
    'page of nothing': { title: '', body: '' },
    'shell with a word for readers without scripts': { title: 'Paper', body: '<noscript>Enable scripts.</noscript>' },
  },
  gallery: {
    'with few words': {
      title: 'Storm',
      head: declared(),
      body: headed(
        'Storm',
        many(7, (at) => `<figure><img src="/p${at}.jpg"><figcaption>Picture ${at} of the storm</figcaption></figure>`) +
          prose(1),
      ),
    },
    declared: {
      title: 'Storm',
      head: '<meta property="og:type" content="article"><script type="application/ld+json">{"@type":"ImageGallery","name":"Storm"}</script>',
      body: headed('Storm', prose(1)),
    },
  },
  video: {
    'by its JSON-LD': {
      title: 'Storm in pictures',
      head: '<meta property="og:type" content="article"><script type="application/ld+json">{"@type":"VideoObject","name":"Storm"}</script>',
      body: headed('Storm in pictures', prose(1)),
    },
    'by its card': {
      title: 'Storm',
      head: '<meta property="og:type" content="video.other">',
      body: headed('Storm', prose(3)),
    },
  },
  audio: {
    'by its JSON-LD': {
      title: 'The week',
      head: '<meta property="og:type" content="article"><script type="application/ld+json">{"@type":"PodcastEpisode","name":"The week"}</script>',
      body: headed('The week', prose(1)),
    },
  },
  'live-blog': {
    declared: { title: 'Storm', head: declared({ '@type': 'LiveBlogPosting' }), body: headed('Storm', prose(3)) },
  },
  opinion: {
    declared: { title: 'Storm', head: declared({ '@type': 'OpinionNewsArticle' }), body: headed('Storm', prose(3)) },
    'by its address': { title: 'Storm', body: headed('Storm', prose(6)), url: 'https://paper.example/opinion/storm' },
    'by its section': {
      title: 'Storm',
      head: declared({ articleSection: 'Мнения' }),
      body: headed('Storm', prose(3)),
    },
  },
  article: {
    'short and free, with an appeal below': {
      title: 'Ferry stays',
      head: declared({ isAccessibleForFree: true }),
      body: headed(
        'Ferry stays',
        `${prose(5)}<div class="promo"><p>Subscribe to read more stories like this.</p></div>`,
      ),
    },
    'about cookies': {
      title: 'Court rules on cookie consent',
      head: declared(),
      body: headed('Court rules on cookie consent', prose(4)),
    },
    'about captchas': {
      title: 'Are you human? How bots solve captchas',
      head: declared(),
      body: headed('Are you human? How bots solve captchas', `${prose(8)}<p>“I am not a robot,” she said.</p>`),
    },
    'with 404 in its headline': {
      title: 'Flight 404 lands safely',
      head: declared(),
      body: headed('Flight 404 lands safely', prose(2)),
    },
    'that is a flash of thirty words': {
      title: 'Ferry stays in port',
      head: declared(),
      body: headed(
        'Ferry stays in port',
        `<p>${SENTENCE} Nobody was hurt, the harbour master said; it will leave at noon.</p>`,
      ),
    },
    'for printing': {
      title: 'Ferry stays',
      body: headed('Ferry stays', prose(6)),
      url: 'https://paper.example/print/12',
    },
    'in AMP': {
      title: 'Ferry stays',
      head: declared(),
      body: `<h1>Ferry stays</h1><amp-img src="/a.jpg" width="600" height="400"></amp-img>${prose(4)}`,
    },
    'that nothing declares, beside more cards than paragraphs': {
      title: 'Why the ferry stays in port',
      body: `<main>${headed('Why the ferry stays in port', prose(12))}</main><aside>${cards(18)}</aside>`,
    },
    'whole in a script behind a stub': {
      title: 'Ferry stays in port for a week',
      head: declared({ isAccessibleForFree: false, headline: 'Ferry stays in port for a week' }),
      body: `<h1>Ferry stays in port for a week</h1><p>${SENTENCE}</p><p>Subscribe to continue reading.</p><script type="application/json">${JSON.stringify({ title: 'Ferry stays in port for a week', body: prose(14) })}</script>`,
    },
  },
};

describe.each(Object.entries(KINDS))('a page of the kind %s', (kind, samples) => {
  it.each(Object.entries(samples))('%s', (_, sample) => expect(kindOf(sample)).toBe(kind));
});
