// Takes on trials that changed while the page is open: their rows, their curves, and what follows from them.

// The place of a value in a list that grows when it is new.
function placeIn(list, value) {
  const place = list.indexOf(value);
  return place < 0 ? list.push(value) - 1 : place;
}

// A value of a hyperparameter as its words and, where it is one, its number.
function valuePlace(h, value) {
  if (value === null)
    return null;
  const [words, number] = value, { values, numbers, levelOf } = data.hyperparameters[h];
  const known = (numbers ?? values).indexOf(numbers ? number : words);
  if (known >= 0)
    return known;
  if (levelOf) {
    // A new number belongs where its nearest neighbour does.
    const nearest = numbers.reduce(
      (best, other, k) => Math.abs(other - number) < Math.abs(numbers[best] - number) ? k : best, 0);
    levelOf.push(levelOf[nearest]);
  }
  values?.push(words);
  return numbers ? numbers.push(number) - 1 : values.length - 1;
}

const columnsOfTrials = () => [
  ...Object.keys(trials).filter(key => !['values', 'metrics'].includes(key)).map(key => [trials, key]),
  ...[trials.values, trials.metrics, data.curves.values].flatMap(lists => lists.map((_, k) => [lists, k])),
  [data.curves, 'epochs'],
];

// Repeats of one setting belong to one cell.
const cellOf = place => trials.cell.find((_, i) => i !== place && trials.values.every(list => list[i] === list[place]))
  ?? Math.max(-1, ...trials.cell) + 1;

function takeRow(row) {
  const isNew = !indexOf.has(row.number), i = isNew ? trials.number.length : indexOf.get(row.number);
  const state = data.states.indexOf(row.state), isRanked = row.objective !== null;
  const reason = placeIn(data.reasons, row.reason), rank = isRanked ? 0 : null;
  Object.entries({ ...row, state, reason, rank, compared: row.objective })
    .filter(([key]) => Array.isArray(trials[key]) && !['values', 'metrics'].includes(key))
    .forEach(([key, value]) => { trials[key][i] = value; });
  trials.values.forEach((list, h) => { list[i] = valuePlace(h, row.values[h]); });
  trials.metrics.forEach((list, m) => {
    list[i] = m === data.objective ? row.objective : row.metrics[data.metrics[m].name] ?? null;
  });
  data.curves.epochs[i] = row.epochs;
  data.curves.values.forEach((list, c) => { list[i] = row.curves[curveMetric(c).name] ?? []; });
  indexOf.set(row.number, i);
  if (isNew && trials.cell)
    trials.cell[i] = cellOf(i);
}

// Brings trials into the order of the leaderboard: the best first, then those that are not ranked, failed ones last.
function rankAnew() {
  const values = trials.metrics[data.objective], sign = data.goal === 'max' ? -1 : 1;
  const order = trials.number.map((_, i) => i).sort((a, b) =>
    (trials.rank[a] === null) - (trials.rank[b] === null)
    || (trials.rank[a] === null
      ? isFailed(a) - isFailed(b) || trials.state[a] - trials.state[b]
      : sign * (values[a] - values[b]))
    || trials.number[a] - trials.number[b]);
  for (const [owner, key] of columnsOfTrials()) {
    const before = owner[key];
    owner[key] = order.map(i => before[i]);
  }
  trialCount = trials.number.length;
  trials.number.forEach((number, i) => {
    const isTied = i > 0 && objectiveOf(i) === objectiveOf(i - 1);
    indexOf.set(number, i);
    if (trials.rank[i] !== null)
      trials.rank[i] = isTied ? trials.rank[i - 1] : i + 1;
  });
  if (!trials.cell)
    data.best = trials.rank[0] === null ? undefined : trials.number[0];
}

// Columns that begin to differ are shown, unless the reader chose otherwise.
function renewColumns() {
  for (const column of allColumns()) {
    const shown = board.columns.find(({ key }) => key === column.key);
    if (!shown || shown.isChosen)
      continue;
    shown.isShown = column.isShown;
    const box = shown.tick?.querySelector('input');
    if (box)
      box.checked = shown.isShown;
  }
}

function renewStates() {
  const { states } = board;
  states.replaceChildren(...stateChoices().map(
    ([value, text]) => html('option', { value, selected: value === board.state }, text)));
}

function renew(rows) {
  rows.forEach(takeRow);
  rankAnew();
  if (board) {
    renewColumns();
    renewStates();
    board.filterAnew();
  }
  const open = linkedTrial(), { scrollTop } = dialog;
  if (dialog.open && rows.some(({ number }) => number === open)) {
    openDetails(open);
    dialog.scrollTop = scrollTop;
  }
}

return {
  renew,
  end: () => {
    ending.abort();
    tip.remove();
    dialog.remove();
  },
};
