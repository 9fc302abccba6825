import { type Command, InvalidArgumentError } from 'commander';
import { findChromium } from '../../fetch/browser/find-chromium.ts';
import { systemClock } from '../../model/clock.ts';
import { likenessesOf } from '../../model/likeness.ts';
import type { Source } from '../../model/source.ts';
import { adviseContact } from '../advise-contact.ts';
import { type Context, requireConfig } from '../context.ts';
import { openLog } from '../program-log.ts';
import { ROLES, type Role, startDaemon } from '../start-daemon.ts';
import { waitForSignal } from '../wait-for-signal.ts';

/** `stet start`: the daemon. */
export function addStartCommand(program: Command, context: Context): void {
  program
    .command('start')
    .description('the daemon: watches the sources and serves the review UI')
    .option('--role <roles>', `only these of ${ROLES.join(', ')}; separated by commas`, parseRoles, [...ROLES])
    .action(async ({ role }: { role: Role[] }) => {
      const { environment, terminal } = context;
      const config = requireConfig(environment);
      const log = openLog(environment.logLevel, terminal.isInteractive);
      const signal = waitForSignal(environment.isNpmScript);
      const daemon = await startDaemon({ environment, config, roles: role, clock: systemClock, log });
      if (daemon.url !== null) terminal.say(`stet is running; read what changed at ${daemon.url}`);
      const enabled = config.sources.filter((source) => source.enabled);
      terminal.say(
        `It watches ${enabled.length} of ${config.sources.length} sources in ${config.dir}. Ctrl-C ends it.`,
      );
      const advice = adviseContact(config);
      if (advice !== null) terminal.say(advice);
      for (const sentence of adviseBrowser(enabled, role, findChromium(environment) !== null)) terminal.say(sentence);
      const outdated = new Promise<string>((resolve) => {
        const tell = () => resolve((daemon.outdated.reason as Error).message);
        if (daemon.outdated.aborted) tell();
        else daemon.outdated.addEventListener('abort', tell, { once: true });
      });
      const why = await Promise.race([signal, outdated]);
      // Whoever supervises it starts what failed again.
      if (daemon.outdated.aborted) process.exitCode = 1;
      terminal.say(daemon.outdated.aborted ? why : `${why}: ending what is in hand …`);
      await daemon.stop();
      setTimeout(() => process.exit(), 500).unref(); // what was left behind must not hold the process up
    });
}

/** What a daemon of these roles leaves undone for want of a browser. */
function adviseBrowser(sources: Source[], roles: Role[], hasChromium: boolean): string[] {
  if (roles.includes('browser')) {
    const advice =
      'There is no Chromium here, so pages that need one cannot be read; install one, or set CHROMIUM_PATH.';
    return hasChromium ? [] : [advice];
  }
  const name = (those: Source[]) => those.map(({ id }) => id).join(', ');
  const inBrowser = name(sources.filter(({ fetch }) => fetch.render === 'browser'));
  const portrayed = name(sources.filter(({ fetch }) => likenessesOf(fetch).length > 0));
  return [
    ...(inBrowser === ''
      ? []
      : [`Visits of ${inBrowser} need a browser, and are left to a process with the role browser.`]),
    ...(portrayed === '' ? [] : [`Screenshots and PDFs of ${portrayed} are left to a process with the role browser.`]),
  ];
}

function parseRoles(text: string): Role[] {
  const roles = text.split(',').map((name) => name.trim());
  for (const role of roles) {
    if (!(ROLES as readonly string[]).includes(role)) {
      throw new InvalidArgumentError(`"${role}" is none of ${ROLES.join(', ')}.`);
    }
  }
  return roles as Role[];
}
