import { cards, expectKinds, headed, jsonLd, many, ogType, prose, SENTENCE } from './samples.ts';

expectKinds({
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
    'of teasers as articles without headings': {
      title: 'Ekonomi',
      body: `<h1>Ekonomi</h1>${many(10, (at) => `<article><a href="/ekonomi/haber-${at}"><span>Vapur ${at} gecikti</span></a><p>Yolcular evlerine döndü.</p></article>`)}`,
      url: 'https://paper.example/ekonomi',
    },
    'whose teasers stand in a link each': {
      title: 'スポーツ',
      body: `<h1>スポーツ</h1><ul>${many(12, (at) => `<li><a href="/sports/${at}.html"><div><h3>第${at}試合は延期になった</h3><p>雨が強く、観客は家に帰った。</p></div></a></li>`)}</ul>`,
      url: 'https://paper.example/sports/',
    },
    'with dates and authors at its teasers': {
      title: 'Wirtschaft',
      body: headed(
        'Wirtschaft',
        many(
          9,
          (at) =>
            `<div class="t"><h2><a href="/wirtschaft/faehre-${at}">Fähre ${at} bleibt im Hafen</a></h2><time datetime="2024-01-0${at + 1}T08:00:00Z">${at + 1}. Januar</time><p>Von Anna Beispiel. ${SENTENCE} ${SENTENCE} ${SENTENCE}</p></div>`,
        ),
      ),
      url: 'https://paper.example/wirtschaft',
    },
    'with longer teasers than an introduction': {
      title: 'Politique',
      body: headed('Politique', prose(6) + cards(16, `${SENTENCE} ${SENTENCE}`)),
      url: 'https://paper.example/politique/',
    },
    'of opinions': {
      title: 'Opinion',
      head: ogType('website'),
      body: headed('Opinion', cards(10, SENTENCE)),
      url: 'https://paper.example/opinion/',
    },
    'of an author': {
      title: 'Anna Petrova',
      head: jsonLd({ '@type': 'ProfilePage', name: 'Anna Petrova' }) + ogType('profile'),
      body: headed('Anna Petrova', `<p>Anna Petrova writes about ferries and harbours.</p>${cards(6)}`),
      url: 'https://paper.example/authors/anna-petrova',
    },
    'that lists its articles in JSON-LD': {
      title: 'Культура',
      head: jsonLd({
        '@type': 'ItemList',
        itemListElement: [1, 2, 3].map((at) => ({ '@type': 'ListItem', position: at, url: `/a${at}` })),
      }),
      body: headed('Культура', cards(5, 'Паром не вышел из порта, и пассажиры пошли домой.')),
      url: 'https://paper.example/culture',
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
    'of articles without headings': {
      title: '신문',
      body: many(8, (at) => `<article><a href="/news/${at}">배 ${at} 출항 연기</a></article>`),
      url: 'https://paper.example/index.php',
    },
    'with a text about itself': {
      title: 'Paper',
      head: ogType('website'),
      body: headed('Paper', cards(9) + prose(4)),
      url: 'https://paper.example/',
    },
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
    'with long results': {
      title: 'Zoekresultaten',
      body: headed('Zoekresultaten', cards(10, `${SENTENCE} ${SENTENCE} ${SENTENCE}`)),
      url: 'https://paper.example/zoeken?q=veerboot',
    },
    'in French, with its words in the address': {
      title: 'Recherche',
      body: headed('Résultats pour « bac »', cards(4)),
      url: 'https://paper.example/recherche/?query=bac',
    },
    'in Russian': {
      title: 'Поиск',
      body: headed('Результаты поиска', cards(6, 'Паром не вышел из порта.')),
      url: 'https://paper.example/search/?text=%D0%BF%D0%B0%D1%80%D0%BE%D0%BC',
    },
    'in Turkish, by a file': {
      title: 'Arama',
      body: headed('Arama sonuçları', cards(5)),
      url: 'https://paper.example/arama.php?kelime=vapur',
    },
    'with the words below its address': {
      title: 'Ferry',
      body: headed('Ferry', cards(5)),
      url: 'https://paper.example/search/ferry/2',
    },
  },
});
