import type { Block } from '../../model/block.ts';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { foldText, nameKey } from '../fold-text.ts';

/** News agencies by the names that they sign with, and letters of agencies and offices, written small in brackets. */
const AGENCY =
  /^(?:(?i:dpa(?:[-/]\w{2,8})?|afp|reuters|ap|associated press|upi|ansa|adnkronos|agi|efe|europa press|lusa|tass|тасс|interfax|интерфакс|ria|риа(?: новости)?|укринформ|укрінформ|ukrinform|унн|apa|sda|keystone-sda|sid|epd|kna|rtr|ots|pte|bloomberg|xinhua|kyodo|jiji|yonhap|antara|bernama|pti|ani|ians|aap|cp|the canadian press|belga|anp|ntb|tt|ritzau|stt|bns|elta|leta|pap|čtk|ctk|tasr|sita|mti|hina|tanjug|agerpres|aa|anadolu|dha|iha|mena|spa|wam|irna|nan|sapa|notimex|télam|telam|prensa latina)|\p{Ll}{2,5}\p{Lu}?)$/u;
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
export function readDateline(clues: Clues, body: Block[]): Found<string> | null {
  const first = body.find(({ type }) => type === 'paragraph');
  const shown = first?.type === 'paragraph' ? datelineOf(first.text.slice(0, 140), emphasisEnd(first)) : null;
  if (shown !== null && !clues.newsroom.has(nameKey(shown)))
    return { value: shown, from: 'heuristic', confidence: 0.85 };
  const claimed = foldText(textOfProperty(clues.linked.article?.dateline) ?? '');
  if (!/\p{L}{2}/u.test(claimed) || claimed.length > 80) return null;
  return { value: claimed, from: 'json-ld', confidence: 0.8 };
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
  if (agency?.split(/[/,]\s{0,2}/).some((name) => AGENCY.test(name.trim()))) return value;
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
