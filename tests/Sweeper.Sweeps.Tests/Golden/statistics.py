"""Works out with SciPy what the statistics of Sweeper are tested against, and writes statistics.json beside this file.

Run it again after adding a case (Debian: apt install python3-scipy):

    python3 statistics.py
"""

import json
import pathlib

import numpy as np
from scipy import stats

POINTS = [(t, dof) for dof in (0.5, 1, 2, 3.7, 9, 30, 1e6) for t in (1e-3, 0.5, -1.5, 2.5, 10, -40, 1e4)]
BOUNDS = [(confidence, dof) for dof in (1, 2, 3, 4.5, 9, 30, 1e6) for confidence in (0.5, 0.9, 0.95, 0.99, 0.999)]
SAMPLES = [
    [[0.91, 0.93, 0.92], [0.90, 0.89, 0.94]],
    [[0.91, 0.93, 0.92], [0.80, 0.81, 0.79, 0.80]],
    [[1.0, 2.0], [1.5, 9.5, 4.0, 4.5, 7.25]],
    [[5.0, 5.0, 5.0], [5.5, 5.25, 6.0]],
    [[1e-9, 2e-9, 4e-9], [5e-9, 6e-9, 8e-9]],
    [[1e6 + 0.25, 1e6 + 0.5, 1e6 + 1], [1e6 + 2, 1e6 + 2.5, 1e6 + 3.5]],
]
PROBABILITIES = [[0.01, 0.04, 0.03, 0.005], [0.9, 0.5, 0.6], [0.02, 0.02, 0.02], [0.2], [0, 1, 0.012, 0.05, 1e-8]]


def summary(sample):
    mean, error = np.mean(sample), stats.sem(sample)
    low, high = stats.t.interval(0.95, len(sample) - 1, mean, error) if error > 0 else (mean, mean)
    return {"mean": mean, "standardDeviation": np.std(sample, ddof=1), "lower": low, "upper": high}


def holm(probabilities):
    """By the paper: step down through the ordered hypotheses; the least level at which each would be rejected."""
    n, result = len(probabilities), [0.0] * len(probabilities)
    order = sorted(range(n), key=probabilities.__getitem__)
    for position, index in enumerate(order):
        result[index] = max(min(1.0, probabilities[order[k]] * (n - k)) for k in range(position + 1))
    return result


golden = {
    "probabilities": [{"t": t, "degreesOfFreedom": dof, "probability": 2 * stats.t.sf(abs(t), dof)} for t, dof in POINTS],
    "bounds": [{"confidence": c, "degreesOfFreedom": dof, "bound": stats.t.isf((1 - c) / 2, dof)} for c, dof in BOUNDS],
    "welch": [
        {
            "samples": pair,
            "summaries": [summary(sample) for sample in pair],
            "probability": stats.ttest_ind(*pair, equal_var=False).pvalue,
        }
        for pair in SAMPLES
    ],
    "holm": [{"probabilities": p, "corrected": holm(p)} for p in PROBABILITIES],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
