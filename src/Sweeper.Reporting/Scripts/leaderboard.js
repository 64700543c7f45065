// The leaderboard: every trial, sorted, filtered and with the columns that were chosen.

const sparkSize = { width: 64, height: 18 };

function sparkLine(i) {
  const { spark, sparkRange } = data.curves;
  const [firstEpoch, lastEpoch, low, high] = sparkRange;
  const x = axis(firstEpoch, lastEpoch, 1.5, sparkSize.width - 1.5), y = axis(low, high, sparkSize.height - 1.5, 1.5);
  const points = curveOf(spark, i).map(([epoch, value]) => [epoch,
    value === null ? null : Math.min(high, Math.max(low, value))]);
  return svg('svg', { class: 'spark', ...sparkSize, viewBox: `0 0 ${sparkSize.width} ${sparkSize.height}`,
    'aria-hidden': 'true' },
    svg('path', { d: pathOf(points, x, y) }));
}

const metricColumn = (metric, m) => ({
  key: `metric ${m}`, title: capital(metric.words), isNumber: true, isResult: true,
    isShown: trials.metrics[m].some(value => value !== null),
  order: i => trials.metrics[m][i], text: i => formatMetric(metric, trials.metrics[m][i]), whole: i =>
    wholeNumber(trials.metrics[m][i], formatMetric(metric, trials.metrics[m][i])),
});

// A column that says the same in every row is not shown unless it is asked for; of a single row everything is.
const isTheSame = ({ text }, rows) => rows.length > 1 && text !== undefined && rows.every(i => text(i) === text(rows[0]));

function metricColumns() {
  const hasMany = data.metrics.length > 4;
  return data.metrics.flatMap((metric, m) =>
    m === data.objective ? [] : [{ ...metricColumn(metric, m),
      ...hasMany && metric.subset === 'train' ? { isShown: false } : {} }]);
}

function allColumns() {
  const columns = [
    { key: 'rank', title: 'Rank', isNumber: true, isFixed: true, order: i => trials.rank[i],
      text: i => trials.rank[i] === null ? '–' : formatCount(trials.rank[i]) },
    { key: 'trial', title: 'Trial', isNumber: true, isFixed: true, order: i => trials.number[i],
      text: i => String(trials.number[i]) },
    {
      ...metricColumn(objective, data.objective), key: 'objective', isObjective: true, isResult: false, isFixed: true,
        isShown: objective.words !== '', order: objectiveOf,
      text: i => formatMetric(objective, objectiveOf(i)), whole: i =>
        wholeNumber(objectiveOf(i), formatMetric(objective, objectiveOf(i))),
    },
  ];
  if (data.curves.spark !== undefined)
    columns.push({
      key: 'curve', title: 'Curve', node: i => trials.rank[i] === null && objective.words !== '' ? '' : sparkLine(i),
    });
  columns.push(...data.hyperparameters.map((hyperparameter, h) => ({
    key: `hyperparameter ${h}`, title: hyperparameter.name, isName: true, isNumber: hyperparameter.numeric,
    order: i => valueOrder(h, i), text: i => valueText(h, i), whole: i => valueWhole(h, i),
  })));
  if (trials.repeat)
    columns.push({ key: 'repeat', title: 'Repeat', isNumber: true, order: i => trials.repeat[i],
      text: i => String(trials.repeat[i]) });
  if (trials.fold)
    columns.push({ key: 'fold', title: 'Fold', isNumber: true, order: i => trials.fold[i], text: i => String(trials.fold[i]) });
  columns.push(
    ...metricColumns(),
    { key: 'best', title: 'Best epoch', isNumber: true, order: i => trials.best[i], text: i => String(trials.best[i] ?? '–') },
    { key: 'epochs', title: 'Epochs', isNumber: true, order: i => trials.last[i],
      text: i => epochsText(i, ' / ') },
    { key: 'time', title: 'Time', isNumber: true, isTime: true, order: i => trials.seconds[i],
      text: i => formatDuration(trials.seconds[i]) },
    { key: 'seed', title: 'Seed', isNumber: true, isShown: false, order: i => Number(trials.seed[i]),
      text: i => trials.seed[i] },
    { key: 'state', title: 'State', order: stateWords, text: stateWords, isState: true });
  const all = trials.number.map((_, i) => i), ranked = all.filter(i => trials.rank[i] !== null);
  return columns.map(column => ({
    isShown: column.isFixed || column.isTime || !isTheSame(column, column.isResult ? ranked : all), ...column,
    ...column.isResult && isTheSame(column, ranked) ? { isShown: false } : {},
  }));
}

const classOf = column =>
  [column.isNumber ? 'number' : '', column.isObjective ? 'objective' : '',
    ['rank', 'trial', 'curve'].includes(column.key) ? column.key : ''].filter(name => name !== '').join(' ') || null;

const reasonOf = i => data.reasons[trials.reason[i]] || 'no result yet';

function boardCell(column, i, explainsState) {
  if (column.key === 'trial')
    return html('th', { scope: 'row', class: classOf(column) },
      html('button', { class: 'trial', 'aria-label': `Details of trial ${trials.number[i]}` }, column.text(i)));
  if (column.isState)
    return html('td', { class: explainsState ? 'reason' : null }, html('span', { class: `state-name ${stateOf(i)}` },
      column.text(i)), ...explainsState ? [' ', html('span', {}, reasonOf(i))] : []);
  return html('td', { class: classOf(column), title: column.whole?.(i) }, column.node ? column.node(i) : column.text(i));
}

// Why a trial has no result stands where its metrics would; where there is no room for that, beside its state.
function rowOf(columns, i) {
  const isRanked = trials.rank[i] !== null, results = columns.filter(column => column.isResult);
  const row = html('tr', { id: `trial-${trials.number[i]}`, 'data-trial': trials.number[i],
    class: trials.number[i] === data.best ? 'best' : isRanked ? null : 'unranked' });
  for (const column of columns) {
    if (isRanked || !column.isResult)
      row.append(boardCell(column, i, !isRanked && results.length === 0));
    else if (column === results[0])
      row.append(html('td', { class: 'reason', colspan: results.length }, html('span', {}, reasonOf(i))));
  }
  return row;
}

function headOf(columns, board) {
  return html('tr', {}, ...columns.map(column => {
    const title = column.isName ? breakable(column.title) : column.title;
    const isSorted = board.sort === column;
    const cell = html('th', {
      scope: 'col', class: classOf(column),
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
  const found = board.keep.reduce((rows, { keeps }) => rows.filter(keeps), trials.number.map((_, i) => i));
  const rows = board.sort ? sorted(found, board.sort.order, board.isDescending) : found, shown = rows.slice(0, board.most);
  board.table.tHead.replaceChildren(headOf(columns, board));
  board.table.tBodies[0].replaceChildren(...shown.map(i => rowOf(columns, i)));
  board.count.textContent = found.length === trialCount
    ? counted(trialCount, 'trial')
    : `${formatCount(found.length)} of ${counted(trialCount, 'trial')}`;
  board.why.textContent = board.error || (found.length === 0 && trialCount > 0 ? whyNothing(board) : '');
  board.more.hidden = rows.length <= board.most;
  board.more.textContent = `Show ${formatCount(Math.min(200, rows.length - board.most))} more`;
  const missing = trialCount - shown.length;
  board.paper.textContent = missing === 0
    ? ''
    : `${counted(missing, 'further trial')} of the sweep ${missing === 1 ? 'is' : 'are'} not printed`
      + (found.length < trialCount ? ': the rows are those that a filter left.' : '.');
}
