// Judges changes of the list by keys, while the focus is in it (WCAG 2.2, 2.1.4), and without losing one's place.
// Everything works without it: the boxes and buttons are a form.
{
  const list = document.querySelector('[data-triage]');
  const form = document.querySelector('#triage');
  if (list !== null && form !== null) startTriage(list, form);

  function startTriage(list, form) {
    const said = form.querySelector('[data-said]');
    const note = form.querySelector('[name=note]');
    const assignee = form.querySelector('[name=to]');
    const all = form.querySelector('[data-select-all]');
    const boxes = () => [...list.querySelectorAll('input.select')];
    let last = [];

    all.hidden = false;
    form.querySelector('[data-select-all-label]').hidden = false;
    document.querySelector('[data-keys]').hidden = false;
    all.addEventListener('change', () => {
      for (const box of boxes()) box.checked = all.checked;
    });

    form.addEventListener('submit', (event) => {
      const verdict = event.submitter?.value;
      const ids = selected();
      event.preventDefault();
      if (event.submitter?.matches('[data-assign]')) return void (ids.length > 0 && assign(ids));
      if (ids.length > 0 && verdict !== undefined) void judge(ids, verdict);
    });

    list.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const row = event.target.closest('[data-change]');
      const act = row === null ? undefined : ACTIONS[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act(row);
    });

    const ACTIONS = {
      j: (row) => focusRow(row.nextElementSibling),
      k: (row) => focusRow(row.previousElementSibling),
      x: (row) => row.querySelector('input.select').click(),
      r: (row) => judgeFrom(row, 'reviewed'),
      f: (row) => judgeFrom(row, 'flagged'),
      n: (row) => judgeFrom(row, 'noise'),
      a: (row) => assignFrom(row),
      m: () => note.focus(),
      u: () => last.length > 0 && judge(last, 'undo'),
    };

    function focusRow(row) {
      row?.querySelector('h2 a')?.focus();
    }

    function selected() {
      return boxes().flatMap((box) => (box.checked ? [box.value] : []));
    }

    /** Judges what is selected, or else the one that has the focus, and goes on to the next. */
    async function judgeFrom(row, verdict) {
      const ids = selected();
      if (ids.length > 0) return await judge(ids, verdict);
      if (await judge([row.dataset.change], verdict)) focusRow(row.nextElementSibling ?? row);
    }

    /** Assigns what is selected, or else the one that has the focus. */
    async function assignFrom(row) {
      const ids = selected();
      if (assignee !== null) await assign(ids.length > 0 ? ids : [row.dataset.change]);
    }

    async function assign(ids) {
      try {
        const { changes, sentence } = await send('/assignments', ids, { to: assignee.value });
        for (const { id, label } of changes) showLabel(id, 'assignee', label);
        said.textContent = sentence;
        for (const box of [...boxes(), all]) box.checked = false;
      } catch (error) {
        said.textContent = error.message;
      }
    }

    /** Sends a form as a page would, with what shows that it is one of ours. */
    async function send(address, ids, values) {
      const fields = new URLSearchParams(ids.map((id) => ['id', id]));
      const token = form.querySelector('[name=formToken]');
      if (token !== null) fields.set('formToken', token.value);
      for (const [name, value] of Object.entries(values)) fields.set(name, value);
      const answer = await fetch(address, { method: 'POST', body: fields, headers: { accept: 'application/json' } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      return told;
    }

    async function judge(ids, verdict) {
      const hasNote = note.value.trim() !== '' && verdict !== 'undo';
      try {
        const values = { verdict, ...(hasNote ? { note: note.value } : {}) };
        const { changes, sentence } = await send('/verdicts', ids, values);
        for (const change of changes) showLabel(change.id, 'verdict', change.label, `verdict-${change.verdict}`);
        said.textContent = sentence;
        last = verdict === 'undo' ? [] : ids;
        note.value = '';
        for (const box of [...boxes(), all]) box.checked = false;
        return true;
      } catch (error) {
        said.textContent = error.message;
        return false;
      }
    }

    function showLabel(id, kind, label, variant = '') {
      const labels = list.querySelector(`[data-change="${id}"] .labels`);
      labels.querySelector(`.${kind}`)?.remove();
      if (label === null) return;
      const item = document.createElement('li');
      item.className = `${kind} ${variant}`.trim();
      item.textContent = label;
      labels.append(item);
    }
  }
}
