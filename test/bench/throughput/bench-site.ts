import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServerOrder } from './serve-pages.ts';

/** A child of the bench that answers each message with one. */
export type Child = { pid: number; ask(message: unknown): Promise<unknown>; first: unknown; end(): void };

/** Starts a file of this folder as a process of its own and waits for its first word. */
export async function startChild(file: string, args: string[] = []): Promise<Child> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child: ChildProcess = fork(path, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [first] = await once(child, 'message');
  return {
    pid: child.pid ?? 0,
    first,
    ask: async (message) => {
      child.send(message as object);
      const [answer] = await once(child, 'message');
      return answer;
    },
    end: () => {
      if (child.connected) child.disconnect();
    },
  };
}

/** The bench's site: an origin, and its pages in whatever edition. */
export type Site = { origin: string; publish(order: ServerOrder): Promise<void>; end(): void };

/** Starts the site's server. */
export async function startSite(): Promise<Site> {
  const server = await startChild('./serve-pages.ts');
  return {
    origin: `http://127.0.0.1:${server.first}`,
    publish: async (order) => void (await server.ask(order)),
    end: server.end,
  };
}
