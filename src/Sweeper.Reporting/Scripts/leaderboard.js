// The leaderboard: every trial, sorted, filtered and with the columns that were chosen.

const sparkSize = { width: 64, height: 18 };

function sparkLine(i) {
  const { spark, sparkRange } = data.curves;
  const [firstEpoch, lastEpoch, low, high] = sparkRange;
  const x = axis(firstEpoch, lastEpoch, 1.5, sparkSize.width - 1.5), y = axis(low, high, sparkSize.height - 1.5, 1.5);
  const points = curveOf(spark, i).map(([epoch, value]) => [epoch, value === null ? null : Math.min(high, Math.max(low, value))]);
  return svg('svg', { class: 'spark', ...sparkSize, viewBox: `0 0 ${sparkSize.width} ${sparkSize.height}`, 'aria-hidden': 'true' },
    svg('path', { d: pathOf(points, x, y) }));
}

const metricColumn = (metric, m) => ({
  key: `metric ${m}`, title: metric.words, isNumber: true, isResult: true, isShown: trials.metrics[m].some(value => value !== null),
  order: i => trials.metrics[m][i], text: i => formatMetric(metric, trials.metrics[m][i]),
});

function allColumns() {
  const columns = [
    { key: 'rank', title: 'Rank', isNumber: true, order: i => trials.rank[i], text: i => trials.rank[i] === null ? '–' : formatCount(trials.rank[i]) },
    { key: 'trial', title: 'Trial', isNumber: true, order: i => trials.number[i], text: i => String(trials.number[i]) },
    ...data.hyperparameters.map((hyperparameter, h) => ({
      key: `hyperparameter ${h}`, title: hyperparameter.name, isName: true, isNumber: hyperparameter.numeric,
      order: i => valueOrder(h, i), text: i => valueText(h, i),
    })),
  ];
  if (trials.repeat)
    columns.push({ key: 'repeat', title: 'Repeat', isNumber: true, order: i => trials.repeat[i], text: i => String(trials.repeat[i]) });
  if (trials.fold)
    columns.push({ key: 'fold', title: 'Fold', isNumber: true, order: i => trials.fold[i], text: i => String(trials.fold[i]) });
  columns.push({ ...metricColumn(objective, data.objective), key: 'objective', isObjective: true, isShown: true });
  if (data.curves.spark !== undefined)
    columns.push({ key: 'curve', title: 'Curve', isResult: true, node: sparkLine });
  const hasMany = data.metrics.length > 4;
  data.metrics.forEach((metric, m) => {
    if (m !== data.objective)
      columns.push({ ...metricColumn(metric, m), ...hasMany && metric.subset === 'train' ? { isShown: false } : {} });
  });
  columns.push(
    { key: 'best', title: 'Best epoch', isNumber: true, order: i => trials.best[i], text: i => String(trials.best[i] ?? '–') },
    { key: 'epochs', title: 'Epochs', isNumber: true, order: i => trials.last[i], text: i => `${trials.last[i] ?? '–'} / ${trials.planned[i]}` },
    { key: 'time', title: 'Time', isNumber: true, order: i => trials.seconds[i], text: i => formatDuration(trials.seconds[i]) },
    { key: 'seed', title: 'Seed', isNumber: true, isShown: false, order: i => Number(trials.seed[i]), text: i => trials.seed[i] },
    { key: 'state', title: 'State', order: stateWords, text: stateWords, isState: true });
  return columns.map(column => ({ isShown: true, ...column }));
}

function cellOf(column, i) {
  if (column.key === 'trial')
    return html('th', { scope: 'row', class: 'number' }, html('button', { class: 'trial', 'aria-label': `Details of trial ${trials.number[i]}` }, column.text(i)));
  const content = column.node ? column.node(i) : column.isState ? html('span', { class: `state-name ${stateOf(i)}` }, column.text(i)) : column.text(i);
  return html('td', { class: [column.isNumber ? 'number' : '', column.isObjective ? 'objective' : ''].join(' ').trim() || null }, content);
}

function rowOf(columns, i) {
  const row = html('tr', { 'data-trial': trials.number[i], class: trials.rank[i] === 1 ? 'best' : trials.rank[i] === null ? 'unranked' : null });
  const results = columns.filter(column => column.isResult).length;
  let hasReason = false;
  for (const column of columns) {
    if (!column.isResult || trials.rank[i] !== null) {
      row.append(cellOf(column, i));
    } else if (!hasReason) {
      hasReason = true;
      row.append(html('td', { class: 'reason', colspan: results }, html('span', {}, data.reasons[trials.reason[i]] || 'no result yet')));
    }
  }
  return row;
}

function headOf(columns, board) {
  return html('tr', {}, ...columns.map(column => {
    const title = column.isName ? breakable(column.title) : column.title;
    const isSorted = board.sort === column;
    const cell = html('th', {
      scope: 'col', class: [column.isNumber ? 'number' : '', column.isObjective ? 'objective' : ''].join(' ').trim() || null,
      'aria-sort': isSorted ? (board.isDescending ? 'descending' : 'ascending') : null,
    }, title);
    if (column.order) {
      sortButton(cell, isDescending => {
        board.sort = column;
        board.isDescending = isDescending;
        drawBoard(board);
        board.table.querySelector('thead th[aria-sort] button')?.focus();
      });
    }
    return cell;
  }));
}

function drawBoard(board) {
  const columns = board.columns.filter(column => column.isShown);
  const found = board.keep.reduce((rows, keeps) => rows.filter(keeps), trials.number.map((_, i) => i));
  const rows = board.sort ? sorted(found, board.sort.order, board.isDescending) : found;
  board.table.tHead.replaceChildren(headOf(columns, board));
  board.table.tBodies[0].replaceChildren(...rows.slice(0, board.most).map(i => rowOf(columns, i)));
  board.count.textContent = found.length === trialCount ? `${formatCount(trialCount)} trials` : `${formatCount(found.length)} of ${formatCount(trialCount)} trials`;
  board.more.hidden = rows.length <= board.most;
  board.more.textContent = `Show ${formatCount(Math.min(200, rows.length - board.most))} more`;
}
