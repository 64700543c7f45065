"""Trains small convolutional networks and writes convolution.json beside this file.

An implementation that shares nothing with Sweeper: PyTorch, double precision, its own layers and derivatives. Weights, images and labels
follow from formulas that both sides compute. Run it again after changing a case below (Debian: apt install python3-torch):

    python3 convolution.py
"""

import json
import math
import pathlib

import torch
import torch.nn as nn

STEPS, ROWS, CLASSES, RATE = 12, 6, 4, 0.1

# name: height, width, channels, layers, batch normalisation
CASES = {
    "padded": (6, 7, 1, "3c3-p2-5", False),
    "strided": (7, 6, 2, "4c3s2-3c1-6", False),
    "valid": (8, 8, 3, "3c3v-p2-4c3", False),
    "left over": (9, 7, 1, "4c5-p2-p2", False),
    "normalised": (6, 6, 3, "4c3-p2-3c3s2v-5", True),
    "linear after pooling": (4, 4, 2, "p2", False),
    "even kernel": (6, 6, 1, "3c4-p2-5", False),
}


def network(height, width, channels, layers, normalises):
    modules, shape = [], (channels, height, width)

    def add(module, *others):
        nonlocal shape
        modules.extend([module.double(), *others])
        shape = module.double()(torch.zeros(1, *shape, dtype=torch.double))[0].shape

    def activated(module, normalisation):
        add(module, *([normalisation.double()] if normalises else []), nn.Tanh())

    for layer in layers.split("-") + [str(CLASSES)]:
        if layer.startswith("p"):
            add(nn.MaxPool2d(int(layer[1:])))
        elif "c" in layer:
            filters, rest = layer.split("c")
            valid, rest = rest.endswith("v"), rest.rstrip("v")
            kernel, stride = (list(map(int, rest.split("s"))) + [1])[:2]
            padding = 0 if valid else (kernel - 1) // 2
            activated(nn.Conv2d(shape[0], int(filters), kernel, stride, padding), nn.BatchNorm2d(int(filters)))
        else:
            if len(shape) > 1:
                modules.append(Flattened())
                shape = (math.prod(shape),)
            linear = nn.Linear(shape[0], int(layer))
            activated(linear, nn.BatchNorm1d(int(layer)))
    # The last layer gives the logits.
    del modules[-2 if normalises else -1 :]
    return nn.Sequential(*modules)


class Flattened(nn.Module):
    """The channels of a position beside each other, as Sweeper lays them out."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def laid_out(tensor):
    """As Sweeper lays weights out: [inputs, units] and [kernel rows, kernel columns, channels, filters]."""
    return tensor.permute(2, 3, 1, 0) if tensor.dim() == 4 else tensor.t() if tensor.dim() == 2 else tensor


def run(height, width, channels, layers, normalises):
    net = network(height, width, channels, layers, normalises)
    dense = [m for m in net if isinstance(m, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        for place, module in enumerate(dense):
            for kind, tensor in enumerate((module.weight, module.bias)):
                values = laid_out(tensor)
                numbers = [0.4 * math.sin(1.7 * i + 3 * place + kind) for i in range(values.numel())]
                values.copy_(torch.tensor(numbers, dtype=torch.double).reshape(values.shape))
    optimizer = torch.optim.SGD(net.parameters(), lr=RATE)
    losses = []
    for step in range(STEPS):
        count = ROWS * height * width * channels
        pixels = torch.tensor([(7919 * (i + step) % 256) / 255 for i in range(count)], dtype=torch.double)
        images = pixels.reshape(ROWS, height, width, channels).permute(0, 3, 1, 2)
        labels = torch.tensor([(i * i + step) % CLASSES for i in range(ROWS)])
        loss = nn.functional.cross_entropy(net(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    weights = [laid_out(tensor).flatten().tolist() for module in dense for tensor in (module.weight, module.bias)]
    return {"losses": losses, "weights": weights}


curves = [
    {"name": name, "height": case[0], "width": case[1], "channels": case[2], "layers": case[3], "normalises": case[4], **run(*case)}
    for name, case in CASES.items()
]
text = json.dumps(curves, separators=(",", ":")).replace('{"name"', '\n{"name"')
(pathlib.Path(__file__).parent / "convolution.json").write_text(text + "\n")
