"""Reads handwritten digits from IDX files, plain or gzip."""
import gzip
from pathlib import Path

import numpy as np

PIXELS = 784
IMAGE_HEADER_BYTES = 16
LABEL_HEADER_BYTES = 8


def _content(folder, name, header_bytes):
    plain, packed = Path(folder, name), Path(folder, name + ".gz")
    content = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    return np.frombuffer(content, dtype=np.uint8, offset=header_bytes)


def read_subset(folder, prefix):
    """Images [count, 784] as float32 in 0 … 1 and labels [count] as int64; the prefix is 'train' or 't10k'."""
    pixels = _content(folder, f"{prefix}-images-idx3-ubyte", IMAGE_HEADER_BYTES).reshape(-1, PIXELS)
    labels = _content(folder, f"{prefix}-labels-idx1-ubyte", LABEL_HEADER_BYTES)
    return pixels.astype(np.float32) / np.float32(255), labels.astype(np.int64)
