import { totalmem } from 'node:os';
import { Configuration, EventManager, Log, LogLevel } from '@crawlee/core';

/**
 * Crawlee's event manager without its timers: the local one starts `ps` every second to measure memory, and writes
 * its state every minute; nothing here asks for either.
 */
class QuietEvents extends EventManager {
  override async init(): Promise<void> {
    this.initialized = true;
  }

  override async close(): Promise<void> {
    this.initialized = false;
  }
}

/** A configuration of Crawlee of our own that keeps everything in memory; the global one would write to `./storage`. */
export function createQuietConfiguration(): Configuration {
  const configuration = new Configuration({
    persistStorage: false,
    purgeOnStart: false,
    // CRAWLEE_PERSIST_STORAGE in the environment outdoes the option above, but not this one.
    storageClientOptions: { persistStorage: false, writeMetadata: false },
  });
  // Where it is not told how much memory there is, Crawlee asks `ps` at every start, and breaks down where there is none.
  configuration.set('memoryMbytes', Math.ceil(totalmem() / 2 ** 20));
  configuration.set('eventManager', new QuietEvents(configuration));
  return configuration;
}

/** A log of Crawlee's that says nothing: what a fetch came to is a value, logged once, by the job. */
export function createSilentLog(): Log {
  return new Log({ level: LogLevel.OFF });
}

/**
 * Takes away the SIGINT listeners that a crawler added since `before`: it would abort its run, and with it the fetches
 * in flight, while the daemon drains.
 */
export function dropSigintListeners(before: Set<unknown>): void {
  for (const listener of process.listeners('SIGINT')) {
    if (!before.has(listener) && listener.name === 'sigintHandler') process.off('SIGINT', listener);
  }
}
