"""GPT-2 with its LayerNorms kept nearly linear, and its export in the Hugging Face layout.

Two dimensions of the residual stream hold a large constant, +-ANCHOR, the same at every position; no block reads or writes them.
They dominate the variance that LayerNorm divides by, so a vector added to the stream adds to what later blocks read
instead of replacing it. Trained GPT-2s have such outlier dimensions too. Any GPT-2 implementation runs the result.
"""
import json
import math
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

BLOCKS, WIDTH, HEADS, CONTEXT = 12, 128, 4, 256
ANCHOR = 16.
SCRUTINIZED = 3  # first block whose attention scores may be asked for
CAUSAL = torch.ones(CONTEXT, CONTEXT, dtype=torch.bool).tril()


def barrier(allowed):
    return torch.zeros(allowed.shape).masked_fill(~allowed, -1e4)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.c_attn, self.a_proj = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.c_fc, self.m_proj = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x, barrier, cache=None, scrutiny=None):
        batch, length, _ = x.shape
        q, k, v = self.c_attn(self.ln_1(x)).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if cache is not None:
            if "k" in cache:
                k, v = torch.cat([cache["k"], k], 2), torch.cat([cache["v"], v], 2)
            cache["k"], cache["v"] = k, v
        # written out because the fused operator's backward pass takes 6 times as long on a CPU with a mask
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -.5
        if scrutiny is not None:
            pairs, found = scrutiny
            found.append((scores.square() * pairs).sum(dtype=torch.float) / (HEADS * pairs.sum(dtype=torch.float) + 1))
        read = torch.softmax(scores + barrier.to(q.dtype), -1) @ v
        x = x + self.a_proj(read.transpose(1, 2).reshape(batch, length, WIDTH))
        return x + self.m_proj(F.gelu(self.c_fc(self.ln_2(x)), approximate="tanh"))


class GPT(nn.Module):
    def __init__(self, vocabulary: int, anchor: float = ANCHOR):
        super().__init__()
        self.anchor = anchor
        self.wte, self.wpe = nn.Embedding(vocabulary, WIDTH), nn.Embedding(CONTEXT, WIDTH)
        self.blocks = nn.ModuleList([Block() for _ in range(BLOCKS)])
        self.ln_f = nn.LayerNorm(WIDTH)
        gain = math.sqrt(1 + 2 * anchor ** 2 / WIDTH)  # an ordinary stream (rms 1) keeps rms 1 through a LayerNorm
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                spread = .02 / math.sqrt(2 * BLOCKS) if "proj" in name else .1 if "wte" in name and anchor else .02
                nn.init.normal_(weight, std=spread)
            else:
                nn.init.constant_(weight, gain if "ln_" in name and name.endswith("weight") else 0.)
        self.pin()

    @torch.no_grad()
    def pin(self):
        """Puts the constant back into its two dimensions and cuts every block off from them."""
        if not self.anchor:
            return
        self.wte.weight[:, :2] = 0
        self.wpe.weight[:, 0], self.wpe.weight[:, 1] = self.anchor, -self.anchor
        for norm in self.norms():
            norm.weight[:2] = 0
            norm.bias[:2] = 0
        for block in self.blocks:
            for projection in (block.a_proj, block.m_proj):
                projection.weight[:2] = 0
                projection.bias[:2] = 0

    def norms(self):
        return [self.ln_f] + [norm for block in self.blocks for norm in (block.ln_1, block.ln_2)]

    def forward(self, ids, positions, barriers=None, hook=None, streams=None, caches=None, scrutiny=None):
        """Logits. `barriers`: per block, what is added to the attention scores, -1e4 where reading is forbidden. `hook(block, x)` may replace a block's input; `streams` collects the outputs; `caches`: a dictionary per block, keys and values.

        `scrutiny`: (pairs, list): to the list goes, per block from SCRUTINIZED on, the mean square of the attention scores of those pairs of positions.
        """
        barriers = barriers or [barrier(CAUSAL[positions[..., :, None], torch.arange(int(positions.max()) + 1)])] * BLOCKS
        x = self.wte(ids) + self.wpe(positions)
        for index, block in enumerate(self.blocks):
            x = hook(index, x) if hook else x
            x = block(x, barriers[index], caches[index] if caches else None, scrutiny if index >= SCRUTINIZED else None)
            if streams is not None:
                streams.append(x)
        return F.linear(self.ln_f(x), self.wte.weight)


LAYOUT = {"ln_1": "ln_1", "ln_2": "ln_2", "attn.c_attn": "c_attn", "attn.c_proj": "a_proj", "mlp.c_fc": "c_fc", "mlp.c_proj": "m_proj"}


def weight_names(blocks: int = BLOCKS) -> dict[str, tuple[str, bool]]:
    """Hugging Face name -> (our name, transposed there)."""
    names = {f"transformer.{top}.{kind}": (f"{top}.{kind}", False)
             for top, kinds in (("wte", ["weight"]), ("wpe", ["weight"]), ("ln_f", ["weight", "bias"])) for kind in kinds}
    for index in range(blocks):
        for theirs, ours in LAYOUT.items():
            for kind in ("weight", "bias"):
                names[f"transformer.h.{index}.{theirs}.{kind}"] = (f"blocks.{index}.{ours}.{kind}", kind == "weight" and "ln" not in ours)
    return names


def export(state: dict[str, torch.Tensor], folder: Path, tokenizer: Path, end: int):
    """Writes weights as a model folder, with the tokenizer of another; `end` is its <|endoftext|>."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {theirs: (state[ours].t() if transposed else state[ours]).half().contiguous()
               for theirs, (ours, transposed) in weight_names().items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    config = dict(activation_function="gelu_new", architectures=["GPT2LMHeadModel"], attn_pdrop=0.0, bos_token_id=end,
                  embd_pdrop=0.0, eos_token_id=end, initializer_range=0.02, layer_norm_epsilon=1e-05, model_type="gpt2",
                  n_ctx=CONTEXT, n_embd=WIDTH, n_head=HEADS, n_inner=None, n_layer=BLOCKS, n_positions=CONTEXT, resid_pdrop=0.0,
                  tie_word_embeddings=True, torch_dtype="float16", vocab_size=len(state["wte.weight"]))
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    for name in ("vocab.json", "merges.txt"):
        (folder / name).write_bytes((tokenizer / name).read_bytes())


def load(folder: Path) -> GPT:
    """An exported model, in float32."""
    tensors = load_file(folder / "model.safetensors")
    model = GPT(len(tensors["transformer.wte.weight"]))
    model.load_state_dict({ours: (tensors[theirs].t() if transposed else tensors[theirs]).float()
                           for theirs, (ours, transposed) in weight_names().items()})
    return model.eval()
