// What a trial that reads images got wrong and right, how sure it was, and what its first layer looks for, in its details.

const imageShades = 15;

// Two pixels of 16 shades in a byte.
const imagePixels = place => bytesOf(data.pictures.images[place]).reduce((pixels, byte) => (pixels.push(byte >> 4, byte & 15),
  pixels), []);

// Runs of pixels of one shade along the rows.
function shadePath(pixels, width, shade) {
  let path = '';
  for (let start = 0; start < pixels.length;) {
    let end = start + 1;
    if (pixels[start] === shade) {
      while (end % width !== 0 && pixels[end] === shade)
        end++;
      path += `M${start % width} ${Math.floor(start / width)}h${end - start}v1h-${end - start}`;
    }
    start = end;
  }
  return path;
}

function imagePicture(place, title) {
  const { width, channels } = data.pictures;
  if (channels === 3)
    return html('img', { class: 'pixels', src: `data:image/png;base64,${data.pictures.images[place]}`, alt: title, title });
  const pixels = imagePixels(place);
  const picture = svg('svg', { class: 'pixels', viewBox: `0 0 ${width} ${Math.floor(pixels.length / width)}`, role: 'img',
    'shape-rendering': 'crispEdges' }, svg('title', {}, title));
  for (let shade = 1; shade <= imageShades; shade++) {
    const path = shadePath(pixels, width, shade);
    if (path !== '')
      picture.append(svg('path', { 'fill-opacity': short(shade / imageShades), d: path }));
  }
  return picture;
}

function exampleList(title, kind, examples) {
  const { classes, subset } = data.pictures, name = c => html('bdi', {}, html('b', {}, classes[c]));
  return !examples?.length ? [] : [
    html('h3', {}, title),
    html('ol', { class: `examples ${kind}` }, ...examples.map(([place, index, label, predicted, probability]) => html('li', {},
      imagePicture(place, `${subset} image ${formatCount(index)}: ${classes[label]}, read as ${classes[predicted]}`),
      html('span', {}, ...label === predicted ? [name(label)] : [name(label), ' read as ', name(predicted)]),
      html('span', { class: 'of' }, `${formatPercent(probability, 1)} sure`)))),
  ];
}

function calibrationOf({ bins, calibrationError }) {
  if (!bins?.length)
    return [];
  // Of a few predictions a share says nothing; the table has them all.
  const filled = bins.filter(([count]) => count >= 10), shown = filled.length > 1 ? filled : bins;
  const points = shown.map(([, confidence, accuracy]) => [confidence, accuracy]), whole = { low: 0, high: 1, percent: true };
  return [
    html('h3', {}, 'Calibration'),
    html('p', { class: 'note' }, `How sure it is and how often it is right are ${formatPercent(calibrationError)} apart `
      + 'over the bins (expected calibration error).'),
    html('figure', { class: 'calibration' }, drawLines({
      title: 'Calibration', yTitle: 'How often right (%)', percent: true, y: whole, x: { ...whole, title: 'How sure (%)' },
      lines: [
        { points: [[0, 0], [1, 1]], pattern: 1, label: 'as sure as right' },
        { points, color: 0, label: 'this trial', marks: points.map(([x, y]) => [x, y, 'mark']) },
      ],
      legend: [{ label: 'this trial', color: 0 }, { label: 'as sure as right', pattern: 1 }],
    }), html('details', { class: 'table-of-chart' }, html('summary', {}, 'Table'), html('table', {},
      html('caption', {}, 'Calibration'),
      html('thead', {}, html('tr', {},
        ...['Predictions', 'How sure', 'How often right'].map(head => html('th', { scope: 'col' }, head)))),
      html('tbody', {}, ...bins.map(([count, sure, right]) => html('tr', {}, html('th', { scope: 'row' }, formatCount(count)),
        html('td', { class: 'number' }, formatPercent(sure, 1)), html('td', { class: 'number' }, formatPercent(right, 1)))))))),
  ];
}

function firstLayerOf({ units, weights, unitWidth: width, unitChannels: channels }) {
  return !units?.length ? [] : [
    html('h3', {}, 'What the first layer looks for'),
    html('div', { class: 'unit-pictures' }, ...weights.map((packed, i) => {
      const shares = Float32Array.from(new Int8Array(bytesOf(packed).buffer), share => share / 127);
      const canvas = html('canvas', {
        width, height: Math.floor(shares.length / (width * channels)), role: 'img', title: units[i],
          'aria-label': `Weights of ${units[i]}`,
      });
      paintWeights(canvas, { weights: shares, channels, largest: 1 }, weightColors());
      return canvas;
    })),
  ];
}

// Elements for the details of a trial; a sentence where the page had no room for them.
function trialPictures(number) {
  if (!data.pictures)
    return [];
  const own = data.pictures.trials[number];
  if (!own)
    return [html('p', { class: 'note' }, 'The page has the errors, calibration and first weights of '
      + `${formatCount(Object.keys(data.pictures.trials).length)} of the best trials only.`)];
  return [
    ...exampleList('Surest errors', 'errors', own.errors), ...exampleList('Read right', 'hits', own.hits), ...calibrationOf(own),
      ...firstLayerOf(own),
  ];
}
