import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReceiver, type Receiver } from '../helpers/open-receiver.ts';
import { runStet } from '../helpers/run-stet.ts';
import { setUpWatch, type WatchSetup } from '../helpers/watch.ts';

let setup: WatchSetup;
let receiver: Receiver;
const run = (...args: string[]) => {
  const { configDir, varDir, databaseUrl } = setup.environment;
  return runStet(args, {
    STET_CONFIG: configDir,
    STET_DATA: varDir,
    DATABASE_URL: databaseUrl ?? '',
    DESK_HOOK: `${receiver.origin}/services/secret-of-the-desk`,
  });
};

beforeAll(async () => {
  receiver = await openReceiver();
  setup = await setUpWatch('http://127.0.0.1:9');
  const file = join(setup.environment.configDir, 'stet.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nchannels: { desk: { slack: "env:DESK_HOOK" } }\n`);
}, 60_000);
afterAll(async () => {
  await receiver.close();
  await setup.close();
});

describe('stet channels', () => {
  it('lists the channels, and sends a test message', { timeout: 90_000 }, async () => {
    expect((await run('channels', '--json')).lines).toMatchObject([
      { name: 'desk', kind: 'slack', pending: 0, lastDeliveredAt: null, disabled: null },
    ]);
    expect(await run('channels', 'test', 'desk')).toMatchObject({ code: 0, err: expect.stringContaining('works') });
    expect(receiver.got.map(({ path }) => path)).toEqual(['/services/secret-of-the-desk']);
    receiver.answers.push((response) => response.writeHead(404).end('no_service'));
    const failed = await run('channels', 'test', 'desk');
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('no_service') });
    expect(failed.err + failed.out).not.toContain('secret-of-the-desk');
    expect((await run('channels', '--json')).lines).toMatchObject([
      { failed: 1, lastFailure: { reason: expect.stringContaining('404') } },
    ]);
    expect(await run('channels', 'test', 'nobody')).toMatchObject({ code: 2, err: expect.stringContaining('desk') });
  });
});
