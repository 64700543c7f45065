// Brushing of parallel coordinates: each axis has two handles, moved by pointer or arrow keys, that leave trials out.

const brushStep = 0.05;

// Lines through one value are drawn this far apart, so that each can be pointed at.
const spread = 0.026;

function handle(brush, end, name) {
  const isHigh = end === 'high';
  const node = svg('path', {
    class: 'handle', role: 'slider', tabindex: 0, 'aria-orientation': 'vertical',
      'aria-label': `${name}, ${isHigh ? 'upper' : 'lower'} end of the selection`,
    'aria-valuemin': 0, 'aria-valuemax': 100,
  });
  const move = share => {
    brush[end] = isHigh ? Math.min(1, Math.max(share, brush.low)) : Math.max(0, Math.min(share, brush.high));
    brush.change();
  };
  node.addEventListener('keydown', event => {
    const to = { ArrowUp: brush[end] + brushStep, ArrowDown: brush[end] - brushStep, Home: 0, End: 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    }
  });
  node.addEventListener('pointerdown', event => {
    node.setPointerCapture(event.pointerId);
    event.preventDefault();
    node.focus();
  });
  node.addEventListener('pointermove', event => {
    if (node.hasPointerCapture(event.pointerId))
      move(brush.shareAt(event));
  });
  return node;
}

function placeHandles(brush) {
  const place = share => brush.bottom - share * (brush.bottom - brush.top);
  const draw = (node, share, away) => {
    node.setAttribute('d', `M${short(brush.x - 9)} ${short(place(share) + away * 11)}h18l-9 ${-away * 9}z`);
    node.setAttribute('aria-valuenow', Math.round(share * 100));
  };
  draw(brush.highHandle, brush.high, -1);
  draw(brush.lowHandle, brush.low, 1);
  brush.bar.setAttribute('y', short(place(brush.high)));
  brush.bar.setAttribute('height', short(place(brush.low) - place(brush.high)));
  brush.bar.classList.toggle('is-narrow', brush.low > 0 || brush.high < 1);
}

// Where a line crosses the axes, read from its path.
function crossings(path, count, brushes) {
  const places = new Array(count).fill(null);
  for (const [, x, y] of path.getAttribute('d').matchAll(/[M ]([-0-9.]+) ([-0-9.]+)/g)) {
    const k = brushes.findIndex(brush => Math.abs(brush.x - Number(x)) < 0.5);
    if (k >= 0)
      places[k] = (brushes[k].bottom - Number(y)) / (brushes[k].bottom - brushes[k].top);
  }
  return places;
}

function startParallel(board) {
  const section = document.getElementById('parallel'), chart = section?.querySelector('svg');
  if (!chart)
    return;
  const [, top, , bottom] = chart.dataset.frame.split(' ').map(Number), brushes = [];
  const count = html('output', { 'aria-live': 'polite' });
  const shareAt = event => {
    const box = chart.getBoundingClientRect(), y = (event.clientY - box.top) * chart.viewBox.baseVal.height / box.height;
    return Math.min(1, Math.max(0, (bottom - y) / (bottom - top)));
  };
  for (const group of chart.querySelectorAll('.parallel-axis')) {
    const name = group.querySelector('.axis-title').textContent;
    const brush = { x: Number(group.dataset.x), top, bottom, low: 0, high: 1, shareAt, change: () => change(brush) };
    brush.bar = svg('rect', { class: 'brush', x: short(brush.x - 5), width: 10 });
    brush.highHandle = handle(brush, 'high', name);
    brush.lowHandle = handle(brush, 'low', name);
    group.append(brush.bar, brush.highHandle, brush.lowHandle);
    brushes.push(brush);
  }
  const lines = [...chart.querySelectorAll('.strand')].map(path => ({ path, places: crossings(path, brushes.length, brushes) }));
  const change = brush => {
    placeHandles(brush);
    const active = brushes.map((b, k) => [b, k]).filter(([b]) => b.low > 0 || b.high < 1);
    const isKept = ({ places }) =>
      active.every(([b, k]) => places[k] !== null && places[k] >= b.low - spread && places[k] <= b.high + spread);
    const kept = new Set();
    for (const line of lines) {
      const keeps = isKept(line);
      line.path.classList.toggle('is-out', !keeps);
      if (keeps)
        kept.add(Number(line.path.dataset.trial));
    }
    all.hidden = active.length === 0;
    count.textContent = active.length === 0
      ? ''
      : `${formatCount(kept.size)} of ${formatCount(lines.length)} trials, also in the leaderboard`;
    board?.brush(active.length === 0 ? null : i => kept.has(trials.number[i]));
  };
  const all = html('button', { hidden: true, onclick: () => {
    for (const brush of brushes) {
      brush.low = 0;
      brush.high = 1;
      change(brush);
    }
  } }, 'Select all');
  brushes.forEach(placeHandles);
  // A picture has nothing in it that can be used.
  chart.setAttribute('role', 'group');
  section.querySelector('figure').before(html('div', { class: 'controls' },
    html('span', {}, 'Drag the ends of an axis, or move them with the arrow keys.'), count, all));
}
