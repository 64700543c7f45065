// The best trial's classifier, if the page has it, and what it makes of an image.

function bytesOf(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++)
    bytes[i] = text.charCodeAt(i);
  return bytes;
}

const singlesOf = base64 => new Float32Array(bytesOf(base64).buffer);

// IEEE 754 binary16.
function halfValue(bits) {
  const sign = bits & 0x8000 ? -1 : 1, exponent = bits >> 10 & 31, fraction = bits & 1023;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

// Weights [inputs, units], row by row.
function weightsOf(layer, bits) {
  if (bits === 32)
    return singlesOf(layer.weights);
  const bytes = bytesOf(layer.weights);
  if (bits === 16)
    return Float32Array.from(new Uint16Array(bytes.buffer), halfValue);
  const factors = singlesOf(layer.factors), units = factors.length;
  return Float32Array.from(new Int8Array(bytes.buffer), (weight, i) => weight * factors[i % units]);
}

// The layers, each with the shapes of what it is given and gives. A fully connected layer is a convolution over a single pixel
// with all that it is given as channels.
function readLayers({ layers, bits, width, height, channels }) {
  let given = { height, width, channels };
  return layers.map(layer => {
    const { kind, size = 1, stride = 1, padding = 0, activation } = layer;
    const input = kind === 'dense' ? { height: 1, width: 1, channels: given.height * given.width * given.channels } : given;
    const weighted = kind === 'max_pooling'
      ? null
      : { activation, biases: singlesOf(layer.biases), weights: weightsOf(layer, bits) };
    const places = side => Math.floor((side + 2 * padding - size) / stride) + 1;
    const output = { height: places(input.height), width: places(input.width),
      channels: weighted ? weighted.biases.length : input.channels };
    const picture = kind === 'dense' ? given : { height: size, width: size, channels: input.channels };
    given = output;
    return { kind, size, stride, padding, input, output, picture, ...weighted };
  });
}

function readNetwork(described) {
  const examples = described.examples.map(example => ({ ...example, pixels: bytesOf(example.pixels) }));
  return { ...described, layers: readLayers(described), examples };
}

const networkBlock = document.getElementById('network');
const network = networkBlock ? readNetwork(JSON.parse(networkBlock.textContent)) : null;

const sigmoid = x => 1 / (1 + Math.exp(-x));

const activations = {
  identity: x => x,
  sigmoid,
  tanh: Math.tanh,
  relu: x => Math.max(x, 0),
  leaky_relu: x => x > 0 ? x : x / 100,
  elu: x => x > 0 ? x : Math.expm1(x),
  gelu: x => x * sigmoid(x * (1.5957691216057308 + 0.07135481627260025 * x * x)),
  swish: x => x * sigmoid(x),
  softplus: x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};

const outputs = {
  softmax(values) {
    const largest = Math.max(...values), powers = values.map(value => Math.exp(value - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map(power => power / sum);
  },
  sigmoid: values => values.map(sigmoid),
  identity: values => values.map(value => Math.min(1, Math.max(0, value))),
};

// values [height, width, channels] → activation(sums under each filter + biases) [places down, places across, filters]
function convolve({ weights, biases, activation, size, stride, padding, input: { height, width, channels }, output }, values) {
  const filters = biases.length, sums = new Float64Array(output.height * output.width * filters);
  for (let place = 0; place < output.height * output.width; place++) {
    const top = Math.floor(place / output.width) * stride - padding, left = place % output.width * stride - padding,
      first = place * filters;
    const skipped = Math.max(0, -left), columns = Math.min(size, width - left);
    sums.set(biases, first);
    for (let row = Math.max(0, -top); row < Math.min(size, height - top); row++) {
      let w = (row * size + skipped) * channels * filters;
      const end = ((top + row) * width + left + columns) * channels;
      for (let i = ((top + row) * width + left + skipped) * channels; i < end; i++, w += filters) {
        const value = values[i];
        if (value === 0)
          continue;
        for (let f = 0; f < filters; f++)
          sums[first + f] += value * weights[w + f];
      }
    }
  }
  return sums.map(activations[activation]);
}

// values [height, width, channels] → the largest of each square [squares down, squares across, channels]
function pool({ size, input: { width, channels }, output }, values) {
  const largest = new Float64Array(output.height * output.width * channels).fill(-Infinity);
  for (let y = 0; y < output.height * size; y++) {
    for (let x = 0; x < output.width * size; x++) {
      const from = (y * width + x) * channels, to = (Math.floor(y / size) * output.width + Math.floor(x / size)) * channels;
      for (let c = 0; c < channels; c++)
        largest[to + c] = Math.max(largest[to + c], values[from + c]);
    }
  }
  return largest;
}

// pixels 0 … 255 → the class and the probability of each class
function classify(pixels) {
  let values = Float64Array.from(pixels, pixel => pixel * network.scale);
  for (const layer of network.layers)
    values = (layer.kind === 'max_pooling' ? pool : convolve)(layer, values);
  let chosen = 0;
  values.forEach((value, i) => { chosen = value > values[chosen] ? i : chosen; });
  return { chosen, probabilities: outputs[network.output](Array.from(values)) };
}
