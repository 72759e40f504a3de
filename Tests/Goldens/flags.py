"""What each switch of `config.json` does, by Hugging Face `transformers` on small random weights.

`flags.json` lists the configurations; a case names its weights in `flags/` and has a greedy
completion, `flags.safetensors` its log-probabilities [positions, vocabulary]. The weights come in
the layouts that repositories use: names with and without `transformer.`, attention-mask buffers
left in, a separate unembedding, half precision of both kinds.
"""

import numpy as np
import torch
from reference import GOLDENS, load_hugging_face_weights, write_lines
from safetensors.torch import save_file
from transformers import GPT2Config

BLOCKS, WIDTH, HEADS, CONTEXT, VOCABULARY = 3, 24, 3, 32, 96
TOKENS = [0, 17, 4, 95, 31, 8]
STEPS = 8

BASE = {
    "activation_function": "gelu_new",
    "architectures": ["GPT2LMHeadModel"],
    "bos_token_id": 0,
    "eos_token_id": 0,
    "layer_norm_epsilon": 1e-05,
    "model_type": "gpt2",
    "n_embd": WIDTH,
    "n_head": HEADS,
    "n_layer": BLOCKS,
    "n_positions": CONTEXT,
    "tie_word_embeddings": True,
    "vocab_size": VOCABULARY,
}

# name, weights, what differs from BASE
CASES = [
    ("nothing special", "plain", {}),
    *(
        (f"activation_function {name}", "plain", {"activation_function": name})
        for name in ("gelu", "relu", "silu", "swish", "gelu_pytorch_tanh", "gelu_fast")
    ),
    ("scale_attn_weights false", "plain", {"scale_attn_weights": False}),
    ("scale_attn_by_inverse_layer_idx", "plain", {"scale_attn_by_inverse_layer_idx": True}),
    ("reorder_and_upcast_attn", "plain", {"reorder_and_upcast_attn": True}),
    (
        "reorder_and_upcast_attn with inverse layer scale",
        "plain",
        {"reorder_and_upcast_attn": True, "scale_attn_by_inverse_layer_idx": True},
    ),
    ("layer_norm_epsilon 0.01", "plain", {"layer_norm_epsilon": 0.01}),
    ("n_inner 40", "narrow", {"n_inner": 40}),
    ("tie_word_embeddings false", "untied", {"tie_word_embeddings": False}),
    ("prefixed names and mask buffers", "prefixed", {}),
    ("half precision", "half", {}),
    ("brain floats", "brain", {}),
]


def weights(inner: int = 4 * WIDTH) -> dict[str, torch.Tensor]:
    draw = np.random.RandomState(7)

    def normal(*shape, deviation=0.3, mean=0.0):
        return torch.from_numpy((mean + deviation * draw.standard_normal(shape)).astype(np.float32))

    tensors = {
        "wte.weight": normal(VOCABULARY, WIDTH, deviation=0.4),
        "wpe.weight": normal(CONTEXT, WIDTH, deviation=0.5),
        "ln_f.weight": normal(WIDTH, mean=1.0),
        "ln_f.bias": normal(WIDTH, deviation=0.05),
    }
    for n in range(BLOCKS):
        tensors |= {
            f"h.{n}.ln_1.weight": normal(WIDTH, mean=1.0),
            f"h.{n}.ln_1.bias": normal(WIDTH),
            f"h.{n}.attn.c_attn.weight": normal(WIDTH, 3 * WIDTH),
            f"h.{n}.attn.c_attn.bias": normal(3 * WIDTH),
            f"h.{n}.attn.c_proj.weight": normal(WIDTH, WIDTH),
            f"h.{n}.attn.c_proj.bias": normal(WIDTH),
            f"h.{n}.ln_2.weight": normal(WIDTH, mean=1.0),
            f"h.{n}.ln_2.bias": normal(WIDTH),
            f"h.{n}.mlp.c_fc.weight": normal(WIDTH, inner),
            f"h.{n}.mlp.c_fc.bias": normal(inner),
            f"h.{n}.mlp.c_proj.weight": normal(inner, WIDTH),
            f"h.{n}.mlp.c_proj.bias": normal(WIDTH),
        }
    return tensors


def layouts() -> dict[str, dict[str, torch.Tensor]]:
    plain = weights()
    mask = torch.tril(torch.ones(CONTEXT, CONTEXT))[None, None]
    buffers = {f"transformer.h.{n}.attn.bias": mask.clone() for n in range(BLOCKS)}
    buffers |= {f"transformer.h.{n}.attn.masked_bias": torch.tensor(-1e4) for n in range(BLOCKS)}
    unembedding = torch.from_numpy(
        (0.4 * np.random.RandomState(8).standard_normal((VOCABULARY, WIDTH))).astype(np.float32)
    )
    return {
        "plain": plain,
        "narrow": weights(inner=40),
        "untied": {f"transformer.{name}": tensor for name, tensor in plain.items()}
        | {"lm_head.weight": unembedding},
        "prefixed": {f"transformer.{name}": tensor for name, tensor in plain.items()} | buffers,
        "half": {name: tensor.half() for name, tensor in plain.items()},
        "brain": {name: tensor.bfloat16() for name, tensor in plain.items()},
    }


def make_flag_goldens(references=None) -> None:
    folder = GOLDENS / "flags"
    folder.mkdir(exist_ok=True)
    tensors, cases = {}, []
    for name, contents in layouts().items():
        save_file(contents, folder / f"{name}.safetensors", metadata={"format": "pt"})
    for name, file, changes in CASES:
        settings = BASE | changes
        network = load_hugging_face_weights(GPT2Config(**settings), folder / f"{file}.safetensors")
        tokens = list(TOKENS)
        for _ in range(STEPS):
            tokens.append(int(network(torch.tensor([tokens])).logits[0, -1].argmax()))
        logits = network(torch.tensor([tokens])).logits[0]
        top = logits.topk(2, dim=-1).values
        assert (top[:, 0] - top[:, 1]).min() > 1e-3, f"{name}: a near tie"
        tensors[name] = logits.log_softmax(dim=-1).contiguous().clone()
        cases.append(
            {"name": name, "weights": file, "config": settings, "tokens": TOKENS, "completion": tokens[len(TOKENS) :]}
        )
    save_file(tensors, GOLDENS / "flags.safetensors")
    write_lines(GOLDENS / "flags.json", cases)
