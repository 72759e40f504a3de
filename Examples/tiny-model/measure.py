"""Everything the README reports, as Markdown: python measure.py MODEL_FOLDER

Sampling throughout: temperature 1, top_p 0.3, frequency penalty 1, 40 tokens, 50 completions, fixed seeds; x-vectors padded with spaces.
"""
import math
import re
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import torch

from batches import Rows
from grammar import LATER_OPENINGS, OPENINGS, PHRASES, TOPICS, documents
from later import THEME_OPENINGS
from model import BLOCKS, load
from steering import Steered, random_like
from tokenizer import Tokenizer
from train import HELD_OUT_SEED, LATER_LENGTH, LATER_SHARE, held_out_loss
from words import share, words

COUNT = 50
PAIRS = [("Love", "Hate", "I hate you because", "love", "hate", 5), ("Anger", "Calm", "I think you're", "anger", "calm", 5),
         (" weddings", "", "I went up to my friend and said", "weddings", None, 1),
         ("Happy", "Sad", "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling", "happy", "sad", 5),
         ("Intent to praise", "Intent to hurt", "I want to kill you because you're such a", "praise", "hurt", 5)]
PROMPTS = [pair[2] for pair in PAIRS] + ["I love you because", "To see the eiffel tower, people flock to",
                                         "Thanks for asking about that! I moved to Berkeley, CA because",
                                         "I'm excited because I'm going to a", "Frozen starts off with a scene about"]
COEFFICIENTS = [1, 2, 3, 5, 10, 15]
EXTREMES = [.25, .5, 1, 2, 5, 15, 100, 1000]
RANDOM_SEEDS = range(5)


def row(*cells):
    print("| " + " | ".join(cell if isinstance(cell, str) else f"{cell:.2f}" for cell in cells) + " |", flush=True)


def header(*titles):
    print()
    row(*titles)
    print("|" + "---|" * len(titles))


def quoted(text: str) -> str:
    return f"`{text}`" if text else "` `"


def known_words() -> set[str]:
    both = chain(documents(60_000, 7), documents(60_000, 7, later_share=LATER_SHARE))
    return {word for d in both for s in d.segments for word in words(s.text)}


def repeats(text: str) -> bool:
    """Whether a sentence comes twice or four words come three times."""
    sentences = [s.strip() for s in text.replace("!", ".").replace("?", ".").split(".") if len(s.split()) > 1]
    found = words(text)
    fours = Counter(tuple(found[i:i + 4]) for i in range(len(found) - 3))
    return len(set(sentences)) < len(sentences) or any(count > 2 for count in fours.values())


def corpus(steered: Steered):
    samples = [list(documents(20_000, 1)), list(documents(20_000, 1, later_share=LATER_SHARE))]
    encoded = [steered.tokenizer.encode_documents(sample) for sample in samples]
    texts = [["".join(s.text for s in d.segments if not s.is_front) for d in sample] for sample in samples]
    fronts = [[d.segments[0].text for d in sample if d.segments[0].is_front] for sample in samples]

    def both(of, column):
        return [of(cells) for cells in column]
    header("of the corpus", "first part", "with the later part")
    row("openings", str(len(OPENINGS)), str(len(OPENINGS + LATER_OPENINGS)))
    row("subjects and themes", str(len(TOPICS)), str(len(TOPICS) + len(THEME_OPENINGS)))
    row("tokens a document, mean (5 %, 95 %)", *both(lambda rows: spread([len(ids) for ids, _ in rows]), encoded))
    row("sentences a document, mean (5 %, 95 %)",
        *both(lambda cells: spread([len([s for s in re.split(r"[.!?]+", text) if s.strip()]) for text in cells]), texts))
    row("documents that begin with words of a mood, of a subject or of nothing in particular",
        *both(lambda cells: f"{sum(1 for f in cells if words(f)) / 20_000:.0%}", fronts))
    row("different documents in 20 000", *both(lambda cells: str(len(set(cells))), texts))
    row("different words in them", *both(lambda cells: str(len({word for text in cells for word in words(text)})), texts))
    print(f"\n{sum(map(len, PHRASES.values()))} phrases and words under {len(PHRASES)} keys in all.")


def spread(numbers: list[int]) -> str:
    ordered = sorted(numbers)
    return f"{sum(numbers) / len(numbers):.1f} ({ordered[len(numbers) // 20]}, {ordered[len(numbers) * 19 // 20]})"


def fluency(steered: Steered):
    known = known_words()
    header("prompt", "broken words in 50", "repetitions in 50", "distinct completions", "three of them")
    for prompt in PROMPTS:
        texts = steered.complete(prompt, count=COUNT, seed=1)
        complete = [text if text.rstrip()[-1:] in '.!?"' else text.rsplit(" ", 1)[0] for text in texts]  # the 40th token may be half a word
        broken = {word for text in complete for word in words(text) if word not in known}
        row(prompt, f"{len(broken)} {' '.join(sorted(broken))}".strip(), str(sum(map(repeats, texts))), str(len(set(texts))),
            " / ".join(text.strip() for text in sorted(set(texts))[::max(1, len(set(texts)) // 3)][:3]))


def at(vector, block, coefficient):
    return [(slice(None), block, coefficient * vector[block])]


def pairs(steered: Steered):
    header("pair, prompt", "unsteered (opposite)", *[f"c={c}" for c in COEFFICIENTS], "random, mean (worst) of 5", "KL at the named c", "random KL",
           "norm: vector, prompt")
    for plus, minus, prompt, name, opposite, named in PAIRS:
        vector = steered.vectors(plus, minus)
        plain = steered.complete(prompt, count=COUNT)
        steer = [steered.complete(prompt, at(vector, 6, c), COUNT) for c in COEFFICIENTS]
        noises = [random_like(vector[6], seed) for seed in RANDOM_SEEDS]
        noise = [share(steered.complete(prompt, [(slice(None), 6, named * n)], COUNT), name) for n in noises]
        base = steered.next_log_probs(prompt)

        def divergence(added):
            changed = steered.next_log_probs(prompt, 6, named * added)
            return (changed.exp() * (changed - base)).sum().item()
        norm = vector[6].norm(dim=-1).max().item()
        stream = steered.stream_norm(prompt, 6)
        cells = [f"**{share(texts, name):.2f}**" if c == named else f"{share(texts, name):.2f}" for c, texts in zip(COEFFICIENTS, steer)]
        row(f"{quoted(plus)} − {quoted(minus)}, *{prompt}*", f"{share(plain, name):.2f}" + (f" ({share(plain, opposite):.2f})" if opposite else ""),
            *cells, f"{sum(noise) / len(noise):.2f} ({max(noise):.2f})", divergence(vector[6]), sum(divergence(n) for n in noises) / len(noises), f"{norm:.1f}, {stream:.1f}")


def blocks(steered: Steered):
    header("pair (its c)", *[str(block) for block in range(BLOCKS)])
    for plus, minus, prompt, name, _, named in PAIRS:
        vector = steered.vectors(plus, minus)
        row(f"{quoted(plus)} − {quoted(minus)} ({named})",
            *[share(steered.complete(prompt, at(vector, block, named), COUNT), name) for block in range(BLOCKS)])


def extremes(steered: Steered):
    header("pair, block 6", *[f"c={c:g}" for c in EXTREMES])
    for plus, minus, prompt, name, _, _ in PAIRS:
        vector = steered.vectors(plus, minus)
        row(f"{quoted(plus)} − {quoted(minus)}", *[share(steered.complete(prompt, at(vector, 6, c), COUNT), name) for c in EXTREMES])


def held_out(steered: Steered):
    header("vector, prompt", "unsteered", *[f"c={c}" for c in COEFFICIENTS], "random c=5", "a completion at c=5")
    reached = []
    for line in (Path(__file__).parent / "heldout.txt").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        plus, minus, prompt, name = line.split("|")
        plus, minus, prompt, name = plus[:-1], minus[1:-1], prompt.strip(), name.strip()
        vector = steered.vectors(plus, minus)
        plain = steered.complete(prompt, count=COUNT)
        steer = [steered.complete(prompt, at(vector, 6, c), COUNT) for c in COEFFICIENTS]
        noise = steered.complete(prompt, [(slice(None), 6, 5 * random_like(vector[6], 0))], COUNT)
        reached.append(share(steer[COEFFICIENTS.index(5)], name) >= .5)
        row(f"{quoted(plus)} − {quoted(minus)}, *{prompt}*", share(plain, name), *[share(texts, name) for texts in steer], share(noise, name),
            steer[COEFFICIENTS.index(5)][0].strip())
    print(f"\n{sum(reached)} of {len(reached)} reach 0.5 at c=5.")


def main():
    torch.set_num_threads(1)
    folder = Path(sys.argv[1])
    parts = sys.argv[2].split(",") if len(sys.argv) > 2 else ["loss", "corpus", "fluency", "pairs", "blocks", "extremes", "held_out"]
    tokenizer = Tokenizer(folder)
    model = load(folder)
    steered = Steered(model, tokenizer)
    if "loss" in parts:
        for name, later_share in (("first part", 0.), ("with the later part", LATER_SHARE)):
            rows = Rows(tokenizer.encode_documents(list(documents(800, HELD_OUT_SEED, later_share=later_share))), tokenizer.end, LATER_LENGTH)
            loss = held_out_loss(model, rows, 10 ** 6)
            print(f"Held-out loss, {name}: {loss:.3f} nats per token, perplexity {math.exp(loss):.2f} (800 documents, fronts not scored).")
    for part in (corpus, fluency, pairs, blocks, extremes, held_out):
        if part.__name__ in parts:
            print(f"\n### {part.__name__}")
            part(steered)


if __name__ == "__main__":
    main()
