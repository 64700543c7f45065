// The recorded trials. Trials are named by their index, which is their place on the leaderboard, and shown by their number.

const block = document.getElementById('data');
if (!block)
  return;
const data = JSON.parse(block.textContent);
const trials = data.trials;
let trialCount = trials.number.length;
const indexOf = new Map(trials.number.map((number, i) => [number, i]));
const objective = data.metrics[data.objective];
const stateOf = i => data.states[trials.state[i]];
const isFailed = i => ['failed', 'diverged'].includes(stateOf(i));
const objectiveOf = i => trials.rank[i] === null ? null : trials.metrics[data.objective][i];
// What charts and means compare: the objective, unless some trials were pruned; see the notes of the charts.
const comparedOf = i => trials.compared ? trials.compared[i] : objectiveOf(i);
const isBetter = (a, b) => data.goal === 'max' ? a > b : a < b;

// How far it came, of how many where that was known before.
const epochsText = (i, of) => `${trials.last[i] ?? '–'}${trials.planned[i] < 0 ? '' : of + trials.planned[i]}`;
const stoppedEarly = i => stateOf(i) === 'completed' && trials.last[i] < trials.planned[i];
const stateWords = i => stoppedEarly(i) ? 'stopped early' : stateOf(i);

function valueText(h, i) {
  const value = trials.values[h][i];
  const { values, numbers } = data.hyperparameters[h];
  return value === null ? '–' : values ? values[value] : formatSignificant(numbers[value], 4);
}

// A number in full, where it is not written so.
function valueWhole(h, i) {
  const value = trials.values[h][i], { numbers } = data.hyperparameters[h];
  return value === null || !numbers ? null : wholeNumber(numbers[value], valueText(h, i));
}

// What sorting compares: numbers as numbers, other values in the order of the experiment.
function valueOrder(h, i) {
  const value = trials.values[h][i], { numbers } = data.hyperparameters[h];
  return value === null ? null : numbers ? numbers[value] : value;
}

const levelsOf = h => data.hyperparameters[h].levels ?? data.hyperparameters[h].values;

function levelOf(h, i) {
  const value = trials.values[h][i], { levelOf: levels } = data.hyperparameters[h];
  return value === null || !levels ? value : levels[value];
}

const settingWords = i => data.hyperparameters
  .map((hyperparameter, h) => trials.values[h][i] === null ? null : `${hyperparameter.name} ${valueText(h, i)}`)
  .filter(words => words !== null)
  .join(', ');

// The epochs of a trial that the report holds; a number n stands for 1 to n.
function epochsOf(i) {
  const epochs = data.curves.epochs[i];
  return Array.isArray(epochs) ? epochs : Array.from({ length: epochs }, (_, e) => e + 1);
}

// [epoch, value] of the c-th metric that has curves; the value may be null.
function curveOf(c, i) {
  const values = data.curves.values[c][i];
  return epochsOf(i).map((epoch, e) => [epoch, values[e]]);
}

const curveMetric = c => data.metrics[data.curves.metrics[c]];

// The places of the metrics with curves, by quantity.
const quantities = new Map();
data.curves.metrics.forEach((_, c) => {
  const { quantity } = curveMetric(c);
  quantities.set(quantity, [...quantities.get(quantity) ?? [], c]);
});

// What was held out is looked at first.
const heldOut = c => ['validation', 'test', 'train'].indexOf(curveMetric(c).subset);
