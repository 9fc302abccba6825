import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectLedgerHeld } from '../helpers/expect-ledger-held.ts';
import { type Draw, drawFrom } from '../newspaper/seeded-random.ts';
import { SHORT_SCRIPT_MINUTES } from '../newspaper/short-script.ts';
import { expectWhole } from './expect-whole.ts';
import { type Chaos, openChaos, pause } from './open-chaos.ts';
import { killOne, TROUBLES } from './troubles.ts';

/** The short form: every trouble once. The long one (STET_CHAOS=long): again and again, with 200 kills beside them. */
const IS_LONG = process.env.STET_CHAOS === 'long';
const SEED = Number(process.env.STET_CHAOS_SEED ?? Date.now() % 1_000_000);
const OUTAGE_MS = IS_LONG ? 60_000 : 2_000;
const KILLS_A_ROUND = IS_LONG ? 3 : 0;
/** A round of visits takes about this long: troubles come at any moment of it. */
const WITHIN_MS = 800;
/** Each article may fail three times in a round, and servers that are away are told of every ten seconds. */
const MOST_LINES = 300 + (OUTAGE_MS / 10_000) * 40;
const DAY_MINUTES = 24 * 60;

// The second night after is that of the change of clocks in Europe: on 29 March 2026 two o'clock is three.
const STARTS_AT = new Date('2026-03-28T09:00:00Z');

const draw = drawFrom(SEED);
const rounds = listRounds();

/** A name of a trouble for each minute of the script at which all is visited. */
function listRounds(): { minute: number; name: string }[] {
  const names = shuffle(draw, Object.keys(TROUBLES));
  const stride = IS_LONG ? 1 : Math.floor(SHORT_SCRIPT_MINUTES / names.length);
  const count = IS_LONG ? SHORT_SCRIPT_MINUTES : names.length;
  return Array.from({ length: count }, (_, index) => ({
    minute: (index + 1) * stride,
    name: names[index % names.length] ?? '',
  }));
}

function shuffle<T>({ between }: Draw, things: T[]): T[] {
  const left = [...things];
  return things.flatMap(() => left.splice(between(0, left.length - 1), 1));
}

describe(`whatever happens, all is held (seed ${SEED})`, () => {
  let chaos: Chaos;
  beforeAll(async () => {
    chaos = await openChaos(STARTS_AT);
    await chaos.settle(await chaos.goTo(0));
  }, 240_000);
  afterAll(() => chaos.close(), 60_000);

  it.each(rounds)('at minute $minute $name', { timeout: 600_000 }, async ({ minute, name }) => {
    const { lines, setup } = chaos;
    const linesBefore = lines.length;
    const at = await chaos.goTo(minute);
    await pause(draw.between(0, WITHIN_MS));
    await TROUBLES[name]?.(chaos, draw, OUTAGE_MS);
    for (let kill = 0; kill < KILLS_A_ROUND; kill += 1) {
      await pause(draw.between(0, WITHIN_MS));
      await killOne(chaos, draw, OUTAGE_MS);
    }
    await chaos.settle(at);
    await expectWhole(setup.database.db);
    expect(await chaos.health()).toBe(200);
    const told = lines.slice(linesBefore);
    expect(told.length, told.slice(0, 50).join('\n')).toBeLessThan(MOST_LINES);
  });

  it('when the clock goes a day on, over a change of clocks, and back', { timeout: 240_000 }, async () => {
    const { setup, newspaper } = chaos;
    const later = DAY_MINUTES + SHORT_SCRIPT_MINUTES;
    await chaos.settle(await chaos.goTo(later));
    await expectWhole(setup.database.db);

    const asked = newspaper.accessLog.length;
    const linesBefore = chaos.lines.length;
    chaos.setClock(SHORT_SCRIPT_MINUTES);
    await pause(2_000);
    expect(newspaper.accessLog.length, 'nothing is due in the past').toBe(asked);
    expect(chaos.lines.length - linesBefore).toBeLessThan(10);
    await chaos.settle(await chaos.goTo(later + DAY_MINUTES));
    await expectWhole(setup.database.db);
  });

  it('and in the end it holds what the newspaper published, no more and no less', async () => {
    const { script, visitTimes, newspaper, setup } = chaos;
    await expectLedgerHeld(setup.database.db, { script, visitTimes, origin: newspaper.origin });
  });
});
