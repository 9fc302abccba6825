import { html } from 'hono/html';
import type { ChannelState } from '../../../storage/delivery-lists.ts';
import type { ConfiguredChannel } from '../configured-channel.ts';
import { DELIVERY_TEXTS } from '../delivery-texts.ts';
import type { Html } from './render-page.ts';
import { renderDistance, renderTime } from './render-time.ts';

/** A channel: what waits, what was delivered last and what failed, with forms to try it and to enable it. */
export function renderChannel({ name, kind }: ConfiguredChannel, states: ChannelState[], now: Date): Html {
  const texts = DELIVERY_TEXTS;
  const state = states.find((one) => one.name === name);
  const { pending = 0, failed = 0, lastDeliveredAt = null, lastFailure = null, disabled = null } = state ?? {};
  const action = `/channels/${encodeURIComponent(name)}`;
  return html`<section class="source" id="channel-${name}">
<h3>${name} <span class="status">${texts.kinds[kind]}</span></h3>
${disabled === null ? '' : html`<p class="unwell"><strong>${texts.disabled}</strong> ${renderTime(disabled.at)}: ${disabled.reason} ${texts.disabledHint}</p>`}
<dl class="facts">
<div><dt>${texts.pending}</dt><dd>${pending.toLocaleString('en')}</dd></div>
<div><dt>${texts.failed}</dt><dd>${failed.toLocaleString('en')}</dd></div>
<div><dt>${texts.lastDelivered}</dt><dd>${lastDeliveredAt === null ? texts.never : renderDistance(lastDeliveredAt, now)}</dd></div>
${lastFailure === null ? '' : html`<div><dt>${texts.lastFailure}</dt><dd>${renderDistance(lastFailure.at, now)}: <span dir="auto">${lastFailure.reason}</span></dd></div>`}
</dl>
<div class="buttons">
<form method="post" action="${action}/test"><button class="quiet">${texts.test}<span class="hidden">: ${name}</span></button></form>
${disabled === null ? '' : html`<form method="post" action="${action}/enable"><button>${texts.enable}<span class="hidden">: ${name}</span></button></form>`}
</div>
</section>`;
}
