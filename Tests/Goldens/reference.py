"""Activation addition on TransformerLens: the reference that the Swift engine must reproduce.

A model folder in Hugging Face layout becomes a `HookedTransformer` with the library's default
weight processing (LayerNorm folded, writers and unembedding centred, value biases folded), in
float32, without touching the network. An `Addition` is measured on the unmodified model and
added, in list order and as separate float32 additions, to a contiguous stretch of positions.
"""

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
import transformer_lens.loading_from_pretrained as loading
import transformer_lens.utils as lens_utils
from safetensors.torch import load_file
from transformer_lens import HookedTransformer
from transformers import AutoConfig, GPT2Config, GPT2LMHeadModel, GPT2TokenizerFast

GOLDENS = Path(__file__).resolve().parent
BOS = 0

torch.set_grad_enabled(False)
# One thread, so that the sums come in the same order on every machine.
torch.set_num_threads(1)
# `generate` asks for a padding mask of made-up zero tokens. GPT-2 pads with 50256, so there the
# mask is all ones; here id 0 IS the pad, and without this line every position would be masked.
lens_utils.get_attention_mask = lambda tokenizer, tokens, prepend_bos: torch.ones_like(tokens)


def load_hugging_face(folder: Path) -> GPT2LMHeadModel:
    """The folder's GPT-2 in float32."""
    settings = json.loads((folder / "config.json").read_text())
    settings.pop("dtype", None)
    config = GPT2Config(**settings)
    config.n_ctx = config.n_positions
    return load_hugging_face_weights(config, folder / "model.safetensors")


def load_hugging_face_weights(config: GPT2Config, file: Path) -> GPT2LMHeadModel:
    """A GPT-2 in float32, whether or not the file's names carry `transformer.`."""
    config._attn_implementation = "eager"
    network = GPT2LMHeadModel(config).float().eval()
    weights = {
        name if name.startswith(("transformer.", "lm_head.")) else f"transformer.{name}": tensor
        for name, tensor in load_file(file).items()
        if not name.endswith((".attn.bias", ".attn.masked_bias"))
    }
    missing, unexpected = network.load_state_dict(weights, strict=False)
    masks = {name for name in missing if name.endswith((".attn.bias", ".attn.masked_bias"))}
    tied = {"lm_head.weight"} if config.tie_word_embeddings else set()
    assert set(missing) - masks <= tied and not unexpected, (missing, unexpected)
    network.tie_weights()
    return network


def load_tokenizer(folder: Path) -> GPT2TokenizerFast:
    return GPT2TokenizerFast(
        vocab_file=str(folder / "vocab.json"),
        merges_file=str(folder / "merges.txt"),
        bos_token="<|endoftext|>",
        eos_token="<|endoftext|>",
        unk_token="<|endoftext|>",
        pad_token="<|endoftext|>",
        add_bos_token=True,
        name_or_path=str(folder),
        clean_up_tokenization_spaces=False,
    )


@contextmanager
def local_config(config: GPT2Config):
    """`from_pretrained` looks its configuration up by name; give it ours instead."""
    original = loading.AutoConfig
    loading.AutoConfig = type("LocalConfig", (), {"from_pretrained": lambda *_, **__: config})
    try:
        yield
    finally:
        loading.AutoConfig = original


class Reference:
    """One model under TransformerLens with its tokenizer, in float32 unless told otherwise."""

    def __init__(self, name: str, precision=torch.float32):
        folder = GOLDENS / name
        self.name = name
        self.hugging_face = load_hugging_face(folder)
        self.tokenizer = load_tokenizer(folder)
        config = self.hugging_face.config
        config.architectures = ["GPT2LMHeadModel"]
        with local_config(config):
            self.lens = HookedTransformer.from_pretrained(
                "gpt2", hf_model=self.hugging_face, tokenizer=self.tokenizer, device="cpu"
            )
        assert self.lens.tokenizer.eos_token_id == BOS
        self.lens.cfg.dtype = precision
        self.lens = self.lens.to(precision)

    def tokens(self, text: str) -> list[int]:
        """BOS and the text's tokens."""
        ids = [BOS] + self.encode(text)
        assert ids == self.lens.to_tokens(text)[0].tolist(), text
        return ids

    def encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False)

    def decode(self, ids) -> str:
        return self.tokenizer.decode(ids, clean_up_tokenization_spaces=False)

    def activation(self, tokens: list[int], point: str) -> torch.Tensor:
        """`[1, positions, …]`, with whatever hooks are installed at the moment."""
        _, cache = self.lens.run_with_cache(torch.tensor([tokens]), names_filter=point)
        return cache[point].clone()

    def log_probabilities(self, tokens: list[int], additions=()) -> torch.Tensor:
        """`[positions, vocabulary]`."""
        with self.lens.hooks(fwd_hooks=self.hooks(additions)):
            logits = self.lens(torch.tensor([tokens]))
        return logits[0].log_softmax(dim=-1)

    def hooks(self, additions):
        """Hooks in list order; every vector is measured before any hook is installed."""
        return [(a.point, a.hook(a.coefficient * self.activation(a.tokens, a.point))) for a in additions]


@dataclass
class Addition:
    """`coefficient ×` the activation of `tokens` at `point`, added from `position` on."""

    tokens: list[int]
    coefficient: float
    point: str
    position: object = "front"
    dims: object = None

    def start(self, positions: int) -> int:
        length = len(self.tokens)
        start = {
            "front": 0,
            "mid": positions // 2 - length // 2,
            "back": positions - length,
        }.get(self.position, self.position)
        assert 0 <= start and start + length <= positions, "the addition does not fit"
        return start

    def hook(self, vector: torch.Tensor):
        def add(activation, hook):
            positions = activation.shape[1]
            # Cached steps see one position at a time and are left alone.
            if positions == 1:
                return activation
            start = self.start(positions)
            rows = slice(start, start + len(self.tokens))
            dims = slice(0, self.dims) if self.dims is not None else slice(None)
            activation[:, rows, dims] = vector[:, :, dims] + activation[:, rows, dims]
            return activation

        return add

    def to_json(self) -> dict:
        return {
            "tokens": self.tokens,
            "coefficient": self.coefficient,
            "point": self.point,
            "position": self.position,
            "dims": self.dims,
        }


def layer(n: int) -> str:
    return f"blocks.{n}.hook_resid_pre"


def pair(reference: Reference, plus: str, minus: str, coefficient: float, point, pad=" ", **place):
    """An x-vector: two additions, the shorter prompt padded on the right unless `pad` is None."""
    point = layer(point) if isinstance(point, int) else point
    first, second = reference.tokens(plus), reference.tokens(minus)
    if pad is not None:
        (pad_id,) = reference.encode(pad)
        length = max(len(first), len(second))
        first = first + [pad_id] * (length - len(first))
        second = second + [pad_id] * (length - len(second))
    return [
        Addition(first, coefficient, point, **place),
        Addition(second, -coefficient, point, **place),
    ]


def alone(reference: Reference, text: str, coefficient: float, point, **place):
    """One unpaired, unpadded addition; it does touch position 0."""
    point = layer(point) if isinstance(point, int) else point
    return [Addition(reference.tokens(text), coefficient, point, **place)]


def write_lines(path: Path, cases: list[dict]) -> None:
    """A JSON array with one case a line, so that differences can be read."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases)
    path.write_text(f"[\n{lines}\n]\n")
