import type { MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';
import { isOfApi } from './access/kind-of-request.ts';
import { answerProblem } from './api/problems.ts';
import { TEXTS } from './texts.ts';

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return ipaddr.isValid(name) && ipaddr.process(name).range() === 'loopback';
}

/** Whether a server that listens on `host` is reached under every address of the machine. */
export function isEveryAddress(host: string): boolean {
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'unspecified';
}

/**
 * Refuses requests that name another host than a loopback name or `host`: a page elsewhere whose name was pointed at
 * this machine (DNS rebinding) would otherwise read everything as if it were ours. The public name is for the callbacks
 * of hubs; where nobody has to log in, for nothing else, lest a proxy that passes all on open the UI to the internet.
 */
export function guardHost(
  host: string,
  publicly: { name: () => string | null; isGuarded: () => Promise<boolean> },
): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.header('host') ?? new URL(c.req.url).host;
    const name = given.replace(/:\d*$/, '').toLowerCase();
    const isOurs = isEveryAddress(host) || isLoopback(name) || name.replace(/^\[(.*)\]$/, '$1') === host.toLowerCase();
    const mayBePublic = async () => c.req.path.startsWith('/websub/') || (await publicly.isGuarded());
    if (isOurs || (name === publicly.name() && (await mayBePublic()))) return await next();
    const sentence = TEXTS.errors.wrongHost(name.slice(0, 100));
    return isOfApi(c) ? answerProblem(c, 421, sentence) : c.text(sentence, 421);
  };
}
