import type { Context } from 'hono';
import { API_PATH } from '../api/api-path.ts';

/** Whether a request is one of the API: its failures are problems. */
export function isOfApi(c: Context): boolean {
  return c.req.path.startsWith(`${API_PATH}/`);
}

/** Whether a person sends it: programs, which ask for JSON or anything, get no pages to tell them what is wrong. */
export function wantsPage(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes('text/html');
}

/** Whether a script of a page of ours, or a program, wants to be told the result as JSON. */
export function wantsJson(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes('application/json');
}
