import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { clearUnpacked } from '../../../src/fetch/browser/clear-unpacked.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'stet-unpacked-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lay(name: string, hoursAgo: number): void {
  mkdirSync(join(folder, name, 'lib'), { recursive: true });
  writeFileSync(join(folder, name, 'chromium'), 'a program');
  const at = new Date(NOW.getTime() - hoursAgo * 3_600_000);
  utimesSync(join(folder, name), at, at);
}

it('removes what other versions were unpacked to a day ago and before, and nothing else', async () => {
  lay('150.0.0-2', 9_000);
  lay('149.0.0-2', 9_000);
  lay('149.0.0-2.3c1f', 30);
  lay('151.0.0-2', 2);
  expect((await clearUnpacked(folder, '150.0.0-2', NOW)).sort()).toEqual(['149.0.0-2', '149.0.0-2.3c1f']);
  expect(readdirSync(folder).sort()).toEqual(['150.0.0-2', '151.0.0-2']);
  expect(readdirSync(join(folder, '150.0.0-2'))).toContain('chromium');
});

it('has nothing to do where nothing was ever unpacked', async () => {
  expect(await clearUnpacked(join(folder, 'nowhere'), '150.0.0-2', NOW)).toEqual([]);
});
