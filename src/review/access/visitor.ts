import { tryGetContext } from 'hono/context-storage';
import type { Scope } from '../../model/scope.ts';

/** Who sends a request, and what it may do. */
export type Visitor = {
  /**
   * How it shows that: `open`: nothing is asked for; `login`, `ticket`: a cookie, of a user or of who has the token of
   * the settings; `bearer`: a token in a header; `feed-key`: in the address of a feed.
   */
  by: 'open' | 'login' | 'ticket' | 'bearer' | 'feed-key';
  /** The user, or the owner of the token; `null`: nobody who is named. */
  name: string | null;
  scope: Scope;
  /** What opens feeds for it, and nothing else; `null`: nothing is needed. */
  feedKey: string | null;
};

declare module 'hono' {
  interface ContextVariableMap {
    visitor?: Visitor;
  }
}

/**
 * Who sends the request that is being answered; `null` where nobody was let in, as on the login page. It is taken from
 * the request that this code runs for, so that each page's frame can show it without each page handing it on.
 */
export function currentVisitor(): Visitor | null {
  return tryGetContext()?.get('visitor') ?? null;
}
