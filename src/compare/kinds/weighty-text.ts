import type { ImportanceTerm } from '../../model/change.ts';
import { findQuotations } from '../text/find-quotations.ts';

/** That somebody denies, rejects, admits or apologises; that somebody is accused, charged, dead. */
const DENIAL =
  /(?<!\p{L})(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed)? (?:the |all |any )?(?:accusation|allegation|claim|charge)s?|refut(?:e|es|ed)|apologi[sz]e[sd]?|apology|admitted|did not respond|declined to comment|bestreite[tn]|bestritt(?:en)?|dementier(?:t|te|ten)|weist .{0,40}zurück|wies .{0,40}zurück|entschuldig(?:t|te|ten|ung)|räumte .{0,40}ein|ni(?:e|ent|é|ait)|dément(?:i|ent)?|rejette|s.excus(?:e|é|er)|reconnaît|reconnu|nieg(?:a|an)|neg(?:ó|aron)|desm(?:intió|iente)|rechaz(?:a|ó|aron)|disculp(?:a|as|ó)|admitió|отриц(?:ает|ают|ал|ала|али)|опроверг(?:ает|ла|ли)?|отверг(?:ает|ла|ли)?|извин(?:ился|илась|ились|ения|ений)|признал(?:а|и)?|запереч(?:ує|ують|ив|ила|или)|спростову(?:є|ють)|спростува(?:в|ла|ли)|відкида(?:є|ють)|вибач(?:ився|илася|илися|ення)|визна(?:в|ла|ли))(?!\p{L})/iu;
const FIGURE = /\p{Nd}/u;
/** Longer texts are searched at their beginning alone. */
const SEARCHED = 2_000;

/** What makes a text that came or went matter more than others of its length: a denial in it, somebody's words, figures. */
export function listWeighty(text: string): ImportanceTerm[] {
  const part = text.slice(0, SEARCHED);
  const denial = part.match(DENIAL)?.[0] ?? null;
  const [quotation] = findQuotations(part);
  return [
    ...(denial === null ? [] : [{ term: 'denial', value: 0.2, why: denial }]),
    ...(quotation === undefined
      ? []
      : [{ term: 'quotation', value: 0.05, why: quotation.inner.slice(0, 40).toWellFormed() }]),
    ...(FIGURE.test(part) ? [{ term: 'figure', value: 0.05, why: part.match(/\p{Nd}[\p{Nd}.,]*/u)?.[0] ?? '' }] : []),
  ];
}
