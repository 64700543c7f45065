"""Trains the network of golden.json with every optimiser, schedule, penalty and loss setting, and writes training.json.

An implementation that shares nothing with Sweeper: PyTorch, double precision, its own optimisers, schedulers and derivatives. Run
it again after changing a case below (Debian: apt install python3-torch):

    python3 training.py
"""

import json
import pathlib

import torch
import torch.nn.functional as F

FOLDER = pathlib.Path(__file__).parent
STEPS, STEPS_PER_EPOCH = 20, 5


def sgd(**settings):
    return lambda groups, rate: torch.optim.SGD(groups, lr=rate, **settings)


def adam(kind, **settings):
    return lambda groups, rate: kind(groups, lr=rate, **settings)


def per_epoch(scheduler):
    """A scheduler that PyTorch advances after each epoch."""
    return lambda step: scheduler.step() if (step + 1) % STEPS_PER_EPOCH == 0 else None


def per_step(scheduler):
    return lambda step: scheduler.step()


def warmed_up_cosine(optimizer):
    lr = torch.optim.lr_scheduler
    warmup = lr.LinearLR(optimizer, start_factor=1 / 6, end_factor=1, total_iters=5)
    return lr.SequentialLR(optimizer, [warmup, lr.CosineAnnealingLR(optimizer, T_max=STEPS - 5, eta_min=0)], milestones=[5])


SCHEDULES = {
    "step": lambda o: per_epoch(torch.optim.lr_scheduler.StepLR(o, step_size=2, gamma=0.25)),
    "exponential": lambda o: per_epoch(torch.optim.lr_scheduler.ExponentialLR(o, gamma=0.5)),
    "cosine": lambda o: per_step(torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.02)),
    "one_cycle": lambda o: per_step(
        torch.optim.lr_scheduler.OneCycleLR(o, max_lr=0.2, total_steps=STEPS, pct_start=0.3, cycle_momentum=False)
    ),
    "one_cycle_settings": lambda o: per_step(
        torch.optim.lr_scheduler.OneCycleLR(
            o, max_lr=0.2, total_steps=STEPS, pct_start=0.5, div_factor=4, final_div_factor=10, cycle_momentum=False
        )
    ),
    "warmup_cosine": lambda o: per_step(warmed_up_cosine(o)),
}


def one_hot(labels):
    return F.one_hot(labels, 5).double()


LOSSES = {
    "cross_entropy": F.cross_entropy,
    "label_smoothing": lambda z, y: F.cross_entropy(z, y, label_smoothing=0.2),
    "squared_error_sum": lambda z, y: F.mse_loss(torch.sigmoid(z), one_hot(y), reduction="sum") / len(y),
    "squared_error_mean": lambda z, y: F.mse_loss(torch.sigmoid(z), one_hot(y)),
    "squared_error_half": lambda z, y: F.mse_loss(torch.sigmoid(z), one_hot(y), reduction="sum") / 2 / len(y),
    "binary_cross_entropy": lambda z, y: F.binary_cross_entropy_with_logits(z, one_hot(y), reduction="sum") / len(y),
}

CASES = {
    "sgd": {},
    "momentum": {"optimizer": sgd(momentum=0.9), "rate": 0.05},
    "momentum_settings": {"optimizer": sgd(momentum=0.5), "rate": 0.05},
    "nesterov": {"optimizer": sgd(momentum=0.9, nesterov=True), "rate": 0.05},
    "rmsprop": {"optimizer": adam(torch.optim.RMSprop), "rate": 0.01},
    "rmsprop_settings": {"optimizer": adam(torch.optim.RMSprop, alpha=0.9, eps=0.01), "rate": 0.01},
    "adam": {"optimizer": adam(torch.optim.Adam), "rate": 0.02},
    "adam_settings": {"optimizer": adam(torch.optim.Adam, betas=(0.8, 0.95), eps=0.001), "rate": 0.02},
    "adamw": {"optimizer": adam(torch.optim.AdamW), "rate": 0.02, "decay": 0.1},
    "weight_decay": {"decay": 0.1},
    "weight_decay_adam": {"optimizer": adam(torch.optim.Adam), "rate": 0.02, "decay": 0.1},
    "l1": {"l1": 0.02},
    "gradient_clip": {"clip": 0.3},
    "gradient_clip_and_penalties": {"clip": 0.3, "l1": 0.02, "decay": 0.1},
    "batch_normalization": {"normalize": True},
    **{name: {"schedule": name} for name in SCHEDULES},
    **{name: {"loss": name} for name in LOSSES},
}


def train(golden, optimizer=sgd(), rate=0.2, decay=0.0, l1=0.0, clip=None, schedule=None, loss="cross_entropy", normalize=False):
    shapes = [(12, 7), (7,), (7, 5), (5,)]
    tensors = [torch.tensor(w, dtype=torch.float64).reshape(s).requires_grad_() for w, s in zip(golden["weights"], shapes)]
    w1, b1, w2, b2 = tensors
    scale, shift = torch.ones(7, dtype=torch.float64, requires_grad=True), torch.zeros(7, dtype=torch.float64, requires_grad=True)
    mean, variance = torch.zeros(7, dtype=torch.float64), torch.ones(7, dtype=torch.float64)
    rest = [b1, b2] + ([scale, shift] if normalize else [])
    stepper = optimizer([{"params": [w1, w2], "weight_decay": decay}, {"params": rest, "weight_decay": 0}], rate)
    advance = SCHEDULES[schedule](stepper) if schedule else lambda step: None
    pixels = torch.tensor(golden["pixels"], dtype=torch.float64).reshape(-1, 12) / 255
    labels = torch.tensor(golden["labels"])

    losses = []
    for step, batch in enumerate(golden["batches"]):
        hidden = pixels[batch] @ w1 + b1
        if normalize:
            hidden = F.batch_norm(hidden, mean, variance, scale, shift, training=True, momentum=0.1, eps=1e-5)
        value = LOSSES[loss](torch.tanh(hidden) @ w2 + b2, labels[batch])
        losses.append(value.item())

        stepper.zero_grad()
        value.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_([w1, w2, *rest], clip)
        for weight in (w1, w2):
            weight.grad += l1 * weight.detach().sign()
        stepper.step()
        advance(step)

    trained = [w1, b1, scale, shift, mean, variance, w2, b2] if normalize else [w1, b1, w2, b2]
    return {"losses": rounded(losses), "weights": [rounded(t.detach().flatten().tolist()) for t in trained]}


def rounded(numbers):
    return [round(v, 9) for v in numbers]


def main():
    golden = json.loads((FOLDER / "golden.json").read_text())
    curves = [{"name": name} | train(golden, **settings) for name, settings in CASES.items()]
    text = ",\n".join("  " + json.dumps(curve) for curve in curves)
    (FOLDER / "training.json").write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    main()
