import type { Logger } from 'pino';
import { type Environment, readSecret } from '../../config/environment.ts';
import type { Config } from '../../config/load-config.ts';
import type { Oidc } from '../../config/oidc-schema.ts';
import { applySources } from '../../jobs/apply-sources.ts';
import type { JobKind } from '../../jobs/job-kinds.ts';
import { listChannels } from '../../jobs/list-channels.ts';
import { type OpenStet, openStet } from '../../jobs/open-stet.ts';
import { openQueueBackend, type QueueBackend } from '../../jobs/queue-backend.ts';
import { startScheduler } from '../../jobs/start-scheduler.ts';
import { startWorkers } from '../../jobs/start-workers.ts';
import { SWEEP_SETTINGS, type SweepSettings } from '../../jobs/sweep.ts';
import { waitAtMost } from '../../jobs/wait-at-most.ts';
import { closeQueues, openQueues } from '../../jobs/wake-workers.ts';
import type { Clock } from '../model/clock.ts';
import { StetError } from '../model/stet-error.ts';
import { examineRunning } from './doctor/examine-running.ts';
import { followEdits } from './follow-edits.ts';
import { hearHubs } from './hear-hubs.ts';
import { keepSources } from './keep-sources.ts';
import { refuseSecondDaemon } from './refuse-second-daemon.ts';

export const ROLES = ['scheduler', 'worker', 'browser', 'web'] as const;
export type Role = (typeof ROLES)[number];

export type DaemonOptions = {
  environment: Environment;
  config: Config;
  roles: readonly Role[];
  clock: Clock;
  log: Logger;
  /** Only tests and the demonstration set this. */
  sweep?: Partial<SweepSettings>;
  /** How many milliseconds the jobs in hand may take to end after a signal; only tests set this. */
  graceMs?: number;
};

/** The daemon, running. */
export type Daemon = {
  /** Where the review UI is; `null` without the web role. */
  url: string | null;
  /** Aborted, with a sentence, when stet was updated while it ran: it can do no more, and is to be stopped. */
  outdated: AbortSignal;
  stop(): Promise<void>;
};

/** How long the jobs in hand may take to end after a signal. */
const GRACE_MS = 15_000;

/** The whole daemon ends within 30 seconds: a part that takes longer, its server being gone, is left behind. */
const LONGEST_STOP_MS = 27_000;

/**
 * Starts the parts of the daemon that `roles` name, in this process, and gives them back as one thing to stop. When a
 * part cannot start, those that did are stopped.
 * @throws StetError with what stands in the way.
 */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { environment, config, roles, clock, log } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    const endsAt = performance.now() + LONGEST_STOP_MS;
    for (const stopPart of stops.splice(0).reverse()) {
      const stopped = stopPart().catch((error: unknown) => log.error({ err: error }, 'a part did not stop well'));
      const leftMs = Math.max(1_000, endsAt - performance.now());
      if (!(await waitAtMost(stopped, leftMs))) log.warn('a part did not stop in time and was left behind');
    }
  };
  // First of all: what is edited while the daemon starts is applied when it is up.
  const edits = followEdits(environment.configDir, log);
  stops.push(async () => edits.close());
  try {
    const stet = await openStet(environment, config, clock, log, { hasBrowser: roles.includes('browser') });
    stops.push(() => stet.close());
    await refuseSecondDaemon(stet.database, environment.varDir);
    await applySources(stet.database.db, config.sources, clock.now());
    let wakeScheduler = () => {};
    const hasQueue = roles.includes('scheduler') || kindsOf(roles).length > 0;
    let backend: QueueBackend | null = null;
    const isQueueUp = async (timeoutMs: number) => backend === null || (await answersWithin(backend, timeoutMs));
    const watched = hasQueue ? isQueueUp : null;
    const url = roles.includes('web')
      ? await startWebPart(stet, () => wakeScheduler(), stops, {
          isQueueUp: watched,
          isInUse: makesVisits(roles),
          environment,
        })
      : null;
    if (hasQueue) backend = await openBackend(stet, options, stops);
    if (backend !== null) wakeScheduler = startJobs(stet, backend, options, stops);
    edits.apply((edited) => {
      stet.setConfig(edited);
      wakeScheduler?.();
    });
    return { url, outdated: stet.outdated, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The kinds of job that these roles do. */
function kindsOf(roles: readonly Role[]): JobKind[] {
  const kinds: JobKind[] = roles.includes('worker') ? ['discover', 'visit', 'deliver', 'reextract', 'subscribe'] : [];
  return roles.includes('browser') ? [...kinds, 'render', 'portray'] : kinds;
}

/** Whether this process schedules and makes the visits itself, by its own configuration. */
function makesVisits(roles: readonly Role[]): boolean {
  return roles.includes('scheduler') && roles.includes('worker');
}

async function answersWithin(backend: QueueBackend, timeoutMs: number): Promise<boolean> {
  let isUp = false;
  const answered = backend.ping().then(() => {
    isUp = true;
  });
  await waitAtMost(answered, timeoutMs);
  return isUp;
}

async function startWebPart(
  stet: OpenStet,
  wake: () => void,
  stops: (() => Promise<void>)[],
  parts: {
    isQueueUp: ((timeoutMs: number) => Promise<boolean>) | null;
    isInUse: boolean;
    environment: Environment;
  },
): Promise<string> {
  const { isQueueUp, isInUse, environment } = parts;
  const { host, port, token: reference, oidc } = stet.config().settings.web;
  const token = reference === null ? null : requireSecret('The token of the review UI (web.token', reference);
  const { startWeb } = await import('../review/start-web.ts'); // a worker needs nothing of it
  const provider = oidc === null ? null : (await import('./open-oidc.ts')).openOidc(stet.client, withSecret(oidc));
  const web = await startWeb({
    db: stet.database.db,
    sources: () => stet.config().sources,
    channels: () => listChannels(stet.config().settings),
    clock: stet.clock,
    host,
    port,
    token,
    ...hearHubs(stet, wake),
    sourceFiles: keepSources(stet, isInUse),
    examine: examineRunning(environment, stet.database),
    ...(provider === null ? {} : { oidc: provider }),
    ...(isQueueUp === null ? {} : { isQueueUp }),
    onError: (error) => stet.log.error({ err: error }, 'a page could not be shown'),
  });
  stops.push(() => web.stop());
  return web.url;
}

function withSecret(oidc: Oidc): Oidc {
  const { clientSecret } = oidc;
  const what = 'The secret for logging in elsewhere (web.oidc.clientSecret';
  return clientSecret === null ? oidc : { ...oidc, clientSecret: requireSecret(what, clientSecret) };
}

function requireSecret(what: string, reference: string): string {
  const secret = readSecret(reference);
  if (secret.ok) return secret.secret;
  throw new StetError(`${what} in stet.yaml) cannot be had. ${secret.reason}`, {
    exitCode: 2,
  });
}

async function openBackend(
  stet: OpenStet,
  { environment, log }: DaemonOptions,
  stops: (() => Promise<void>)[],
): Promise<QueueBackend> {
  const backend = await openQueueBackend(environment.redisUrl, stet.database, (error, repeats) =>
    log.warn({ err: error, repeats }, 'the queue has trouble'),
  );
  stops.push(() => backend.close());
  return backend;
}

/** Starts what the roles name, and gives a way to wake the scheduler. */
function startJobs(
  stet: OpenStet,
  backend: QueueBackend,
  options: DaemonOptions,
  stops: (() => Promise<void>)[],
): () => void {
  const { roles } = options;
  const kinds = kindsOf(roles);
  if (kinds.length > 0) {
    const workers = startWorkers(stet, backend, kinds);
    stops.push(() => workers.stop(options.graceMs ?? GRACE_MS));
  }
  if (!roles.includes('scheduler')) return () => {};
  const queues = openQueues(backend);
  stops.push(() => closeQueues(queues));
  const scheduler = startScheduler(stet, queues, () => new Date(), { ...SWEEP_SETTINGS, ...options.sweep });
  stops.push(() => scheduler.stop());
  return () => scheduler.wake();
}
