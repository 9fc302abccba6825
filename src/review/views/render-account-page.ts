import { html } from 'hono/html';
import type { ApiToken } from '../../../storage/api-tokens.ts';
import { covers, SCOPES } from '../../model/scope.ts';
import type { Visitor } from '../access/visitor.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderTime } from './render-time.ts';

/** What a form that was sent came to. */
export type Said = { complaint?: string; done?: string; made?: { name: string; secret: string } };

export type AccountView = {
  visitor: Visitor;
  hasPassword: boolean;
  tokens: ApiToken[];
  /** With how many browsers the visitor is logged in. */
  logins: number;
  said: Said;
};

/** One's own account, and for admins the tokens of everybody. */
export function renderAccountPage(web: Web, view: AccountView): Html {
  const { visitor, said } = view;
  const texts = TEXTS.access.account;
  const main = html`<h1>${visitor.name ?? texts.title}</h1>
<p>${texts.you(visitor.scope)} ${visitor.by === 'open' ? texts.open : ''}${visitor.by === 'ticket' ? texts.token : ''}</p>
${renderSaid(said)}
${visitor.name === null ? '' : renderPassword(view.hasPassword, visitor.name)}
${visitor.name === null ? '' : renderLogins(view.logins)}
${renderTokens(view)}`;
  return renderPage(web, { title: texts.title, place: null, main });
}

function renderSaid({ complaint, done, made }: Said): Html {
  if (complaint !== undefined) return html`<p role="alert" class="wrong">${complaint}</p>`;
  if (done !== undefined) return html`<p role="status" class="done">${done}</p>`;
  if (made === undefined) return html``;
  return html`<div role="status" class="done"><p>${TEXTS.access.tokens.made(made.name)}</p><p><code class="secret">${made.secret}</code></p></div>`;
}

function renderPassword(hasPassword: boolean, name: string): Html {
  const texts = TEXTS.access.account;
  if (!hasPassword) return html`<h2>${texts.password}</h2><p>${texts.elsewhere}</p>`;
  const field = (fieldName: string, label: string, autocomplete: string) =>
    html`<label>${label}<input type="password" name="${fieldName}" required maxlength="1000" autocomplete="${autocomplete}"></label>`;
  return html`<h2>${texts.password}</h2>
<form class="login" method="post" action="/account/password">
<input type="text" name="name" value="${name}" autocomplete="username" hidden>
${field('old', texts.passwordOld, 'current-password')}
${field('new', texts.passwordNew, 'new-password')}
${field('again', texts.passwordAgain, 'new-password')}
<button>${texts.passwordButton}</button>
<p class="hint">${texts.passwordMeaning}</p>
</form>`;
}

function renderLogins(logins: number): Html {
  const texts = TEXTS.access.account;
  return html`<h2>${texts.logins}</h2>
<p>${texts.loginsMeaning(logins)}</p>
<form method="post" action="/account/logins/end"><button class="quiet">${texts.loginsEnd}</button></form>`;
}

function renderTokens({ visitor, tokens }: AccountView): Html {
  const texts = TEXTS.access.tokens;
  const scopes = SCOPES.filter((scope) => covers(visitor.scope, scope));
  return html`<h2 id="tokens">${covers(visitor.scope, 'admin') ? texts.all : texts.title}</h2>
<p>${texts.meaning}</p>
${tokens.length === 0 ? html`<p class="none">${texts.none}</p>` : renderTable(tokens)}
<h3>${texts.make}</h3>
<form class="login" method="post" action="/account/tokens">
<label>${texts.name}<input name="name" required maxlength="100" autocomplete="off"></label>
<label>${texts.scope}<select name="scope">${scopes.map((scope) => html`<option value="${scope}">${TEXTS.access.scopes[scope]}</option>`)}</select></label>
<label>${texts.days}<input type="number" name="days" min="1" max="3650" value="90"></label>
<button>${texts.button}</button>
</form>`;
}

function renderTable(tokens: ApiToken[]): Html {
  const texts = TEXTS.access.tokens;
  const rows = tokens.map(
    (token) => html`<tr>
<th scope="row">${token.name}</th>
<td>${token.user_name ?? texts.nobody}</td>
<td>${token.scope}</td>
<td>${renderTime(token.created_at)}</td>
<td>${token.used_at === null ? texts.never : renderTime(token.used_at)}</td>
<td>${token.expires_at === null ? texts.noEnd : renderTime(token.expires_at)}</td>
<td><form method="post" action="/account/tokens/${token.id}/remove"><button class="quiet" aria-label="${texts.removeOf(token.name)}">${texts.remove}</button></form></td>
</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.caption}"><table class="tokens">
<caption>${texts.caption}</caption>
<thead><tr><th scope="col">${texts.name}</th><th scope="col">${texts.owner}</th><th scope="col">${texts.scope}</th><th scope="col">${texts.created}</th><th scope="col">${texts.used}</th><th scope="col">${texts.expires}</th><td></td></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}
