import type { Block, RichText } from '../../model/block.ts';
import { blockText, richTexts } from '../body/block-text.ts';
import { foldTypography } from '../text/fold-typography.ts';
import { withoutCommon } from './edit.ts';
import { describeSwap, type Finding, passOver, shorten } from './finding.ts';

type Link = { label: string; href: string };

const TRACKING =
  /^(?:utm_\w+|at_\w+|mc_[ce]id|fbclid|gclid|yclid|igshid|ref|ref_src|cmp|cmpid|ocid|smid|xtor|ito|s|t)$/i;

/** Links of a block whose words stayed and whose target changed; links put on words or taken from them; emphasis. */
export function judgeLinks(before: Block, after: Block): Finding[] {
  if (!hasSpans(before) && !hasSpans(after)) return [];
  const had = linksOf(before);
  const has = linksOf(after);
  const fresh = Map.groupBy(has, (link) => link.label);
  const retargeted = [...Map.groupBy(had, (link) => link.label)].flatMap(([label, old]): Finding[] => {
    const now = fresh.get(label) ?? [];
    const hrefs = (links: Link[]) => links.map((link) => link.href);
    return now.length === 0 ? [] : compareTargets(label, hrefs(old), hrefs(now));
  });
  const isSameText = foldTypography(blockText(before)) === foldTypography(blockText(after));
  return isSameText ? [...retargeted, ...compareLabels(had, has), ...judgeEmphasis(before, after)] : retargeted;
}

/** What a text offers as its proof is another, and no reader sees that. */
const SWAPPED = { term: 'target', value: 0.3, why: 'the same words lead elsewhere' };

function compareTargets(label: string, before: string[], after: string[]): Finding[] {
  const [gone, come] = [withoutCommon(before, after), withoutCommon(after, before)];
  if (gone.length === 0 && come.length === 0) return [];
  const what = `"${shorten(label)}" ${describeSwap(gone.join(' '), come.join(' '))}`;
  const isSame = gone.map(targetKey).sort().join(' ') === come.map(targetKey).sort().join(' ');
  return [isSame ? passOver('link', what, 'link-address') : { kind: 'link', what, extent: 'full', more: [SWAPPED] }];
}

function compareLabels(had: Link[], has: Link[]): Finding[] {
  const labels = (links: Link[]) => new Set(links.map((link) => link.label));
  const [before, after] = [labels(had), labels(has)];
  const gone = had.filter((link) => !after.has(link.label));
  const come = has.filter((link) => !before.has(link.label));
  const one = (link: Link): string => `"${shorten(link.label)}" ${link.href}`;
  if (gone.length === 0 && come.length === 0) return [];
  return [{ kind: 'link', what: describeSwap(gone.map(one).join(', '), come.map(one).join(', ')), extent: 'minor' }];
}

function judgeEmphasis(before: Block, after: Block): Finding[] {
  const [had, has] = [emphasisOf(before), emphasisOf(after)];
  if (had === has) return [];
  return [{ kind: 'style', what: `emphasis ${describeSwap(had, has)}`, extent: 'minor' }];
}

/** The words of a block that are set off from the others, in order. */
export function emphasisOf(block: Block): string {
  return richTexts(block)
    .flatMap((rich) => rich.spans.flatMap((span) => (span.kind === 'link' ? [] : [wordsOf(rich, span)])))
    .join(', ');
}

function hasSpans(block: Block): boolean {
  return richTexts(block).some((rich) => rich.spans.length > 0);
}

/** The links of a block, each with its words as a reader sees them. */
export function linksOf(block: Block): Link[] {
  return richTexts(block).flatMap((rich) =>
    rich.spans.flatMap((span) => (span.kind === 'link' ? [{ label: wordsOf(rich, span), href: span.href }] : [])),
  );
}

function wordsOf(rich: RichText, { start, end }: { start: number; end: number }): string {
  return foldTypography(rich.text.slice(start, end));
}

/** One text for addresses that lead to the same page: without scheme, fragment, tracking and a last slash. */
export function targetKey(href: string): string {
  const url = URL.parse(href);
  if (url === null) return href;
  const query = [...url.searchParams].filter(([name]) => !TRACKING.test(name));
  const search = query
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/$/, '')}?${search}`;
}
