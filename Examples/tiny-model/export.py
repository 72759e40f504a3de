"""Writes the mean of snapshots and checkpoints as a model folder: python export.py build folder build/snapshots/0600.pt build/checkpoint.pt"""
import sys
from pathlib import Path

import torch

from model import export
from tokenizer import Tokenizer


def weights(path: str) -> dict[str, torch.Tensor]:
    state = torch.load(path)
    return {name: weight.float() for name, weight in state.get("model", state).items()}


def main():
    build, folder = Path(sys.argv[1]), Path(sys.argv[2])
    sources = [weights(path) for path in sys.argv[3:]]
    mean = {name: sum(source[name] for source in sources) / len(sources) for name in sources[0]}
    export(mean, folder, build / "tokenizer", Tokenizer(build / "tokenizer").end)


if __name__ == "__main__":
    main()
