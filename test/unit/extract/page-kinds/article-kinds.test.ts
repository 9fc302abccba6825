import { declared, expectKinds, headed, jsonLd, many, ogType, prose } from './samples.ts';

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
});
