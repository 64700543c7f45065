// Chooses what the heatmap shows: its axes, a third hyperparameter for one heatmap per value, and what is in the cells.

const mostLevels = 32, mostMultiples = 12;

function drawChosen(figure, chosen, original) {
  const { rows, columns, third, show } = chosen;
  const isSplit = third !== '' && Number(third) !== rows && Number(third) !== columns;
  const parts = isSplit ? levelsOf(Number(third)).map((label, level) => [label,
    i => levelOf(Number(third), i) === level]).slice(0, mostMultiples) : [['', () => true]];
  const tables = parts.map(([, keeps]) => cellsOf(rows, columns, keeps));
  const range = colorRange(tables, show);
  const charts = tables.map((cells, k) => html('div', {},
    isSplit ? html('h4', {}, html('bdi', {}, `${data.hyperparameters[third].name} ${parts[k][0]}`)) : null,
    drawHeatmap(rows, columns, cells, show, range, isSplit)));
  figure.querySelector('.chosen')?.remove();
  original.remove();
  const ranked = show === 'mean' && !data.comparedNote ? ' of the ranked trials' : '';
  const unit = show === 'count' ? 'number of trials' : `${shows[show].words} ${objective.words}${ranked}`;
  const ends = range[0] === undefined ? 'no value' : `${cellText(range[0], show)} to ${cellText(range[1], show)}`;
  figure.prepend(html('div', { class: `chosen${isSplit ? ' small-multiples' : ''}` }, ...charts));
  // What the page says of its first choice holds no more.
  const section = figure.closest('section');
  const brighter = show === 'count' ? 'more.' : `better.${data.comparedNote ?? ''}`;
  section.querySelector('.note').textContent = `Cells show the ${unit}: ${ends}, brighter is ${brighter}`;
  section.querySelector('.pairs')?.remove();
  section.querySelector('h2').textContent = capital(`${show === 'count' ? 'number of trials' : comparedWords} by `
    + `${data.hyperparameters[rows].name} and ${data.hyperparameters[columns].name}`);
  figure.setAttribute('aria-label', charts[0].querySelector('title').textContent);
  fillTable(figure, charts[0].querySelector('title').textContent,
    [...isSplit ? [data.hyperparameters[third].name] : [], data.hyperparameters[rows].name, ...levelsOf(columns)],
    tables.flatMap((cells, k) => cells.map((row, r) => [...isSplit ? [parts[k][0]] : [], levelsOf(rows)[r],
      ...row.map(cell => valueOf(cell, show) === null ? withoutValue(cell)[1] : cellText(valueOf(cell, show), show))])));
}

function startHeatmap() {
  const figure = document.querySelector('#heatmap figure.main');
  if (!figure)
    return;
  const options = data.hyperparameters.flatMap(({ name }, h) => levelsOf(h).length > 1 && levelsOf(h).length <= mostLevels
    ? [[h, name]]
    : []);
  const original = figure.querySelector('svg');
  const [rowTitle, columnTitle] = [figure.dataset.rows, figure.dataset.columns].map(Number);
  const chosen = { rows: rowTitle, columns: columnTitle, third: '', show: 'mean' };
  const controls = html('div', { class: 'controls' });
  const change = name => value => {
    const other = name === 'rows' ? 'columns' : 'rows', before = chosen[name];
    chosen[name] = ['rows', 'columns'].includes(name) ? Number(value) : value;
    // An axis that takes the other's hyperparameter gives it its own.
    if (chosen.rows === chosen.columns && before !== chosen[name])
      chosen[other] = before;
    render();
    drawChosen(figure, chosen, original);
  };
  const render = () => {
    const focused = [...controls.querySelectorAll('select')].indexOf(document.activeElement);
    const thirds = options.filter(([h]) => h !== chosen.rows && h !== chosen.columns);
    if (!thirds.some(([h]) => String(h) === chosen.third))
      chosen.third = '';
    controls.replaceChildren(
      choice('Rows', options, chosen.rows, change('rows')), choice('Columns', options, chosen.columns, change('columns')),
      ...thirds.length === 0 ? [] : [choice('One for each', [['', '–'], ...thirds], chosen.third, change('third'))],
      choice('Cells', Object.keys(shows).map(show => [show, show === 'count' ? 'number of trials' : show]), chosen.show,
        change('show')));
    controls.querySelectorAll('select')[focused]?.focus();
  };
  render();
  figure.closest('.heatmaps').before(controls);
}
