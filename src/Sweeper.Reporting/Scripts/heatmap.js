// Draws the objective over two hyperparameters.

const { viridis } = sizes;

// As charts compare it, which may be at an epoch that all trials reached.
const comparedWords = data.comparedWords ?? objective.words;

function viridisAt(position) {
  const place = Math.min(1, Math.max(0, position)) * (viridis.length - 1),
    index = Math.min(Math.floor(place), viridis.length - 2);
  return viridis[index].map((low, channel) => Math.round(low + (place - index) * (viridis[index + 1][channel] - low)));
}

const colorOf = rgb => '#' + rgb.map(channel => channel.toString(16).padStart(2, '0')).join('');

function isDark(rgb) {
  const [red, green, blue] = rgb.map(channel => channel / 255).map(share => share <= 0.04045
    ? share / 12.92
    : ((share + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179;
}

const shows = {
  mean: { words: 'mean', of: values => values.reduce((a, b) => a + b) / values.length },
  best: { words: 'best', of: values => values.reduce((a, b) => isBetter(b, a) ? b : a) },
  count: { words: 'trials', of: values => values.length },
};

// [row][column] → the trials there, among those that a filter keeps.
function cellsOf(rows, columns, keeps) {
  const cells = levelsOf(rows).map(() => levelsOf(columns).map(() => []));
  trials.number.forEach((_, i) => {
    const r = levelOf(rows, i), c = levelOf(columns, i);
    if (r !== null && c !== null && keeps(i))
      cells[r][c].push(i);
  });
  return cells.map(row => row.map(all => ({ all, values: all.map(comparedOf).filter(value => value !== null) })));
}

function valueOf(cell, show) {
  if (show === 'count')
    return cell.all.length === 0 ? null : cell.all.length;
  return cell.values.length === 0 ? null : shows[show].of(cell.values);
}

// As the page does at first: the range without outliers, so that a few bad cells do not make all others look alike.
function colorRange(tables, show) {
  const values = tables.flat(2).map(cell => valueOf(cell, show)).filter(value => value !== null).sort((a, b) => a - b);
  if (values.length < 8)
    return [values[0], values.at(-1)];
  const low = quantile(values, 0.25), high = quantile(values, 0.75), reach = 3 * (high - low);
  const inside = reach <= 1e-9 * (values.at(-1) - values[0])
    ? values
    : values.filter(value => value >= low - reach && value <= high + reach);
  return [inside[0], inside.at(-1)];
}

const cellText = (value, show) => show === 'count' ? formatCount(value) : formatMetric(objective, value);

function withoutValue(cell) {
  if (cell.all.some(isFailed))
    return ['failed', cell.all.some(i => stateOf(i) === 'failed') ? 'failed' : 'diverged'];
  return ['empty', cell.all.some(i => stateOf(i) === 'pruned') ? 'pruned' : cell.all.length > 0 ? 'waiting' : '–'];
}

// A trial that is pointed at lights the cells that it is in; a cell of one trial is that trial.
const linksOf = ({ all }) => all.length === 1
  ? { 'data-trial': trials.number[all[0]] }
  : { 'data-trials': all.map(i => trials.number[i]).join(' ') };

function drawCell(cell, show, [low, high], isBest, x, y, width, height, place) {
  const value = valueOf(cell, show), gap = sizes.cellGap;
  const box = { x: short(x + gap / 2), y: short(y + gap / 2), width: short(width - gap), height: height - gap };
  const write = text => svgText(x + width / 2, y + height / 2 + sizes.halfLetter, text,
    { 'text-anchor': 'middle', class: 'value' });
  if (value === null) {
    const [kind, text] = withoutValue(cell);
    return svg('g', { class: `cell ${kind}`, ...linksOf(cell) },
      svg('title', {}, `${place}: ${text === '–' ? 'no trial' : text}`), svg('rect', box), write(text));
  }
  const share = high > low ? (value - low) / (high - low) : 0.5;
  const rgb = viridisAt(show !== 'count' && data.goal === 'min' ? 1 - share : share);
  const failed = cell.all.filter(isFailed).length;
  const count = cell.all.length === 1 ? '1 trial' : `${cell.all.length} trials`;
  const title = `${place}: ${cellText(value, show)} (${count}${failed ? `, ${failed} failed` : ''})`;
  return svg('g', { class: `cell ${isDark(rgb) ? 'on-dark' : 'on-light'}${isBest ? ' marked' : ''}`, ...linksOf(cell) },
    svg('title', {}, title), svg('rect', { ...box, fill: colorOf(rgb) }), write(cellText(value, show)));
}

// Labels too long for their cells stand upright, before the picture gets too wide for a page.
function heatmapLayout(rowLabels, columnLabels, content, isCompact) {
  const left = sizes.labelRoom + widest(rowLabels), labels = widest(columnLabels), room = sizes.cellRoom,
    count = columnLabels.length;
  const isUpright = labels > content && left + count * (labels + room) + sizes.edge > sizes.widestFitted;
  const least = (isUpright ? content : Math.max(content, labels)) + room;
  const cellWidth = isCompact ? least : Math.max(least, Math.min(sizes.widestCell, (sizes.heatmapWidth - left) / count));
  const cellHeight = isCompact ? sizes.compactCellHeight : sizes.cellHeight,
    bottom = sizes.cellTop + rowLabels.length * cellHeight;
  return { left, isUpright, cellWidth, cellHeight, bottom, titleLine: bottom + (isUpright ? labels + 26 : sizes.axisTitleLine) };
}

function labelColumn({ left, isUpright, cellWidth, bottom }, label, c) {
  const middle = left + (c + 0.5) * cellWidth;
  return isUpright
    ? svgText(middle + sizes.halfLetter, bottom + 10, label,
      { class: 'category', 'text-anchor': 'end',
        transform: `rotate(-90 ${short(middle + sizes.halfLetter)} ${short(bottom + 10)})` })
    : svgText(middle, bottom + 18, label, { class: 'category', 'text-anchor': 'middle' });
}

// What the colours mean, as below the heatmap that was there.
function drawBar(chart, show, values, [low, high], left, top, total) {
  const width = Math.min(sizes.longestBar, total - left - sizes.edge), step = width / sizes.barSteps,
    isReversed = show !== 'count' && data.goal === 'min';
  const words = show === 'count'
    ? 'number of trials, brighter is more'
    : `${comparedWords}${objective.percent ? ' (%)' : ''}, brighter is better`;
  chart.append(svgText(left + 1, top - sizes.barTitle, words[0].toUpperCase() + words.slice(1)));
  for (let i = 0; i < sizes.barSteps; i++) {
    const share = (i + 0.5) / sizes.barSteps;
    chart.append(svg('rect', {
      class: 'step', x: short(left + 1 + i * step), y: short(top), width: short(step), height: sizes.barHeight,
        fill: colorOf(viridisAt(isReversed ? 1 - share : share)),
    }));
  }
  chart.append(
    svgText(left + 1, top + sizes.barEnds, (values.some(value => value < low) ? '≤ ' : '') + cellText(low, show)),
    svgText(left + width, top + sizes.barEnds, (values.some(value => value > high) ? '≥ ' : '') + cellText(high, show),
      { 'text-anchor': 'end' }));
}

function drawHeatmap(rows, columns, cells, show, range, isCompact) {
  const rowLabels = levelsOf(rows).map(label => shorten(label, sizes.longestRowLabel));
  const columnLabels = levelsOf(columns).map(label => shorten(label, sizes.longestColumnLabel));
  const names = [data.hyperparameters[rows].name, data.hyperparameters[columns].name];
  const values = cells.flat().map(cell => valueOf(cell, show)).filter(value => value !== null);
  const areEqual = values.length > 1 && values.every(value => value === values[0]);
  const best = values.length === 0 || areEqual || show === 'count' ? null : shows.best.of(values);
  const content = widest([...values.map(value => cellText(value, show)),
    ...cells.flat().some(cell => valueOf(cell, show) === null) ? ['waiting'] : []]);
  const layout = heatmapLayout(rowLabels, columnLabels, content, isCompact), { left, cellWidth, cellHeight, titleLine } = layout;
  const titles = Math.min(sizes.widestFitted, Math.max(textWidth(names[0]), left + textWidth(names[1])));
  const hasBar = !isCompact && values.length > 0;
  const total = Math.max(left + columnLabels.length * cellWidth, titles, hasBar ? left + sizes.longestBar : 0) + sizes.edge;
  const height = hasBar ? titleLine + sizes.barLine + sizes.barRoom : titleLine + 9;
  const chart = svg('svg', {
    class: `chart natural${total > sizes.widestFitted ? ' wide' : ''}`, width: short(total), height: short(height),
      viewBox: `0 0 ${short(total)} ${short(height)}`, role: 'img',
  }, svg('title', {}, `${shows[show].words} of the ${comparedWords} by ${names[0]} and ${names[1]}`),
    svgText(0, sizes.titleLine, fitted(names[0], total), { class: 'axis-title' }));
  cells.forEach((row, r) => {
    const top = sizes.cellTop + r * cellHeight;
    chart.append(svgText(left - sizes.labelGap, top + cellHeight / 2 + sizes.halfLetter, rowLabels[r],
      { 'text-anchor': 'end', class: 'category' }));
    row.forEach((cell, c) => chart.append(drawCell(cell, show, range, best !== null && valueOf(cell, show) === best,
      left + c * cellWidth, top, cellWidth, cellHeight,
      `${names[0]} ${levelsOf(rows)[r]}, ${names[1]} ${levelsOf(columns)[c]}`)));
  });
  columnLabels.forEach((label, c) => chart.append(labelColumn(layout, label, c)));
  chart.append(svgText(left + 1, titleLine, fitted(names[1], total - left), { class: 'axis-title' }));
  if (hasBar)
    drawBar(chart, show, values, range, left, titleLine + sizes.barLine, total);
  return chart;
}
