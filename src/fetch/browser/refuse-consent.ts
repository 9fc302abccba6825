import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filterCompactRules } from '@duckduckgo/autoconsent';
import compactRules from '@duckduckgo/autoconsent/rules/compact-rules.json' with { type: 'json' };
import type { Frame, Page } from 'playwright-core';

/** What became of a page's question for consent. */
export type ConsentAnswer = 'none' | 'refused' | 'unanswered';

const CONFIG = {
  enabled: true,
  // Never optIn: nobody agreed to anything.
  autoAction: 'optOut',
  disabledCmps: [],
  enablePrehide: false,
  enableCosmeticRules: true,
  enableGeneratedRules: true,
  enableHeuristicDetection: false,
  // At the second look a dialog that no rule knows is judged by what its buttons say: "reject" is pressed, nothing else.
  heuristicMode: 'reject',
  isMainWorld: true,
  visualTest: false,
};
const MOST_FRAMES = 8;
/**
 * A dialog that was found is given so much longer: some are refused in steps, a page of settings for each, and a busy
 * machine takes its time for every one. Nothing is waited for once the last step was taken, or none is left.
 */
const ANSWER_MS = 15_000;

const SCRIPT = readFileSync(
  join(dirname(fileURLToPath(import.meta.resolve('@duckduckgo/autoconsent'))), 'autoconsent.playwright.js'),
  'utf8',
);

/**
 * What could be such a dialog. Looking closely costs as much as a small page does; every manager
 * of dialogs leaves one of these: its interface (TCF's is `__tcfapi`), or an element named after what it asks for.
 */
const MAY_ASK = `['__tcfapi', '__cmp', '__gpp', 'OneTrust', 'Didomi', '_sp_', 'Cookiebot', 'UC_UI', '__ucCmp', 'Sourcepoint']
  .some((name) => name in window) || document.querySelector(['consent', 'cookie', 'gdpr', 'cmp', 'sp_message', 'didomi',
    'onetrust', 'usercentrics', 'qc-', 'privacy', 'iubenda', 'trustarc', 'truste', 'axeptio', 'klaro', 'osano', 'ketch']
  .flatMap((word) => ['[id*="' + word + '" i]', '[class*="' + word + '" i]', 'iframe[src*="' + word + '" i]'])
  .concat('dialog[open]', '[role="dialog"]', '[aria-modal="true"]').join()) !== null`;

/** Whether a dialog stands open, or an interface says that there is one: then it is looked at twice. */
const DOES_ASK = `'__tcfapi' in window || '__gpp' in window || [...document.querySelectorAll('dialog[open], [role="dialog"], [aria-modal="true"]')]
  .some((dialog) => dialog.checkVisibility())`;

type Message = { type: string; result?: boolean; state?: { lifecycle?: string } };

/** Whether anything on a page could ask for consent to tracking; not while it leads on to another. */
export async function mayAsk(page: Page): Promise<boolean> {
  return await page.evaluate<boolean>(MAY_ASK).catch(() => false);
}

/**
 * Refuses, or closes, the dialog by which a page asks for consent to tracking, by the rules of autoconsent for the usual
 * managers of such dialogs, or by what its buttons say. Waits `boundMs` at most until one is found.
 * Once a page: what listens stays.
 */
export async function refuseConsent(page: Page, boundMs: number): Promise<ConsentAnswer> {
  const detectRetries = (await page.evaluate<boolean>(DOES_ASK).catch(() => false)) ? 1 : 0;
  let isFound = false;
  let conclude: (answer: ConsentAnswer) => void = () => {};
  const concluded = new Promise<ConsentAnswer>((resolve) => {
    conclude = resolve;
  });
  let timer: NodeJS.Timeout | undefined;
  const giveUpAfter = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => conclude(isFound ? 'unanswered' : 'none'), ms);
  };
  /** The page and its frames, as far as none has said that it found nothing: some managers ask in a frame of theirs. */
  const looking = new Set<Frame>();
  const look = async (frame: Frame): Promise<void> => {
    looking.add(frame);
    if (!(await inject(frame))) findNothing(frame);
  };
  const findNothing = (frame: Frame): void => {
    looking.delete(frame);
    if (looking.size === 0 && !isFound) conclude('none');
  };
  const hear = async ({ frame }: { frame: Frame }, message: Message): Promise<void> => {
    if (message.type === 'init') await answerInit(frame, detectRetries);
    if (message.type === 'popupFound') giveUpAfter(ANSWER_MS);
    if (message.type === 'cmpDetected') isFound = true;
    if (message.type === 'autoconsentDone') conclude('refused');
    if (message.type === 'optOutResult' && message.result === false) conclude('unanswered');
    if (message.type === 'report' && message.state?.lifecycle === 'nothingDetected') findNothing(frame);
  };
  await page.exposeBinding('autoconsentSendMessage', hear);
  // A refusal may load the page, or a frame of it, anew.
  page.on('framenavigated', (frame) => void look(frame));
  page.on('framedetached', findNothing);
  // Not waited for: a frame that could not be loaded never answers.
  for (const frame of page.frames().slice(0, MOST_FRAMES)) void look(frame);
  giveUpAfter(boundMs);
  return await concluded.finally(() => clearTimeout(timer));
}

/** Whether the frame is looked through now: one that is gone, or lets nothing run in it, has nothing to ask. */
async function inject(frame: Frame): Promise<boolean> {
  return await frame.evaluate(SCRIPT).then(
    () => true,
    () => false,
  );
}

async function answerInit(frame: Frame, detectRetries: number): Promise<void> {
  const rules = filterCompactRules(compactRules as never, {
    url: frame.url(),
    mainFrame: frame.parentFrame() === null,
  });
  const response = { type: 'initResp', config: { ...CONFIG, detectRetries }, rules: { compact: rules } };
  await frame.evaluate(`void autoconsentReceiveMessage(${JSON.stringify(response)})`).catch(() => undefined);
}
