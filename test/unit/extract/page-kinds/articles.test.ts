import { cards, declared, expectKinds, headed, jsonLd, many, ogType, prose, SENTENCE } from './samples.ts';

expectKinds({
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
    'of a slide show': {
      title: 'Sturm über dem Hafen',
      head: declared(),
      body: headed(
        'Sturm über dem Hafen',
        `<div class="slideshow">${many(9, (at) => `<div class="slide"><figure><img src="/sturm-${at}.jpg" width="900" height="600"><figcaption>Bild ${at}: Wellen am Kai</figcaption></figure></div>`)}</div>`,
      ),
    },
    'in the graph of a publishing system': {
      title: 'Tempête',
      head:
        ogType('article') +
        jsonLd({
          '@graph': [{ '@type': 'WebPage' }, { '@type': 'MediaGallery', name: 'Tempête', headline: 'Tempête' }],
        }),
      body: headed(
        'Tempête',
        prose(1) + many(3, (at) => `<figure><img src="/t${at}.jpg" width="800" height="600"></figure>`),
      ),
    },
    'of pictures with a sentence each': {
      title: '嵐の港',
      head: declared(),
      body: headed(
        '嵐の港',
        `${many(
          8,
          (at) =>
            `<figure><img src="/a${at}.jpg" width="800" height="600"><figcaption>港の写真 ${at}</figcaption></figure>`,
        )}<p>船は港に残り、乗客は家に帰った。</p>`,
      ),
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
    'with the film in a frame and a sentence': {
      title: 'Шторм в порту',
      head: ogType('video.other') + jsonLd({ '@type': 'VideoObject', name: 'Шторм в порту', uploadDate: '2024-01-02' }),
      body: headed(
        'Шторм в порту',
        '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe><p>Паром не вышел из порта, и пассажиры пошли домой.</p>',
      ),
    },
    'in the graph of a publishing system': {
      title: 'Temporal',
      head: ogType('article') + jsonLd({ '@graph': [{ '@type': 'VideoObject', name: 'Temporal en el puerto' }] }),
      body: headed('Temporal', '<p>El transbordador no salió del puerto el martes por la mañana.</p>'),
    },
    'declared as an article about a video': {
      title: 'Storm',
      head:
        declared({ '@type': 'NewsArticle', video: { '@type': 'VideoObject', name: 'Storm' } }) + ogType('video.movie'),
      body: headed('Storm', prose(2)),
    },
  },
  audio: {
    'by its JSON-LD': {
      title: 'The week',
      head: '<meta property="og:type" content="article"><script type="application/ld+json">{"@type":"PodcastEpisode","name":"The week"}</script>',
      body: headed('The week', prose(1)),
    },
    'by its card': { title: 'Die Woche', head: ogType('music.song'), body: headed('Die Woche', prose(3)) },
    'an episode with its notes': {
      title: 'Épisode 12',
      head:
        ogType('article') +
        jsonLd({
          '@type': 'PodcastEpisode',
          name: 'Épisode 12',
          partOfSeries: { '@type': 'PodcastSeries', name: 'Le port' },
        }),
      body: headed('Épisode 12', `<audio src="/12.mp3" controls></audio>${prose(2)}`),
    },
    'a recording of a broadcaster': {
      title: 'Буря',
      head: ogType('article') + jsonLd({ '@type': 'AudioObject', name: 'Буря', contentUrl: '/b.mp3' }),
      body: headed('Буря', '<p>Паром не вышел из порта, и пассажиры пошли домой до утра.</p>'),
    },
    'an episode of radio': {
      title: 'Morning at the harbour',
      head: ogType('article') + jsonLd({ '@type': 'RadioEpisode', name: 'Morning at the harbour' }),
      body: headed('Morning at the harbour', prose(2)),
    },
  },
  'live-blog': {
    declared: { title: 'Storm', head: declared({ '@type': 'LiveBlogPosting' }), body: headed('Storm', prose(3)) },
    'in a list of types': {
      title: 'Storm',
      head: declared({ '@type': ['NewsArticle', 'LiveBlogPosting'] }),
      body: headed('Storm', prose(4)),
    },
    'in the graph of a publishing system': {
      title: 'Sturm: der Ticker',
      head: jsonLd({
        '@graph': [
          { '@type': 'WebSite', name: 'Blatt' },
          { '@type': 'LiveBlogPosting', headline: 'Sturm: der Ticker', datePublished: '2024-01-02' },
        ],
      }),
      body: headed('Sturm: der Ticker', prose(6)),
    },
    'of entries with their times': {
      title: 'Minute par minute',
      head: declared(),
      body: headed(
        'Minute par minute',
        many(
          7,
          (at) =>
            `<article class="live-post" id="post-${at}"><time datetime="2024-01-02T1${at}:00:00Z">1${at}h00</time><h3>Le bac numéro ${at}</h3>${prose(2)}</article>`,
        ),
      ),
    },
    'with updates in JSON-LD': {
      title: 'Fırtına',
      head: declared({
        '@type': 'LiveBlogPosting',
        coverageStartTime: '2024-01-02T03:00:00Z',
        liveBlogUpdate: [{ '@type': 'BlogPosting', headline: 'Vapur', articleBody: 'Vapur limandan çıkmadı.' }],
      }),
      body: headed('Fırtına', prose(3, 'Vapur limandan çıkmadı, yolcular da evlerine döndü.')),
    },
  },
  opinion: {
    declared: { title: 'Storm', head: declared({ '@type': 'OpinionNewsArticle' }), body: headed('Storm', prose(3)) },
    'by its address': { title: 'Storm', body: headed('Storm', prose(6)), url: 'https://paper.example/opinion/storm' },
    'by its section': {
      title: 'Storm',
      head: declared({ articleSection: 'Мнения' }),
      body: headed('Storm', prose(3)),
    },
    'by its section, in Spanish': {
      title: 'El puerto',
      head: declared({ articleSection: 'Opinión' }),
      body: headed('El puerto', prose(5)),
    },
    'by its address, in German': {
      title: 'Kommentar zum Hafen',
      head: declared(),
      body: headed('Kommentar zum Hafen', prose(5)),
      url: 'https://paper.example/meinung/hafen-1234',
    },
    'by its address, in French': {
      title: 'Le bac et nous',
      head: declared(),
      body: headed('Le bac et nous', prose(5)),
      url: 'https://paper.example/idees/tribune/le-bac-et-nous',
    },
    'by its section, in Japanese': {
      title: '港の朝',
      head: declared({ articleSection: '社説' }),
      body: headed('港の朝', prose(5)),
    },
    'by its section, in Arabic': {
      title: 'الميناء',
      head: declared({ articleSection: 'رأي' }),
      body: headed('الميناء', prose(5)),
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
    'with one video': {
      title: 'Ferry stays in port',
      head: declared({ video: { '@type': 'VideoObject', name: 'The ferry' } }) + ogType('article'),
      body: headed(
        'Ferry stays in port',
        `<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>${prose(4)}`,
      ),
    },
    'long, although its card says video': {
      title: 'Ferry stays in port',
      head: ogType('video.other'),
      body: headed('Ferry stays in port', prose(12)),
    },
    'with a recording of itself': {
      title: 'Ferry stays in port',
      head: declared({ audio: { '@type': 'AudioObject', contentUrl: '/a.mp3' } }),
      body: headed('Ferry stays in port', `<audio src="/a.mp3"></audio>${prose(4)}`),
    },
    'with six pictures and much text': {
      title: 'Storm',
      head: declared(),
      body: headed(
        'Storm',
        prose(12) + many(6, (at) => `<figure><img src="/p${at}.jpg" width="800" height="600"></figure>`),
      ),
    },
    'above forty teasers': {
      title: 'Ferry stays in port',
      head: declared(),
      body: `<article>${headed('Ferry stays in port', prose(4))}</article><section>${cards(40, SENTENCE)}</section>`,
    },
    'above forty teasers, undeclared and short': {
      title: 'Ferry stays in port',
      body: `<article>${headed('Ferry stays in port', prose(7))}</article><section><h2>More</h2>${cards(40, SENTENCE)}</section>`,
      url: 'https://paper.example/news/ferry-stays-in-port',
    },
    'of short lines that nothing declares, among teasers': {
      title: 'Die Fähre bleibt im Hafen',
      body: `<main>${headed('Die Fähre bleibt im Hafen', `Die Fähre blieb am Dienstag liegen.<br><br>${many(9, (at) => `${at}. ${SENTENCE}<br><br>`)}`)}</main><aside>${cards(17)}</aside>`,
      url: 'https://paper.example/news.php?newsid=123',
    },
    'of headings that lead to its own parts': {
      title: 'How ferries are built',
      body: headed(
        'How ferries are built',
        many(10, (at) => `<h2 id="s${at}"><a href="#s${at}">Step ${at}</a></h2><p>${at}. ${SENTENCE}</p>`),
      ),
      url: 'https://paper.example/how-ferries-are-built',
    },
    'of headings that lead to other sites': {
      title: 'Ten harbours to see',
      body: headed(
        'Ten harbours to see',
        many(10, (at) => `<h2><a href="https://harbour${at}.example/">Harbour ${at}</a></h2><p>${at}. ${SENTENCE}</p>`),
      ),
      url: 'https://paper.example/ten-harbours',
    },
    'under an address of topics': {
      title: 'Why the ferry stays',
      head: ogType('website'),
      body: headed('Why the ferry stays', prose(9)) + cards(6),
      url: 'https://paper.example/themen/hafen/why-the-ferry-stays',
    },
    'about a search engine': {
      title: 'Search results get worse, study says',
      head: declared(),
      body: headed('Search results get worse, study says', prose(6)) + cards(8),
      url: 'https://paper.example/tech/search/search-results-get-worse',
    },
    'shared with a parameter that means a search elsewhere': {
      title: 'Ferry stays',
      body: headed('Ferry stays', prose(8)) + cards(4),
      url: 'https://paper.example/ferry-stays?s=20',
    },
    'that sums up a live blog': {
      title: 'The storm, hour by hour',
      head: declared(),
      body: headed('The storm, hour by hour', `${prose(3)}<h2>10:15 am</h2>${prose(2)}<h2>11:40 am</h2>${prose(2)}`),
    },
    'about opinion polls': {
      title: 'Opinion polls differ',
      head: declared({ articleSection: 'Politics' }),
      body: headed('Opinion polls differ', prose(5)),
      url: 'https://paper.example/politics/opinion-polls-differ',
    },
  },
});
