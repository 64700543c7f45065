"""A convolutional network in PyTorch on the processor, trained by plain mini-batch gradient descent.

    torch_convolution.py DATA LAYERS LEARNING_RATE BATCH EPOCHS THREADS

DATA is the folder with MNIST's four files, LAYERS the hidden layers: 16c5 for 16 filters of 5×5 with zeros around the image, p2 for max
pooling of 2×2, 128 for 128 units, joined by hyphens. Hidden layers are rectified, the loss is cross-entropy.
"""
import pathlib
import sys

import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))

from digit_files import read_subset  # noqa: E402
from epoch_log import EpochLog  # noqa: E402
from torch_network import measure  # noqa: E402

CLASSES, SIDE = 10, 28


def build(layers):
    modules, channels, side, units = [], 1, SIDE, None
    for layer in layers:
        if layer.startswith("p"):
            modules.append(nn.MaxPool2d(int(layer[1:])))
            side //= int(layer[1:])
        elif "c" in layer:
            filters, kernel = map(int, layer.split("c"))
            modules += [nn.Conv2d(channels, filters, kernel, padding=(kernel - 1) // 2), nn.ReLU()]
            channels = filters
        else:
            modules += [*dense(units or channels * side * side, int(layer), units), nn.ReLU()]
            units = int(layer)
    modules += dense(units or channels * side * side, CLASSES, units)
    for module in modules:
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            nn.init.zeros_(module.bias)
    return nn.Sequential(*modules)


def dense(inputs, outputs, units):
    return [*([] if units else [nn.Flatten()]), nn.Linear(inputs, outputs)]


def main(folder, layers, learning_rate, batch_size, epochs, threads):
    torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    (images, labels), (test_images, test_labels) = (map(torch.from_numpy, read_subset(folder, prefix)) for prefix in ("train", "t10k"))
    images, test_images = (i.reshape(-1, 1, SIDE, SIDE) for i in (images, test_images))
    loss_of = nn.CrossEntropyLoss(reduction="sum")
    network = build(layers.split("-"))
    optimizer = torch.optim.SGD(network.parameters(), lr=float(learning_rate))
    rows = int(batch_size)

    def train():
        for chosen in torch.randperm(len(images)).split(rows):
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(network(images[chosen]), labels[chosen]) / len(chosen)
            loss.backward()
            optimizer.step()

    def evaluate():
        return *measure(network, loss_of, images, labels, labels), *measure(network, loss_of, test_images, test_labels, test_labels)

    EpochLog("torch", int(epochs)).run(train, evaluate)


if __name__ == "__main__":
    main(*sys.argv[1:])
