import type { Article } from '../../model/article.ts';
import { type PageVerdict, STUB_WORDS, type Survey } from './survey-page.ts';

const PAYWALL_WORDS =
  /\b(?:subscribe to (?:continue|read|unlock)|to (?:continue|keep) reading|this (?:article|content|story) is (?:for|available (?:only )?to|reserved for|exclusive(?:ly)? (?:for|to)) (?:our )?(?:subscribers|members|premium)|subscribers? only|already a subscriber|unlock this article|weiterlesen mit|jetzt weiterlesen|dieser artikel ist (?:nur )?für (?:abonnenten|unsere abonnenten)|nur für abonnenten|artikel freischalten|réservée? (?:aux|à nos) abonnés|il vous reste \d+ ?% de cet article|(?:exclusivo|solo) para suscriptores|contenido exclusivo|exclusivo para assinantes|riservato agli abbonati|только для подписчиков|dla prenumeratorów|kun for abonnenter|for abonnenter|voor abonnees|alleen voor leden|czytaj dalej|dla subskrybentów|för prenumeranter|bli prenumerant|pro předplatitele|pretplatnike|abonelere özel|tilaajille)\b/i;

/** The same where words do not begin or end at an ASCII letter. */
const PAYWALL_WORDS_ELSEWHERE =
  /有料会員|会員限定|続きを読むには|订阅后|付费阅读|会员专享|訂閱後|會員專屬|구독자 전용|유료 ?회원|для передплатників|за абонати|előfizetőknek|abonaților|για συνδρομητές|למנויים|للمشتركين|ویژه مشترکان/i;

/** Whether an offer of a subscription stands in place of the text. */
export function judgePaywall(page: Survey, article: Article): PageVerdict | null {
  if (article.wordCount >= STUB_WORDS) return null;
  const words = PAYWALL_WORDS.test(page.text) || PAYWALL_WORDS_ELSEWHERE.test(page.text);
  const reasons = [
    article.isAccessibleForFree === false ? 'it says that it is not free to read' : null,
    page.hasPaywallBox ? 'it has a box named as a paywall' : null,
    words ? 'it asks its reader to subscribe to go on' : null,
  ].filter((reason) => reason !== null);
  if (reasons.length < 2 && !(words && article.wordCount < STUB_WORDS / 2)) return null;
  return { kind: 'paywall', reasons: [`Only ${article.wordCount} words can be read: ${reasons.join(', ')}.`] };
}
