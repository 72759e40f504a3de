"""A small GPT-2 of random weights in which nothing is zero, one or centred by accident.

Biases, LayerNorm gains and means of the writing weights are all non-trivial, so a loader that
forgets one, or an engine that centres the wrong thing, is seen at once. Written in Hugging Face
layout as float32, with names that lack the `transformer.` prefix.
"""

import json
import shutil
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

BLOCKS, WIDTH, HEADS, CONTEXT, VOCABULARY = 3, 48, 4, 64, 2560


def make_random_model(folder: Path, vocabulary_from: Path) -> None:
    draw = np.random.RandomState(20231101)

    def normal(*shape, deviation, mean=0.0):
        return torch.from_numpy((mean + deviation * draw.standard_normal(shape)).astype(np.float32))

    weights = {
        "wte.weight": normal(VOCABULARY, WIDTH, deviation=0.32, mean=0.05),
        "wpe.weight": normal(CONTEXT, WIDTH, deviation=0.25, mean=-0.03),
        "ln_f.weight": normal(WIDTH, deviation=0.3, mean=1.0),
        "ln_f.bias": normal(WIDTH, deviation=0.4, mean=0.1),
    }
    for n in range(BLOCKS):
        weights |= {
            f"h.{n}.ln_1.weight": normal(WIDTH, deviation=0.3, mean=1.0),
            f"h.{n}.ln_1.bias": normal(WIDTH, deviation=0.3, mean=0.05),
            f"h.{n}.attn.c_attn.weight": normal(WIDTH, 3 * WIDTH, deviation=0.2),
            f"h.{n}.attn.c_attn.bias": normal(3 * WIDTH, deviation=0.3),
            f"h.{n}.attn.c_proj.weight": normal(WIDTH, WIDTH, deviation=0.15, mean=0.01),
            f"h.{n}.attn.c_proj.bias": normal(WIDTH, deviation=0.2, mean=0.1),
            f"h.{n}.ln_2.weight": normal(WIDTH, deviation=0.3, mean=1.0),
            f"h.{n}.ln_2.bias": normal(WIDTH, deviation=0.3, mean=-0.05),
            f"h.{n}.mlp.c_fc.weight": normal(WIDTH, 4 * WIDTH, deviation=0.15),
            f"h.{n}.mlp.c_fc.bias": normal(4 * WIDTH, deviation=0.3),
            f"h.{n}.mlp.c_proj.weight": normal(4 * WIDTH, WIDTH, deviation=0.12, mean=0.005),
            f"h.{n}.mlp.c_proj.bias": normal(WIDTH, deviation=0.2, mean=-0.1),
        }
    # The end-of-text row leans along the final bias: its logit rises by the same amount
    # everywhere, so rows of a batch finish at different steps.
    bias = weights["ln_f.bias"]
    weights["wte.weight"][0] += END_OF_TEXT_LIFT * bias / bias.square().sum()

    folder.mkdir(exist_ok=True)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config = {
        "activation_function": "gelu_new",
        "architectures": ["GPT2LMHeadModel"],
        "bos_token_id": 0,
        "eos_token_id": 0,
        "layer_norm_epsilon": 1e-05,
        "model_type": "gpt2",
        "n_ctx": CONTEXT,
        "n_embd": WIDTH,
        "n_head": HEADS,
        "n_inner": None,
        "n_layer": BLOCKS,
        "n_positions": CONTEXT,
        "tie_word_embeddings": True,
        "vocab_size": VOCABULARY,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    for name in ("vocab.json", "merges.txt"):
        shutil.copyfile(vocabulary_from / name, folder / name)


END_OF_TEXT_LIFT = 2.0
