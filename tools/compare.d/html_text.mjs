// The text of a piece of HTML, a line a block: what textContent would run together stays apart.
const BLOCKS = new Set(
  ('ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN ' +
    'NAV OL P PRE SECTION TABLE TR UL').split(' '));
const HIDDEN = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT']);

function append(lines, node) {
  if (node.nodeType === 3) lines.push(node.data.replace(/\s+/g, ' '));
  if (node.nodeType !== 1 || HIDDEN.has(node.tagName)) return;
  const isBlock = BLOCKS.has(node.tagName);
  if (isBlock) lines.push('\n');
  for (const child of node.childNodes) append(lines, child);
  if (isBlock) lines.push('\n');
}

export function textOf(html, parseHTML) {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const lines = [];
  append(lines, document.body);
  return lines.join('').replace(/ *\n\s*/g, '\n').trim();
}
