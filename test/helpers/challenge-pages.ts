/** A page by which a guard turns a visitor away, as it is served. */
export type ChallengePage = { vendor: string; status: number; headers?: Record<string, string>; body: string };

const page = (title: string, body: string, head = '') =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;

/** One of each known guard, cut down to what a visitor's program can see. */
export const CHALLENGE_PAGES: ChallengePage[] = [
  {
    vendor: 'Cloudflare, by its header',
    status: 403,
    headers: { 'cf-mitigated': 'challenge', server: 'cloudflare' },
    body: page('Just a moment...', '<div class="main-wrapper"><h1>paper.example</h1></div>'),
  },
  {
    vendor: 'Cloudflare, as it used to be',
    status: 503,
    body: page(
      'Just a moment...',
      '<form id="challenge-form" action="/?__cf_chl_f_tk=1" method="POST"><h2>Checking if the site connection is secure</h2></form><script>window._cf_chl_opt={cvId:"2"};</script>',
    ),
  },
  {
    vendor: 'Cloudflare, turned away',
    status: 403,
    body: page(
      'Attention Required! | Cloudflare',
      '<h1>Sorry, you have been blocked</h1><h2>You are unable to access paper.example</h2><p>Cloudflare Ray ID: 7d1</p>',
    ),
  },
  {
    vendor: 'Akamai, turned away',
    status: 403,
    body: page(
      'Access Denied',
      '<h1>Access Denied</h1>You don\'t have permission to access "http://paper.example/story" on this server.<p>Reference #18.2d351ab8.1557333295.a4e16ab</p>',
    ),
  },
  {
    vendor: 'Akamai, a puzzle',
    status: 428,
    body: page('', '<div id="sec-if-cpt-container"></div><script src="/_sec/cp_challenge/sec-cpt-4-1.js"></script>'),
  },
  {
    vendor: 'DataDome',
    status: 403,
    body: page(
      'paper.example',
      "<p id='cmsg'>Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script><script src='https://ct.captcha-delivery.com/c.js'></script>",
    ),
  },
  {
    vendor: 'HUMAN',
    status: 403,
    body: page(
      'Access to this page has been denied',
      '<p>Press and hold to confirm you are a human (and not a bot).</p><div id="px-captcha"></div><script>window._pxAppId="PX1";</script>',
    ),
  },
  {
    vendor: 'Imperva',
    status: 200,
    body: '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body style="margin:0px;height:100%"><iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1" frameborder=0 width="100%" height="100%">Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>',
  },
  {
    vendor: 'AWS WAF',
    status: 202,
    body: page(
      '',
      '<div id="challenge-container"></div><script>window.awsWafCookieDomainList=[];window.gokuProps={"key":"k"};</script><script src="https://a.token.awswaf.com/a/challenge.js"></script>',
    ),
  },
  {
    vendor: 'Kasada',
    status: 429,
    body: page(
      '',
      '<script>window.KPSDK={};KPSDK.now=Date.now;KPSDK.start=KPSDK.now();</script><script src="/149e/ips.js?KP_UIDz=1"></script>',
    ),
  },
  {
    vendor: 'F5',
    status: 200,
    body: page(
      'Request Rejected',
      'The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234567890<br><br><a href="javascript:history.back();">[Go Back]</a>',
    ),
  },
  {
    vendor: 'Sucuri',
    status: 403,
    body: page(
      'Sucuri WebSite Firewall - Access Denied',
      '<h1>Access Denied - Sucuri Website Firewall</h1><p>If you are the site owner (or you manage this site), please whitelist your IP.</p>',
    ),
  },
  {
    vendor: 'DDoS-Guard',
    status: 403,
    body: page(
      'DDoS-Guard',
      '<h1>Checking your browser before accessing paper.example</h1><script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
    ),
  },
  {
    vendor: 'Vercel',
    status: 429,
    headers: { 'x-vercel-mitigated': 'challenge' },
    body: page('Vercel Security Checkpoint', "<p>We're verifying your browser</p>"),
  },
  {
    vendor: 'Fastly',
    status: 200,
    body: page(
      'Client Challenge',
      '<noscript>JavaScript is disabled in your browser. Please enable JavaScript to proceed.</noscript><p>A required part of this site couldn’t load.</p><script src="/_fs-ch-1T1wmsGaOgGaSxcX/script.js"></script>',
    ),
  },
  {
    vendor: 'Anubis',
    status: 200,
    body: page(
      "Making sure you're not a bot!",
      '<h1>Making sure you\'re not a bot!</h1><p id="status">Loading...</p><script type="module" src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>',
    ),
  },
  {
    vendor: 'Alibaba Cloud',
    status: 405,
    body: page(
      '405',
      '<div id="aliyun_waf_aa"></div><script>var arg1="A";function setCookie(){document.cookie="acw_sc__v2="+x;}</script>',
    ),
  },
  {
    vendor: 'Wordfence',
    status: 503,
    body: page(
      'Your access to this site has been limited',
      '<h1>Your access to this site has been limited by the site owner</h1><p>Generated by Wordfence</p>',
    ),
  },
  {
    vendor: 'Google reCAPTCHA',
    status: 200,
    body: page(
      'Robot Check',
      '<p>Please confirm that you are not a robot.</p><div class="g-recaptcha" data-sitekey="k"></div>',
    ),
  },
  {
    vendor: 'Yandex SmartCaptcha',
    status: 200,
    body: page(
      'Вы не робот?',
      '<p>Подтвердите, что запросы отправляли вы, а не робот</p><form action="/checkcaptcha?key=1"></form>',
    ),
  },
];
