/** What a page behind a dialog says to whoever refused. */
export const TEXT = 'The ferry sails again on Tuesday, the harbour office said.';

const WORDS =
  'We and our 143 partners store cookies on your device and process personal data. Do you consent to cookies?';
const LOOK = 'style="position: fixed; inset: 0; background: white"';

/**
 * A page whose text comes once a choice was made, of which its server is told: `choose('refused')`. The dialog is in the
 * shape in which autoconsent's rules know the manager's.
 */
function wall(dialog: string, script = ''): string {
  return `<!doctype html><title>Ferry</title><body><main><article id="story"></article></main>${dialog}<script>
    const dialog = document.querySelector('[data-dialog]');
    const choose = async (choice) => {
      await fetch('/chose/' + choice + location.pathname);
      dialog?.remove();
      story.innerHTML = '<h1>Ferry</h1><p>${TEXT}</p>';
    };
    for (const button of document.querySelectorAll('[data-choice]')) button.onclick = () => choose(button.dataset.choice);
    ${script}</script></body>`;
}

const ACCEPT = 'data-choice="accepted"';
const REFUSE = 'data-choice="refused"';

/** The dialogs of the usual managers, by the manager; each page at `/` and its name. */
export const CONSENT_PAGES: Record<string, string> = {
  'tcf-generic': wall(
    `<div data-dialog role="dialog" class="paper-privacy" ${LOOK}><p>${WORDS}</p>
      <button ${ACCEPT}>Accept all</button><button ${REFUSE}>Reject all</button></div>`,
    'window.__tcfapi = (command, version, callback) => callback({ gdprApplies: true, eventStatus: "cmpuishown" }, true);',
  ),
  onetrust: wall(
    `<div id="onetrust-consent-sdk" data-dialog><div id="onetrust-banner-sdk" role="dialog" ${LOOK}><p>${WORDS}</p>
      <button id="onetrust-pc-btn-handler">Settings</button>
      <button id="onetrust-reject-all-handler" ${REFUSE}>Reject</button>
      <button id="onetrust-accept-btn-handler" ${ACCEPT}>Accept</button></div></div>`,
    `window.OneTrust = {}; window.OnetrustActiveGroups = ',C0001,';`,
  ),
  didomi: wall(
    `<div id="didomi-host" data-dialog><div id="didomi-popup" class="didomi-popup-container" ${LOOK}><p>${WORDS}</p>
      <button id="didomi-notice-agree-button" ${ACCEPT}>Agree</button><button>Learn more</button></div></div>`,
    `window.Didomi = { setUserDisagreeToAll: () => choose('refused'), setUserAgreeToAll: () => choose('accepted'),
      getCurrentUserStatus: () => ({ purposes: {} }) };`,
  ),
  sourcepoint: wall(
    `<div id="sp_message_container_1" data-dialog ${LOOK}>
      <iframe id="sp_message_iframe_1" src="http://good-sourcepoint.example:PORT/index.html?message_id=1" width="600" height="400"></iframe></div>`,
    `window._sp_ = {}; addEventListener('message', ({ data }) => choose(data));`,
  ),
  quantcast: wall(
    `<div id="qc-cmp2-container" data-dialog><div id="qc-cmp2-main"><div id="qc-cmp2-ui" ${LOOK}><p>${WORDS}</p>
      <div class="qc-cmp2-summary-buttons"><button mode="secondary">More options</button>
      <button mode="secondary" ${REFUSE}>Disagree</button>
      <button mode="primary" ${ACCEPT}>Agree</button></div></div></div></div>`,
  ),
  cookiebot: wall(
    `<div id="CybotCookiebotDialog" data-dialog ${LOOK}><p>${WORDS}</p>
      <button id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll" ${ACCEPT}>Allow all</button>
      <button id="CybotCookiebotDialogBodyLevelButtonLevelOptinDeclineAll" ${REFUSE}>Deny</button></div>`,
    'window.Cookiebot = { hasResponse: false, declined: false, dialog: { visible: true } };',
  ),
  late: `<!doctype html><title>Ferry</title><body><main><article id="story"></article></main><script>
    const choose = (choice) => {
      fetch('/chose/' + choice + location.pathname);
      document.querySelector('[data-dialog]').remove();
      story.innerHTML = '<h1>Ferry</h1><p>${TEXT}</p>';
    };
    setTimeout(() => document.body.insertAdjacentHTML('beforeend', \`<div data-dialog role="dialog" class="paper-privacy" ${LOOK}>
      <p>${WORDS}</p><button onclick="choose('accepted')">Accept all</button><button onclick="choose('refused')">Reject all</button></div>\`), 180);
  </script></body>`,
  usercentrics: wall(
    `<div id="usercentrics-root" data-dialog ${LOOK}></div>`,
    `window.UC_UI = { denyAllConsents: () => choose('refused'), acceptAllConsents: () => choose('accepted'),
      closeCMP: () => true, areAllConsentsAccepted: () => false };
    const tree = document.getElementById('usercentrics-root').attachShadow({ mode: 'open' });
    tree.innerHTML = '<div data-testid="uc-container"><p>${WORDS}</p><button data-testid="uc-accept-all-button">Accept</button><button data-testid="uc-deny-all-button">Deny</button></div>';
    const [accept, deny] = tree.querySelectorAll('button');
    accept.onclick = () => choose('accepted');
    deny.onclick = () => choose('refused');`,
  ),
};

/** The frame in which Sourcepoint asks. */
export const SOURCEPOINT_FRAME = `<!doctype html><body><p>${WORDS}</p>
  <button class="sp_choice_type_11" onclick="parent.postMessage('accepted', '*')">Accept</button>
  <button class="sp_choice_type_13" onclick="parent.postMessage('refused', '*')">Reject all</button></body>`;

/** Dialogs that can only be accepted. */
export const ACCEPT_ONLY_PAGES: Record<string, string> = {
  'accept-only': wall(
    `<div data-dialog role="dialog" class="cookie-wall" ${LOOK}><p>${WORDS}</p><button ${ACCEPT}>Accept all</button></div>`,
    'window.__tcfapi = (command, version, callback) => callback({ gdprApplies: true }, true);',
  ),
  'onetrust-accept-only': wall(
    `<div id="onetrust-consent-sdk" data-dialog><div id="onetrust-banner-sdk" role="dialog" ${LOOK}><p>${WORDS}</p>
      <button id="onetrust-accept-btn-handler" ${ACCEPT}>Accept</button></div></div>`,
    'window.OneTrust = {};',
  ),
  'pay-or-accept': wall(
    `<div data-dialog role="dialog" class="consent-wall" ${LOOK}><p>${WORDS}</p>
      <button ${ACCEPT}>Accept and read on</button><button data-choice="subscribed">Reject and subscribe</button></div>`,
  ),
};
