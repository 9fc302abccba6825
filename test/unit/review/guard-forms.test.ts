import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { guardForms } from '../../../src/review/access/guard-forms.ts';

const FORM = '<form class="x" method="post" action="/verdicts"></form>';
const cookie = 'stet-login=a-secret';

const app = new Hono();
app.use(guardForms());
app.get('/ours', (c) => c.html(FORM));
app.get('/captured', (c) => c.html(FORM, 200, { 'content-security-policy': 'sandbox' }));
app.get('/download', (c) => c.html(FORM, 200, { 'content-disposition': 'attachment' }));
app.get('/feed', (c) => c.body(FORM, 200, { 'content-type': 'application/atom+xml' }));
app.post('/verdicts', (c) => c.text('taken'));

const get = async (path: string, headers: Record<string, string> = { cookie }) =>
  await (await app.request(path, { headers })).text();

describe('the token of forms', () => {
  it('stands in every form of our pages, where somebody is logged in', async () => {
    expect(await get('/ours')).toMatch(/<form [^>]*><input type="hidden" name="formToken" value="[\w-]{43}"><\/form>/);
    expect(await get('/ours', {})).toBe(FORM);
  });

  it.each(['/captured', '/download', '/feed'])(
    'never stands in %s: what was captured must not learn it',
    async (path) => {
      expect(await get(path)).toBe(FORM);
    },
  );

  it('is asked for of everything that a browser could be made to send, and not of JSON', async () => {
    const post = async (contentType: string | null, body: string, headers: Record<string, string> = { cookie }) => {
      const type = contentType === null ? {} : { 'content-type': contentType };
      const sent = { method: 'POST', body: new TextEncoder().encode(body), headers: { ...type, ...headers } };
      return (await app.request('/verdicts', sent)).status;
    };
    const [, token = ''] = /value="([^"]+)"/.exec(await get('/ours')) ?? [];
    const form = 'application/x-www-form-urlencoded';
    expect(await post(form, `formToken=${token}`)).toBe(200);
    expect(await post(form, `formToken=${token}`, { cookie: 'stet-login=another' })).toBe(403);
    expect(await post('multipart/form-data; boundary=x', 'no part')).toBe(400);
    expect(await post('multipart/form-data; boundary=x', 'no part', {})).toBe(400);
    for (const type of [form, 'text/plain', null, 'text/json']) {
      expect(await post(type, 'verdict=noise'), String(type)).toBe(403);
    }
    expect(await post('application/json', '{}')).toBe(200);
    expect(await post(form, '', {})).toBe(200); // nobody is logged in: there is nothing to ride on
  });
});
