"""What the measuring commands must give: the published definitions in NumPy, double precision.

All logarithms are natural. Log-probabilities come from TransformerLens in float32; everything
after that is double. Keys of `instruments.json`, each a list of cases:

    next        next-token distribution at one position, unsteered and steered
    effect      effectiveness and disruption of a token set, by position
    norms       norms of the (mean-centred) residual stream and of the steering vector, by block
    score       log-probability of each next token, unsteered and steered
    corpus      token-weighted mean difference of log-probability by label, and plain perplexity
    prompting   steering against simply prepending the prompt
    lens        logit lens of every block's input and of the last output
    attention   patterns of one head (tensors `attention/N/unsteered|steered`, [query, key])
    transplant  a vector measured at one block and added at another
    words       how often words of a list occur in texts
"""

import json
import re

import numpy as np
import torch
from reference import BOS, GOLDENS, Addition, Reference, layer, pair
from safetensors.torch import save_file

WEDDING = "wedding weddings wed marry married marriage bride groom honeymoon".split()


def plain(values):
    """Doubles, rounded to nine significant digits so that the file stays small."""
    if isinstance(values, (float, np.floating)):
        return float(f"{values:.9g}")
    return [plain(value) for value in values]


def log_probabilities(reference, tokens, additions=()):
    return reference.log_probabilities(tokens, additions).double().numpy()


def divergence(p, q):
    """KL(p‖q) along the last axis, from log-probabilities."""
    return (np.exp(p) * (p - q)).sum(axis=-1)


def entropy(p):
    return -(np.exp(p) * p).sum(axis=-1)


def described(reference, prompt, additions) -> dict:
    return {
        "model": reference.name,
        "prompt": prompt,
        "tokens": reference.tokens(prompt),
        "additions": [addition.to_json() for addition in additions],
    }


def next_token(reference, prompt, additions, position=-1, count=10) -> dict:
    tokens = reference.tokens(prompt)
    normal = log_probabilities(reference, tokens)[position]
    steered = log_probabilities(reference, tokens, additions)[position]
    contributions = np.exp(steered) * (steered - normal)
    ranks = np.argsort(-contributions, kind="stable")[:count]
    union = sorted({*np.argsort(-normal)[:count].tolist(), *np.argsort(-steered)[:count].tolist()})
    return described(reference, prompt, additions) | {
        "position": position % len(tokens),
        "divergence": plain(divergence(steered, normal)),
        "entropy_unsteered": plain(entropy(normal)),
        "entropy_steered": plain(entropy(steered)),
        "contributors": ranks.tolist(),
        "contributions": plain(contributions[ranks]),
        "top": union,
        "probability_unsteered": plain(np.exp(normal[union])),
        "probability_steered": plain(np.exp(steered[union])),
        "ratio": plain(np.exp(steered[union] - normal[union])),
    }


def effect(reference, prompt, additions, words) -> dict:
    tokens = reference.tokens(prompt)
    normal = np.exp(log_probabilities(reference, tokens))
    steered = np.exp(log_probabilities(reference, tokens, additions))
    chosen = sorted({token for word in words for token in reference.encode(word)})
    rest = np.setdiff1d(np.arange(normal.shape[1]), chosen)
    effectiveness = np.zeros(len(tokens))
    disruption = np.zeros(len(tokens))
    for members in (chosen, rest):
        if not len(members):
            continue
        p, q = steered[:, members], normal[:, members]
        mass, was = p.sum(axis=1), q.sum(axis=1)
        if members is chosen:
            effectiveness = np.log(mass) - np.log(was)
        p, q = p / mass[:, None], q / was[:, None]
        disruption += mass * (p * np.log(p / q)).sum(axis=1)
    return described(reference, prompt, additions) | {
        "set": chosen,
        "injected": max(len(addition.tokens) for addition in additions),
        "effectiveness": plain(effectiveness),
        "disruption": plain(disruption),
    }


def vector(reference, additions, point=None):
    """The sum of the additions' rows, shorter ones zero beyond their end, [positions, width]."""
    rows = max(len(addition.tokens) for addition in additions)
    total = 0
    for addition in additions:
        value = addition.coefficient * reference.activation(addition.tokens, point or addition.point)[0]
        total = total + torch.nn.functional.pad(value, (0, 0, 0, rows - len(value)))
    return total


def norms(reference, prompt, plus, minus, coefficient) -> dict:
    tokens = reference.tokens(prompt)
    blocks = range(reference.lens.cfg.n_layers)
    stream = np.stack(
        [reference.activation(tokens, layer(n))[0].double().norm(dim=-1).numpy() for n in blocks]
    )
    added = np.stack(
        [
            vector(reference, pair(reference, plus, minus, coefficient, n)).double().norm(dim=-1).numpy()
            for n in blocks
        ]
    )
    common = min(stream.shape[1], added.shape[1])
    growth = np.exp(np.log(stream[1:] / stream[:-1]).mean(axis=0))
    return {
        "model": reference.name,
        "prompt": prompt,
        "tokens": tokens,
        "plus": plus,
        "minus": minus,
        "coefficient": coefficient,
        "prompt_norms": plain(stream),
        "vector_norms": plain(added),
        "ratios": plain(added[:, :common] / stream[:, :common]),
        "growth": plain(growth),
    }


def next_token_scores(reference, tokens, additions=()):
    values = log_probabilities(reference, tokens, additions)[:-1]
    return values[np.arange(len(tokens) - 1), tokens[1:]]


def score(reference, text, additions) -> dict:
    tokens = reference.tokens(text)
    normal = next_token_scores(reference, tokens)
    steered = next_token_scores(reference, tokens, additions)
    return described(reference, text, additions) | {
        "unsteered": plain(normal),
        "steered": plain(steered),
        "perplexity_unsteered": plain(np.exp(-normal.mean())),
        "perplexity_steered": plain(np.exp(-steered.mean())),
        "ratio": plain(np.exp(-(steered - normal).mean())),
    }


def corpus(reference, texts, additions, method) -> dict:
    """`texts` are (label, text). Masked methods leave out predictions made from positions below
    the first addition's length; `pad` first puts that many spaces, less one, after BOS."""
    length = len(additions[0].tokens)
    mask = 0 if method == "normal" else length
    (space,) = reference.encode(" ")
    sums, counts, plain_sum, plain_count = {}, {}, 0.0, 0
    for label, text in texts:
        tokens = reference.tokens(text)
        if method == "pad":
            tokens = [BOS] + [space] * (length - 1) + tokens[1:]
        normal = next_token_scores(reference, tokens)
        difference = (next_token_scores(reference, tokens, additions) - normal)[mask:]
        sums[label] = sums.get(label, 0.0) + difference.sum()
        counts[label] = counts.get(label, 0) + len(difference)
        plain_sum += normal[mask:].sum()
        plain_count += len(normal[mask:])
    means = {label: sums[label] / counts[label] for label in sums}
    return {
        "model": reference.name,
        "method": method,
        "mask": mask,
        "texts": texts,
        "additions": [addition.to_json() for addition in additions],
        "counts": counts,
        "mean_difference": {label: plain(value) for label, value in means.items()},
        "ratio": {label: plain(np.exp(-value)) for label, value in means.items()},
        "unsteered_mean": plain(plain_sum / plain_count),
        "unsteered_perplexity": plain(np.exp(-plain_sum / plain_count)),
    }


def prompting(reference, text, plus, minus, coefficient, block) -> dict:
    tokens = reference.tokens(text)
    before = reference.encode(plus)
    (space,) = reference.encode(" ")
    additions = pair(reference, plus, minus, coefficient, block)
    conditions = {
        "unsteered": (tokens, []),
        "prompted": ([BOS] + before + tokens[1:], []),
        "steered": ([BOS] + [space] * len(before) + tokens[1:], additions),
    }
    result = described(reference, text, additions) | {
        "plus": plus, "minus": minus, "coefficient": coefficient, "block": block,
    }
    normal = None
    for name, (input_tokens, vectors) in conditions.items():
        # The last positions, as many as the text has with BOS, stand for the text's own.
        values = log_probabilities(reference, input_tokens, vectors)[-len(tokens) :]
        normal = values if normal is None else normal
        scores = values[np.arange(len(tokens) - 1), tokens[1:]]
        result[name] = {
            "tokens": input_tokens,
            "scores": plain(scores),
            "perplexity": plain(np.exp(-scores.mean())),
            # From position 1 on: what stands at position 0 differs between the conditions.
            "divergence": plain(divergence(values, normal)[1:]),
        }
    return result


def lens(reference, prompt, additions) -> dict:
    tokens = reference.tokens(prompt)
    blocks = reference.lens.cfg.n_layers
    points = [layer(n) for n in range(blocks)] + [f"blocks.{blocks - 1}.hook_resid_post"]

    def readings(vectors):
        with reference.lens.hooks(fwd_hooks=reference.hooks(vectors)):
            # Recorded after the steering hooks, copied because the stream is edited in place.
            seen = {}

            def keep(activation, hook):
                seen[hook.name] = activation.clone()

            reference.lens.run_with_hooks(
                torch.tensor([tokens]), fwd_hooks=[(point, keep) for point in points]
            )
        return np.stack(
            [
                reference.lens.unembed(reference.lens.ln_final(seen[point]))[0]
                .log_softmax(dim=-1).double().numpy()
                for point in points
            ]
        )

    normal, steered = readings([]), readings(additions)
    return described(reference, prompt, additions) | {
        "top_unsteered": normal.argmax(axis=-1).tolist(),
        "top_steered": steered.argmax(axis=-1).tolist(),
        "top_log_probability_unsteered": plain(normal.max(axis=-1)),
        "top_log_probability_steered": plain(steered.max(axis=-1)),
        "divergence": plain(divergence(steered, normal)),
        "entropy_steered": plain(entropy(steered)),
    }


def attention(reference, prompt, additions, block, head, tensors, number) -> dict:
    tokens = reference.tokens(prompt)
    name = f"blocks.{block}.attn.hook_pattern"
    for title, vectors in (("unsteered", []), ("steered", additions)):
        with reference.lens.hooks(fwd_hooks=reference.hooks(vectors)):
            _, cache = reference.lens.run_with_cache(torch.tensor([tokens]), names_filter=name)
        tensors[f"attention/{number}/{title}"] = cache[name][0, head].contiguous().clone()
    return described(reference, prompt, additions) | {"block": block, "head": head, "key": f"attention/{number}/"}


def transplant(reference, prompt, plus, minus, coefficient, source, target, match) -> dict:
    """Measured at block `source`, added at block `target`; with `match`, scaled by the geometric
    mean over positions from 1 of the norm the pair has at `target` over that at `source`."""
    tokens = reference.tokens(prompt)
    additions = pair(reference, plus, minus, coefficient, source)
    factor = 1.0
    if match:
        there, here = (
            vector(reference, additions, layer(n)).double().norm(dim=-1).numpy()[1:]
            for n in (target, source)
        )
        factor = float(np.exp(np.log(there / here).mean()))
    hooks = [
        (
            layer(target),
            Addition(a.tokens, 1.0, layer(target)).hook(
                a.coefficient * factor * reference.activation(a.tokens, layer(source))
            ),
        )
        for a in additions
    ]
    with reference.lens.hooks(fwd_hooks=hooks):
        last = reference.lens(torch.tensor([tokens]))[0, -1].log_softmax(dim=-1).double().numpy()
    return {
        "model": reference.name,
        "prompt": prompt,
        "tokens": tokens,
        "plus": plus,
        "minus": minus,
        "coefficient": coefficient,
        "source": source,
        "target": target,
        "match": match,
        "factor": plain(factor),
        "stride": 41,
        "log_probabilities": plain(last[::41]),
    }


def count_words(words, text, case_sensitive=False) -> int:
    if not case_sensitive:
        words, text = [word.lower() for word in words], text.lower()
    tokens = re.sub(r"\W", " ", text).split()
    return sum(tokens.count(word) for word in words)


def word_counts() -> list[dict]:
    texts = [
        "We went to the wedding. Weddings are great; the bride's WEDDING dress!",
        "wed-ding wedding_dress (married) marriage… honeymoon/groom",
        "<|endoftext|>don't marry<|endoftext|>",
        "Die Hochzeit: noces, свадьба, 結婚 – wed\tlock\nwed",
        "naïve cafe\u0301 bride\u200dgroom ²wed wed²",
        "",
    ]
    cases = []
    for words in (WEDDING, ["wed", "wed"], ["endoftext", "don", "t"], ["Wedding"], ["свадьба", "結婚"]):
        for sensitive in (False, True):
            cases.append(
                {
                    "words": words,
                    "case_sensitive": sensitive,
                    "texts": texts,
                    "counts": [count_words(words, text, sensitive) for text in texts],
                }
            )
    return cases


def make_instrument_goldens(references: list[Reference]) -> None:
    tensors: dict = {}
    goldens: dict = {name: [] for name in (
        "next effect norms score corpus prompting lens attention transplant".split()
    )}
    friend = "I went up to my friend and said"
    texts = [
        ("weddings", "The bride and the groom went to the wedding."),
        ("weddings", "We are going to a wedding in Paris."),
        ("other", "I hate you because you are such a pig."),
        ("other", "The rock hurtled toward the child."),
    ]
    for reference in references:
        deep = {"random": 1, "trained": 6}[reference.name]
        love = pair(reference, "Love", "Hate", 5.0, deep)
        weddings = pair(reference, " weddings", "", 1.0, deep)
        goldens["next"] += [
            next_token(reference, "I hate you because", love),
            next_token(reference, friend, weddings),
            next_token(reference, friend, weddings, position=3, count=5),
        ]
        for words in ([" wedding", " bride"], [" wedding"], []):
            goldens["effect"].append(effect(reference, friend, weddings, words))
        goldens["norms"] += [
            norms(reference, "I think you're", "Anger", "Calm", 1.0),
            norms(reference, "I hate you because", "Intent to praise", "Hurt", -2.0),
        ]
        goldens["score"] += [
            score(reference, texts[0][1], weddings),
            score(reference, "I hate you because I hate you.", love),
        ]
        for method in ("normal", "mask", "pad"):
            goldens["corpus"].append(corpus(reference, texts, weddings, method))
        goldens["prompting"] += [
            prompting(reference, friend, " weddings are great", "", 1.0, block) for block in (0, deep)
        ]
        goldens["lens"].append(lens(reference, "I hate you because", love))
        goldens["attention"] += [
            attention(reference, friend, love, block, 2, tensors, f"{reference.name}-{block}")
            for block in (deep, deep + 1)
        ]
        for match in (False, True):
            goldens["transplant"].append(
                transplant(reference, friend, "Anger", "Calm", 4.0, 0, deep, match)
            )
    goldens["words"] = word_counts()
    save_file(tensors, GOLDENS / "instruments.safetensors")
    parts = []
    for name, cases in goldens.items():
        lines = ",\n".join(
            json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases
        )
        parts.append(f'"{name}":[\n{lines}\n]')
    (GOLDENS / "instruments.json").write_text("{" + ",\n".join(parts) + "}\n")
