// Keeps a page as the server has it now, and as its reader has set it. The server sends the sections that changed; what the
// reader chose, sorted, unfolded and scrolled to is set again in the new ones, and stands in the address, too.

const main = document.querySelector('main');
const said = document.getElementById('said');
const state = document.getElementById('connection');
let token = document.querySelector('meta[name="token"]').content;
let held = document.querySelector('meta[name="held"]').content;
let endReport = null, waiting = null, isRestoring = false;

const partsOf = root => [...root.querySelectorAll('section[id], header, script[id]')].filter(part => !part.parentElement.closest('section'));
const nameOf = part => part.id || 'header';

// The sections as the server wrote them, before any script has touched them.
const pristine = new Map(partsOf(main).map(part => [nameOf(part), part.outerHTML]));

function made(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

// What the reader has set: controls by the words that name them, orders of tables, what is unfolded.
const chosen = readView();

function readView() {
  const empty = { controls: {}, orders: {}, open: {}, more: {} };
  try {
    return { ...empty, ...JSON.parse(new URLSearchParams(location.search).get('view') ?? '{}') };
  } catch {
    return empty;
  }
}

function writeView() {
  const address = new URL(location.href), isEmpty = Object.values(chosen).every(group => Object.keys(group).length === 0);
  if (isEmpty)
    address.searchParams.delete('view');
  else
    address.searchParams.set('view', JSON.stringify(chosen));
  history.replaceState(history.state, '', address);
}

const sectionOf = node => node.closest('section, header, dialog')?.id ?? '';

function keyOf(node, selector, words) {
  const section = sectionOf(node), same = [...main.querySelectorAll(selector)].filter(other => sectionOf(other) === section && wordsFor(other) === words);
  return `${section}|${words}|${same.indexOf(node)}`;
}

const controlSelector = '.controls input, .controls select, .handle[role="slider"]';

function wordsFor(node) {
  if (node.matches('details'))
    return node.querySelector('summary')?.textContent.trim() ?? '';
  if (node.matches('th'))
    return node.textContent.trim();
  return node.getAttribute('aria-label') ?? node.closest('label')?.querySelector('span')?.textContent.trim() ?? '';
}

const find = (selector, key) => [...main.querySelectorAll(selector)].find(node => keyOf(node, selector, wordsFor(node)) === key);

const valueOf = control => control.matches('.handle') ? control.getAttribute('aria-valuenow')
  : control.type === 'checkbox' ? control.checked : control.value;

function noteControl(control) {
  if (isRestoring || !control?.matches?.(controlSelector) || !main.contains(control))
    return;
  chosen.controls[keyOf(control, controlSelector, wordsFor(control))] = valueOf(control);
  writeView();
}

function setHandle(handle, share) {
  const press = key => handle.dispatchEvent(new KeyboardEvent('keydown', { key }));
  press(Number(share) > 50 ? 'Home' : 'End');
  for (let last = null; last !== handle.getAttribute('aria-valuenow') && Math.abs(handle.getAttribute('aria-valuenow') - share) > 2.5;) {
    last = handle.getAttribute('aria-valuenow');
    press(Number(last) > share ? 'ArrowDown' : 'ArrowUp');
  }
}

function setControl(control, value) {
  if (control.matches('.handle'))
    setHandle(control, value);
  else if (valueOf(control) !== value) {
    if (control.type === 'checkbox')
      control.checked = value;
    else
      control.value = value;
    for (const kind of ['input', 'change'])
      control.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

// A table is known by its section and its place there.
const tables = () => [...main.querySelectorAll('table')];
const tableKey = table => `${sectionOf(table)}|${tables().filter(other => sectionOf(other) === sectionOf(table)).indexOf(table)}`;

function restore() {
  isRestoring = true;
  for (const [key, isOpen] of Object.entries(chosen.open)) {
    const details = find('details', key);
    if (details)
      details.open = isOpen;
  }
  // One control may bring another about.
  for (const [key, value] of Object.entries(chosen.controls)) {
    const control = find(controlSelector, key);
    if (control)
      setControl(control, value);
  }
  for (const [key, { title, direction }] of Object.entries(chosen.orders)) {
    const head = () => [...tables().find(table => tableKey(table) === key)?.querySelectorAll('thead th') ?? []].find(cell => cell.textContent.trim() === title);
    for (let tries = 0; tries < 2 && head()?.getAttribute('aria-sort') !== direction; tries++)
      head()?.querySelector('button.sort')?.click();
  }
  for (const [section, count] of Object.entries(chosen.more)) {
    for (let i = 0; i < count; i++)
      document.getElementById(section)?.querySelector('button.more')?.click();
  }
  isRestoring = false;
}

document.addEventListener('input', event => event.isTrusted && noteControl(event.target), true);
document.addEventListener('change', event => event.isTrusted && noteControl(event.target), true);
document.addEventListener('keyup', event => event.target.matches?.('.handle') && noteControl(event.target), true);
document.addEventListener('pointerup', event => event.target.matches?.('.handle') && noteControl(event.target), true);
document.addEventListener('toggle', event => {
  if (isRestoring || !main.contains(event.target) || !event.target.matches('details'))
    return;
  chosen.open[keyOf(event.target, 'details', wordsFor(event.target))] = event.target.open;
  writeView();
}, true);
// Heard before the table is drawn anew, which takes the button away.
document.addEventListener('click', event => {
  const sort = event.target.closest?.('button.sort'), more = event.target.closest?.('button.more');
  if (isRestoring || !event.isTrusted)
    return;
  if (sort) {
    const table = sort.closest('table'), key = tableKey(table), title = sort.textContent.trim();
    setTimeout(() => {
      const now = tables().find(other => tableKey(other) === key)?.querySelector('th[aria-sort]');
      chosen.orders[key] = { title, direction: now?.getAttribute('aria-sort') };
      writeView();
    });
  } else if (more && main.contains(more)) {
    chosen.more[sectionOf(more)] = (chosen.more[sectionOf(more)] ?? 0) + 1;
    writeView();
  }
}, true);

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

function place() {
  const scrolled = [...main.querySelectorAll(scrollers)].map((node, i, all) => [
    `${sectionOf(node)}|${all.filter(other => sectionOf(other) === sectionOf(node)).indexOf(node)}`, node.scrollLeft, node.scrollTop])
    .filter(([, left, top]) => left !== 0 || top !== 0);
  const focused = document.activeElement;
  const selector = focused?.matches(controlSelector) ? controlSelector : focused?.matches('summary') ? 'details' : null;
  const node = selector === 'details' ? focused.parentElement : focused;
  return {
    x: window.scrollX, y: window.scrollY, seen: lookedAt(), scrolled, dialog: document.querySelector('dialog.details')?.scrollTop,
    focus: selector && main.contains(node) ? { selector, key: keyOf(node, selector, wordsFor(node)) }
      : focused?.dataset?.ask ? { ask: askKey(focused) }
      : main.contains(focused) && focused.id ? { id: focused.id } : null,
    selection: focused?.matches('input[type="search"], input[type="text"]') ? [focused.selectionStart, focused.selectionEnd] : null,
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
  let node = focus?.id ? document.getElementById(focus.id)
    : focus?.ask ? [...main.querySelectorAll('[data-ask]')].find(button => askKey(button) === focus.ask)
    : focus ? find(focus.selector, focus.key) : null;
  node = node?.matches('details') ? node.querySelector('summary') : node;
  if (node && node !== document.activeElement) {
    node.focus({ preventScroll: true });
    if (selection)
      node.setSelectionRange(...selection);
  }
}

// A form is the reader's while it is being filled in, and output is followed by itself.
const isKept = part => ['where', 'output'].includes(part.id);

// Puts the new sections in. Where the data of the report's script is among them, all are as the server wrote them, and the
// script starts again.
function apply({ layout, parts }) {
  const where = place(), isWhole = layout !== undefined || 'data' in parts;
  isRestoring = true;
  for (const [name, html] of Object.entries(parts))
    pristine.set(name, html);
  if (isWhole && endReport) {
    endReport();
    endReport = null;
  }
  if (layout !== undefined) {
    const content = made(layout);
    const names = new Set([...content.querySelectorAll('template[data-part]')].map(slot => slot.dataset.part));
    [...pristine.keys()].filter(name => !names.has(name)).forEach(name => pristine.delete(name));
    const kept = new Map(partsOf(main).filter(isKept).map(part => [nameOf(part), part]));
    content.querySelectorAll('template[data-part]').forEach(slot =>
      slot.replaceWith(kept.get(slot.dataset.part) ?? made(pristine.get(slot.dataset.part) ?? '')));
    main.replaceChildren(content);
  } else {
    for (const part of partsOf(main)) {
      const name = nameOf(part);
      if (pristine.has(name) && !isKept(part) && (isWhole || name in parts))
        part.replaceWith(made(pristine.get(name)));
    }
  }
  start(isWhole);
  isRestoring = false;
  restore();
  replace(where);
  document.dispatchEvent(new CustomEvent('renewed'));
}

function start(isWhole) {
  if (isWhole && typeof startReport === 'function' && document.getElementById('data'))
    endReport = startReport() ?? null;
  offerRetries();
  filterRows();
}

// Somebody who draws, drags or chooses is not to be disturbed.
let isPressed = false;
document.addEventListener('pointerdown', () => { isPressed = true; }, true);
for (const kind of ['pointerup', 'pointercancel', 'blur'])
  window.addEventListener(kind, () => { isPressed = false; flush(); }, true);
document.addEventListener('focusout', () => setTimeout(flush));

function take(change) {
  waiting = waiting
    ? { layout: change.layout ?? waiting.layout, parts: { ...waiting.parts, ...change.parts } }
    : { layout: change.layout, parts: change.parts };
  flush();
}

function flush() {
  if (!waiting || isPressed || document.activeElement?.matches('select'))
    return;
  const change = waiting;
  waiting = null;
  apply(change);
}

// What runs, failed or was stopped can be asked for something.
const askKey = button => `${button.dataset.ask} ${button.dataset.sweep}/${button.dataset.trial ?? ''}`;

function offerRetries() {
  const sweep = main.dataset.sweep;
  if (!sweep)
    return;
  for (const sentence of main.querySelectorAll('#failures li[data-trial] > .sentence.failed')) {
    const trial = sentence.parentElement.dataset.trial;
    const button = Object.assign(document.createElement('button'), { textContent: 'Try again', className: 'ask' });
    Object.assign(button.dataset, { ask: 'retry', sweep, trial });
    button.setAttribute('aria-label', `Try again: trial ${trial}`);
    sentence.after(button);
  }
}

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-ask]');
  if (!button)
    return;
  event.stopPropagation();
  const { ask, sweep, trial } = button.dataset;
  said.textContent = 'Asking …';
  try {
    const response = await fetch('/ask', {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Sweeper-Token': token },
      body: JSON.stringify({ ask, sweep, trial: trial ? Number(trial) : null }),
    });
    said.textContent = (await response.json()).text;
  } catch {
    said.textContent = 'The server did not answer.';
  }
}, true);

// A filter over the rows of a table, by words.
function filterRows() {
  for (const input of main.querySelectorAll('input[data-filters]')) {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    for (const row of document.getElementById(input.dataset.filters)?.tBodies[0].rows ?? [])
      row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word));
  }
}
document.addEventListener('input', event => event.target.matches?.('input[data-filters]') && filterRows());

// One stream of events for as long as the page is seen: browsers open few connections to one place.
let source = null;

function connect() {
  const address = new URL('/events', location.href), page = new URL(location.href);
  page.searchParams.delete('view');
  address.searchParams.set('page', page.pathname + page.search);
  address.searchParams.set('held', held);
  source = new EventSource(address);
  source.addEventListener('hello', event => {
    token = JSON.parse(event.data).token;
    state.textContent = 'live';
  });
  source.addEventListener('parts', event => {
    const change = JSON.parse(event.data);
    held = change.held;
    take(change);
  });
  source.addEventListener('error', () => {
    state.textContent = 'not connected; trying again';
    const isClosed = source.readyState === EventSource.CLOSED;
    source.close();
    setTimeout(() => { if (!document.hidden) connect(); }, isClosed ? 3000 : 1000);
  });
}

document.addEventListener('visibilitychange', () => {
  source?.close();
  if (!document.hidden)
    connect();
});

start(true);
restore();
if (main.dataset.live !== undefined && !document.hidden)
  connect();
