"""A fully connected network in PyTorch on the processor, trained by plain mini-batch gradient descent.

    torch_network.py DATA HIDDEN LEARNING_RATE BATCH EPOCHS THREADS [sigmoid|relu]

DATA is the folder with MNIST's four files, HIDDEN the hidden sizes such as 128 or 512-512. With sigmoid the loss is binary
cross-entropy, summed over the outputs; with relu it is cross-entropy.
"""
import sys

import torch
from torch import nn

from digit_files import PIXELS, read_subset
from epoch_log import EpochLog

CLASSES = 10
WEIGHT_SCALE = 0.01

# Rows at once when a whole set is measured: the activations stay in the cache.
EVALUATION_ROWS = 1000


def build(hidden_sizes, activation):
    sizes = [PIXELS, *hidden_sizes, CLASSES]
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = nn.Linear(inputs, outputs)
        nn.init.normal_(linear.weight, std=WEIGHT_SCALE)
        nn.init.zeros_(linear.bias)
        layers += [linear, activation()]
    return nn.Sequential(*layers[:-1])


def measure(network, loss_of, images, targets, labels):
    loss, correct = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(images), EVALUATION_ROWS):
            rows = slice(start, start + EVALUATION_ROWS)
            logits = network(images[rows])
            loss += loss_of(logits, targets[rows]).item()
            correct += int((logits.argmax(dim=1) == labels[rows]).sum())
    return loss / len(images), correct / len(images)


def main(folder, hidden, learning_rate, batch_size, epochs, threads, activation="sigmoid"):
    torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    images, labels = map(torch.from_numpy, read_subset(folder, "train"))
    test_images, test_labels = map(torch.from_numpy, read_subset(folder, "t10k"))
    is_sigmoid = activation == "sigmoid"
    loss_of = nn.BCEWithLogitsLoss(reduction="sum") if is_sigmoid else nn.CrossEntropyLoss(reduction="sum")
    targets = nn.functional.one_hot(labels, CLASSES).float() if is_sigmoid else labels
    test_targets = nn.functional.one_hot(test_labels, CLASSES).float() if is_sigmoid else test_labels
    network = build([int(size) for size in hidden.split("-")], nn.Sigmoid if is_sigmoid else nn.ReLU)
    optimizer = torch.optim.SGD(network.parameters(), lr=float(learning_rate))
    rows = int(batch_size)

    def train():
        for chosen in torch.randperm(len(images)).split(rows):
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(network(images[chosen]), targets[chosen]) / len(chosen)
            loss.backward()
            optimizer.step()

    def evaluate():
        return (
            *measure(network, loss_of, images, targets, labels),
            *measure(network, loss_of, test_images, test_targets, test_labels),
        )

    EpochLog("torch", int(epochs)).run(train, evaluate)


if __name__ == "__main__":
    main(*sys.argv[1:])
