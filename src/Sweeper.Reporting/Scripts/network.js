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

function readNetwork(described) {
  const layers = described.layers.map(layer => ({
    activation: layer.activation,
    biases: singlesOf(layer.biases),
    weights: weightsOf(layer, described.bits),
  }));
  const examples = described.examples.map(example => ({ ...example, pixels: bytesOf(example.pixels) }));
  return { ...described, layers, examples };
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

// input [inputs] → activation(input · weights + biases) [units]
function throughLayer({ weights, biases, activation }, input) {
  const sums = Float64Array.from(biases), units = sums.length;
  for (let i = 0; i < input.length; i++) {
    if (input[i] === 0)
      continue;
    for (let j = 0, w = i * units; j < units; j++, w++)
      sums[j] += input[i] * weights[w];
  }
  return sums.map(activations[activation]);
}

// pixels 0 … 255 → the class and the probability of each class
function classify(pixels) {
  let values = Float64Array.from(pixels, pixel => pixel * network.scale);
  for (const layer of network.layers)
    values = throughLayer(layer, values);
  let chosen = 0;
  values.forEach((value, i) => { chosen = value > values[chosen] ? i : chosen; });
  return { chosen, probabilities: outputs[network.output](Array.from(values)) };
}
