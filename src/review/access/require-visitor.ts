import type { Context } from 'hono';
import type { Visitor } from './visitor.ts';

/**
 * Who sends a request to a route that asks for a scope.
 * @throws Error for a route that the guard does not stand before: a bug.
 */
export function requireVisitor(c: Context): Visitor {
  const visitor = c.get('visitor');
  if (visitor === undefined) throw new Error(`nobody was asked who they are before ${c.req.path}`);
  return visitor;
}
