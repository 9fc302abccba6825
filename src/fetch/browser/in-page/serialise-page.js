// Runs in a rendered page: the page as HTML with its open shadow trees, each as a declarative template (HTML standard,
// § 13.3, serializing HTML fragments). Gives null where there are none.
() => {
  const shadowRoots = [];
  const collect = (root) => {
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      if (shadowRoot === null) continue;
      shadowRoots.push(shadowRoot);
      collect(shadowRoot);
    }
  };
  collect(document);
  if (shadowRoots.length === 0) return null;
  const root = document.documentElement;
  const tag = root.cloneNode(false).outerHTML.replace(/<\/[^>]*>$/, '');
  const type = document.doctype === null ? '' : new XMLSerializer().serializeToString(document.doctype);
  return `${type}${tag}${root.getHTML({ shadowRoots })}</html>`;
};
