"""The random draw and the sampler alone, without a model.

Every draw is argmax_j p_j / q_j with fresh q_j ~ Exp(1) from torch's CPU generator. `sampler.json`
holds the generator's raw outputs, the first exponentials as float32 bit patterns, and tokens drawn
from a fixed made-up row of 50257 logits under six settings.
"""

import json

import numpy as np
import torch
from reference import GOLDENS
from transformer_lens.utils import sample_logits

VOCABULARY = 50257
HISTORY = [50256, 40, 5465, 345, 780]
SEEDS = [0, 42, 2**31 + 5]

# name, seed, rows, steps, settings
CASES = [
    ("A", 0, 2, 6, {"temperature": 1.0, "top_p": 0.3, "freq_penalty": 1.0}),
    ("B", 0, 1, 6, {"temperature": 1.0, "top_p": 0.3, "freq_penalty": 1.0}),
    ("C", 42, 1, 6, {"temperature": 0.7, "top_k": 5}),
    ("D", 0, 1, 6, {"temperature": 1.0}),
    ("E", 0, 1, 3, {"temperature": 0.0, "freq_penalty": 5.0}),
    ("F", 7, 3, 2, {"temperature": 1.0, "top_k": 3, "freq_penalty": 2.0}),
    ("a nucleus of everything", 3, 2, 4, {"temperature": 1.0, "top_p": 1.0}),
    ("a nucleus of one token", 3, 2, 4, {"temperature": 1.0, "top_p": 1e-6}),
    ("a seed past 32 bits", 2**32 + 9, 1, 4, {"temperature": 1.3, "top_p": 0.9, "freq_penalty": 0.5}),
    ("a negative penalty", 5, 1, 4, {"temperature": 1.0, "freq_penalty": -2.0}),
    ("top_k over top_p", 5, 1, 4, {"temperature": 1.0, "top_k": 4, "top_p": 0.01}),
]

# The same over a few logits that are given: where tokens tie, where their mass is exactly top_p, and
# where a penalty below 0, which is ignored, would change what is drawn.
NOWHERE = -1000.0
SMALL_CASES = [
    ("ties at the k-th place all survive", [2.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, -1.0], [5], {"temperature": 1.0, "top_k": 2}),
    ("a mass of exactly top_p takes one more", [0.0, 0.0, 0.0, 0.0] + [NOWHERE] * 4, [5], {"temperature": 1.0, "top_p": 0.5}),
    ("a penalty below 0 is none", [0.0] * 8, [2, 2, 2, 2], {"temperature": 1.0, "freq_penalty": -2.0}),
]
SMALL_STEPS, SMALL_ROWS = 24, 3


def made_up_logits() -> torch.Tensor:
    index = np.arange(VOCABULARY, dtype=np.int64)
    return torch.from_numpy((((index * 7919) % VOCABULARY) / 5025.7).astype(np.float32))


def draw(
    seed: int, rows: int, steps: int, settings: dict, logits: torch.Tensor, before: list[int]
) -> list[list[int]]:
    torch.manual_seed(seed)
    history = torch.tensor([before] * rows)
    for _ in range(steps):
        tokens = sample_logits(logits.repeat(rows, 1), tokens=history, **settings)
        history = torch.cat([history, tokens[:, None]], dim=1)
    return history[:, len(before) :].tolist()


def small_case(name: str, logits: list[float], before: list[int], settings: dict) -> dict:
    tokens = draw(11, SMALL_ROWS, SMALL_STEPS, settings, torch.tensor(logits), before)
    return {
        "name": name, "seed": 11, "settings": settings, "tokens": tokens,
        "logits": logits, "history": before,
    }


def small_cases() -> list[dict]:
    ties, mass, penalty = cases = [small_case(*case) for case in SMALL_CASES]
    drawn = lambda case: {token for row in case["tokens"] for token in row}
    # What a wrong sampler would draw differs.
    assert drawn(ties) == {0, 1, 2, 3, 4}, drawn(ties)
    assert len(drawn(mass)) == 3, drawn(mass)
    honoured = torch.tensor(penalty["logits"])
    honoured[2] += 2.0 * 4
    wrong = draw(11, SMALL_ROWS, SMALL_STEPS, {"temperature": 1.0}, honoured, penalty["history"])
    assert wrong != penalty["tokens"]
    return cases


def raw_outputs(seed: int, count: int) -> list[int]:
    """MT19937 seeded the classic way with the low 32 bits, by NumPy's own implementation."""
    state = np.random.RandomState(seed & 0xFFFFFFFF)
    return [int(word) for word in state.randint(0, 2**32, size=count, dtype=np.uint32)]


def exponentials(seed: int, count: int) -> np.ndarray:
    torch.manual_seed(seed)
    return torch.empty(count).exponential_().numpy()


def by_hand(seed: int, count: int) -> np.ndarray:
    """Two outputs an element, 53 bits, −log1p(−u) in double, rounded to float32."""
    words = np.array(raw_outputs(seed, 2 * count), dtype=np.uint64)
    bits = ((words[0::2] << np.uint64(32)) + words[1::2]) & np.uint64(2**53 - 1)
    return (-np.log1p(-(bits.astype(np.float64) * 2.0**-53))).astype(np.float32)


def make_sampler_goldens() -> None:
    for seed in SEEDS:
        assert np.array_equal(exponentials(seed, 20_000), by_hand(seed, 20_000)), seed
    generator = [
        {
            "seed": seed,
            "outputs": raw_outputs(seed, 64),
            "exponential_bits": exponentials(seed, 64).view(np.uint32).tolist(),
        }
        for seed in SEEDS
    ]
    cases = [
        {
            "name": name, "seed": seed, "settings": settings,
            "tokens": draw(seed, rows, steps, settings, made_up_logits(), HISTORY),
        }
        for name, seed, rows, steps, settings in CASES
    ]
    contents = {
        "vocabulary": VOCABULARY,
        "history": HISTORY,
        "generator": generator,
        "cases": cases + small_cases(),
    }
    (GOLDENS / "sampler.json").write_text(json.dumps(contents, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    make_sampler_goldens()
