type Parts = Record<'source' | 'time' | 'headline' | 'kinds' | 'before' | 'after', string>;

/** Texts of the picture of a change. */
export const IMAGE_TEXTS = {
  title: 'Picture to share',
  link: 'The change as a picture (PNG)',
  alternative: 'In words:',
  wordmark: 'stet',
  motto: 'Every version that stood.',
  missing: '[…]: letters that this picture cannot show',
  sentence: ({ source, time, headline, kinds, before, after }: Parts) => {
    const was = before === '' ? '' : ` Before: “${before}”.`;
    const is = after === '' ? '' : ` After: “${after}”.`;
    return `${source} changed “${headline}” (${kinds}), seen ${time}.${was}${is}`;
  },
};
