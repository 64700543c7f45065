// Learning curves as the reader wants them: which trials, metrics, axis and smoothing.

const mostBehind = 150, mostColours = sizes.colors;

// The exponential moving average, corrected for its beginning.
function smoothed(points, factor) {
  let average = 0, weight = 0;
  return factor === 0 ? points : points.map(([epoch, value]) => {
    if (value === null)
      return [epoch, null];
    average = factor * average + (1 - factor) * value;
    weight = factor * weight + 1 - factor;
    return [epoch, average / weight];
  });
}

// Means of settings are of what was trained to its end, where anything was.
const takesPruned = () => trials.number.every((_, i) => trials.rank[i] === null || stateOf(i) === 'pruned');

// What is in colour: trials, or the repeats of a setting that are averaged together.
function groupsOf(chosen, keeps) {
  const groups = new Map(), all = takesPruned();
  for (const i of chosen) {
    const key = trials.cell ? trials.cell[i] : i;
    const isOne = (cell, k) => cell === key && trials.rank[k] !== null && (all || stateOf(k) !== 'pruned') && keeps(k);
    groups.set(key, trials.cell ? trials.cell.flatMap((cell, k) => isOne(cell, k) ? [k] : []) : [i]);
    if (groups.get(key).length === 0)
      groups.set(key, [i]);
  }
  return [...groups.values()].slice(0, mostColours);
}

// [epoch, lowest, highest, mean] over those repeats that trained that long.
function bandOf(curves) {
  const values = new Map();
  for (const [epoch, value] of curves.flat()) {
    if (value !== null)
      values.set(epoch, [...values.get(epoch) ?? [], value]);
  }
  return [...values].sort(([a], [b]) => a - b)
    .map(([epoch, all]) => [epoch, Math.min(...all), Math.max(...all), all.reduce((a, b) => a + b) / all.length]);
}

const groupLabel = group => `${group.length > 1 ? 'trials' : 'trial'} ${group.map(i => trials.number[i]).join(', ')}`;

function groupLine(group, c, color, pattern, factor, isMain) {
  const curves = group.map(i => smoothed(curveOf(c, i), factor));
  const label = `${groupLabel(group)}: ${curveMetric(c).words}`;
  const marks = isMain ? group.flatMap((i, k) => marksOf(i, curves[k])) : [];
  if (group.length === 1)
    return { points: curves[0], color, pattern, trial: trials.number[group[0]], marks, label };
  return { points: bandOf(curves).map(([epoch, , , mean]) => [epoch, mean]), color, pattern, marks, label: `mean of ${label}` };
}

function legendOf(groups, places, behind, marks) {
  const kinds = new Set(marks.map(([, , kind]) => kind));
  return [
    ...groups.map((group, color) => ({ label: groupLabel(group), color })),
    ...behind.length > 0 ? [{ label: behind.some(i => stateOf(i) === 'pruned')
      ? 'other trials (thin: pruned)'
      : 'other trials' }] : [],
    ...places.length > 1 ? places.map((c, pattern) => ({ label: curveMetric(c).subset, color: null, pattern })) : [],
    ...kinds.has('mark') ? [{ label: 'best epoch', kind: 'mark' }] : [],
    ...kinds.has('stop') ? [{ label: 'stopped early', kind: 'stop' }] : [],
    ...kinds.has('cross') ? [{ label: 'pruned', kind: 'cross' }] : [],
  ];
}

// What was held out comes first: a solid line, and the one that trials behind have.
function placesOf(quantity, choice) {
  return quantities.get(quantity)
    .filter(c => choice.subsets.get(curveMetric(c).subset))
    .sort((a, b) => (data.curves.metrics[b] === data.objective) - (data.curves.metrics[a] === data.objective)
      || heldOut(a) - heldOut(b));
}

// A logarithm is for losses; shares of one get it only where there is nothing else.
const isAllPercent = () => data.curves.metrics.every((_, c) => curveMetric(c).percent);

// Those that are not in colour, the best first.
function behindOf(coloured, keeps) {
  return trials.number.flatMap((_, i) => coloured.has(i) || data.curves.epochs[i] === 0 || !keeps(i) ? [] : [i])
    .slice(0, mostBehind);
}

const lineBehind = (i, c, factor) => ({
  points: smoothed(curveOf(c, i), factor), trial: trials.number[i], label: `trial ${trials.number[i]}`,
    isPruned: stateOf(i) === 'pruned', isDiverged: stateOf(i) === 'diverged',
});

function drawQuantity(figure, quantity, choice) {
  const places = placesOf(quantity, choice);
  figure.hidden = !choice.quantities.get(quantity) || places.length === 0;
  if (figure.hidden)
    return;
  const groups = groupsOf(choice.trials, choice.keeps), coloured = new Set(trials.cell ? [] : groups.flat());
  const behind = choice.hasOthers ? behindOf(coloured, choice.keeps) : [];
  const { percent } = curveMetric(places[0]);
  const front = groups.flatMap((group,
    color) => places.map((c, pattern) => groupLine(group, c, color, pattern, choice.smoothing, pattern === 0)));
  const lines = [
    ...behind.map(i => lineBehind(i, places[0], choice.smoothing)).reverse(),
    ...front.reverse(),
  ];
  const bands = groups.flatMap((group, color) => group.length < 2 ? [] : [{
    color, points: bandOf(group.map(i => smoothed(curveOf(places[0], i), choice.smoothing))).map(([epoch, low, high]) => [epoch,
      low, high]),
  }]);
  figure.querySelector('svg').replaceWith(drawLines({
    title: `${quantity} by epoch`, yTitle: percent ? `${quantity} (%)` : quantity, percent,
      isLog: choice.isLog && (!percent || isAllPercent()), lines, bands,
    legend: legendOf(groups, places, behind, front.flatMap(line => line.marks)),
  }));
  const epochs = [...new Set(front.flatMap(line => line.points.map(([epoch]) => epoch)))].sort((a, b) => a - b);
  const values = front.reverse().map(line => new Map(line.points));
  fillTable(figure, `${quantity} by epoch`, ['Epoch', ...front.map(line => line.label)],
    epochs.map(epoch => [String(epoch), ...values.map(line => formatMetric({ percent }, line.get(epoch)))]));
}
