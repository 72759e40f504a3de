#!/usr/bin/env python3
"""Makes the reference values beside this script, which the Swift tests compare with.

    pip install -r requirements.txt
    python make_goldens.py

Two models are measured with TransformerLens in float32 on one thread of the CPU: `random/`, three
blocks of random weights that this script writes, and `trained/`, a demonstration model of twelve
blocks whose four files lie there. No network is used. What is made:

    sampler.json                       torch's generator and the sampler, without a model
    activations.json, .safetensors     every hook point
    logprobs.json, .safetensors        log-probabilities, unsteered and steered
    generation.json                    tokens, texts and losses of whole runs
    flags.json, .safetensors           the switches of config.json, by `transformers`, on flags/
    instruments.json, .safetensors     divergences, norms, scores, lens, attention, word counts

`additions` are in the order in which they are added; their `tokens` carry BOS and padding.
`position` is front, mid, back or the index at which the first row lands; `dims` null means all.
"""

import logging
import sys

from activations import make_activation_goldens, make_log_probability_goldens
from flags import make_flag_goldens
from generation import make_generation_goldens
from instruments import make_instrument_goldens
from random_model import make_random_model
from reference import GOLDENS, Reference
from sampler import make_sampler_goldens

PARTS = {
    "activations": make_activation_goldens,
    "logprobs": make_log_probability_goldens,
    "generation": make_generation_goldens,
    "flags": make_flag_goldens,
    "instruments": make_instrument_goldens,
}


def main(wanted: list[str]) -> None:
    logging.disable(logging.WARNING)
    make_random_model(GOLDENS / "random", vocabulary_from=GOLDENS / "trained")
    make_sampler_goldens()
    references = [Reference(name) for name in ("random", "trained")]
    for name, make in PARTS.items():
        if not wanted or name in wanted:
            make(references)


if __name__ == "__main__":
    main(sys.argv[1:])
