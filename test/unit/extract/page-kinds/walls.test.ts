import { declared, expectKinds, headed, prose } from './samples.ts';

expectKinds({
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
});
