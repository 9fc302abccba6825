import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import type { ExtractRule, Rules } from '../../../src/model/source.ts';
import { renderArticleMarkdown } from '../../../src/review/render-article-markdown.ts';
import { emptyRule } from './empty-rule.ts';
import { GOLDEN_DIR, NO_RULES, readGolden, readGoldenPage } from './golden-pages.ts';

const RULE: ExtractRule = {
  ...emptyRule,
  validFrom: '2020-01-01',
  headline: ['.article__header h1'],
  dek: ['.article__header h2'],
  kicker: ['.article__header span.label'],
  leadImage: ['.article__featured-image img'],
  caption: [".article__featured-image figcaption [class*='__caption']"],
  credit: [".article__featured-image figcaption [class*='__credits']"],
  body: ['.article__content'],
  remove: ['.article__content > :not(.article__block, .live-post, :has(.live-post))'],
};
const RULES: Rules = { language: 'en', timezone: 'Europe/Moscow', identity: /-a-?(\d+)(?:[?#]|$)/, extract: [RULE] };

function read(name: string, rules: Rules): Article {
  const reading = readGoldenPage(name, readGolden(name).url, rules);
  if (reading.kind !== 'article') throw new Error(`${name} holds no article.`);
  return reading.article;
}

describe('a page of The Moscow Times', () => {
  it.each(['moscow-times', 'staff-report'])('%s says the same with rules and without', (name) => {
    const [ruled, plain] = [read(name, RULES), read(name, NO_RULES)];
    expect(ruled.digests).toEqual(plain.digests);
    expect(renderArticleMarkdown(ruled)).toBe(renderArticleMarkdown(plain));
    expect(ruled.evidence.body?.from).toBe('rule');
    expect(plain.evidence.body?.from).toBe('heuristic');
  });

  it('has the identity of its address, whatever its slug', () => {
    expect(read('moscow-times', RULES).identity).toBe('80512');
  });

  it('lets nothing of the furniture in', () => {
    const text = JSON.stringify(read('moscow-times', NO_RULES).body);
    for (const furniture of [
      'Advertisement',
      'Learn to trade',
      'Most read',
      'Just in',
      'Kremlin Comments',
      'Min read',
      'Railway Workers',
      'Dear readers',
      'Your support',
      'Read more about',
      'reports on rivers',
      'views expressed',
      'newsletter',
      'all rights reserved',
    ]) {
      expect(text).not.toContain(furniture);
    }
  });

  it('loses nothing of the body: every text of every block is there, in order', () => {
    const { body } = read('moscow-times', NO_RULES);
    expect(body.map(({ type }) => type)).toEqual(
      (
        'paragraph paragraph paragraph paragraph heading paragraph list related quote paragraph embed image paragraph ' +
        'embed embed embed embed image image aside paragraph paragraph paragraph'
      ).split(' '),
    );
    expect(body.flatMap((block) => (block.type === 'embed' ? [block.provider] : []))).toEqual([
      'twitter',
      'telegram',
      'youtube',
      'facebook',
      'instagram',
    ]);
  });

  it('is a staff report without byline when JSON-LD names only the paper', () => {
    expect(read('staff-report', NO_RULES).byline).toBeNull();
  });

  it('reads in the manner of the paper’s own captures', () => {
    const expected = readFileSync(new URL('moscow-times.out.md', GOLDEN_DIR), 'utf8');
    expect(renderArticleMarkdown(read('moscow-times', RULES))).toBe(expected);
  });
});
