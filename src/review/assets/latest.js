// Offers new changes as a link, without moving what is being read; fills the page that waits for the first change.
// Everything works without it.
const notice = document.querySelector('[data-latest]');
const waiting = document.querySelector('[data-waiting]');
const title = document.title;
const EVERY_MS = 3000;

async function look() {
  const answer = await fetch(notice.dataset.latest, { headers: { accept: 'application/json' } });
  if (answer.status === 401 || answer.status === 403) return false;
  if (!answer.ok) return true;
  const { count, label } = await answer.json();
  if (count > 0 && waiting !== null) {
    location.reload();
    return false;
  }
  if (count > 0 && notice.textContent !== label) {
    notice.textContent = label;
    notice.hidden = false;
    document.title = `(${count}) ${title}`;
  }
  return true;
}

async function refreshWaiting() {
  const answer = await fetch(waiting.dataset.waiting);
  if (!answer.ok) return;
  const fresh = await answer.text();
  if (waiting.contains(document.activeElement)) return;
  waiting.innerHTML = fresh;
}

async function keepLooking() {
  let goesOn = true;
  if (!document.hidden) {
    try {
      goesOn = await look();
      if (goesOn && waiting !== null) await refreshWaiting();
    } catch {
      // The daemon is away for a moment: look again later.
    }
  }
  if (goesOn) setTimeout(keepLooking, EVERY_MS);
}

if (notice !== null) setTimeout(keepLooking, EVERY_MS);
