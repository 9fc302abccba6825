import { expect, it } from 'vitest';
import { runStet } from '../helpers/run-stet.ts';

it('a page that means to command the terminal is text on it, coloured or not', { timeout: 30_000 }, async () => {
  const words = 'The mayor said on Monday that the new bridge would open in spring, after years of delay. ';
  const bad = '&#27;]52;c;ZXZpbA==&#7;\u001b[2J\u009b31m\u202e';
  const page = `<html><head><title>Mayor ${bad}</title></head><body><article><h1>Mayor ${bad}</h1>
    <p>${words.repeat(4)}${bad}</p><p>${words.repeat(4)}</p></article></body></html>`;
  for (const env of [{ NO_COLOR: '1' }, { FORCE_COLOR: '1' }] as Record<string, string>[]) {
    for (const more of [[], ['--format', 'text'], ['--explain']]) {
      const { out, err, code } = await runStet(['extract', '-', '--url', 'https://a.example/1', ...more], env, page);
      expect(code, err).toBe(0);
      expect(out).toContain('Mayor');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      expect(out.replaceAll(/\u001b\[(?:1|22)m/g, '')).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
    }
  }
});
