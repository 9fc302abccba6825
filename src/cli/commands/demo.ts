import type { Command } from 'commander';
import { makeDemoScript } from '../../../test/newspaper/demo-script.ts';
import { startNewspaper } from '../../../test/newspaper/start-newspaper.ts';
import { fastClock } from '../../model/clock.ts';
import { type Context, requireConfig } from '../context.ts';
import { parsePort } from '../parse-options.ts';
import { prepareDemo } from '../prepare-demo.ts';
import { openLog } from '../program-log.ts';
import { startDaemon } from '../start-daemon.ts';
import { waitForSignal } from '../wait-for-signal.ts';

/** A minute passes each second. */
const RATE = 60;

/** `stet demo`: the daemon on a stand-in newspaper that it serves itself. */
export function addDemoCommand(program: Command, context: Context): void {
  program
    .command('demo')
    .description(
      'the daemon on a stand-in newspaper that publishes and edits stories while you look; needs no internet',
    )
    .option('--port <port>', 'where to serve the review UI; 0 takes any free port', parsePort, 4000)
    .action(async ({ port }: { port: number }) => {
      const { terminal } = context;
      const clock = fastClock(new Date(), RATE);
      const newspaper = await startNewspaper({ now: clock.now, script: makeDemoScript({ startsAt: clock.now() }) });
      try {
        const signal = waitForSignal(context.environment.isNpmScript);
        const environment = await prepareDemo(context.environment, newspaper.origin, port);
        const log = openLog(environment.logLevel, terminal.isInteractive);
        const config = requireConfig(environment);
        const roles = ['scheduler', 'worker', 'web'] as const;
        const daemon = await startDaemon({ environment, config, roles, clock, log, sweep: { everyMs: 500 } });
        terminal.say(`Four stand-in papers are served at ${newspaper.origin}; an hour of theirs passes each minute.`);
        terminal.say(`Read what they change at ${daemon.url}. Ctrl-C ends it.`);
        terminal.say('From another terminal, at the command line:');
        terminal.say(`  STET_DATA='${environment.varDir}' STET_CONFIG='${environment.configDir}' npx stet changes`);
        await signal;
        await daemon.stop();
      } finally {
        await newspaper.stop();
      }
    });
}
