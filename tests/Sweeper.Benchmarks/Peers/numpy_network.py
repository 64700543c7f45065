"""A fully connected sigmoid network with binary cross-entropy in NumPy, trained by plain mini-batch gradient descent.

    numpy_network.py DATA HIDDEN LEARNING_RATE BATCH EPOCHS [SCALE]

DATA is the folder with MNIST's four files, HIDDEN the hidden sizes such as 128 or 512-512, SCALE the standard deviation of the
first weights (0.01). Threads are those of NumPy's BLAS: OPENBLAS_NUM_THREADS=1 for one.
"""
import sys

import numpy as np

from digit_files import PIXELS, read_subset
from epoch_log import EpochLog

CLASSES = 10

# Rows at once when a whole set is measured: the activations stay in the cache.
EVALUATION_ROWS = 1000


def sigmoid_in_place(values):
    np.negative(values, out=values)
    np.exp(values, out=values)
    values += 1
    np.reciprocal(values, out=values)


class Network:
    def __init__(self, sizes, scale, random):
        shapes = list(zip(sizes, sizes[1:]))
        self.weights = [(random.standard_normal(shape) * scale).astype(np.float32) for shape in shapes]
        self.biases = [np.zeros(outputs, dtype=np.float32) for _, outputs in shapes]

    def logits_and_inputs(self, batch):
        """The logits, and what each layer was given."""
        inputs = [batch]
        for weight, bias in zip(self.weights[:-1], self.biases[:-1]):
            hidden = inputs[-1] @ weight
            hidden += bias
            sigmoid_in_place(hidden)
            inputs.append(hidden)
        return inputs[-1] @ self.weights[-1] + self.biases[-1], inputs

    def step(self, batch, targets, learning_rate):
        logits, inputs = self.logits_and_inputs(batch)
        sigmoid_in_place(logits)
        delta = (logits - targets) * (learning_rate / np.float32(len(batch)))
        for layer in range(len(self.weights) - 1, -1, -1):
            weight_step = inputs[layer].T @ delta
            bias_step = delta.sum(axis=0)
            if layer > 0:
                hidden = inputs[layer]
                delta = delta @ self.weights[layer].T
                delta *= hidden
                delta *= 1 - hidden
            self.weights[layer] -= weight_step
            self.biases[layer] -= bias_step


def measure(network, images, targets, labels):
    """Mean binary cross-entropy per output, and accuracy."""
    loss, correct = 0.0, 0
    for start in range(0, len(images), EVALUATION_ROWS):
        rows = slice(start, start + EVALUATION_ROWS)
        logits, _ = network.logits_and_inputs(images[rows])
        softplus = np.maximum(logits, 0) + np.log1p(np.exp(-np.abs(logits)))
        loss += float((softplus - targets[rows] * logits).sum(dtype=np.float64))
        correct += int((logits.argmax(axis=1) == labels[rows]).sum())
    return loss / (len(images) * CLASSES), correct / len(images)


def main(folder, hidden, learning_rate, batch_size, epochs, scale="0.01"):
    random = np.random.default_rng(1)
    images, labels = read_subset(folder, "train")
    test_images, test_labels = read_subset(folder, "t10k")
    one_hot = np.eye(CLASSES, dtype=np.float32)
    targets, test_targets = one_hot[labels], one_hot[test_labels]
    network = Network([PIXELS, *map(int, hidden.split("-")), CLASSES], float(scale), random)
    rate, rows = np.float32(learning_rate), int(batch_size)

    def train():
        order = random.permutation(len(images))
        for start in range(0, len(order), rows):
            chosen = order[start:start + rows]
            network.step(images[chosen], targets[chosen], rate)

    def evaluate():
        return *measure(network, images, targets, labels), *measure(network, test_images, test_targets, test_labels)

    EpochLog("numpy", int(epochs)).run(train, evaluate)


if __name__ == "__main__":
    main(*sys.argv[1:])
