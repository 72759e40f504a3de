"""Generated tokens, their text and their loss, for several samplers, seeds and batch sizes.

The reference generates the steered and the unsteered batch each from the same seed, then scores
the whole sequence (BOS, prompt, completion and the end-of-text fill of rows that ended early) with
the model that generated it: mean over positions of −log p(next token). Under that pass mid and
back additions are placed anew, by the longer length.

A case is kept only if nudging every logit at random by up to 2e-5 (1e-3 at coefficient 2000, see
`activations.py`) changes none of its tokens, so that another implementation in float32 can be held
to the very same tokens; a seed that fails this is replaced by another (the file says which was
used).
"""

import torch
import transformer_lens.utils as lens_utils
from reference import GOLDENS, Reference, alone, pair, write_lines

STEPS = {"random": 20, "trained": 32}
SEEDS = (0, 1, 42)
BATCHES = (1, 3, 15)
SETTINGS = [
    {"temperature": 1.0, "top_p": 0.3, "freq_penalty": 1.0},
    {"temperature": 1.0},
    {"temperature": 0.7, "top_k": 5},
    {"temperature": 0.0},
    {"temperature": 1.3, "top_p": 0.9, "freq_penalty": 0.5},
    {"temperature": 1.0, "top_k": 3, "freq_penalty": 2.0},
]
exact_sample = lens_utils.sample_logits


def nudged_sample(generator: torch.Generator, nudge: float):
    """The sampler on slightly wrong logits; the main generator is left to the draw alone."""

    def sample(logits, **settings):
        noise = torch.rand(logits.shape, generator=generator) * 2 - 1
        return exact_sample(logits + nudge * noise, **settings)

    return sample


def generate(reference: Reference, tokens, rows, seed, steps, settings, additions, sample=exact_sample):
    lens_utils.sample_logits = sample
    try:
        with reference.lens.hooks(fwd_hooks=reference.hooks(additions)):
            torch.manual_seed(seed)
            out = reference.lens.generate(
                torch.tensor([tokens] * rows), max_new_tokens=steps, verbose=False, **settings
            )
    finally:
        lens_utils.sample_logits = exact_sample
    return out


def loss(reference: Reference, sequences: torch.Tensor, additions) -> torch.Tensor:
    """Mean over positions, a number a row."""
    with reference.lens.hooks(fwd_hooks=reference.hooks(additions)):
        return reference.lens(sequences, return_type="loss", loss_per_token=True).mean(dim=-1)


def is_robust(out: torch.Tensor, nudge: float, again) -> bool:
    nudged = [again(nudged_sample(torch.Generator().manual_seed(n), nudge)) for n in range(2)]
    return all(torch.equal(other, out) for other in nudged)


def golden(reference, name, prompt, rows, seed, settings, additions) -> dict:
    tokens = reference.tokens(prompt)
    steps = STEPS[reference.name]
    strongest = max((abs(addition.coefficient) for addition in additions), default=0)
    nudge = 1e-3 if strongest > 1000 else 2e-5

    def run(sample=exact_sample):
        return generate(reference, tokens, rows, seed, steps, settings, additions, sample)

    while True:
        out = run()
        if is_robust(out, nudge, run):
            break
        print(f"{reference.name}: {name}, {rows} rows, {settings}: seed {seed} is a near tie")
        seed += 1000
    losses = loss(reference, out, additions).tolist()
    completions = out[:, len(tokens) :].tolist()
    return {
        "model": reference.name,
        "name": name,
        "prompt": prompt,
        "tokens": tokens,
        "steps": steps,
        "seed": seed,
        "rows": rows,
        "settings": settings,
        "additions": [addition.to_json() for addition in additions],
        "completions": completions,
        "texts": [reference.decode(row) for row in completions[:3]],
        "loss": [round(value, 7) for value in losses],
    }


def cases(reference: Reference):
    deep = {"random": 1, "trained": 6}[reference.name]
    prompt = {"random": "I hate you because you're such a", "trained": "I hate you because"}[reference.name]
    friend = "I went up to my friend and said"
    love = pair(reference, "Love", "Hate", 5.0, deep)
    for settings in SETTINGS:
        for seed in SEEDS:
            for rows in BATCHES:
                for name, additions in (("unsteered", []), ("love", love)):
                    yield name, prompt, rows, seed, settings, additions
    others = [
        (f"love at the {position}", pair(reference, "Love", "Hate", 5.0, deep, position=position))
        for position in ("mid", "back")
    ]
    others += [
        ("love from position 2", pair(reference, "Love", "Hate", 5.0, deep, position=2)),
        ("love alone", alone(reference, "Love", 10.0, deep)),
        ("love in some dimensions", pair(reference, "Love", "Hate", 5.0, deep, dims=20)),
        ("not padded, mid", pair(reference, "Intent to praise", "Hurt", 4.0, deep, pad=None, position="mid")),
        ("two layers", love + pair(reference, " wedding", " ", 5.0, deep + 1)),
        ("attention output", pair(reference, "Love", "Hate", 5.0, f"blocks.{deep}.hook_attn_out")),
        ("values alone", alone(reference, "Love", 3.0, f"blocks.{deep}.attn.hook_v")),
        ("positions", pair(reference, "Love you all", "Hate", 5.0, "hook_pos_embed", pad=None)),
        ("coefficient 2000", pair(reference, "Anger", "Calm", 2000.0, deep)),
    ]
    for name, additions in others:
        for seed in SEEDS:
            yield name, friend, 3, seed, SETTINGS[0], additions


def make_generation_goldens(references: list[Reference]) -> None:
    goldens = [golden(reference, *case) for reference in references for case in cases(reference)]
    write_lines(GOLDENS / "generation.json", goldens)
    for reference in references:
        mine = [golden for golden in goldens if golden["model"] == reference.name]
        rows = [row for golden in mine for row in golden["completions"]]
        early = sum(row[-2:] == [0, 0] for row in rows)
        print(f"{reference.name}: {len(mine)} runs, {len(rows)} rows, {early} end early")
