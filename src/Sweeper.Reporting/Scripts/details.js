// Everything the report holds of one trial, in a dialog.

const dialog = html('dialog', { class: 'details', 'aria-labelledby': 'details-title' });

const facts = pairs => html('dl', {},
  ...pairs.flatMap(([name, text, whole]) => [html('dt', {}, name), html('dd', { title: whole }, text)]));

function resultFacts(i) {
  const pairs = data.metrics
    .map((metric, m) => [capital(metric.words), trials.metrics[m][i], metric])
    .filter(([, value]) => value !== null)
    .map(([words, value, metric]) => [words, formatMetric(metric, value), wholeNumber(value, formatMetric(metric, value))]);
  if (trials.best[i] !== null)
    pairs.push(['Best epoch', String(trials.best[i])]);
  pairs.push(['Epochs', epochsText(i, ' of ')], ['Duration', formatDuration(trials.seconds[i])]);
  if (trials.repeat)
    pairs.push(['Repeat', String(trials.repeat[i])]);
  if (trials.fold)
    pairs.push(['Fold', String(trials.fold[i])]);
  pairs.push(['Seed', trials.seed[i]]);
  return facts(pairs);
}

function ownCurves(i) {
  return [...quantities].map(([quantity, places]) => {
    const lines = [...places].sort((a, b) => heldOut(a) - heldOut(b))
      .map((c, k) => ({ points: curveOf(c, i), color: 0, pattern: k, label: curveMetric(c).subset }))
      .filter(line => line.points.some(([, y]) => y !== null));
    return lines.length === 0 ? null : html('figure', {}, drawLines({
      title: `${quantity} of trial ${trials.number[i]}`,
      yTitle: curveMetric(places[0]).percent ? `${quantity} (%)` : quantity,
      percent: curveMetric(places[0]).percent,
      lines: lines.map((line, k) => ({ ...line, marks: k === 0 ? marksOf(i, line.points) : [] })),
      legend: lines.map(line => ({ label: line.label, color: 0, pattern: line.pattern })),
    }));
  });
}

// Null where the browser lets no page write to the clipboard.
function copyButton(text) {
  const take = () => navigator.clipboard.writeText(text).then(() => { copy.textContent = 'Copied'; });
  const copy = html('button', { class: 'more copy', onclick: take }, 'Copy');
  return navigator.clipboard ? copy : null;
}

function commandToCopy(command, words) {
  return html('p', { class: 'command' },
    html('span', { class: 'note' }, words), ' ', html('code', {}, command), ' ', copyButton(command));
}

function openDetails(number) {
  const i = indexOf.get(number), rank = trials.rank[i];
  const state = rank === null ? stateWords(i) : `rank ${formatCount(rank)} of ${formatCount(trialCount)}, ${stateWords(i)}`;
  dialog.replaceChildren(
    html('form', { method: 'dialog' }, html('button', { class: 'close', 'aria-label': 'Close' }, '×')),
    html('h2', { id: 'details-title' }, `Trial ${number}`),
    html('p', { class: 'note' }, state),
    html('p', { class: isFailed(i) ? 'sentence failed' : 'sentence' }, data.reasons[trials.reason[i]] || 'no result yet'),
    html('div', { class: 'columns' },
      html('div', {}, html('h3', {}, 'Hyperparameters'),
        facts(data.hyperparameters.map((h, k) => [h.name, valueText(k, i), valueWhole(k, i)]))),
      html('div', {}, html('h3', {}, 'Result'), resultFacts(i))),
    ...trials.best[i] === null ? []
      : [commandToCopy(`sweeper verify ${data.sweep}/${number}`, 'Trains exactly this trial again and compares:')],
    ...stateOf(i) === 'pruned' ? [commandToCopy(`sweeper finish ${data.sweep}/${number}`, 'Trains it to its end:')] : [],
    html('div', { class: 'charts' }, ...ownCurves(i)),
    ...classDetails(number), ...trialPictures(number));
  unlight();
  if (!dialog.open)
    dialog.showModal();
  dialog.scrollTop = 0;
  history.replaceState(null, '', `#trial-${number}`);
}

// The address of the page with #trial-15 at its end is that of the details of trial 15.
const linkedTrial = () => Number(/^#trial-(\d+)$/.exec(location.hash)?.[1]);

function openLinked() {
  if (indexOf.has(linkedTrial()))
    openDetails(linkedTrial());
}

function startDetails() {
  document.body.append(dialog);
  for (const text of document.querySelectorAll('pre.to-copy'))
    text.after(...[copyButton(text.textContent)].filter(button => button !== null));
  dialog.addEventListener('click', event => {
    if (event.target === dialog)
      dialog.close();
  });
  dialog.addEventListener('close', () => history.replaceState(null, '', location.href.split('#')[0]));
  window.addEventListener('hashchange', openLinked, { signal });
  openLinked();
}
