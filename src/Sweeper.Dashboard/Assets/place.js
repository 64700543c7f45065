// Where the reader is: what is scrolled, and what has the focus.
const scrollers = '.scroll, pre, .charts figure';

// The section that the reader looks at: what is above it may grow, and is not to push it away.
function lookedAt() {
  const sections = [...main.querySelectorAll('section[id]')].map(section => ({ id: section.id, ...extent(section) }));
  const middle = window.innerHeight / 2;
  return window.scrollY === 0 ? null
    : sections.find(({ top, bottom }) => top <= middle && bottom >= middle) ?? sections.find(({ bottom }) => bottom > 0);
}

function extent(section) {
  const { top, bottom } = section.getBoundingClientRect();
  return { top, bottom };
}

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

// Anything else that has the focus, as its place within what has a name.
function nearest(focused) {
  const holder = main.contains(focused) && focused !== main ? focused.closest('[id]') : null;
  return holder === null ? null : { id: holder.id, nth: [...holder.querySelectorAll(focusable)].indexOf(focused) };
}

function place() {
  const scrolled = [...main.querySelectorAll(scrollers)]
    .map((node, i, all) => [placeAmong(all, node), node.scrollLeft, node.scrollTop])
    .filter(([, left, top]) => left !== 0 || top !== 0);
  const focused = document.activeElement;
  const selector = focused?.matches(controlSelector) ? controlSelector : focused?.matches('summary') ? 'details' : null;
  const node = selector === 'details' ? focused.parentElement : focused;
  return {
    x: window.scrollX, y: window.scrollY, seen: lookedAt(), scrolled,
    dialog: document.querySelector('dialog.details')?.scrollTop,
    focus: selector && main.contains(node) ? { selector, key: keyOf(node, selector, wordsFor(node)) }
      : focused?.dataset?.ask ? { ask: askKey(focused) } : nearest(focused),
    selection: focused?.matches('input[type="search"], input[type="text"]')
      ? [focused.selectionStart, focused.selectionEnd] : null,
  };
}

function replace({ x, y, seen, scrolled, dialog, focus, selection }) {
  for (const [key, left, top] of scrolled) {
    const [section, index] = key.split('|');
    const node = [...main.querySelectorAll(scrollers)].filter(other => sectionOf(other) === section)[index];
    node?.scrollTo({ left, top, behavior: 'instant' });
  }
  window.scrollTo({ left: x, top: y, behavior: 'instant' });
  const again = seen && document.getElementById(seen.id);
  if (again)
    window.scrollBy({ top: extent(again).top - seen.top, behavior: 'instant' });
  const shown = document.querySelector('dialog.details');
  if (shown && dialog)
    shown.scrollTop = dialog;
  const holder = focus?.id ? document.getElementById(focus.id) : null;
  let node = focus?.id ? focus.nth < 0 ? holder : holder?.querySelectorAll(focusable)[focus.nth]
    : focus?.ask ? [...main.querySelectorAll('[data-ask]')].find(button => askKey(button) === focus.ask)
    : focus ? find(focus.selector, focus.key) : null;
  node = node?.matches('details') ? node.querySelector('summary') : node;
  if (node && node !== document.activeElement) {
    node.focus({ preventScroll: true });
    if (selection)
      node.setSelectionRange(...selection);
  }
}
