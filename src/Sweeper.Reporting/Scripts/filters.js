// What is around the leaderboard: words to look for, a state, the columns, and why nothing is left.

const wordsOf = text => text.toLowerCase().split(/\s+/).filter(word => word !== '');

const searchText = i => `trial ${trials.number[i]} ${settingWords(i)} ${stateWords(i)} ${data.reasons[trials.reason[i]]}`.toLowerCase();

function wordFilter(words) {
  return i => words.length === 0 || (text => words.every(word => text.includes(word)))(searchText(i));
}

// Which of the filters leaves nothing: the words by themselves, then the state, then the ranges of the chart.
function whyNothing({ words, keep: [byWords, byState, byRange], state }) {
  const all = trials.number.map((_, i) => i), found = all.filter(byWords.keeps);
  const counts = words.map(word => [word, all.filter(wordFilter([word])).length]);
  const unknown = counts.filter(([, count]) => count === 0).map(([word]) => `“${word}”`);
  if (unknown.length > 0)
    return `No trial has ${unknown.join(' or ')} in its number, settings, state or reason.`;
  if (found.length === 0)
    return `No trial has all of these words: ${counts.map(([word, count]) => `“${word}” is in ${formatCount(count)}`).join(', ')}.`;
  const which = words.length > 0
    ? `${counted(found.length, 'trial')} with ${words.length === 1 ? 'this word' : 'these words'}`
    : counted(found.length, 'trial');
  if (!found.some(byState.keeps))
    return `Of ${which}, none is ${state}.`;
  return found.some(i => byRange.keeps(i))
    ? `The trials within the ranges that were set on the chart “Trials across hyperparameters” are not among those that words and state leave.`
    : `None of ${which} lies within the ranges that were set on the chart “Trials across hyperparameters”.`;
}

function stateChoices() {
  const counts = new Map();
  trials.number.forEach((_, i) => counts.set(stateWords(i), (counts.get(stateWords(i)) ?? 0) + 1));
  return [['', 'any'], ...[...counts].map(([state, count]) => [state, `${state} (${formatCount(count)})`])];
}

function columnChooser(board) {
  return html('details', { class: 'chooser' }, html('summary', {}, 'Columns'), html('div', { class: 'controls' },
    ...board.columns.filter(column => !column.isFixed).map(column => tick(column.title, column.isShown, isShown => {
      column.isShown = isShown;
      drawBoard(board);
    }))));
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
    table, columns: allColumns(), sort: null, isDescending: false, most: 30, keep, words: [], state: '',
    count: html('output', { 'aria-live': 'polite' }),
    why: html('p', { class: 'note why', role: 'status' }),
    paper: scroll.parentNode.querySelector('.paper'),
    more: html('button', { class: 'more', onclick: () => { board.most += 200; drawBoard(board); } }),
    // Which trials a brush elsewhere leaves.
    brush: keeps => { keep[2].keeps = keeps; drawBoard(board); },
  };
  const search = html('input', { type: 'search', placeholder: 'such as relu 128', oninput: event => {
    board.words = wordsOf(event.target.value);
    keep[0].keeps = wordFilter(board.words);
    drawBoard(board);
  } });
  const state = choice('State', stateChoices(), '', chosen => {
    board.state = chosen;
    keep[1].keeps = chosen === '' ? () => true : i => stateWords(i) === chosen;
    drawBoard(board);
  });
  scroll.before(html('div', { class: 'controls' }, labelled('Filter', search), state, columnChooser(board), board.count));
  scroll.after(board.why, board.more);
  printWhole(board);
  drawBoard(board);
  return board;
}
