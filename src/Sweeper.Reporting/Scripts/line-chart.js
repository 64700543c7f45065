// Draws a line chart as the page has them: { title, yTitle, percent, isLog, lines, bands, legend }; over the epochs and around its lines, or over
// the ranges x: { low, high, title, percent } and y: { low, high }.
// A line is { points, color, pattern, trial, marks, label, isPruned }; without a color it is one of those behind.

const plot = { width: 480, top: 30, height: 240, right: 466, bottom: 270 };
const patterns = ['', ' dashed', ' dotted'];
const lineClass = ({ color, pattern = 0, isPruned }) =>
  (color === undefined ? 'line background' : color === null ? 'line neutral' : `line c${color % 6}`) + patterns[Math.min(pattern, 2)] + (isPruned ? ' pruned' : '');

// The marks of a trial's own curve: [epoch, value, kind].
function marksOf(i, points) {
  const marks = [];
  for (const [epoch, value] of points.filter(([, y]) => y !== null)) {
    if (epoch === trials.last[i] && trials.last[i] < trials.planned[i] && stateOf(i) !== 'running')
      marks.push([epoch, value, 'stop']);
    if (epoch === trials.best[i])
      marks.push([epoch, value, 'mark']);
  }
  return marks;
}

// Lines behind may leave the chart: a few trials that never learned must not flatten all the others.
function verticalRange({ lines, isLog, percent }) {
  const valuesOf = some => some.flatMap(line => line.points.map(([, y]) => y)).filter(y => y !== null && Number.isFinite(y) && (!isLog || y > 0));
  const front = valuesOf(lines.filter(line => line.color !== undefined));
  const back = valuesOf(lines.filter(line => line.color === undefined)).sort((a, b) => a - b);
  const shown = back.length === 0 ? front : [...front, quantile(back, 0.04), quantile(back, 0.96)];
  return shown.length === 0 ? [isLog ? 0.1 : 0, 1] : around(shown.reduce((a, b) => Math.min(a, b)), shown.reduce((a, b) => Math.max(a, b)), percent, isLog);
}

function mark(kind, color, x, y) {
  const place = color === null || color === undefined ? 'neutral' : `c${color % 6}`;
  return kind === 'stop'
    ? svg('path', { class: `stop ${place}`, d: `M${short(x)} ${short(y - 6)}v12` })
    : svg('circle', { class: `mark ${place}`, cx: short(x), cy: short(y), r: 4.5 });
}

function drawLegend(legend, left) {
  const group = svg('g', { class: 'legend' });
  let x = left, y = plot.bottom + 56;
  for (const entry of legend) {
    const room = 32 + textWidth(entry.label);
    if (x > left && x + room > plot.right) {
      x = left;
      y += 21;
    }
    group.append(
      entry.kind ? mark(entry.kind, null, x + 13, y) : svg('path', { class: lineClass(entry), d: `M${short(x)} ${short(y)}h26` }),
      svgText(x + 32, y + 4, entry.label));
    x += room + 18;
  }
  return [group, legend.length === 0 ? y - 10 : y + 11];
}

function drawAxes(x, y, left, spec) {
  const parts = [svgText(0, 14, spec.yTitle + (spec.isLog ? ' (logarithmic)' : ''), { class: 'axis-title' })];
  for (const [value, label] of spec.yTicks) {
    const at = plot.top + y.map(value);
    parts.push(svg('path', { class: 'grid', d: `M${short(left)} ${short(at)}H${plot.right}` }), svgText(left - 8, at + 4, label, { 'text-anchor': 'end' }));
  }
  parts.push(svg('path', { class: 'axis', d: `M${short(left)} ${plot.bottom}H${plot.right}` }));
  for (const [value, label] of ticksOf(x, { whole: !spec.x, percent: spec.x?.percent, count: 6 })) {
    const at = left + x.map(value);
    parts.push(svg('path', { class: 'axis', d: `M${short(at)} ${plot.bottom}v4` }), svgText(Math.min(at, plot.width - textWidth(label) / 2), plot.bottom + 19, label, { 'text-anchor': 'middle' }));
  }
  parts.push(svgText(plot.right, plot.bottom + 37, spec.x?.title ?? 'Epoch', { class: 'axis-title', 'text-anchor': 'end' }));
  return parts;
}

function drawLines(spec) {
  const [low, high] = spec.y ? [spec.y.low, spec.y.high] : verticalRange(spec);
  const epochs = spec.lines.flatMap(line => [line.points[0]?.[0], line.points.at(-1)?.[0]]).filter(epoch => epoch !== undefined);
  const first = Math.min(...epochs), last = Math.max(...epochs), room = first === last ? 0.5 : 0;
  spec.yTicks = ticksOf({ low, high, isLog: spec.isLog }, { percent: spec.percent });
  const left = 14 + Math.max(0, ...spec.yTicks.map(([, label]) => textWidth(label)));
  const x = axis(spec.x?.low ?? first - room, spec.x?.high ?? last + room, 0, plot.right - left), y = axis(low, high, plot.height, 0, spec.isLog);
  const frame = svg('svg', { x: short(left), y: plot.top, width: short(plot.right - left), height: plot.height });
  for (const { color, points } of spec.bands ?? []) {
    const outline = [...points.map(([e, , top]) => [e, top]), ...points.map(([e, bottom]) => [e, bottom]).reverse()];
    frame.append(svg('path', { class: `band c${color % 6}`, d: pathOf(outline, x, y) + 'Z' }));
  }
  const marks = [];
  for (const line of spec.lines) {
    frame.append(svg('path', { class: lineClass(line), 'data-trial': line.trial, d: pathOf(line.points, x, y) }, svg('title', {}, line.label ?? '')));
    for (const [epoch, value, kind] of line.marks ?? []) {
      if (value >= low && value <= high)
        marks.push(mark(kind, line.color, left + x.map(epoch), plot.top + y.map(value)));
    }
  }
  const [legend, height] = drawLegend(spec.legend, left);
  return svg('svg', { class: 'chart', viewBox: `0 0 ${plot.width} ${short(height)}`, role: 'img' },
    svg('title', {}, spec.title), ...drawAxes(x, y, left, spec), frame, ...marks, legend);
}
