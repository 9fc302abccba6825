import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAmpPage, plainAddress } from '../../../src/discover/plain-address.ts';

describe('plainAddress', () => {
  it.each([
    ['https://paper.example/2024/story/amp/', 'https://paper.example/2024/story/'],
    ['https://paper.example/2024/story/amp', 'https://paper.example/2024/story'],
    ['https://paper.example/amp/2024/story', 'https://paper.example/2024/story'],
    ['https://paper.example/news/amp/world-123', 'https://paper.example/news/world-123'],
    ['https://amp.paper.example/story', 'https://paper.example/story'],
    ['https://paper.example/story.amp.html', 'https://paper.example/story.html'],
    ['https://paper.example/story.amp', 'https://paper.example/story'],
    ['https://paper.example/story?amp=1', 'https://paper.example/story'],
    ['https://paper.example/story?amp', 'https://paper.example/story'],
    ['https://paper.example/story?id=5&outputType=amp', 'https://paper.example/story?id=5'],
    ['https://paper.example/story/print/', 'https://paper.example/story/'],
    ['https://paper.example/print/story-12', 'https://paper.example/story-12'],
    ['https://paper.example/story/drucken', 'https://paper.example/story'],
    ['https://paper.example/story?print=1', 'https://paper.example/story'],
    ['https://paper.example/story?view=print', 'https://paper.example/story'],
    ['https://paper.example/story?page=1', 'https://paper.example/story'],
    ['https://www-paper-example.cdn.ampproject.org/c/s/www.paper.example/a?x=1', 'https://www.paper.example/a?x=1'],
    ['https://paper-example.cdn.ampproject.org/v/paper.example/amp/a', 'http://paper.example/a'],
    ['https://www.google.com/amp/s/paper.example/a', 'https://paper.example/a'],
  ])('of %s is %s', (url, expected) => {
    expect(plainAddress(new URL(url))?.href).toBe(expected);
  });

  it.each([
    'https://paper.example/2024/story',
    'https://paper.example/',
    'https://paper.example/amp/',
    'https://paper.example/amplifier/story',
    'https://paper.example/news/print-is-dead',
    'https://paper.example/camp/story',
    'https://example.amp/story',
    'https://amp.example/story',
    'https://paper.example/story?page=2',
    'https://paper.example/story?amp=0',
    'https://paper.example/story?print=false',
    'https://paper.example/story?view=full',
    'https://www.google.com/search?q=amp',
  ])('%s is plain already', (url) => {
    expect(plainAddress(new URL(url))).toBeNull();
  });

  it('is plain itself, whatever is stacked', () => {
    const segment = fc.constantFrom('amp', 'AMP', 'print', 'story', 'x.amp', 'y.amp.html', 'drucken', '', '2024');
    const parameter = fc.constantFrom('amp=1', 'print', 'view=amp', 'page=1', 'page=2', 'id=5', 'amp=0');
    const address = fc.tuple(fc.constantFrom('amp.', 'www.', ''), fc.array(segment), fc.array(parameter));
    fc.assert(
      fc.property(address, ([host, segments, parameters]) => {
        const url = new URL(`https://${host}paper.example/${segments.join('/')}?${parameters.join('&')}`);
        const plain = plainAddress(url);
        if (plain !== null) expect(plainAddress(plain)?.href ?? null).toBeNull();
      }),
    );
  });
});

describe('isAmpPage', () => {
  it.each([
    ['<!doctype html><html ⚡ lang="en"><head>', true],
    ['<!doctype html><html amp lang="en"><head>', true],
    ['<!doctype html>\n<html lang="en" amp>', true],
    ['<html lang="en" amp="">', true],
    ['<html lang="en"><body class="amp">', false],
    ['<html lang="amp">', false],
    ['<html data-amp lang="en">', false],
  ])('%s: %s', (html, expected) => {
    expect(isAmpPage(new TextEncoder().encode(html))).toBe(expected);
  });
});
