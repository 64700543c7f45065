// Keeps a page as the server has it now, and as its reader has set it. The server sends the sections that changed; what the
// reader chose, sorted, unfolded and scrolled to is set again in the new ones, and stands in the address, too.

const said = document.getElementById('said');
const state = document.getElementById('connection');
let token = document.querySelector('meta[name="token"]').content;
let held = document.querySelector('meta[name="held"]').content;
let report = null, waiting = null;

const partsOf = root => [...root.querySelectorAll('section[id], header, script[id]')]
  .filter(part => !part.parentElement.closest('section'));
const nameOf = part => part.id || 'header';
const isRow = name => name.startsWith('~');

// Trials that changed since the data of the report's script was made.
const changed = document.getElementById('changed');
changed?.remove();

// The sections as the server wrote them, before any script has touched them.
const pristine = new Map(partsOf(main).map(part => [nameOf(part), part.outerHTML]));

function made(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

// A form is the reader's while it is being filled in, and output is followed by itself.
const isKept = part => ['where', 'output'].includes(part.id);

// Puts the new sections in. Where the data of the report's script is among them, all are as the server wrote them, and the
// script starts again.
function apply({ layout, parts }) {
  const where = place(), isWhole = layout !== undefined || 'data' in parts || !pristine.has('data');
  const rows = Object.entries(parts).filter(([name]) => isRow(name)).map(([, text]) => JSON.parse(text));
  isRestoring = true;
  for (const [name, html] of Object.entries(parts).filter(([name]) => !isRow(name)))
    pristine.set(name, html);
  if (isWhole) {
    report?.end();
    report = null;
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
  start(isWhole, rows);
  isRestoring = false;
  restore(isWhole);
  replace(where);
  document.dispatchEvent(new CustomEvent('renewed'));
}

function start(isWhole, rows) {
  // Where there are no trials, it makes tables sortable, and no more.
  if (isWhole)
    report = startReport() ?? null;
  if (report && rows.length > 0)
    report.renew(rows);
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
  // What the whole says of a trial is newer than what was said of it before.
  const before = Object.entries(waiting?.parts ?? {}).filter(([name]) => !('data' in change.parts) || !isRow(name));
  waiting = { layout: change.layout ?? waiting?.layout, parts: { ...Object.fromEntries(before), ...change.parts } };
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

function follow() {
  source?.close();
  if (main.dataset.live !== undefined && !document.hidden)
    connect();
}
document.addEventListener('visibilitychange', follow);

start(true, JSON.parse(changed?.textContent ?? '[]'));
restore(true);
follow();
