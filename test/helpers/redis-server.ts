import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './servers.ts';

/** A Redis of a test's own, which it may kill, stop and start again at its port. It keeps nothing on disk. */
export type RedisServer = {
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Stops it as a machine that hangs: it keeps its connections, and answers none. */
  freeze(): void;
  thaw(): void;
};

/** Starts a Redis on a free port. */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  let child: ReturnType<typeof spawn> | null = null;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      child = spawn('redis-server', options, { stdio: 'ignore' });
      for (let waits = 0; !(await isListening(port)); waits += 1) {
        if (waits > 600) throw new Error('redis-server did not start');
        await sleep(50);
      }
    },
    kill: async () => {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await ended;
    },
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT'),
  };
  await server.start();
  return server;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
