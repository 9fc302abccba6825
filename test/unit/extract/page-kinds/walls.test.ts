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
    'in French': {
      title: 'Un instant…',
      body: '<p>Vérification de votre navigateur.</p><script>window._cf_chl_opt={}</script>',
    },
    'in Japanese, with the script of the check': {
      title: 'お待ちください',
      body: '<p>接続を確認しています。</p><script src="/cdn-cgi/challenge-platform/h/g/orchestrate.js"></script>',
    },
    'that asks for a captcha, in Spanish': {
      title: 'Verificación',
      body: headed(
        '¿Eres humano?',
        '<form><div class="g-recaptcha" data-sitekey="x"></div><p>Marca la casilla para seguir.</p></form>',
      ),
    },
    'of a firewall': {
      title: 'Request Rejected',
      body: '<p>The requested URL was rejected. Please consult with your administrator.</p><p>Your support ID is: 1234567890</p>',
    },
    'in a frame alone': {
      title: 'paper.example',
      body: '<iframe src="/_Incapsula_Resource?SWUDNSAI=9&xinfo=1"></iframe>',
    },
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
    'in a frame by Sourcepoint': {
      title: 'Blatt',
      body: '<div id="sp_message_container_12345"><iframe id="sp_message_iframe_12345" src="https://cdn.privacy-mgmt.com/index.html?message_id=1"></iframe></div>',
    },
    'by OneTrust, with the dialogue in the page': {
      title: 'Paper',
      head: '<script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script>',
      body: '<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="dialog"><h2>Cookies on this site</h2><p>With our vendors we store and read information on your device.</p><button id="onetrust-accept-btn-handler">I agree</button></div></div>',
    },
    'by Usercentrics, in German': {
      title: 'Blatt: Bitte wählen Sie',
      head: '<script id="usercentrics-cmp" src="https://app.usercentrics.eu/browser-ui/latest/loader.js"></script>',
      body: '<div id="usercentrics-root"></div><div class="gate"><p>Damit wir unser Angebot finanzieren können, brauchen wir Ihre Einwilligung.</p></div>',
    },
    'by Didomi, in French': {
      title: 'Le Journal',
      head: '<script src="https://sdk.privacy-center.org/loader.js"></script>',
      body: '<div id="didomi-host"><div id="didomi-popup"><h1>Votre vie privée</h1><p>Avec votre accord, nous utilisons des traceurs.</p><p>Continuer sans accepter</p></div></div>',
    },
    'by Quantcast, in Italian': {
      title: 'Il Giornale del Porto',
      body: '<div id="qc-cmp2-container"><div id="qc-cmp2-ui"><h2>La tua privacy è importante</h2><p>Noi e i nostri fornitori archiviamo informazioni su un dispositivo.</p></div></div>',
    },
    'by Cookiebot, in Danish': {
      title: 'Avisen',
      body: '<div id="CybotCookiebotDialog"><h2>Denne side bruger cookies</h2><p>Vi bruger cookies til at tilpasse indhold og annoncer.</p><p>Tillad alle</p></div>',
    },
    'in a frame by TrustArc': {
      title: 'Paper',
      body: '<div id="truste-consent-track"><iframe src="https://consent.trustarc.com/notice?c=teconsent"></iframe></div>',
    },
    'by consentmanager, in Polish': {
      title: 'Gazeta Portowa',
      body: '<div id="cmpwrapper" class="cmpwrapper"><div id="cmpbox"><h2>Twoja prywatność</h2><p>Używamy plików cookie, aby finansować portal.</p></div></div>',
    },
    'on a page of its own, by its address': {
      title: 'Blatt',
      body: headed('Willkommen', '<p>Lesen Sie weiter mit Werbung oder im Abo ohne Werbung und Tracking.</p>'),
      head: '<script src="https://cdn.privacy-mgmt.com/unified/wrapperMessagingWithoutDetection.js"></script>',
      url: 'https://www.blatt.example/zustimmung?url=%2Fhafen%2Ffaehre',
    },
    'on a host of its own': {
      title: 'Before you go on',
      body: '<form action="/save"><h1>Cookies and you</h1><p>This paper and its vendors want to store cookies on your device.</p></form>',
      url: 'https://consent.paper.example/m?continue=https://paper.example/ferry',
    },
    'in Dutch': {
      title: 'Privacy gate',
      body: headed('Jouw privacy', '<p>Wij en onze partners gebruiken cookies.</p><p>Alles accepteren</p>'),
    },
    'in Portuguese': {
      title: 'Privacidade',
      body: headed('A sua privacidade', '<p>Nós e os nossos parceiros usamos cookies.</p><p>Aceitar tudo</p>'),
    },
    'in Czech': {
      title: 'Souhlas s cookies',
      body: headed('Váš souhlas', '<p>My a naši partneři ukládáme cookies.</p><p>Přijmout vše</p>'),
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
    'in Spanish': {
      title: 'El ferry se queda',
      head: declared({ isAccessibleForFree: false }),
      body: headed(
        'El ferry se queda',
        '<p>El transbordador se quedó en el puerto el martes y nadie sabía por qué.</p><p>Contenido exclusivo para suscriptores</p>',
      ),
    },
    'in Polish, in a box named so': {
      title: 'Prom został',
      head: declared({ isAccessibleForFree: false }),
      body: headed(
        'Prom został',
        '<p>Prom został we wtorek w porcie i nikt nie wiedział dlaczego.</p><div class="paywall-box"><p>Czytaj dalej z prenumeratą.</p></div>',
      ),
    },
    'in Swedish': {
      title: 'Färjan ligger kvar',
      head: declared({ isAccessibleForFree: false }),
      body: headed(
        'Färjan ligger kvar',
        '<p>Färjan låg kvar i hamnen i tisdags och ingen visste varför.</p><div class="premium-wall"><p>Logga in eller bli prenumerant.</p></div>',
      ),
    },
    'in Japanese': {
      title: '船は港に残る',
      head: declared({ isAccessibleForFree: false }),
      body: headed('船は港に残る', '<p>船は火曜日に港に残った。</p><p>この記事は有料会員限定です。残り1200文字</p>'),
    },
    'by a part that is not free': {
      title: 'Le bac reste au port',
      head: declared({
        isAccessibleForFree: false,
        hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.reserve' },
      }),
      body: headed(
        'Le bac reste au port',
        `<p>Le bac est resté au port mardi, et personne ne savait pourquoi.</p><div class="reserve"><p>La suite est réservée à nos abonnés.</p></div>`,
      ),
    },
  },
});
