// What is above the leaderboard: words to look for, a state, and the columns.

function wordFilter(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(word => word !== '');
  const textOf = i => `trial ${trials.number[i]} ${settingWords(i)} ${stateWords(i)} ${data.reasons[trials.reason[i]]}`.toLowerCase();
  return i => wanted.length === 0 || (text => wanted.every(word => text.includes(word)))(textOf(i));
}

function stateChoices() {
  const counts = new Map();
  trials.number.forEach((_, i) => counts.set(stateWords(i), (counts.get(stateWords(i)) ?? 0) + 1));
  return [['', 'any'], ...[...counts].map(([state, count]) => [state, `${state} (${formatCount(count)})`])];
}

function columnChooser(board) {
  return html('details', { class: 'chooser' }, html('summary', {}, 'Columns'), html('div', { class: 'controls' },
    ...board.columns.filter(column => column.key !== 'trial').map(column => tick(column.title, column.isShown, isShown => {
      column.isShown = isShown;
      drawBoard(board);
    }))));
}

function startLeaderboard() {
  const table = document.querySelector('table.leaderboard');
  if (!table)
    return null;
  const board = {
    table, columns: allColumns(), sort: null, isDescending: false, most: 30, keep: [() => true, () => true, () => true],
    count: html('output', { 'aria-live': 'polite' }),
    more: html('button', { class: 'more', onclick: () => { board.most += 200; drawBoard(board); } }),
    // Which trials a brush elsewhere leaves.
    brush: keeps => { board.keep[2] = keeps; drawBoard(board); },
  };
  const search = html('input', { type: 'search', placeholder: 'such as relu 128', oninput: event => {
    board.keep[0] = wordFilter(event.target.value);
    drawBoard(board);
  } });
  const state = choice('State', stateChoices(), '', chosen => {
    board.keep[1] = chosen === '' ? () => true : i => stateWords(i) === chosen;
    drawBoard(board);
  });
  const scroll = table.closest('.scroll');
  scroll.before(html('div', { class: 'controls' }, labelled('Filter', search), state, columnChooser(board), board.count));
  scroll.after(board.more);
  drawBoard(board);
  return board;
}
