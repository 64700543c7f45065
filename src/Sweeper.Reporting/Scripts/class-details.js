// What a trial confuses, and how well it tells each class, in its details.

const shareText = (part, whole) => whole === 0 ? '–' : formatPercent(part / whole);

// counts [true class][predicted class]
function confusionOf(number) {
  const counts = data.confusion?.counts[number];
  if (!counts)
    return null;
  const { length } = data.confusion.classes;
  return Array.from({ length }, (_, row) => counts.slice(row * length, (row + 1) * length));
}

function scoreRow(counts, name, i) {
  const total = values => values.reduce((sum, value) => sum + value, 0);
  const hits = counts[i][i], actual = total(counts[i]), predicted = total(counts.map(row => row[i]));
  const cells = [String(actual), shareText(hits, predicted), shareText(hits, actual), shareText(2 * hits, actual + predicted)];
  return html('tr', {}, html('th', { scope: 'row' }, name), ...cells.map(text => html('td', { class: 'number' }, text)));
}

function scoreTable(counts) {
  const heads = ['Class', 'Images', 'Precision', 'Recall', 'F1'];
  return html('table', { class: 'class-scores' },
    html('thead', {}, html('tr', {},
      ...heads.map((head, i) => html('th', { scope: 'col', class: i === 0 ? null : 'number' }, head)))),
    html('tbody', {}, ...data.confusion.classes.map((name, i) => scoreRow(counts, name, i))));
}

function confusionTable(counts) {
  const { classes } = data.confusion, worst = Math.max(1, ...counts.flatMap((row, i) => row.filter((_, j) => j !== i)));
  return html('table', { class: 'confusion-table' },
    html('caption', {},
      `Rows: true class of the ${data.confusion.subset} set. Columns: read as. Counts and their share of the true class.`),
    html('thead', {}, html('tr', {}, html('td', {}), ...classes.map(name => html('th', { scope: 'col' }, name)))),
    html('tbody', {}, ...counts.map((row, i) => html('tr', {}, html('th', { scope: 'row' }, classes[i]),
      ...row.map((count, j) => {
      const total = row.reduce((sum, value) => sum + value, 0);
      const cell = html('td', { class: i === j ? 'right' : 'wrong' },
        ...count === 0 ? [] : [String(count), html('span', { class: 'of' }, formatPercent(count / total, 1))]);
      if (i !== j && count > 0)
        cell.style.setProperty('--share', `${Math.round(70 * count / worst)}%`);
      return cell;
    })))));
}

function confusedWords(counts) {
  const { classes } = data.confusion;
  const pairs = counts.flatMap((row, i) => row.map((count, j) => [count, i, j])).filter(([count, i, j]) => i !== j && count > 0);
  const words = pairs.sort((a, b) => b[0] - a[0]).slice(0, 5)
    .map(([count, i, j]) => `${classes[i]} read as ${classes[j]}, ${count === 1 ? 'once' : `${formatCount(count)} times`}`);
  return html('p', { class: 'note' }, words.length === 0 ? 'No error at all.' : `${words.join('; ')}.`);
}

// Elements for the details of a trial; none where the page has no matrix of it.
function classDetails(number) {
  const counts = confusionOf(number);
  return counts === null ? [] : [
    html('h3', {}, 'What it confuses'), confusedWords(counts),
    html('div', { class: 'columns' },
      html('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Confusion matrix' }, confusionTable(counts)),
      html('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Scores of each class' }, scoreTable(counts))),
  ];
}
