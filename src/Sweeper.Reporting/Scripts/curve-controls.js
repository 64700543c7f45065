// What is above the learning curves.

function chosenTrials(text) {
  const numbers = text.split(/[^0-9]+/).filter(word => word !== '').map(Number).filter(number => indexOf.has(number));
  return [...new Set(numbers)].map(number => indexOf.get(number)).filter(i => data.curves.epochs[i] !== 0);
}

// Accuracy is an accuracy, and RMSE stays one.
const small = words => /^[A-Z][a-z]/.test(words) ? words[0].toLowerCase() + words.slice(1) : words;

// The best trials or, where there are repeats, the best settings, as the page shows them at first.
function bestTrials(keeps) {
  const best = trials.number.flatMap((_, i) => trials.rank[i] !== null && data.curves.epochs[i] !== 0 && keeps(i) ? [i] : []);
  if (!trials.cell)
    return best.slice(0, 3);
  const cells = [...new Set(best.map(i => trials.cell[i]))].sort((a, b) => a - b).slice(0, 3);
  return cells.map(cell => best.find(i => trials.cell[i] === cell));
}

function startCurves(board) {
  const section = document.getElementById('curves');
  if (!section)
    return;
  const figures = [...section.querySelectorAll('.charts > figure')];
  const subsets = [...new Set(data.curves.metrics.map((_, c) => curveMetric(c).subset))];
  // Where each chart has one metric, the charts are the choice.
  const hasSubsets = subsets.length > 1 && [...quantities.values()].some(places => places.length > 1);
  const choice = {
    trials: bestTrials(() => true), keeps: () => true, isChosen: false, hasOthers: true,
    isLog: figures.some(figure => figure.dataset.scale === 'log'), smoothing: 0,
    quantities: new Map([...quantities.keys()].map(quantity => [quantity, true])),
      subsets: new Map(subsets.map(subset => [subset, true])),
  };
  const coloured = new Set(trials.cell ? [] : groupsOf(choice.trials, choice.keeps).flat()),
    behind = behindOf(coloured, choice.keeps).reverse();
  [...quantities.keys()].forEach((quantity, k) => figures[k]
    && layTargets(figures[k].querySelector('svg'), behind.map(i => lineBehind(i, placesOf(quantity, choice)[0], 0))));
  const change = alter => value => {
    alter(value);
    [...quantities.keys()].forEach((quantity, k) => figures[k] && drawQuantity(figures[k], quantity, choice));
  };
  const numbers = html('input', {
    type: 'text', inputmode: 'numeric', placeholder: choice.trials.map(i => trials.number[i]).join(', '), size: 12,
    onchange: event => change(text => {
      choice.isChosen = text.trim() !== '';
      choice.trials = choice.isChosen ? chosenTrials(text) : bestTrials(choice.keeps);
    })(event.target.value),
  });
  const filtered = html('output', { 'aria-live': 'polite' });
  let pending = 0;

  // Those that are filtered out leave the curves too, but for what was chosen by its number.
  board?.listeners.push(keeps => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => change(() => {
      choice.keeps = keeps ?? (() => true);
      choice.trials = choice.isChosen ? chosenTrials(numbers.value) : bestTrials(choice.keeps);
      const left = trials.number.filter((_, i) => choice.keeps(i)).length;
      filtered.textContent = keeps === null
        ? ''
        : `${formatCount(left)} of ${counted(trialCount, 'trial')}, as the leaderboard is filtered`;
    })());
  });
  const smoothing = html('input', {
    type: 'range', min: 0, max: 0.95, step: 0.05, value: 0, oninput: event =>
      change(value => { choice.smoothing = Number(value); })(event.target.value),
  });
  section.querySelector('.charts').before(html('div', { class: 'controls' },
    labelled('Trials in colour', numbers),
    tick('others', true, change(isOn => { choice.hasOthers = isOn; })),
    ...quantities.size < 2 ? [] : [...quantities.keys()].map(quantity => tick(small(quantity), true,
      change(isOn => choice.quantities.set(quantity, isOn)))),
    ...!hasSubsets ? [] : subsets.map(subset => tick(subset, true, change(isOn => choice.subsets.set(subset, isOn)))),
    tick('logarithmic', choice.isLog, change(isOn => { choice.isLog = isOn; })),
    labelled('Smoothing', smoothing), filtered));
}
