"""One hidden layer of sigmoid neurons that learns to read digits, in plain Python: binary cross-entropy, gradient descent by mini-batches.

It knows nothing of Sweeper: it takes its settings as flags and prints a line after each epoch.
"""

import argparse
import gzip
import math
import os
import random

SIDE = 28
FONT = ["01110100011001110101110011000101110", "00100011000010000100001000010001110", "01110100010000100010001000100011111",
        "11111000100010000010000011000101110", "00010001100101010010111110001000010", "11111100001111000001000011000101110",
        "00110010001000011110100011000101110", "11111000010001000100010000100001000", "01110100011000101110100011000101110",
        "01110100011000101111000010001001100"]  # 5 by 7, row after row


def draw(rng):
    """A digit of the font, three times as large, somewhere on the paper, with ink that varies: the pixels that are not blank."""
    label = rng.randrange(10)
    left, top = rng.randrange(2, 12), rng.randrange(1, 7)
    pixels = [(SIDE * (top + y) + left + x, rng.uniform(0.3, 1.0)) for y in range(21) for x in range(15)
              if FONT[label][5 * (y // 3) + x // 3] == "1" and rng.random() > 0.1]
    return pixels, label


def read_mnist(folder, part, count):
    """The first pictures of MNIST, where its files are."""
    with gzip.open(os.path.join(folder, part + "-images-idx3-ubyte.gz")) as images, \
            gzip.open(os.path.join(folder, part + "-labels-idx1-ubyte.gz")) as labels:
        images.read(16), labels.read(8)
        return [([(i, p / 255) for i, p in enumerate(images.read(SIDE * SIDE)) if p], labels.read(1)[0]) for _ in range(count)]


def load(train, held_out):
    folder = os.path.join(os.environ.get("SWEEPER_DATA", "data"), "mnist")
    if os.path.exists(os.path.join(folder, "train-images-idx3-ubyte.gz")):
        print("pictures of MNIST")
        pictures = read_mnist(folder, "train", train + held_out)
    else:
        print("pictures of a font, as there is no MNIST in", folder)
        rng = random.Random(1)
        pictures = [draw(rng) for _ in range(train + held_out)]
    return pictures[:train], pictures[train:]


def sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


class Network:
    def __init__(self, hidden, rng):
        self.w1 = [[rng.gauss(0, 0.01) for _ in range(SIDE * SIDE)] for _ in range(hidden)]
        self.b1 = [0.0] * hidden
        self.w2 = [[rng.gauss(0, 0.01) for _ in range(hidden)] for _ in range(10)]
        self.b2 = [0.0] * 10

    def forward(self, pixels):
        hidden = [sigmoid(b + sum(w[i] * p for i, p in pixels)) for w, b in zip(self.w1, self.b1)]
        return hidden, [sigmoid(b + sum(map(float.__mul__, w, hidden))) for w, b in zip(self.w2, self.b2)]

    def step(self, batch, rate):
        """A step down the mean gradient; each picture is propagated with the weights before it."""
        gradients = []
        for pixels, label in batch:
            hidden, out = self.forward(pixels)
            d2 = [o - (k == label) for k, o in enumerate(out)]
            d1 = [h * (1 - h) * sum(d * w[j] for d, w in zip(d2, self.w2)) for j, h in enumerate(hidden)]
            gradients.append((pixels, hidden, d1, d2))
        rate /= len(batch)
        for pixels, hidden, d1, d2 in gradients:
            for k, d in enumerate(d2):
                self.b2[k] -= rate * d
                self.w2[k] = [w - rate * d * h for w, h in zip(self.w2[k], hidden)]
            for j, d in enumerate(d1):
                self.b1[j] -= rate * d
                row = self.w1[j]
                for i, p in pixels:
                    row[i] -= rate * d * p

    def measure(self, pictures):
        cost = right = 0
        for pixels, label in pictures:
            out = self.forward(pixels)[1]
            cost -= sum(math.log(max(o if k == label else 1 - o, 1e-12)) for k, o in enumerate(out))
            right += out.index(max(out)) == label
        return cost / len(pictures), right / len(pictures)


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--hidden", type=int, default=30)
    flags.add_argument("--learning-rate", type=float, default=0.5)
    flags.add_argument("--batch-size", type=int, default=10)
    flags.add_argument("--epochs", type=int, default=8)
    flags.add_argument("--train", type=int, default=1000)
    flags.add_argument("--seed", type=int, default=1)
    args = flags.parse_args()
    train, held_out = load(args.train, 250)
    rng = random.Random(args.seed)
    network = Network(args.hidden, rng)
    for epoch in range(1, args.epochs + 1):
        rng.shuffle(train)
        for start in range(0, len(train), args.batch_size):
            network.step(train[start:start + args.batch_size], args.learning_rate)
        loss, accuracy = network.measure(held_out)
        print(f"Epoch {epoch}/{args.epochs} | validation_loss: {loss:.4f} | validation_accuracy: {accuracy:.4f}", flush=True)


main()
