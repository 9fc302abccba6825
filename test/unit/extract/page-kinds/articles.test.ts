import { cards, declared, expectKinds, headed, many, ogType, prose, SENTENCE } from './samples.ts';

expectKinds({
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
    'under a banner of OneTrust': {
      title: 'Ferry stays',
      head: declared(),
      body: `${headed('Ferry stays', prose(2))}<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk"><p>We and our 120 partners store cookies on your device to show you adverts and to measure what is read. You can change your mind at any time.</p><button>Accept all</button><p>Accept all or manage options.</p></div></div>`,
    },
    'under a banner, undeclared and short': {
      title: 'Ferry stays',
      body: `<div class="cookie-banner"><p>We use cookies.</p><p>Accept all</p></div>${headed('Ferry stays', prose(4))}`,
      url: 'https://paper.example/ferry-stays',
    },
    'with the frame of a consent dialogue': {
      title: 'Ferry stays',
      head: declared(),
      body: `${headed('Ferry stays', prose(2))}<div id="sp_message_container_1"><iframe src="https://cdn.privacy-mgmt.com/index.html"></iframe></div>`,
    },
    'in a wrapper that is named after a banner': {
      title: 'Ferry stays',
      body: `<div class="page cookie-banner-open"><nav><a href="/">Paper</a></nav>${headed('Ferry stays', prose(4))}</div>`,
      url: 'https://paper.example/ferry-stays',
    },
    'about consent, at an address that says so': {
      title: 'Consent to cookies: a court decides',
      body: headed('Consent to cookies: a court decides', prose(7)),
      url: 'https://paper.example/consent/court-decides',
    },
    'long, below the banner of a paywall': {
      title: 'Ferry stays',
      head: declared({ isAccessibleForFree: false }),
      body: `<div class="paywall-banner"><p>Subscribe to continue reading our journalism.</p></div>${headed('Ferry stays', prose(14))}`,
    },
    'about a check for bots': {
      title: 'Just a moment: how checks for bots delay readers',
      head: declared(),
      body: headed(
        'Just a moment: how checks for bots delay readers',
        `${prose(4)}<p>“Verify you are human,” it said.</p>`,
      ),
    },
    'with the captcha of a comment form': {
      title: 'Ferry stays',
      head: declared(),
      body: `${headed('Ferry stays', prose(2))}<form><textarea></textarea><div class="g-recaptcha"></div></form>`,
    },
    'about a missing page of a book': {
      title: 'Page not found: a library looks for a leaf',
      head: declared(),
      body: headed('Page not found: a library looks for a leaf', prose(3)),
    },
  },
});
