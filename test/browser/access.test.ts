import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { hashPassword } from '../../src/review/access/hash-password.ts';
import { listChanges } from '../../storage/list-changes.ts';
import { addUser } from '../../storage/users.ts';
import {
  findChromium,
  listBarriers,
  listFaultsOf,
  openVisitor,
  startBrowser,
  THEMES,
  tabTo,
} from '../helpers/browser.ts';
import { openWatchedPaper, type WatchedPaper } from './open-watched-paper.ts';

const environment = readEnvironment();
const chromiumPath = findChromium(environment);
const SCREENSHOTS = join(environment.varDir, 'screenshots');
const PASSWORD = 'correct horse battery staple';

describe.runIf(chromiumPath !== null)('logging in, in Chromium', () => {
  let browser: Browser;
  let paper: WatchedPaper;

  beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    browser = await startBrowser(chromiumPath ?? '');
    paper = await openWatchedPaper();
    for (const minute of [0, 14]) await paper.visitAllAt(minute);
    const password = await hashPassword(PASSWORD, { ln: 4, r: 8, p: 1 });
    await addUser(paper.db, { name: 'anna', role: 'admin', password }, new Date());
    await addUser(paper.db, { name: 'boris', role: 'review', password }, new Date());
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await paper.close();
  });

  async function logIn(page: Page, name: string): Promise<void> {
    await tabTo(page, 'input[name=name]');
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForFunction(`document.querySelector('.who') !== null`);
  }

  it('lets a reviewer log in, assign a change, find it by that, and log out, with the keyboard alone', async () => {
    const { page, complaints, leave } = await openVisitor(browser, paper.url);
    await page.goto('/?order=importance');
    expect(await page.title()).toBe('Log in · stet');
    await logIn(page, 'anna');
    expect(page.url()).toBe(`${paper.url}/?order=importance`);

    await tabTo(page, '.changes h2 a');
    const [first, second] = await page.locator('.changes h2').allInnerTexts();
    await page.keyboard.press('a'); // to oneself, unless somebody else is chosen
    await page.locator('.triage-said').getByText('1 change assigned to anna.').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await tabTo(page, 'select[name=to]');
    await page.keyboard.type('boris');
    await tabTo(page, 'button[data-assign]');
    await page.keyboard.press('Enter');
    await page.locator('.triage-said').getByText('1 change assigned to boris.').waitFor();
    expect(await page.locator('.change-row .assignee').allInnerTexts()).toEqual(['for anna', 'for boris']);

    await page.goto('/?assigned=me');
    expect(await page.locator('.changes h2').allInnerTexts()).toEqual([first]);
    await page.goto('/?assigned=boris');
    expect(await page.locator('.changes h2').allInnerTexts()).toEqual([second]);
    await tabTo(page, '.changes h2 a');
    await page.keyboard.press('Enter');
    await tabTo(page, 'button', 'Flag');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#verdict$/);
    expect(await page.locator('.annotations').innerText()).toContain('by anna');

    await tabTo(page, '.who button');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/login$/);
    await page.goto('/');
    expect(await page.title()).toBe('Log in · stet');
    expect(complaints).toEqual([]);
    await leave();
  });

  it('lets one assign without scripts', async () => {
    const { page, leave } = await openVisitor(browser, paper.url, { javaScriptEnabled: false });
    await page.goto('/?order=importance');
    await page.getByLabel('Name').fill('boris');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('input.select').last().check();
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.waitForURL(/order=importance/);
    expect(await page.locator('.change-row .assignee').last().innerText()).toBe('for boris');
    await page.goto('/sources');
    expect(await page.locator('.actions').count()).toBe(0); // a reviewer manages no sources
    await leave();
  });

  it('lets an admin look at a site, add it, edit its file and pause it', { timeout: 60_000 }, async () => {
    const { page, complaints, leave } = await openVisitor(browser, paper.url);
    await page.goto('/sources');
    await logIn(page, 'anna');
    const homepage = await page.locator('.source dd.address').first().innerText();
    await page.getByRole('link', { name: 'Add a source' }).click();
    await page.getByLabel('Its front page').fill(homepage);
    await page.getByRole('button', { name: 'Look what there is' }).click();
    await page.waitForURL(/\/sources\/preview$/);
    await page.screenshot({ path: join(SCREENSHOTS, 'source-preview.png'), fullPage: true });
    expect(await listBarriers(page)).toEqual([]);
    await page.getByLabel('Its id').fill('another');
    const drafted = await page.locator('textarea[name=text]').inputValue();
    await page.locator('textarea[name=text]').fill(drafted.replace(/^name: .*$/m, 'name: Another'));
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('takes it up within seconds').waitFor();
    await page.goto('/sources/another/file');
    const file = page.locator('textarea[name=text]');
    const text = await file.inputValue();
    await file.fill(`${text}nonsense: 1\n`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('#faults').waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, 'source-faults.png'), fullPage: true });
    expect(await listBarriers(page)).toEqual([]);
    await page.locator('textarea[name=text]').fill(text);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is saved.').waitFor();
    await page.goto('/sources');
    const source = page.locator('.source').first();
    await source.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.source').first().getByText('It is paused since').waitFor();
    await page.locator('.source').first().getByRole('button', { name: 'Resume' }).click();
    expect(complaints).toEqual([]);
    await leave();
  });

  it.each([1920, 320])('shows its pages well, %i pixels wide', { timeout: 120_000 }, async (width) => {
    const { page, complaints, leave } = await openVisitor(browser, paper.url, { viewport: { width, height: 900 } });
    await page.goto('/login');
    const faults: string[] = [];
    const look = async (name: string) => {
      const how = { folder: SCREENSHOTS, width, themes: THEMES[width] ?? [] };
      faults.push(...(await listFaultsOf(page, `access-${name}`, how)));
    };
    await look('login');
    await logIn(page, 'anna');
    const [change] = await listChanges(paper.db, { limit: 1 });
    await page.goto('/account');
    await page.getByLabel('Name').fill(`a script ${width}`);
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.locator('.secret').waitFor();
    await look('account');
    const pages: [string, string][] = [
      ['home', '/'],
      ['change', `/changes/${change?.id}`],
      ['sources', '/sources'],
      ['new-source', '/sources/new'],
    ];
    for (const [name, address] of pages) {
      await page.goto(address);
      await look(name);
    }
    await page.goto('/sources');
    await page.locator('.actions a').first().click();
    await look('source-file');
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await leave();
  });
});
