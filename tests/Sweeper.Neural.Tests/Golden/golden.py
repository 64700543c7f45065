"""Trains a small network with every loss, output and activation, and writes golden.json beside this file.

An implementation of the formulas that shares nothing with Sweeper: NumPy, double precision, losses by their definitions and
gradients by the chain rule through the outputs. Run it again after changing a formula or the case below (Debian: apt
install python3-numpy):

    python3 golden.py
"""

import json
import pathlib

import numpy as np

INPUTS, HIDDEN, CLASSES = 12, 7, 5
IMAGES, BATCH, STEPS, LEARNING_RATE = 20, 8, 20, 0.05

# name: f(x), f'(x)
ACTIVATIONS = {
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    "tanh": (np.tanh, lambda x: 1 / np.cosh(x) ** 2),
    "relu": (lambda x: np.where(x > 0, x, 0), lambda x: np.where(x > 0, 1.0, 0.0)),
    "leaky_relu": (lambda x: np.where(x > 0, x, 0.01 * x), lambda x: np.where(x > 0, 1, 0.01)),
    "elu": (lambda x: np.where(x > 0, x, np.expm1(x)), lambda x: np.where(x > 0, 1, np.exp(x))),
    "gelu": (lambda x: x * (1 + np.tanh(gelu_argument(x))) / 2, lambda x: gelu_derivative(x)),
    "swish": (lambda x: x / (1 + np.exp(-x)), lambda x: (1 + np.exp(-x) * (1 + x)) / (1 + np.exp(-x)) ** 2),
    "softplus": (lambda x: np.log1p(np.exp(x)), lambda x: 1 / (1 + np.exp(-x))),
    "identity": (lambda x: x, lambda x: np.ones_like(x)),
}

# name: outputs a of logits z, and the vector-Jacobian product (z, g) -> g . da/dz, row by row
OUTPUTS = {
    "identity": (lambda z: z, lambda z, g: g),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z, g: g * np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "softmax": (lambda z: softmax(z), lambda z, g: np.einsum("rj,rjk->rk", g, softmax_jacobian(z))),
}

# name: loss of each row from outputs a and one-hot y, and its derivative by a
LOSSES = {
    "cross_entropy": (lambda a, y: -(y * np.log(a)).sum(axis=1), lambda a, y: -y / a),
    "binary_cross_entropy": (
        lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=1),
        lambda a, y: -y / a + (1 - y) / (1 - a),
    ),
    "mean_squared_error": (lambda a, y: ((a - y) ** 2).sum(axis=1), lambda a, y: 2 * (a - y)),
}

PAIRS = [
    ("cross_entropy", "softmax"),
    ("binary_cross_entropy", "sigmoid"),
    ("mean_squared_error", "identity"),
    ("mean_squared_error", "sigmoid"),
    ("mean_squared_error", "softmax"),
]


def gelu_argument(x):
    return np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)


def gelu_derivative(x):
    inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * x**2)
    return (1 + np.tanh(gelu_argument(x))) / 2 + x / 2 * inner / np.cosh(gelu_argument(x)) ** 2


def softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def softmax_jacobian(z):
    a = softmax(z)
    return np.einsum("rj,jk->rjk", a, np.eye(CLASSES)) - np.einsum("rj,rk->rjk", a, a)


def train(case, loss_name, output_name, activation_name):
    loss, loss_by_output = LOSSES[loss_name]
    output, output_product = OUTPUTS[output_name]
    activation, derivative = ACTIVATIONS[activation_name]
    w1, b1, w2, b2 = (np.array(w) for w in case["weights"])
    pixels = np.array(case["pixels"]) / 255
    labels = np.eye(CLASSES)[case["labels"]]

    losses = []
    for batch in case["batches"]:
        x, y = pixels[batch], labels[batch]
        hidden = x @ w1 + b1
        active = activation(hidden)
        logits = active @ w2 + b2
        losses.append(loss(output(logits), y).mean())

        by_logits = output_product(logits, loss_by_output(output(logits), y) / len(batch))
        by_hidden = (by_logits @ w2.T) * derivative(hidden)
        w2 = w2 - LEARNING_RATE * active.T @ by_logits
        b2 = b2 - LEARNING_RATE * by_logits.sum(axis=0)
        w1 = w1 - LEARNING_RATE * x.T @ by_hidden
        b1 = b1 - LEARNING_RATE * by_hidden.sum(axis=0)

    return {
        "loss": loss_name,
        "output": output_name,
        "activation": activation_name,
        "losses": rounded(losses),
        "weights": [rounded(w) for w in (w1, b1, w2, b2)],
    }


def rounded(numbers):
    return [round(float(v), 9) for v in np.ravel(numbers)]


def shared_case():
    random = np.random.default_rng(1)

    def weights(*shape):
        # Multiples of 2^-10: exact in single precision and short as text.
        return (np.round(random.normal(0, 0.5, shape) * 1024) / 1024).tolist()

    order = np.concatenate([random.permutation(IMAGES) for _ in range(1 + STEPS * BATCH // IMAGES)])
    return {
        "learningRate": LEARNING_RATE,
        "pixels": random.integers(0, 256, (IMAGES, INPUTS)).tolist(),
        "labels": random.integers(0, CLASSES, IMAGES).tolist(),
        "batches": order[: STEPS * BATCH].reshape(STEPS, BATCH).tolist(),
        "weights": [weights(INPUTS, HIDDEN), weights(HIDDEN), weights(HIDDEN, CLASSES), weights(CLASSES)],
    }


def main():
    case = shared_case()
    curves = [train(case, *pair, activation) for pair in PAIRS for activation in ACTIVATIONS]
    flat = case | {"pixels": np.ravel(case["pixels"]).tolist(), "weights": [rounded(w) for w in case["weights"]]}
    lines = ",\n".join("    " + json.dumps(curve) for curve in curves)
    fields = "".join(f"  {json.dumps(key)}: {json.dumps(value)},\n" for key, value in flat.items())
    text = f'{{\n{fields}  "curves": [\n{lines}\n  ]\n}}\n'
    pathlib.Path(__file__).with_name("golden.json").write_text(text)


if __name__ == "__main__":
    main()
