// A place to draw on, with the mouse, a finger, a pen or the keyboard, and the classifier's answer.

const sketchSide = 280;
const penWidth = 22;
const mostBars = 12;

function startDrawing() {
  const section = document.getElementById('draw');
  if (!section || !network)
    return;
  const canvas = html('canvas', {
    class: 'sketch', width: sketchSide, height: sketchSide, tabindex: 0, role: 'application',
    'aria-label': 'Draw here. With the keyboard: arrows move the pen, space lowers and lifts it, Delete clears.',
  });
  const seen = html('canvas', { class: 'seen', width: network.width, height: network.height, role: 'img',
    'aria-label': 'The picture as the network sees it' });
  const answer = html('p', { class: 'answer', 'aria-live': 'polite' });
  const bars = html('ol', { class: 'bars' });
  const brush = canvas.getContext('2d', { willReadFrequently: true });

  const show = pixels => {
    paint(seen, pixels);
    showAnswer(answer, bars, pixels ? classify(pixels) : null);
  };
  const look = () => {
    const { data: rgba } = brush.getImageData(0, 0, sketchSide, sketchSide);
    show(prepare(Uint8Array.from({ length: rgba.length / 4 }, (_, i) => rgba[4 * i + 3]), sketchSide, sketchSide));
  };
  const clear = () => {
    brush.clearRect(0, 0, sketchSide, sketchSide);
    show(null);
  };

  section.querySelector('.drawing').append(
    html('div', { class: 'sketch-side' }, canvas, drawingButtons(brush, clear, show)),
    html('div', { class: 'answer-side' }, html('div', { class: 'seen-side' }, seen, answer), bars));
  drawByPointer(canvas, brush, look);
  drawByKeyboard(canvas, brush, look, clear);
  clear();
  section.hidden = false;
}

// The ink is in the opacity, so that its colour may be that of the page.
function stroke(brush, from, to) {
  brush.lineWidth = penWidth;
  brush.lineCap = 'round';
  brush.strokeStyle = '#000';
  brush.beginPath();
  brush.moveTo(from.x, from.y);
  brush.lineTo(to.x, to.y);
  brush.stroke();
}

function drawByPointer(canvas, brush, look) {
  let last = null;
  const place = event => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return { x: (event.clientX - left) * sketchSide / width, y: (event.clientY - top) * sketchSide / height };
  };
  const go = event => {
    if (!last)
      return;
    for (const part of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) {
      const next = place(part);
      stroke(brush, last, next);
      last = next;
    }
    look();
  };
  canvas.addEventListener('pointerdown', event => {
    if (event.button !== 0)
      return;
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    go(event);
  });
  canvas.addEventListener('pointermove', go);
  ['pointerup', 'pointercancel'].forEach(name => canvas.addEventListener(name, () => { last = null; }));
}

function drawByKeyboard(canvas, brush, look, clear) {
  const step = sketchSide / 28, moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let pen = { x: sketchSide / 2, y: sketchSide / 4 }, isDown = false;
  canvas.addEventListener('keydown', event => {
    if (event.key === ' ') {
      isDown = !isDown;
      canvas.classList.toggle('pen-down', isDown);
      if (isDown)
        stroke(brush, pen, pen);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      clear();
    } else if (moves[event.key]) {
      const [x, y] = moves[event.key];
      const next = { x: between(pen.x + x * step, 0, sketchSide), y: between(pen.y + y * step, 0, sketchSide) };
      if (isDown)
        stroke(brush, pen, next);
      pen = next;
    } else {
      return;
    }
    event.preventDefault();
    if (isDown)
      look();
  });
}

function drawingButtons(brush, clear, show) {
  let next = 0;
  const put = () => {
    const { pixels } = network.examples[next], side = sketchSide / Math.max(network.width, network.height);
    next = (next + 1) % network.examples.length;
    clear();
    pixels.forEach((pixel, i) => {
      brush.fillStyle = `rgba(0, 0, 0, ${pixel / 255})`;
      brush.fillRect(i % network.width * side, Math.floor(i / network.width) * side, side, side);
    });
    show(pixels);
  };
  return html('div', { class: 'buttons' },
    html('button', { type: 'button', class: 'clear', onclick: clear }, 'Clear'),
    network.examples.length === 0 ? null : html('button', { type: 'button', class: 'example', onclick: put },
      'Next test image'));
}

function paint(canvas, pixels) {
  const context = canvas.getContext('2d', { willReadFrequently: true }),
    image = context.createImageData(canvas.width, canvas.height);
  pixels?.forEach((pixel, i) => { image.data[4 * i + 3] = pixel; });
  context.putImageData(image, 0, 0);
}

function showAnswer(answer, bars, result) {
  const probabilities = result?.probabilities ?? network.classes.map(() => 0);
  const places = probabilities.map((_, i) => i);
  const shown = places.length <= mostBars
    ? places
    : places.sort((a, b) => probabilities[b] - probabilities[a]).slice(0, mostBars);
  answer.replaceChildren(...result
    ? [html('bdi', { class: 'class' }, network.classes[result.chosen]),
      html('span', { class: 'of' }, percentOf(probabilities[result.chosen]))]
    : [html('span', { class: 'of' }, 'Draw something')]);
  bars.replaceChildren(...shown.map(i => {
    const fillOf = html('span', { class: 'fill' });
    fillOf.style.width = `${100 * probabilities[i]}%`;
    return html('li', { class: result?.chosen === i ? 'chosen' : null, 'data-probability': probabilities[i] },
      html('bdi', { class: 'name' }, network.classes[i]), html('span', { class: 'bar' }, fillOf),
        html('span', { class: 'figure' }, percentOf(probabilities[i])));
  }));
}

const percentOf = probability => (100 * probability).toFixed(1) + '\u00a0%';
