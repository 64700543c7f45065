// Makes elements. Texts become text nodes, never markup.

// A page that goes on with newer records starts again with them: what listens to the page as a whole ends with this.
const ending = new AbortController(), { signal } = ending;

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on'))
      node.addEventListener(name.slice(2), value);
    else if (value === true)
      node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
      node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

const html = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

const svg = (name, attributes = {}, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

const svgText = (x, y, text, attributes = {}) => svg('text', { x: short(x), y: short(y), ...attributes }, text);

const short = value => Math.round(value * 10) / 10;


// As wide as the page takes it to be elsewhere, which errs to the wide side, as which font a reader has is unknown.
function textWidth(text) {
  const [usual, capital, ideograph, size] = sizes.letters.slice(-4).map(([, width]) => width),
    narrow = sizes.letters.slice(0, -4);
  const widthOf = letter => narrow.find(([letters]) => letters.includes(letter))?.[1]
    ?? (letter >= '\u2e80' ? ideograph : /\p{Lu}/u.test(letter) ? capital : usual);
  return size * [...String(text)].reduce((sum, letter) => sum + widthOf(letter), 0);
}

const widest = texts => Math.max(0, ...texts.map(textWidth));

const shorten = (text, length) => text.length <= length ? text : text.slice(0, length - 1) + '…';

// As much of a bold text as there is room for.
function fitted(text, room) {
  let length = text.length;
  while (length > 2 && 1.06 * textWidth(shorten(text, length)) > room)
    length--;
  return shorten(text, length);
}

// A name of words joined by underscores may be broken after each of them.
function breakable(name) {
  const code = html('code');
  name.split('_').forEach((word, i) => i === 0 ? code.append(word) : code.append('_', html('wbr'), word));
  return code;
}

function labelled(text, control) {
  return html('label', {}, html('span', {}, text), control);
}

function choice(label, options, chosen, onChange) {
  const select = html('select', { onchange: event => onChange(event.target.value) },
    ...options.map(([value, text]) => html('option', { value, selected: String(value) === String(chosen) }, text)));
  return labelled(label, select);
}

function tick(label, checked, onChange) {
  const box = html('input', { type: 'checkbox', checked, onchange: event => onChange(event.target.checked) });
  return html('label', { class: 'tick' }, box, html('span', {}, label));
}

// Rewrites the table that goes with a chart.
function fillTable(figure, caption, columns, rows) {
  const table = figure.querySelector('.table-of-chart table');
  if (!table)
    return;
  table.replaceChildren(
    html('caption', {}, caption),
    html('thead', {}, html('tr', {}, ...columns.map(column => html('th', { scope: 'col' }, column)))),
    html('tbody', {}, ...rows.slice(0, 100).map(row => html('tr', {}, ...row.map((text, i) =>
      i === 0 ? html('th', { scope: 'row' }, text) : html('td', { class: 'number' }, text))))));
}
