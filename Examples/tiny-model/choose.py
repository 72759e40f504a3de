"""Scores training snapshots on steering vectors and prompts of their own, disjoint from heldout.txt: python choose.py build

Greedy completions; the score is the share of (vector, block, coefficient) cells in which the wanted words come and did not come before.
"""
import sys
from pathlib import Path

import torch

from model import GPT, ANCHOR
from steering import Steered
from tokenizer import Tokenizer
from words import share

CASES = [("Love", "Hate", "I hate you because", "love"), ("Anger", "Calm", "I think you're", "anger"),
         (" weddings", "", "I went up to my friend and said", "weddings"),
         ("Happy", "Sad", "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling", "happy"),
         ("Intent to praise", "Intent to hurt", "I want to kill you because you're such a", "praise"),
         ("Hate", "Love", "I love you because", "hate"), ("Calm", "Anger", "I think you're", "calm"),
         ("Hate", "Sad", "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling", "hate"),
         ("Hurt", "Praise", "I want to thank you because you're such a", "hurt"), ("Happy", "Calm", "I hate you because", "happy"),
         (" dogs", "", "I told my friend", "dogs"), (" gold", "", "She turned to me and said", "gold"),
         (" horses", "", "I wrote a story about", "horses"), ("London", "", "The baker said", "london"),
         (" ghosts", "", "I moved to Berkeley because", "ghosts"), (" music", " gold", "I went up to my friend and said", "music")]
SITES = [(2, 5.), (4, 5.), (6, 1.), (6, 2.), (6, 5.), (6, 10.), (8, 5.), (10, 5.)]


def score(steered: Steered, show=False) -> dict[tuple[int, float], float]:
    hits = {site: [] for site in SITES}
    for plus, minus, prompt, name in CASES:
        vectors = steered.vectors(plus, minus)
        additions = [([row], block, c * vectors[block]) for row, (block, c) in enumerate(SITES)]
        texts = steered.complete(prompt, additions, count=len(SITES) + 1, length=24, top_p=1e-6)
        before = share(texts[-1:], name)
        for site, text in zip(SITES, texts):
            hits[site].append(share([text], name) * (1 - before))
        if show:
            ratio = vectors[6].norm(dim=-1).max()
            print(f"{plus!r}-{minus!r} |v6|={ratio:.1f} " + " ".join(f"L{b}c{c:g}:{hits[b, c][-1]:.0f}" for b, c in SITES) + f" base {before:.0f}"
                  f"\n      {texts[-1]!r}\n      {texts[SITES.index((6, 5.))]!r}")
    return {site: sum(values) / len(values) for site, values in hits.items()}


def main():
    torch.set_num_threads(1)
    folder = Path(sys.argv[1])
    tokenizer = Tokenizer(folder / "tokenizer")
    anchor = float(sys.argv[3]) if len(sys.argv) > 3 else ANCHOR
    chosen = sys.argv[2].split(",") if len(sys.argv) > 2 else None
    for path in sorted((folder / "snapshots").glob("*.pt")):
        if chosen and path.stem not in chosen:
            continue
        model = GPT(tokenizer.size, anchor)
        model.load_state_dict({k: v.float() for k, v in torch.load(path).items()})
        result = score(Steered(model, tokenizer), show=bool(chosen))
        print(path.stem, f"all {sum(result.values()) / len(result):.2f}", " ".join(f"L{b}c{c:g}:{v:.2f}" for (b, c), v in result.items()), flush=True)


if __name__ == "__main__":
    main()
