"""Every hook point on a few prompts, and log-probabilities unsteered and steered.

`activations.safetensors` holds `MODEL/PROMPT/HOOK` as [positions, width] (heads side by side);
`logprobs.safetensors` holds `NAME` as [positions, values] where the values are those of the
vocabulary entries offset, offset + stride, …, as `logprobs.json` says for each case.

`uncertainty` is how far the float32 reference itself lies from the same arithmetic in double
precision. It is below 4e-5 but for a pair at coefficient 2000: there position 0 gets x + c·h − c·h,
and what float32 leaves of x is off by 4e-4 in log-probability, in every implementation its own way.
"""

import torch
from reference import GOLDENS, Addition, Reference, alone, layer, pair, write_lines
from safetensors.torch import save_file

PROMPTS = {
    "random": ["I hate you because", "naïve café – ¿qué?  ok", "The rock hurtled toward the child."],
    "trained": ["I hate you because", "I went up to my friend and said"],
}
LAYERS = {"random": range(3), "trained": (0, 6, 11)}
SITES = ["hook_resid_pre", "hook_resid_mid", "hook_resid_post", "hook_attn_out", "hook_mlp_out"] + [
    *(f"attn.hook_{part}" for part in "qkvz"),
    "mlp.hook_pre",
    "mlp.hook_post",
]


def points(layers) -> list[str]:
    blocks = [f"blocks.{n}.{site}" for n in layers for site in SITES]
    return ["hook_embed", "hook_pos_embed", *blocks, "ln_final.hook_normalized"]


def make_activation_goldens(references: list[Reference]) -> None:
    tensors, cases = {}, []
    for reference in references:
        for number, prompt in enumerate(PROMPTS[reference.name]):
            # Later prompts need fewer layers of the large model; the files stay small.
            layers = LAYERS[reference.name] if number == 0 or reference.name == "random" else (6,)
            tokens = reference.tokens(prompt)
            names = points(layers)
            _, cache = reference.lens.run_with_cache(torch.tensor([tokens]), names_filter=names)
            for name in names:
                key = f"{reference.name}/{number}/{name}"
                tensors[key] = cache[name][0].reshape(len(tokens), -1).contiguous().clone()
            cases.append(
                {
                    "model": reference.name,
                    "prompt": prompt,
                    "tokens": tokens,
                    "key": f"{reference.name}/{number}/",
                    "points": names,
                }
            )
    save_file(tensors, GOLDENS / "activations.safetensors")
    write_lines(GOLDENS / "activations.json", cases)


def steering_cases(reference: Reference):
    """(name, prompt, additions): one of each way to steer."""
    deep = {"random": 1, "trained": 6}[reference.name]
    last = {"random": 2, "trained": 9}[reference.name]
    prompt = {"random": "I hate you because you're such a", "trained": "I hate you because"}[reference.name]
    friend = "I went up to my friend and said"

    def love(coefficient=5.0, point=deep, **place):
        return pair(reference, "Love", "Hate", coefficient, point, **place)

    def hurt(coefficient=4.0, point=deep, **place):
        return pair(reference, "Intent to praise you", "Hurt", coefficient, point, **place)

    for number, text in enumerate(PROMPTS[reference.name]):
        yield f"unsteered {number}", text, []
    for position in ("front", "mid", "back"):
        yield f"love {position}", prompt, love(position=position)
        yield f"weddings {position}", friend, pair(reference, " weddings", " ", 4.0, deep, position=position)
    for offset in (0, 1, 3):
        yield f"love from position {offset}", friend, love(position=offset)
    width = reference.lens.cfg.d_model
    for dims in (0, 1, width // 3, width):
        yield f"love in the first {dims} dimensions", prompt, love(dims=dims)
    yield "love in some dimensions at the back", friend, love(dims=width // 2, position="back")
    yield "love alone", prompt, alone(reference, "Love", 10.0, deep)
    yield "love alone in some dimensions", prompt, alone(reference, "Love", 3.0, deep, dims=width // 2)
    yield "a negative coefficient", prompt, love(-3.0)
    yield "padded with spaces", friend, hurt()
    yield "padded with end of text", friend, hurt(pad="<|endoftext|>")
    yield "not padded, lengths differ", friend, hurt(pad=None)
    yield "not padded, at the back", friend, hurt(pad=None, position="back")
    yield "against the empty prompt", prompt, pair(reference, " weddings", "", 1.0, deep)
    yield "two layers", friend, love() + pair(reference, " wedding", " ", 5.0, last)
    yield "two additions at one layer", friend, love() + hurt(2.0)
    yield "two placements at one layer", friend, love() + hurt(2.0, position="back")
    yield "as long as the prompt", prompt, pair(reference, prompt, "Calm", 2.0, deep)
    yield "coefficient 2000", friend, pair(reference, "Anger", "Calm", 2000.0, deep)
    yield "coefficient 2000 at block 0", friend, pair(reference, "Anger", "Calm", 2000.0, 0)
    yield "coefficient 2000, alone", friend, alone(reference, "Anger", 2000.0, deep)
    yield "coefficient 0", prompt, love(0.0)
    for site in SITES:
        point = f"blocks.{deep}.{site}"
        yield f"love at {site}", prompt, love(point=point)
        yield f"love alone at {site}", prompt, alone(reference, "Love", 2.0, point)
    for point in ("hook_embed", "hook_pos_embed", "ln_final.hook_normalized"):
        yield f"love at {point}", prompt, love(point=point)
        yield f"a longer love alone at {point}", prompt, alone(reference, "I love you", 2.0, point)
    yield "tokens that no text gives", prompt, [Addition([5, 7, 0], 2.0, layer(deep))]


def make_log_probability_goldens(references: list[Reference]) -> None:
    tensors, cases = {}, []
    for reference in references:
        double = Reference(reference.name, torch.float64)
        for number, (name, prompt, additions) in enumerate(steering_cases(reference)):
            tokens = reference.tokens(prompt)
            whole = reference.name == "random" and number == 0
            stride = 1 if whole else 29
            offset = number % stride
            every = reference.log_probabilities(tokens, additions)
            uncertainty = (every - double.log_probabilities(tokens, additions)).abs().max()
            values = every[:, offset::stride]
            tensors[f"{reference.name}/{name}"] = values.contiguous().clone()
            cases.append(
                {
                    "model": reference.name,
                    "name": name,
                    "prompt": prompt,
                    "tokens": tokens,
                    "offset": offset,
                    "stride": stride,
                    "uncertainty": float(f"{uncertainty:.2g}"),
                    "additions": [addition.to_json() for addition in additions],
                }
            )
    save_file(tensors, GOLDENS / "logprobs.safetensors")
    write_lines(GOLDENS / "logprobs.json", cases)
