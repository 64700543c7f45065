// Draws a line chart as the page has them: { title, yTitle, percent, isLog, lines, bands, legend }; over the epochs and around
// its lines, or over the ranges x: { low, high, title, percent } and y: { low, high }.
// A line is { points, color, pattern, trial, marks, label, isPruned }; without a color it is one of those behind.

const curveBottom = sizes.top + sizes.curveHeight;
const patterns = ['', ' dashed', ' dotted'];
const lineClass = ({ color, pattern = 0, isPruned }) =>
  (color === undefined ? 'line background' : color === null ? 'line neutral' : `line c${color % sizes.colors}`)
    + patterns[Math.min(pattern, 2)] + (isPruned ? ' pruned' : '');

// The marks of a trial's own curve: [epoch, value, kind].
function marksOf(i, points) {
  const marks = [];
  for (const [epoch, value] of points.filter(([, y]) => y !== null)) {
    if (epoch === trials.last[i] && (stoppedEarly(i) || stateOf(i) === 'pruned'))
      marks.push([epoch, value, stoppedEarly(i) ? 'stop' : 'cross']);
    if (epoch === trials.best[i])
      marks.push([epoch, value, 'mark']);
  }
  return marks;
}

// Lines behind may leave the chart: a few trials that never learned must not flatten all the others, nor any that diverged.
function verticalRange({ lines, isLog, percent }) {
  const valuesOf = some => some.flatMap(line => line.points.map(([, y]) => y)).filter(y => y !== null && Number.isFinite(y)
    && (!isLog || y > 0));
  const tame = lines.filter(line => line.color !== undefined || !line.isDiverged), ranged = tame.length > 0 ? tame : lines;
  const front = valuesOf(ranged.filter(line => line.color !== undefined));
  const back = valuesOf(ranged.filter(line => line.color === undefined)).sort((a, b) => a - b);
  const shown = back.length === 0 ? front : [...front, quantile(back, 0.04), quantile(back, 0.96)];
  return shown.length === 0 ? [isLog ? 0.1 : 0, 1] : around(shown.reduce((a, b) => Math.min(a, b)),
    shown.reduce((a, b) => Math.max(a, b)), percent, isLog);
}

function mark(kind, color, x, y) {
  const place = color === null || color === undefined ? 'neutral' : `c${color % sizes.colors}`;
  if (kind === 'cross') {
    const reach = sizes.crossReach, to = (right, down) => `${short(x + right * reach)} ${short(y + down * reach)}`;
    return svg('path', { class: `stop ${place}`, d: `M${to(-1, -1)}L${to(1, 1)}M${to(-1, 1)}L${to(1, -1)}` });
  }
  return kind === 'stop'
    ? svg('path', { class: `stop ${place}`, d: `M${short(x)} ${short(y - sizes.stopReach)}v${2 * sizes.stopReach}` })
    : svg('circle', { class: `mark ${place}`, cx: short(x), cy: short(y), r: sizes.markRadius });
}

function drawLegend(legend, left, right) {
  const group = svg('g', { class: 'legend' });
  let x = left, y = curveBottom + sizes.legendTop + sizes.legendRow / 2;
  for (const entry of legend) {
    const before = sizes.swatch + sizes.swatchGap, label = fitted(entry.label, right - left - before),
      room = before + textWidth(label);
    if (x > left && x + room > right) {
      x = left;
      y += sizes.legendRow;
    }
    group.append(
      entry.kind ? mark(entry.kind, null, x + sizes.swatch / 2, y) : svg('path',
        { class: lineClass(entry), d: `M${short(x)} ${short(y)}h${sizes.swatch}` }),
      svgText(x + before, y + sizes.halfLetter, label));
    x += room + sizes.legendGap;
  }
  return [group, legend.length === 0 ? curveBottom + sizes.legendTop : y + sizes.legendRow / 2];
}

function drawAxes(x, y, left, right, spec) {
  const parts = [svgText(0, sizes.titleLine, fitted(spec.yTitle + (spec.isLog ? ' (logarithmic)' : ''), sizes.width),
    { class: 'axis-title' })];
  const grid = spec.yTicks.map(([value]) => `M${short(left)} ${short(y.map(value))}H${short(right)}`).join('');
  parts.push(svg('path', { class: 'grid', d: grid }));
  for (const [value, label] of spec.yTicks)
    parts.push(svgText(left - sizes.labelGap, y.map(value) + sizes.halfLetter, label, { 'text-anchor': 'end' }));
  const xTicks = spaced(ticksOf(x, { whole: !spec.x, percent: spec.x?.percent, count: 6 }), x.map);
  const line = xTicks.map(([value]) => `M${short(x.map(value))} ${curveBottom}v${sizes.tickLength}`).join('');
  parts.push(svg('path', { class: 'axis', d: `M${short(left)} ${curveBottom}H${short(right)}${line}` }));
  for (const [value, label] of xTicks)
    parts.push(svgText(Math.min(x.map(value), sizes.width - textWidth(label) / 2), curveBottom + sizes.tickLine, label,
      { 'text-anchor': 'middle' }));
  parts.push(svgText(right, curveBottom + sizes.axisTitleLine, fitted(spec.x?.title ?? 'Epoch', right),
    { class: 'axis-title', 'text-anchor': 'end' }));
  return parts;
}

// A point without neighbours, through which no line goes.
const isAlone = ([, value], i, all) => value !== null && [i - 1, i + 1].every(k => (all[k]?.[1] ?? null) === null);

// The part of a chart that cuts what leaves it, in the coordinates of the whole.
const frameOf = (left, right) => svg('svg', {
  class: 'frame', x: short(left), y: sizes.top, width: short(right - left), height: sizes.curveHeight,
  viewBox: `${short(left)} ${sizes.top} ${short(right - left)} ${sizes.curveHeight}`,
});

function drawLines(spec) {
  const [low, high] = spec.y ? [spec.y.low, spec.y.high] : verticalRange(spec);
  const epochs = spec.lines.flatMap(line => [line.points[0]?.[0], line.points.at(-1)?.[0]]).filter(epoch => epoch !== undefined);
  const first = Math.min(...epochs), last = Math.max(...epochs), room = first === last ? 0.5 : 0;
  spec.yTicks = ticksOf({ low, high, isLog: spec.isLog }, { percent: spec.percent });
  const left = sizes.labelRoom + widest(spec.yTicks.map(([, label]) => label)), right = sizes.width - sizes.right;
  const x = axis(spec.x?.low ?? first - room, spec.x?.high ?? last + room, left, right),
    y = axis(low, high, curveBottom, sizes.top, spec.isLog);
  const frame = frameOf(left, right);
  for (const { color, points } of spec.bands ?? []) {
    const outline = [...points.map(([e, , top]) => [e, top]), ...points.map(([e, bottom]) => [e, bottom]).reverse()];
    frame.append(svg('path', { class: `band c${color % sizes.colors}`, d: pathOf(outline, x, y) + 'Z' }));
  }
  const marks = [];
  for (const line of spec.lines) {
    for (const [epoch, value] of line.points.filter(isAlone))
      frame.append(svg('circle', { class: lineClass(line).replace('line', 'point'), 'data-trial': line.trial,
        cx: short(x.map(epoch)), cy: short(y.map(value)), r: sizes.pointRadius }));
    frame.append(svg('path', { class: lineClass(line), 'data-trial': line.trial, d: pathOf(line.points, x, y) },
      svg('title', {}, line.label ?? '')));
    for (const [epoch, value, kind] of line.marks ?? []) {
      if (value >= low && value <= high)
        marks.push(mark(kind, line.color, x.map(epoch), y.map(value)));
    }
  }
  const [legend, height] = drawLegend(spec.legend, left, right);
  return svg('svg', { class: 'chart', width: sizes.width, height: short(height), viewBox: `0 0 ${sizes.width} ${short(height)}`,
    role: 'img' },
    svg('title', {}, spec.title), ...drawAxes(x, y, left, right, spec), frame, ...marks, legend);
}

// The axes of a chart that the page had drawn.
function axesOf(chart) {
  const [left, top, right, bottom] = chart.dataset.frame.split(' ').map(Number);
  const parse = text => {
    const [low, high, log] = text.split(' ');
    return [Number(low), Number(high), log === 'log'];
  };
  const [[lowX, highX, isLogX], [lowY, highY, isLogY]] = [chart.dataset.x, chart.dataset.y].map(parse);
  return [axis(lowX, highX, left, right, isLogX), axis(lowY, highY, bottom, top, isLogY)];
}

// Lines behind are one path; over it goes one for each trial, which is only seen when it is pointed at.
function layTargets(chart, lines) {
  const [x, y] = axesOf(chart), front = chart.querySelector('.frame > :not(.background):not(.band)');
  for (const { trial, label, points } of lines)
    (front ?? chart.querySelector('.frame').lastChild).before(svg('path',
      { class: 'line target', 'data-trial': trial, d: pathOf(points, x, y) }, svg('title', {}, label)));
}
