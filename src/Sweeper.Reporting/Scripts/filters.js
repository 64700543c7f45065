// What is around the leaderboard: a filter or words to look for, a state, the columns, and why nothing is left.

const wordsOf = text => text.toLowerCase().split(/\s+/).filter(word => word !== '');

const searchText = i =>
  `trial ${trials.number[i]} ${settingWords(i)} ${stateWords(i)} ${data.reasons[trials.reason[i]]}`.toLowerCase();

function wordFilter(words) {
  return i => words.length === 0 || (text => words.every(word => text.includes(word)))(searchText(i));
}

// Which part of a filter is true of no trial, or of how many each is.
function whyNoneMatches(where, text, all) {
  const parts = where.parts ?? [{ test: where, text }];
  const counts = parts.map(part => [part, all.filter(i => part.test(i) === true).length]);
  const none = counts.filter(([, count]) => count === 0);
  if (none.length === 0) {
    const each = counts.map(([part, count]) => `“${part.text}” is true of ${formatCount(count)}`);
    return `No trial has all of these: ${each.join(', ')}.`;
  }
  const [{ test, text: failing }] = none[0];
  return all.every(i => test(i) === null)
    ? `“${failing}” is true of no trial: none has all the values that it asks for.`
    : `“${failing}” is true of no trial.`;
}

// Which of the filters leaves nothing: the filter or words by themselves, then the state, then the ranges of the chart.
function whyNothing({ words, where, text, keep: [byWords, byState, byRange], state }) {
  const all = trials.number.map((_, i) => i), found = all.filter(byWords.keeps);
  if (where && found.length === 0)
    return whyNoneMatches(where, text, all);
  const counts = words.map(word => [word, all.filter(wordFilter([word])).length]);
  const unknown = counts.filter(([, count]) => count === 0).map(([word]) => `“${word}”`);
  if (unknown.length > 0)
    return `No trial has ${unknown.join(' or ')} in its number, settings, state or reason.`;
  if (found.length === 0) {
    const each = counts.map(([word, count]) => `“${word}” is in ${formatCount(count)}`);
    return `No trial has all of these words: ${each.join(', ')}.`;
  }
  const which = where ? `${counted(found.length, 'trial')} of which the filter is true` : words.length > 0
    ? `${counted(found.length, 'trial')} with ${words.length === 1 ? 'this word' : 'these words'}`
    : counted(found.length, 'trial');
  if (!found.some(byState.keeps))
    return `Of ${which}, none is ${state}.`;
  return found.some(i => byRange.keeps(i))
    ? 'The trials within the ranges that were set on the chart “Trials across hyperparameters” are not among those that words '
      + 'and state leave.'
    : `None of ${which} lies within the ranges that were set on the chart “Trials across hyperparameters”.`;
}

function stateChoices() {
  const counts = new Map();
  trials.number.forEach((_, i) => counts.set(stateWords(i), (counts.get(stateWords(i)) ?? 0) + 1));
  return [['', 'any'], ...[...counts].map(([state, count]) => [state, `${state} (${formatCount(count)})`])];
}

function columnChooser(board) {
  return html('details', { class: 'chooser' }, html('summary', {}, 'Columns'), html('div', { class: 'controls' },
    ...board.columns.filter(column => !column.isFixed).map(column => column.tick = tick(column.title, column.isShown,
      isShown => {
        Object.assign(column, { isShown, isChosen: true });
        drawBoard(board);
      }))));
}

function exampleWhere() {
  const example = data.hyperparameters.find(({ numbers }) => numbers?.length > 1);
  return example ? `${example.name} >= ${formatSignificant(example.numbers[1], 3)}` : 'epochs > 5';
}

// A filter that is not one yet, as while it is written, leaves every trial and says what is wrong with it.
function readFilter(board, text) {
  Object.assign(board, { text, where: null, error: '', words: isWhere(text) ? [] : wordsOf(text) });
  board.keep[0].keeps = wordFilter(board.words);
  if (!isWhere(text))
    return;
  try {
    const where = board.where = readWhere(text);
    board.keep[0].keeps = i => where(i) === true;
  } catch (problem) {
    if (problem.position === undefined)
      throw problem;
    board.error = `At character ${problem.position + 1}: ${problem.message}.`;
    board.keep[0].keeps = () => true;
  }
}

const mostOnPaper = 500;

// On paper nobody can ask for more rows; what is not printed is said below them.
function printWhole(board) {
  let onScreen = board.most;
  window.addEventListener('beforeprint', () => {
    onScreen = board.most;
    board.most = Math.max(mostOnPaper, onScreen);
    drawBoard(board);
  }, { signal });
  window.addEventListener('afterprint', () => {
    board.most = onScreen;
    drawBoard(board);
  }, { signal });
}

function startLeaderboard() {
  const table = document.querySelector('table.leaderboard');
  if (!table)
    return null;
  const scroll = table.closest('.scroll'), keep = ['words', 'state', 'range'].map(() => ({ keeps: () => true }));
  const board = {
    where: null, text: '', error: '', isBrushed: false, listeners: [],
    table, columns: allColumns(), sort: null, isDescending: false, most: 30, keep, words: [], state: '',
    count: html('output', { 'aria-live': 'polite' }),
    why: html('p', { class: 'note why', role: 'status' }),
    paper: scroll.parentNode.querySelector('.paper'),
    more: html('button', { class: 'more', onclick: () => { board.most += 200; drawBoard(board); } }),
    // Which trials a brush elsewhere leaves.
    brush: keeps => { board.isBrushed = keeps !== null; keep[2].keeps = keeps ?? (() => true); board.filterAnew(); },
  };
  board.filterAnew = () => {
    drawBoard(board);
    const isFiltered = board.where !== null || board.words.length > 0 || board.state !== '' || board.isBrushed;
    board.listeners.forEach(listen => listen(isFiltered ? i => keep.every(({ keeps }) => keeps(i)) : null));
  };
  const search = html('input', {
    type: 'search', class: 'where', placeholder: `such as relu 128, or ${exampleWhere()}`,
    oninput: event => {
      readFilter(board, event.target.value.trim());
      board.filterAnew();
    },
  });
  const state = choice('State', stateChoices(), '', chosen => {
    board.state = chosen;
    keep[1].keeps = chosen === '' ? () => true : i => stateWords(i) === chosen;
    board.filterAnew();
  });
  board.states = state.querySelector('select');
  scroll.before(html('div', { class: 'controls' }, labelled('Filter', search), state, columnChooser(board), board.count));
  scroll.after(board.why, board.more);
  printWhole(board);
  drawBoard(board);
  return board;
}
