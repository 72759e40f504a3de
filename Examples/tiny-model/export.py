"""Writes the mean of snapshots, checkpoints and model folders as a model folder, each with a weight if one is given:

python export.py build folder build/snapshots/0600.pt build/checkpoint.pt; python export.py last folder .9*last/model .1*build/model
"""
import sys
from pathlib import Path

import torch

from model import export, load
from tokenizer import Tokenizer


def weights(path: str) -> dict[str, torch.Tensor]:
    if Path(path).is_dir():
        return load(Path(path)).state_dict()
    state = torch.load(path)
    return {name: weight.float() for name, weight in state.get("model", state).items()}


def main():
    build, folder = Path(sys.argv[1]), Path(sys.argv[2])
    sources = [(float(share or 1), weights(path)) for share, _, path in (argument.rpartition("*") for argument in sys.argv[3:])]
    total = sum(share for share, _ in sources)
    mean = {name: sum(share * source[name] for share, source in sources) / total for name in sources[0][1]}
    export(mean, folder, build / "tokenizer", Tokenizer(build / "tokenizer").end)


if __name__ == "__main__":
    main()
