import type { Element } from 'domhandler';
import type { Block } from '../../model/block.ts';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { foldText, nameKey } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { selectFirst } from '../select-elements.ts';
import { findElement, textOf } from '../tree.ts';

/** News agencies by the names that they sign with. */
const AGENCY =
  /^(?:dpa(?:[-/]\w{2,8})?|afp|reuters|ap|associated press|upi|ansa|adnkronos|agi|efe|europa press|lusa|tass|тасс|interfax|интерфакс|ria|риа(?: новости)?|укринформ|укрінформ|ukrinform|унн|apa|sda|keystone-sda|sid|epd|kna|rtr|ots|pte|bloomberg|xinhua|kyodo|jiji|yonhap|antara|bernama|pti|ani|ians|aap|cp|the canadian press|belga|anp|ntb|tt|ritzau|stt|bns|elta|leta|pap|čtk|ctk|tasr|sita|mti|hina|tanjug|agerpres|aa|anadolu|dha|iha|mena|spa|wam|irna|nan|sapa|notimex|télam|telam|prensa latina)$/iu;
/** Letters of agencies and offices, written small in brackets. */
const AGENCY_LETTERS = /^\p{Ll}{2,5}\p{Lu}?$/u;
/** Words in capitals before a dash that are no places. */
const NO_PLACE =
  /^(?:breaking|update[ds]?|live|exclusive|exklusiv|watch|video|photos?|correction|opinion|analysis|news|just in|developing|warning|spoiler|review|interview|eil|urgent|alerte?|última hora|ultimo|срочно|молния)\b/iu;
/** A place, perhaps a region or a date after it, and an agency in brackets, a dash, or both. */
const OPENING =
  /^(\p{Lu}[\p{L}\p{M}.'’/ -]{1,40}?)((?:,\s[^()–—:]{1,32}?)?)(?:\s\(([^()]{2,40})\)(?:\s{0,2}\.?[–—-]{1,2})?|\s{0,2}\.?([–—]|\s-|--|\.-)-?)\s/u;
const OPENING_END = /\s{0,2}\.?[–—-]{0,2}\s$/u;

/**
 * Where, when and for which agency the text was written, as it stands at its beginning: `MOSCOW, Feb. 11 (Reuters)`,
 * `Berlin (dpa)`, `PARIS`. A place in capitals, a date, an agency or a place set in bold must tell it from a sentence.
 */
export function readDateline(clues: Clues, body: Block[], place: Place | null): Found<string> | null {
  if (place !== null)
    return { value: textOf(place.element), from: place.from, confidence: place.from === 'rule' ? 1 : 0.85 };
  const first = body.find(({ type }) => type === 'paragraph');
  const shown = first?.type === 'paragraph' ? datelineOf(first.text.slice(0, 140), emphasisEnd(first)) : null;
  if (shown !== null && !clues.newsroom.has(nameKey(shown)))
    return { value: shown, from: 'heuristic', confidence: 0.85 };
  const capitals = first?.type === 'paragraph' ? capitalsBefore(body) : null;
  if (capitals !== null) return { value: capitals, from: 'heuristic', confidence: 0.75 };
  const claimed = foldText(textOfProperty(clues.linked.article?.dateline) ?? '');
  if (!/\p{L}{2}/u.test(claimed) || claimed.length > 80) return null;
  return { value: claimed, from: 'json-ld', confidence: 0.8 };
}

function isAgency(name: string): boolean {
  return AGENCY.test(name) || AGENCY_LETTERS.test(name);
}

const PLACE_NAMES = /\b(?:dateline|location|locality)\b/;
const LONGEST_PLACE = 40;

/** The element that says where an article was written. */
export type Place = { element: Element; from: 'rule' | 'heuristic' };

/** What a rule names as the dateline, else a line of its own before the text that is named as a place; `null` without one. */
export function findPlace({ document, rule }: Clues, region: Element | undefined): Place | null {
  const ruled = selectFirst(document, rule?.dateline ?? []).find((element) => textOf(element) !== '');
  if (ruled !== undefined) return { element: ruled, from: 'rule' };
  const element = region === undefined ? null : findPlaceLine(region);
  return element === null ? null : { element, from: 'heuristic' };
}

function findPlaceLine(region: Element): Element | null {
  const isPlace = (element: Element) => PLACE_NAMES.test(hintsOf(element)) && textOf(element).length < LONGEST_PLACE;
  const first = findElement(region, (one) => isPlace(one) || (one.name === 'p' && textOf(one).length > 80));
  if (first === null || !isPlace(first)) return null;
  const text = textOf(first);
  return /^\p{Lu}/u.test(text) && !/[\d:.!?]/.test(text) && isPlaceName(text) ? first : null;
}

const IN_CAPITALS = /^(\p{Lu}[\p{Lu}\p{M}'’. -]{3,30})(?:\/\p{Lu}[\p{Lu} ]{2,20})?:\s(?=\p{Lu}\p{Ll}|[“"‘'])/u;

/** `KARACHI: The …`, at the first paragraph alone: where others begin so too, people speak in turn. */
function capitalsBefore(body: Block[]): string | null {
  const found = body.flatMap((block) =>
    (block.type === 'paragraph' ? (block.text.match(IN_CAPITALS) ?? []) : []).slice(0, 1),
  );
  const [one, ...others] = found;
  if (one === undefined || others.length > 0) return null;
  const first = body.find(({ type }) => type === 'paragraph');
  const place = one.replace(/:\s$/, '');
  return first?.type === 'paragraph' && first.text.startsWith(one) && !NO_PLACE.test(place) ? place : null;
}

function emphasisEnd({ spans }: Extract<Block, { type: 'paragraph' }>): number {
  return spans.find(({ start, kind }) => start === 0 && (kind === 'strong' || kind === 'emphasis'))?.end ?? 0;
}

/** The dateline at the beginning of a text whose first characters, up to `emphasised`, are set in bold or italics. */
export function datelineOf(text: string, emphasised = 0): string | null {
  const found = text.match(OPENING);
  if (found === null) return null;
  const [whole, place = '', after = '', agency] = found;
  if (NO_PLACE.test(place) || !isPlaceName(place)) return null;
  const value = whole.replace(OPENING_END, '');
  if (agency?.split(/[/,]\s{0,2}/).some((name) => isAgency(name.trim()))) return value;
  // A sentence begins after a dateline: `NATO – the alliance` goes on.
  if (!/[–—-]\s$/.test(whole) || /^\p{Ll}/u.test(text.slice(whole.length))) return null;
  const isEmphasised = emphasised >= place.length && emphasised <= whole.length;
  const isCapital = /^[^\p{Ll}]{3,}$/u.test(place);
  const isDated = /\d/.test(after) && /\p{L}{3}|\d\.\d/u.test(after);
  return isCapital || isDated || isEmphasised || place.includes('/') ? value : null;
}

/** Up to four words, each written as a name is. */
function isPlaceName(place: string): boolean {
  const words = place.split(/[ /-]+/);
  return (
    words.length <= 5 &&
    words.every(
      (word) =>
        (/^\p{Lu}/u.test(word) && !/\.\p{L}{2}/u.test(word)) ||
        /^(?:am|an|der|de|del|la|le|sur|los|las|do|da|upon|on|of|und|and|di)$/.test(word),
    )
  );
}
