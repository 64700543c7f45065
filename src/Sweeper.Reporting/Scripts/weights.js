// The weights of the first layer that has any as pictures.

const firstUnits = window.innerWidth < 600 ? 24 : 48;

// Weights beyond this share of their unit's have the full colour, or a single large one would make the others pale.
const fullShare = 0.995;
const diverging = {
  light: { negative: [0, 114, 178], zero: [255, 255, 255], positive: [213, 94, 0] },
  dark: { negative: [86, 180, 233], zero: [25, 29, 33], positive: [213, 94, 0] },
};

const darkMode = window.matchMedia('(prefers-color-scheme: dark)');
const weightColors = () => darkMode.matches ? diverging.dark : diverging.light;

// Colours are the weights of their channels, from −1 to 1, with 0 as mid-grey.
const colorShade = share => 127.5 * (1 + share);

function unitPictures(layer) {
  const units = layer.biases.length, { picture: { width, height, channels } } = layer;
  const pictures = Array.from({ length: units }, (_, unit) => {
    const weights = Float32Array.from({ length: width * height * channels }, (_, i) => layer.weights[i * units + unit]);
    const sizes = weights.map(Math.abs).sort(), norm = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0));
    return { unit, weights, channels, norm, largest: sizes[Math.ceil(fullShare * (sizes.length - 1))] };
  });
  // Those of the classes themselves stay in their order.
  return network.unit === 'class' ? pictures : pictures.sort((a, b) => b.norm - a.norm || a.unit - b.unit);
}

function paintWeights(canvas, { weights, channels, largest }, colors) {
  const context = canvas.getContext('2d'), image = context.createImageData(canvas.width, canvas.height);
  weights.forEach((weight, i) => {
    const share = largest === 0 ? 0 : between(weight / largest, -1, 1), end = share < 0 ? colors.negative : colors.positive;
    if (channels === 3)
      image.data[4 * Math.floor(i / 3) + i % 3] = colorShade(share);
    else
      colors.zero.forEach((zero, c) => { image.data[4 * i + c] = Math.round(zero + Math.abs(share) * (end[c] - zero)); });
  });
  for (let alpha = 3; alpha < image.data.length; alpha += 4)
    image.data[alpha] = 255;
  context.putImageData(image, 0, 0);
}

function startWeights() {
  const part = document.querySelector('.first-layer');
  if (!part || !network)
    return;
  const layer = network.layers.find(({ weights }) => weights), pictures = unitPictures(layer), { width, height } = layer.picture;
  const shown = [], list = part.querySelector('.unit-pictures');
  const add = count => pictures.slice(shown.length, shown.length + count).forEach(picture => {
    const name = network.unit === 'class' ? network.classes[picture.unit] : `${network.unit} ${formatCount(picture.unit + 1)}`;
    const canvas = html('canvas', {
      width, height, role: 'img', title: name,
      'aria-label': `Weights of ${name}, in full colour from ${formatNumber(picture.largest)} on either way`,
    });
    paintWeights(canvas, picture, weightColors());
    shown.push([canvas, picture]);
    list.append(canvas);
  });
  const paintAll = chosen => shown.forEach(([canvas, picture]) => paintWeights(canvas, picture, chosen));
  add(firstUnits);
  if (pictures.length > firstUnits) {
    const more = html('button', { type: 'button', class: 'more', onclick: () => { add(pictures.length); more.remove(); } },
      `Show all ${formatCount(pictures.length)}`);
    part.append(more);
  }
  darkMode.addEventListener('change', () => paintAll(weightColors()));
  window.addEventListener('beforeprint', () => paintAll(diverging.light), { signal });
  window.addEventListener('afterprint', () => paintAll(weightColors()), { signal });
  part.hidden = false;
}
