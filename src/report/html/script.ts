/** What scripts add to the page: a filter, copying, the chain of a step at a glance, everything open in print. The page says the same without. */
export const SCRIPT = `'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  // What scrolls can be reached by the keyboard. Asked of what comes near the window: asking all of it would lay out the whole page.
  const focusable = (box) => {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      if (!box.hasAttribute('role')) { box.setAttribute('role', 'group'); box.setAttribute('aria-label', 'scrolls sideways'); }
    } else box.removeAttribute('tabindex');
  };
  const near = new IntersectionObserver((entries) => { for (const { target, isIntersecting } of entries) if (isIntersecting) focusable(target); }, { rootMargin: '1500px' });
  for (const box of all('.scrolls')) near.observe(box);
  // A link into something folded up opens it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();
  // Everything is printed.
  let folded = [];
  addEventListener('beforeprint', () => { folded = all('details:not([open])'); for (const each of folded) each.open = true; });
  addEventListener('afterprint', () => { for (const each of folded) each.open = false; });
  // Commands are copied.
  if (navigator.clipboard) {
    for (const line of all('.commands dd')) {
      const button = document.createElement('button');
      button.type = 'button'; button.className = 'copy'; button.textContent = 'Copy';
      button.addEventListener('click', async () => {
        try { await navigator.clipboard.writeText(line.querySelector('code').textContent); button.textContent = 'Copied'; }
        catch { button.textContent = 'Not allowed'; }
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
      });
      line.append(button);
    }
  }
  // The contents can be narrowed.
  const contents = document.querySelector('.contents');
  if (contents) {
    const label = document.createElement('label');
    label.className = 'filter';
    const input = document.createElement('input');
    input.type = 'search';
    label.append('Find a claim', input);
    contents.prepend(label);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\\s+/);
      for (const item of all('li[data-claim]', contents)) {
        const section = document.querySelector('article[data-claim="' + CSS.escape(item.dataset.claim) + '"] h3');
        const text = (item.dataset.claim + ' ' + (section ? section.textContent : '')).toLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
      }
    });
  }
  // A step of the chain shows what it rests on and what rests on it.
  const chain = document.querySelector('.chain');
  if (chain) {
    const edges = all('path[data-from]', chain).map((path) => ({ path, from: path.dataset.from, to: path.dataset.to }));
    const steps = all('.step', chain);
    const follow = (start, from, to) => {
      const found = new Set([start]); const queue = [start];
      while (queue.length) { const at = queue.pop(); for (const edge of edges) if (edge[from] === at && !found.has(edge[to])) { found.add(edge[to]); queue.push(edge[to]); } }
      return found;
    };
    const show = (id) => {
      const below = follow(id, 'to', 'from'); const above = follow(id, 'from', 'to');
      chain.classList.add('following');
      for (const step of steps) step.classList.toggle('on', below.has(step.dataset.claim) || above.has(step.dataset.claim));
      for (const { path, from, to } of edges) path.classList.toggle('on', (below.has(from) && below.has(to)) || (above.has(from) && above.has(to)));
    };
    const hide = () => chain.classList.remove('following');
    for (const step of steps) {
      step.addEventListener('mouseenter', () => show(step.dataset.claim));
      step.addEventListener('focus', () => show(step.dataset.claim));
      step.addEventListener('mouseleave', hide);
      step.addEventListener('blur', hide);
    }
  }
})();
`;
