// Sorts what a click on a column's title asks for: texts as people count, numbers by size, what is missing last.

function compare(a, b) {
  const isMissing = value => value === null || value === '' || Number.isNaN(value);
  if (isMissing(a) || isMissing(b))
    return isMissing(a) - isMissing(b);
  return typeof a === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
}

function sorted(items, key, isDescending) {
  return items
    .map((item, place) => ({ item, place, value: key(item) }))
    .sort((a, b) => {
      const order = compare(a.value, b.value);
      const isAboutMissing = [a, b].some(({ value }) => value === null || value === '');
      return (isDescending && !isAboutMissing ? -order : order) || a.place - b.place;
    })
    .map(({ item }) => item);
}

// A column title that is a button. Clicking it again turns the order around.
function sortButton(cell, onSort) {
  const button = html('button', {
    class: 'sort',
    onclick: () => {
      const next = cell.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
      cell.closest('tr').querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
      cell.setAttribute('aria-sort', next);
      onSort(next === 'descending');
    },
  });
  button.append(...cell.childNodes);
  cell.append(button);
}

// Numbers as they are written: 97.53 %, −3.1e−05, 12,345, ± 0.2 %.
function written(text) {
  const plain = text.replace(/\u2212/g, '-').replace(/[\s±%,]/g, '');
  return plain === '' || plain === '–' ? null : Number.isNaN(Number(plain)) ? text.trim() : Number(plain);
}

function sortable(table) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((cell, column) => sortButton(cell, isDescending => {
    const key = row => written(row.cells[column]?.textContent.split(/[/…]/)[0] ?? '');
    body.append(...sorted([...body.rows], key, isDescending));
  }));
}

document.querySelectorAll('table.sortable').forEach(sortable);
