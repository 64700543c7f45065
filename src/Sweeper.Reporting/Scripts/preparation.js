// Makes an image for the network of what was drawn, as `sweeper predict` does: the ink is cut out, scaled to 20 of 28 pixels by
// the mean of the area that each new pixel covers, and moved until its centre of mass is in the middle.

function inkBox(ink, width, height) {
  let left = width, right = -1, top = height, bottom = -1;
  for (let i = 0; i < ink.length; i++) {
    if (ink[i] === 0)
      continue;
    const x = i % width, y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

// The mean of values[start + i·stride] for i between two places, parts of pixels included.
function meanBetween(values, start, stride, from, to, count) {
  let sum = 0;
  for (let i = Math.floor(from); i < Math.min(count, Math.ceil(to)); i++)
    sum += values[start + i * stride] * (Math.min(to, i + 1) - Math.max(from, i));
  return sum / (to - from);
}

function scaleInk(ink, inkWidth, box, width, height) {
  const stepX = box.width / width, stepY = box.height / height;
  const rows = new Float64Array(box.height * width), scaled = new Float64Array(width * height);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < width; x++)
      rows[y * width + x] = meanBetween(ink, (box.top + y) * inkWidth + box.left, 1, x * stepX, (x + 1) * stepX, box.width);
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      scaled[y * width + x] = meanBetween(rows, x, width, y * stepY, (y + 1) * stepY, box.height);
  }
  return scaled;
}

function massCentre(scaled, width) {
  let mass = 0, x = 0, y = 0;
  scaled.forEach((ink, i) => {
    mass += ink;
    x += ink * (i % width);
    y += ink * Math.floor(i / width);
  });
  return { x: x / mass, y: y / mass };
}

const between = (value, low, high) => Math.min(high, Math.max(low, value));

// Halves go to the even neighbour, as .NET has it.
function roundToEven(value) {
  const floor = Math.floor(value), rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

// ink [height, width] 0 … 255 → pixels of the network's images; null when there is no ink
function prepare(ink, inkWidth, inkHeight) {
  const { width, height, fillsFrame } = network, found = inkBox(ink, inkWidth, inkHeight);
  if (!found)
    return null;
  const box = fillsFrame ? { left: 0, top: 0, width: inkWidth, height: inkHeight } : found, share = fillsFrame ? 1 : 20 / 28;
  const strongest = ink.reduce((most, value) => Math.max(most, value), 0);
  const factor = strongest >= 192 ? 1 : 255 / strongest;
  const side = Math.min(share * width / box.width, share * height / box.height);
  const scaledWidth = between(roundToEven(box.width * side), 1, width),
    scaledHeight = between(roundToEven(box.height * side), 1, height);
  const scaled = scaleInk(Float64Array.from(ink, value => value * factor), inkWidth, box, scaledWidth, scaledHeight);
  const centre = massCentre(scaled, scaledWidth), space = { x: width - scaledWidth, y: height - scaledHeight };
  const left = fillsFrame ? Math.floor(space.x / 2) : between(Math.floor(Math.floor(width / 2) - centre.x + 0.5), 0, space.x);
  const top = fillsFrame ? Math.floor(space.y / 2) : between(Math.floor(Math.floor(height / 2) - centre.y + 0.5), 0, space.y);
  const pixels = new Uint8Array(width * height);
  scaled.forEach((value, i) => {
    pixels[(top + Math.floor(i / scaledWidth)) * width + left + i % scaledWidth] = Math.floor(between(value, 0, 255) + 0.5);
  });
  return pixels;
}
