import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/model/block.ts';
import { describeBlock } from '../../../src/review/describe-block.ts';

const picture = { type: 'image', url: 'https://a.example/p.png', alt: null, caption: null, credit: null } as const;
const post = { type: 'embed', provider: 'X', url: null, author: null, handle: null, date: null, text: null } as const;

describe('describeBlock', () => {
  it.each<[Block, string]>([
    [{ type: 'paragraph', text: 'Words.', spans: [] }, 'Words.'],
    [{ ...picture, caption: 'The port', credit: 'Ada' }, 'The port\nAda'],
    [{ ...picture, alt: 'A port' }, 'A port'],
    [{ ...picture, alt: '' }, 'https://a.example/p.png'],
    [{ ...post, url: 'https://x.example/1' }, 'https://x.example/1'],
    [post, 'X'],
    [{ type: 'live-entry', id: null, time: '12:05', blocks: [] }, ''],
  ])('of %j is %j', (block, text) => {
    expect(describeBlock(block)).toBe(text);
  });
});
