// Runs in a rendered page: scrolls it down to its end as it is now, screen by screen, but no further than to `most`
// screens from its top. Gives whether it went anywhere. What scrolls may be a box that fills the page.
async ({ most, longestMs }) => {
  const isLong = (box) => box.scrollHeight > box.clientHeight + 2;
  const findBox = () => {
    const page = document.scrollingElement ?? document.documentElement;
    if (isLong(page)) return page;
    let at = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    while (at !== null && !(isLong(at) && /auto|scroll/.test(getComputedStyle(at).overflowY))) at = at.parentElement;
    return at;
  };
  const box = findBox();
  if (box === null) return false;
  const start = box.scrollTop;
  const limit = most * box.clientHeight;
  for (;;) {
    const before = box.scrollTop;
    // At once, whatever the page's style says of smoothness.
    box.scrollTo({ top: Math.min(before + box.clientHeight, limit), behavior: 'instant' });
    // What watches for its turn to be seen is told of it as a frame ends (Intersection Observer, § 3.2.8); a page that is
    // not drawn has none.
    const frame = new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await Promise.race([frame, new Promise((resolve) => setTimeout(resolve, longestMs))]);
    if (box.scrollTop <= before) return before > start;
  }
};
