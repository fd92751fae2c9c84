// What a reader of a page meets: words that stand on more than one line, how wide and
// how long the page is, and what within it has to be scrolled to be read.
function measures(document) {
  const view = document.defaultView;
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // What is only there for readers by ear has no lines.
    if (hiddenFromSight(view, node.parentElement)) continue;
    for (const word of node.data.matchAll(/[^\s\-–—\/…]+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = [...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top));
      if (new Set(tops).size > 1) broken.push(word[0]);
    }
  }
  const wide = [...document.querySelectorAll('body *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && view.getComputedStyle(e).overflowX !== 'visible')
    .filter(e => !hiddenFromSight(view, e))
    .map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : ''));
  const root = document.documentElement;
  return {broken, wide, width: root.scrollWidth, length: root.scrollHeight};
}

function hiddenFromSight(view, element) {
  for (let e = element; e; e = e.parentElement) {
    const box = e.getBoundingClientRect();
    if (view.getComputedStyle(e).overflowX !== 'visible' && box.width <= 1 && box.height <= 1) return true;
  }
  return false;
}
