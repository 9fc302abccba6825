import type { Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import type { Clues } from '../clues.ts';
import { countWords } from '../fold-text.ts';
import { nameTest } from '../names.ts';
import { attributeOf, findElement, findElements, isWithin, textOf } from '../tree.ts';
import { ownWords } from './own-words.ts';
import { type PageVerdict, STUB_WORDS, SURE_WORDS, type Survey } from './survey-page.ts';

/** What consent managers, and papers, call their dialogues. */
const DIALOGUE = nameTest(
  /\b(?:onetrust|optanon|sp message|usercentrics|uc (?:root|banner)|didomi|qc cmp2?|cybot ?cookiebot ?dialog|truste|trustarc|cmp ?(?:box|wrapper|container|root)|fc consent root|iubenda cs|axeptio|cookie ?(?:banner|consent|notice|wall|law|dialog|popup|bar|layer|message)|(?:consent|gdpr) ?(?:banner|wall|dialog|manager|popup|layer|gate|message|overlay)|cmplz|cky consent|borlabs cookie|tarteaucitron|klaro)\b/,
);
/** Hosts of consent managers. */
const SCRIPTS =
  /privacy-mgmt\.com|sourcepoint|cookielaw\.org|onetrust|usercentrics|didomi|privacy-center\.org|consensu\.org|quantcast|cmp\.inmobi|cookiebot|trustarc|consentmanager|contentpass|iubenda|axeptio|__tcfapi/i;
const ADDRESS =
  /(?:^|[./])(?:consent|consents|zustimmung|einwilligung|privacy-?gate|cookie-?wall|cookie-?consent|gdpr-?consent|consentement|consentimiento|consenso|samtykke|souhlas|zgoda)(?:[./]|$)/i;
const TITLE =
  /\b(?:cookie[- ]?(?:consent|settings|einstellungen)|consent|before you continue|we value your privacy|your privacy|privacy (?:gate|settings)|datenschutz(?:einstellungen)?|zustimmung|mit werbung|consentement|consentimiento|consenso|souhlas|samtykke)\b/i;
const WORDS =
  /\b(?:accept all|alle akzeptieren|akzeptieren und weiter|tout accepter|continuer sans accepter|aceptar tod[oa]|aceitar tud|accetta tutt|alles accepteren|reject all|alle ablehnen|tout refuser|rechazar tod|rifiuta tutt|we and our (?:\d+ )?partners|unsere partner|nos partenaires|nossos parceiros|onze partners|manage (?:options|preferences|settings)|accepter og|tillad alle|godkend alle|godta alle|contentpass|pur-abo)/i;
/** The same where words do not begin or end at an ASCII letter. */
const WORDS_ELSEWHERE =
  /принять все|прийняти вс|přijmout v|prijať v|zaakceptuj|akceptuję|godkänn alla|acceptera alla|hyväksy kaikki|elfogadom|acceptă to|αποδοχή όλων|tümünü kabul|すべて.{0,8}(?:同意|許可|受け入れ)|(?:接受|同意)(?:所有|全部)|모두 (?:동의|수락)|قبول الكل|אישור הכל/i;
const SUBJECT =
  /cookie|consent|einwilligung|datenschutz|vie privée|traceurs|privacidad|privacy|prywatno|soukrom|samtyk|согласи|çerez|hozzájárul|consim|συγκατάθεση|クッキー|同意|쿠키|الموافقة|ملفات تعريف/i;
/** Words of its own that make an article: of any page, and of one that declares its article. */
const OWN_WORDS = 40;
const DECLARED_WORDS = 12;
/** Words beside a dialogue that a menu and a footer have. */
const FEW_WORDS = 120;

const asksConsent = (text: string) => WORDS.test(text) || WORDS_ELSEWHERE.test(text);

/** Whether a page asks about cookies in place of the article. */
export function judgeConsent(clues: Clues, page: Survey, article: Article): PageVerdict | null {
  if (article.wordCount >= SURE_WORDS) return null;
  const dialogues = findDialogues(clues);
  const { own } = ownWords(article, dialogues);
  if (page.isDeclared && own >= DECLARED_WORDS && !asksConsent(bodyText(article))) return null;
  return (
    judgeDialogues(page, dialogues, own) ??
    judgeAddress(clues, page, own) ??
    judgeTexts(page, article, own) ??
    judgeScripts(clues, page, own)
  );
}

/** The outermost elements that are called so, or are frames of consent managers. */
function findDialogues({ document }: Clues): Element[] {
  const dialogues: Element[] = [];
  for (const element of findElements(document, isDialogue)) {
    const last = dialogues.at(-1);
    if (last === undefined || !isWithin(element, last)) dialogues.push(element);
  }
  return dialogues;
}

function isDialogue(element: Element): boolean {
  if (/^(?:html|body|script|style|link)$/.test(element.name)) return false;
  if (isConsentFrame(element)) return true;
  // `<div class="page cookie-bar-open">`: a wrapper that is named after the dialogue.
  return DIALOGUE.test(element) && findElement(element, ({ name }) => /^(?:main|article|nav)$/.test(name)) === null;
}

function isConsentFrame(element: Element): boolean {
  return element.name === 'iframe' && SCRIPTS.test(attributeOf(element, 'src') ?? '');
}

/** A dialogue that is there to be seen, and little beside it. */
function judgeDialogues(page: Survey, dialogues: Element[], own: number): PageVerdict | null {
  const words = countWords(dialogues.map(textOf).join('\n'));
  const isShown =
    words > 5 || dialogues.some((one) => isConsentFrame(one) || findElement(one, isConsentFrame) !== null);
  if (!isShown || own >= OWN_WORDS || page.words - words >= FEW_WORDS) return null;
  return { kind: 'consent', reasons: ['It holds little beside the dialogue of a consent manager.'] };
}

function judgeAddress({ url }: Clues, page: Survey, own: number): PageVerdict | null {
  const { host, pathname } = new URL(url);
  if (!ADDRESS.test(host) && !ADDRESS.test(pathname)) return null;
  if (own >= STUB_WORDS || !(SUBJECT.test(page.text) || SUBJECT.test(page.title) || SCRIPTS.test(page.marks)))
    return null;
  return { kind: 'consent', reasons: ['Its address and its text are those of a question about cookies.'] };
}

function judgeTexts(page: Survey, article: Article, own: number): PageVerdict | null {
  const asks = asksConsent(page.text);
  // A story about consent has such a headline too, but asks nobody for it.
  const isStub = !page.isDeclared && own < STUB_WORDS;
  if ((TITLE.test(page.title) || TITLE.test(page.heading)) && (asks || isStub) && page.words < 1_500)
    return { kind: 'consent', reasons: [`It is headed “${page.heading || page.title}”.`] };
  if (asks && page.words < 600 && (own < OWN_WORDS || asksConsent(bodyText(article))))
    return { kind: 'consent', reasons: ['Its text asks for consent to cookies or adverts.'] };
  return null;
}

/** Any page may load such a script; one that speaks of nothing else is there for it. */
function judgeScripts({ document }: Clues, page: Survey, own: number): PageVerdict | null {
  if (own >= OWN_WORDS || page.words >= FEW_WORDS || !SCRIPTS.test(page.marks)) return null;
  const speaks = (element: Element) => /^(?:p|h[1-3])$/.test(element.name) && SUBJECT.test(textOf(element));
  if (findElement(document, speaks) === null) return null;
  return { kind: 'consent', reasons: ['Its few words are about consent, and it has the script of a consent manager.'] };
}

function bodyText({ body }: Article): string {
  return body.map((block) => ('text' in block ? (block.text ?? '') : '')).join(' ');
}
