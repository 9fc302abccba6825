import type { Article } from '../model/article.ts';
import type { Block, ParagraphBlock } from '../model/block.ts';
import { type BlockChange, CHANGE_KINDS, type Change, type FieldChange, type ImportanceTerm } from '../model/change.ts';
import { explainKinds } from './explain-kinds.ts';
import { joinCarried } from './kinds/carried-text.ts';
import { describeSwap, type Finding, passOver } from './kinds/finding.ts';
import { judgeBlock } from './kinds/judge-blocks.ts';
import { judgeField } from './kinds/judge-fields.ts';
import { findLead, judgeLead } from './kinds/judge-lead.ts';
import { judgeLinks } from './kinds/judge-links.ts';
import type { TextContext } from './kinds/judge-text.ts';
import { MEANING_KINDS } from './kinds/weights.ts';
import { readWordUse } from './kinds/word-use.ts';
import { type BodyShares, measureBodies } from './measure-bodies.ts';
import { tellsOfUpdate } from './tells-of-update.ts';
import { readsTheSame } from './text/fold-typography.ts';
import { weighChange } from './weigh-change.ts';

/** With less of the shorter body than this left standing, edits can no longer be told one by one. */
const REWRITTEN_SHARE = 0.2;
const MIN_REWRITTEN_LENGTH = 200;

const UNSEEN: Finding = passOver('style', 'the same, set otherwise', 'unseen');

/** What kinds of edit the differences between two versions are, how much they matter, and why. */
export function classifyChange(
  from: Article,
  to: Article,
  fields: FieldChange[],
  blocks: BlockChange[],
  language: string | null,
): Change {
  const context: TextContext = { language, ...readWordUse(from.body, to.body) };
  const shares = measureBodies(from.body, to.body, blocks);
  const touch = findTouch(from, to);
  const found = [
    ...touch,
    ...fields.flatMap((change) => judgeField(change, from, to, context)),
    ...judgeBody(from, to, blocks, shares, context),
  ];
  // An empty text for an absent one, an attribute that nothing shows: it differs, and nobody can tell.
  const all = found.length > 0 ? found : [UNSEEN];
  const seen = all.filter((finding) => finding.extent !== 'furniture');
  const noise = seen.length === 0;
  const findings = noise ? all : seen;
  const { importance, terms } = noise ? { importance: 0, terms: [] } : weighChange(seen, shares.changed);
  const kinds = new Set(findings.map(({ kind }) => kind));
  const saysOtherwise = seen.some((finding) => finding.extent === 'full' && MEANING_KINDS.has(finding.kind));
  return {
    kinds: CHANGE_KINDS.filter((kind) => kinds.has(kind)),
    importance,
    terms,
    reasons: explainKinds(findings),
    silent: saysOtherwise && tellsOfUpdate(from, to, fields, blocks) === null,
    noise,
    touched: noise && touch.length > 0,
    passedOver: all.flatMap((finding) =>
      finding.extent === 'furniture' ? [{ rule: finding.rule, what: finding.what }] : [],
    ),
    fields,
    blocks,
  };
}

/** A modified time that moved: by itself it says that there was an edit where there is none. */
function findTouch(from: Article, to: Article): Finding[] {
  if (!hasOtherModifiedTime(from, to)) return [];
  const what = `modified ${describeSwap(from.modifiedAt ?? '', to.modifiedAt ?? '')}`;
  return [passOver('dates', what, 'touched')];
}

/** Whether two records give two modified times, and these are two instants; one that only came or went says nothing. */
export function hasOtherModifiedTime(from: Article, to: Article): boolean {
  if (from.modifiedAt === null || to.modifiedAt === null || from.modifiedAt === to.modifiedAt) return false;
  const [before, after] = [Date.parse(from.modifiedAt), Date.parse(to.modifiedAt)];
  return Number.isNaN(before) || Number.isNaN(after) || before !== after;
}

function judgeBody(
  from: Article,
  to: Article,
  blocks: BlockChange[],
  shares: BodyShares,
  context: TextContext,
): Finding[] {
  if (shares.kept < REWRITTEN_SHARE && shares.shorterLength >= MIN_REWRITTEN_LENGTH) {
    const what = `${Math.round(shares.kept * 100)} % of the text stayed`;
    return [{ kind: 'rewritten', what, extent: 'full' }];
  }
  const rebroken = findRebroken(from.body, to.body);
  if (rebroken !== null) {
    const others = blocks.filter((change) => ![change.before, change.after].some((one) => one?.type === 'paragraph'));
    const style: Finding = { kind: 'style', what: 'the same words in other paragraphs', extent: 'minor' };
    return [
      ...(others.length < blocks.length ? [style, ...judgeLinks(...rebroken)] : []),
      ...others.flatMap((change) => judgePlaced(change, from, to, context)),
    ];
  }
  const judged = new Map(blocks.map((change) => [change, judgePlaced(change, from, to, context)]));
  return [...judgeLead(from, to, judged), ...joinCarried([...judged.values()].flat())];
}

/** The findings on a block, each with its place in the body. */
function judgePlaced(change: BlockChange, from: Article, to: Article, context: TextContext): Finding[] {
  const depth = Math.min(1, (change.to ?? change.from ?? 0) / Math.max(1, to.body.length - 1));
  const isOpening =
    change.op === 'moved' && (findLead(to)?.place === change.to || findLead(from)?.place === change.from);
  return judgeBlock(change, context).map((finding) => {
    const more = isOpening && finding.kind === 'moved-block' ? { more: [OPENING] } : {};
    return { depth, ...finding, ...more };
  });
}

/** What opens a story is what it is about. */
const OPENING: ImportanceTerm = { term: 'opening', value: 0.35, why: 'another paragraph opens the text' };

/** All paragraphs of each body as one, where these read the same: then only the breaks between them differ. */
function findRebroken(from: Block[], to: Block[]): [ParagraphBlock, ParagraphBlock] | null {
  const [before, after] = [from, to].map((body) => body.filter((block) => block.type === 'paragraph'));
  if (before === undefined || after === undefined || before.length === after.length) return null;
  const [one, other] = [joinParagraphs(before), joinParagraphs(after)];
  return readsTheSame(one.text, other.text) ? [one, other] : null;
}

/** With their links and emphasis. */
function joinParagraphs(paragraphs: ParagraphBlock[]): ParagraphBlock {
  const block: ParagraphBlock = { type: 'paragraph', text: paragraphs.map(({ text }) => text).join(' '), spans: [] };
  let start = 0;
  for (const { text, spans } of paragraphs) {
    for (const span of spans) block.spans.push({ ...span, start: start + span.start, end: start + span.end });
    start += text.length + 1;
  }
  return block;
}
