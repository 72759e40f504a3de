"""Times other engines on a checkpoint of GPT-2's shape: peers.py FOLDER TOKENS THREADS ROWS...

Each engine that can be imported decodes TOKENS tokens after a prompt of five, for each number of
rows; printed are milliseconds a step, the prompt included, and tokens a second over all rows.
"""

import sys
import time

folder, tokens, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
row_counts = [int(word) for word in sys.argv[4:]]
prompt = [0, 1, 2, 3, 4]
ROUNDS = 3


def report(engine, rows, run):
    run(2)
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run(tokens)
        seconds.append(time.perf_counter() - start)
    best = min(seconds)
    print(
        f"{engine:<36}{rows:>4} rows {best / tokens * 1e3:10.2f} ms"
        f"{rows * tokens / best:10.0f} tokens/s",
        flush=True,
    )


def transformers_models():
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.set_num_threads(threads)
    torch.set_grad_enabled(False)
    from safetensors.torch import load_file

    config = GPT2Config.from_pretrained(folder)
    model = GPT2LMHeadModel(config)
    weights = load_file(folder + "/model.safetensors")
    model.transformer.load_state_dict(weights, strict=False)
    model.tie_weights()
    return torch, model.eval()


def transformers(torch, model):
    for name, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
        model = model.to(dtype)
        for rows in row_counts:
            x = torch.tensor([prompt] * rows)

            def run(count):
                model.generate(
                    x, attention_mask=torch.ones_like(x), do_sample=True, top_p=0.3, top_k=0,
                    min_new_tokens=count, max_new_tokens=count, pad_token_id=0)

            def forward(count):
                out = model(x, use_cache=True)
                for _ in range(count - 1):
                    last = out.logits[:, -1].argmax(-1, keepdim=True)
                    out = model(last, past_key_values=out.past_key_values, use_cache=True)

            report(f"transformers generate {name}", rows, run)
            report(f"transformers forward passes {name}", rows, forward)
    model.to(torch.float32)


def transformer_lens(torch, model):
    from transformer_lens import HookedTransformer
    from transformer_lens import HookedTransformerConfig
    from transformer_lens.pretrained.weight_conversions import convert_gpt2_weights

    shape = model.config
    config = HookedTransformerConfig(
        n_layers=shape.n_layer, d_model=shape.n_embd, n_heads=shape.n_head,
        d_head=shape.n_embd // shape.n_head, d_mlp=4 * shape.n_embd, n_ctx=shape.n_positions,
        d_vocab=shape.vocab_size, act_fn="gelu_new", normalization_type="LN", device="cpu")
    lens = HookedTransformer(config)
    lens.load_and_process_state_dict(convert_gpt2_weights(model, config))
    for rows in row_counts:
        x = torch.tensor([prompt] * rows)

        def run(count):
            lens.generate(
                x, max_new_tokens=count, verbose=False, temperature=1, freq_penalty=1, top_p=0.3,
                stop_at_eos=False, prepend_bos=False)

        report("TransformerLens generate fp32", rows, run)


def attempt(name, body):
    try:
        return body()
    except Exception as error:  # A missing or broken peer must not end the table.
        print(f"{name}: {type(error).__name__}: {str(error).splitlines()[0][:90]}", flush=True)


loaded = attempt("torch", transformers_models)
if loaded:
    attempt("transformers", lambda: transformers(*loaded))
    attempt("TransformerLens", lambda: transformer_lens(*loaded))
