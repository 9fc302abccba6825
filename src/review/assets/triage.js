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
    /** What `u` takes back, the newest at the end; of a change its newest verdict alone. */
    let done = [];
    /** The row from which the note was gone to. */
    let noted = null;

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
      if (ids.length === 0) say(form.dataset.nothing);
      else if (event.submitter?.matches('[data-assign]')) void assign(ids);
      else if (verdict !== undefined) void judge(ids, verdict);
    });

    // A note is no verdict: Enter keeps it, for what is selected or for the row that one came from.
    note.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && noted !== null) focusRow(noted);
      if (event.key !== 'Enter') return;
      event.preventDefault();
      void keepNote();
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
      m: (row) => {
        noted = row;
        note.focus();
      },
      u: () => done.length > 0 && judge(done.at(-1), 'undo'),
    };

    function say(sentence) {
      said.textContent = sentence;
    }

    async function keepNote() {
      const ids = selected();
      const rows = ids.length > 0 || noted === null ? ids : [noted.dataset.change];
      if (rows.length === 0 || note.value.trim() === '') return say(form.dataset.nothing);
      if ((await judge(rows, 'note')) && noted !== null) focusRow(noted);
      noted = null;
    }

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
        say(sentence);
        for (const box of [...boxes(), all]) box.checked = false;
      } catch (error) {
        say(error.message);
      }
    }

    /** Sends a form as a page would, with what shows that it is one of ours. */
    async function send(address, ids, values) {
      const fields = new URLSearchParams(ids.map((id) => ['id', id]));
      const token = form.querySelector('[name=formToken]');
      if (token !== null) fields.set('formToken', token.value);
      for (const [name, value] of Object.entries(values)) fields.set(name, value);
      const headers = { accept: 'application/json' };
      // Whatever stands between answers in its own words, or not at all.
      const answer = await fetch(address, { method: 'POST', body: fields, headers }).catch(() => null);
      const told = await answer?.json().catch(() => null);
      if (!answer?.ok || !told) throw new Error(told?.error ?? form.dataset.unreachable);
      return told;
    }

    async function judge(ids, verdict) {
      const hasNote = note.value.trim() !== '' && verdict !== 'undo';
      try {
        const values = { verdict, ...(hasNote ? { note: note.value } : {}) };
        const { changes, sentence } = await send('/verdicts', ids, values);
        for (const change of changes) showLabel(change.id, 'verdict', change.label, `verdict-${change.verdict}`);
        if (hasNote) for (const id of ids) showNote(id, note.value.trim());
        say(sentence);
        const others = done.map((group) => group.filter((id) => !ids.includes(id)));
        done = [...others, verdict === 'undo' ? [] : ids].filter((group) => group.length > 0);
        note.value = '';
        for (const box of [...boxes(), all]) box.checked = false;
        return true;
      } catch (error) {
        say(error.message);
        return false;
      }
    }

    function showNote(id, text) {
      const labels = list.querySelector(`[data-change="${id}"] .labels`);
      labels.parentElement.querySelector('.note')?.remove();
      const label = Object.assign(document.createElement('span'), {
        className: 'slug',
        textContent: form.dataset.noteLabel,
      });
      const paragraph = Object.assign(document.createElement('p'), { className: 'note' });
      paragraph.append(label, ` ${text}`);
      labels.after(paragraph);
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
