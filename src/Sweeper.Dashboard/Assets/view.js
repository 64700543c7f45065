// What the reader has chosen, sorted and unfolded: it is set again in sections that are new, and stands in the address.

const main = document.querySelector('main');
let isRestoring = false;

// Controls by the words that name them, orders of tables, what is unfolded.
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
  const section = sectionOf(node);
  const same = [...main.querySelectorAll(selector)]
    .filter(other => sectionOf(other) === section && wordsFor(other) === words);
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
  const now = () => handle.getAttribute('aria-valuenow');
  for (let last = null; last !== now() && Math.abs(now() - share) > 2.5;) {
    last = now();
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

// A node is known by its section and its place there.
const placeAmong = (all, node) =>
  `${sectionOf(node)}|${all.filter(other => sectionOf(other) === sectionOf(node)).indexOf(node)}`;
const tables = () => [...main.querySelectorAll('table')];
const tableKey = table => placeAmong(tables(), table);

function restore(isWhole) {
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
    const head = () => [...tables().find(table => tableKey(table) === key)?.querySelectorAll('thead th') ?? []]
      .find(cell => cell.textContent.trim() === title);
    for (let tries = 0; tries < 2 && head()?.getAttribute('aria-sort') !== direction; tries++)
      head()?.querySelector('button.sort')?.click();
  }
  for (const [section, count] of Object.entries(isWhole ? chosen.more : {})) {
    for (let i = 0; i < count; i++)
      document.getElementById(section)?.querySelector('button.more:not(.copy)')?.click();
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
  const sort = event.target.closest?.('button.sort'), more = event.target.closest?.('button.more:not(.copy)');
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
