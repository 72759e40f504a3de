"""Other engines on a checkpoint of GPT-2's shape, timed on request: peers.py FOLDER THREADS

First a line for each engine that can be imported here: "engine NAME", then "ready". Then for each
line "NUMBER ROWS TOKENS" on the input the seconds that engine NUMBER takes for TOKENS tokens after
a prompt of five, in so many rows; "NUMBER prefill TOKENS" asks for one pass over so many tokens.
Only what is asked for runs, so that whoever asks can let engines take turns.
"""

import os
import sys
import tempfile
import time

folder, threads = sys.argv[1], int(sys.argv[2])
prompt = [0, 1, 2, 3, 4]
# What libraries print must not come between the answers.
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
os.environ["TRANSFORMERS_VERBOSITY"] = "error"
engines = []


def offer(name, run, prefill=None):
    engines.append((run, prefill))
    print("engine", name, file=answers)


def transformers_models():
    import torch
    from transformers import GPT2LMHeadModel

    torch.set_num_threads(threads)
    torch.set_grad_enabled(False)
    from safetensors.torch import load_file
    from transformers import GPT2Config

    weights = load_file(folder + "/model.safetensors")

    def model(dtype):
        model = GPT2LMHeadModel(GPT2Config.from_pretrained(folder))
        model.transformer.load_state_dict(weights, strict=False)
        model.tie_weights()
        return model.eval().to(dtype)

    return torch, model


def offer_transformers(torch, make):
    for name, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
        model = make(dtype)

        def run(rows, count, model=model):
            out = model(torch.tensor([prompt] * rows), use_cache=True)
            for _ in range(count - 1):
                last = out.logits[:, -1].argmax(-1, keepdim=True)
                out = model(last, past_key_values=out.past_key_values, use_cache=True)

        def prefill(count, model=model):
            hidden = model.transformer(torch.tensor([[7] * count]), use_cache=True)[0]
            model.lm_head(hidden[:, -1:])

        offer(f"transformers {name}", run, prefill)


def offer_transformer_lens(torch, make):
    from transformer_lens import HookedTransformer, HookedTransformerConfig
    from transformer_lens.pretrained.weight_conversions import convert_gpt2_weights
    from transformers import AutoTokenizer

    model = make(torch.float32)
    shape = model.config
    config = HookedTransformerConfig(
        n_layers=shape.n_layer, d_model=shape.n_embd, n_heads=shape.n_head,
        d_head=shape.n_embd // shape.n_head, d_mlp=4 * shape.n_embd, n_ctx=shape.n_positions,
        d_vocab=shape.vocab_size, act_fn="gelu_new", normalization_type="LN", device="cpu")
    lens = HookedTransformer(config, tokenizer=AutoTokenizer.from_pretrained(folder))
    lens.load_and_process_state_dict(convert_gpt2_weights(model, config))

    def run(rows, count):
        lens.generate(
            torch.tensor([prompt] * rows), max_new_tokens=count, verbose=False, temperature=1,
            freq_penalty=1, top_p=0.3, stop_at_eos=False, prepend_bos=False)

    offer("TransformerLens fp32", run)


def offer_ctranslate2(torch, make, scratch):
    import ctranslate2
    from ctranslate2.converters import TransformersConverter
    from transformers import AutoTokenizer

    class Converter(TransformersConverter):
        def load_model(self, model_class, path, **options):
            # Its own way of loading asks for other releases of transformers.
            return make(torch.float32)

    target = scratch + "/ctranslate2"
    Converter(folder).convert(target)
    tokens = AutoTokenizer.from_pretrained(folder).convert_ids_to_tokens(prompt)
    for name, kind in (("fp32", "float32"), ("int8", "int8")):
        generator = ctranslate2.Generator(
            target, device="cpu", intra_threads=threads, inter_threads=1, compute_type=kind)

        def run(rows, count, generator=generator):
            generator.generate_batch(
                [tokens] * rows, max_length=count, min_length=count, sampling_topk=1,
                include_prompt_in_result=False, max_batch_size=rows)

        offer(f"CTranslate2 {name}", run)


def write_gguf(path, kind):
    """The checkpoint as a GGUF file without a vocabulary."""
    import gguf
    import json
    import numpy
    from safetensors.numpy import load_file

    types = gguf.GGMLQuantizationType
    wanted = {"f32": types.F32, "bf16": types.BF16, "q8_0": types.Q8_0}[kind]
    with open(folder + "/config.json") as file:
        shape = json.load(file)
    writer = gguf.GGUFWriter(path, "gpt2")
    writer.add_context_length(shape["n_positions"])
    writer.add_embedding_length(shape["n_embd"])
    writer.add_feed_forward_length(4 * shape["n_embd"])
    writer.add_block_count(shape["n_layer"])
    writer.add_head_count(shape["n_head"])
    writer.add_layer_norm_eps(1e-5)
    writer.add_tokenizer_model("none")
    writer.add_vocab_size(shape["vocab_size"])
    tensors = load_file(folder + "/model.safetensors")

    def put(name, source, turned=False):
        values = numpy.ascontiguousarray(tensors[source].T if turned else tensors[source])
        if values.ndim == 2 and source != "wpe.weight" and wanted != types.F32:
            writer.add_tensor(name, gguf.quants.quantize(values, wanted), raw_dtype=wanted)
        else:
            writer.add_tensor(name, values)

    put("token_embd.weight", "wte.weight")
    put("position_embd.weight", "wpe.weight")
    put("output_norm.weight", "ln_f.weight")
    put("output_norm.bias", "ln_f.bias")
    put("output.weight", "wte.weight")
    for layer in range(shape["n_layer"]):
        for target, source in (
            ("attn_norm", "ln_1"), ("attn_qkv", "attn.c_attn"), ("attn_output", "attn.c_proj"),
            ("ffn_norm", "ln_2"), ("ffn_up", "mlp.c_fc"), ("ffn_down", "mlp.c_proj"),
        ):
            put(f"blk.{layer}.{target}.weight", f"h.{layer}.{source}.weight", "ln" not in source)
            put(f"blk.{layer}.{target}.bias", f"h.{layer}.{source}.bias")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def offer_llama(scratch):
    import ctypes
    import llama_cpp as llama

    silent = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)(
        lambda level, text, data: None)
    llama.llama_log_set(silent, None)
    offer_llama.silent = silent
    llama.llama_backend_init()
    for kind in ("f32", "bf16", "q8_0"):
        path = f"{scratch}/{kind}.gguf"
        write_gguf(path, kind)
        model = llama.llama_model_load_from_file(
            path.encode(), llama.llama_model_default_params())
        if not model:
            raise RuntimeError("the GGUF file cannot be loaded")
        contexts = {}

        def context(rows, model=model, contexts=contexts):
            if rows not in contexts:
                options = llama.llama_context_default_params()
                options.n_ctx = max(1024, 64 * rows)
                options.n_batch = options.n_ubatch = 1024
                options.n_threads = options.n_threads_batch = threads
                options.n_seq_max = rows
                options.kv_unified = True
                contexts[rows] = llama.llama_init_from_model(model, options)
            return contexts[rows]

        def decode(there, tokens):
            """Tokens as (token, position, sequence, whether its logits are wanted)."""
            batch = llama.llama_batch_init(len(tokens), 0, 1)
            for i, (token, position, sequence, wanted) in enumerate(tokens):
                batch.token[i], batch.pos[i] = token, position
                batch.n_seq_id[i], batch.seq_id[i][0] = 1, sequence
                batch.logits[i] = wanted
            batch.n_tokens = len(tokens)
            status = llama.llama_decode(there, batch)
            llama.llama_batch_free(batch)
            if status != 0:
                raise RuntimeError(f"llama_decode says {status}")

        def run(rows, count, context=context):
            there = context(rows)
            llama.llama_memory_clear(llama.llama_get_memory(there), True)
            last = len(prompt) - 1
            decode(there, [
                (token, place, row, place == last)
                for row in range(rows) for place, token in enumerate(prompt)])
            for step in range(count - 1):
                decode(there, [
                    ((100 + row + step) % 50000, last + 1 + step, row, True)
                    for row in range(rows)])
                llama.llama_get_logits(there)

        def prefill(count, context=context):
            there = context(1)
            llama.llama_memory_clear(llama.llama_get_memory(there), True)
            decode(there, [(7, place, 0, place == count - 1) for place in range(count)])

        offer(f"llama.cpp {kind}", run, prefill)


def attempt(name, body):
    try:
        return body()
    except Exception as error:  # A missing or broken peer must not end the table.
        text = (str(error).splitlines() or [""])[0][:90]
        print(f"{name} is left out: {type(error).__name__}: {text}", file=sys.stderr, flush=True)


with tempfile.TemporaryDirectory() as scratch:
    loaded = attempt("torch", transformers_models)
    if loaded:
        attempt("transformers", lambda: offer_transformers(*loaded))
        attempt("TransformerLens", lambda: offer_transformer_lens(*loaded))
        attempt("CTranslate2", lambda: offer_ctranslate2(*loaded, scratch))
    attempt("llama.cpp", lambda: offer_llama(scratch))
    print("ready", file=answers)
    for line in sys.stdin:
        number, rows, tokens = line.split()
        run, prefill = engines[int(number)]
        if rows == "prefill" and prefill is None:
            print("none", file=answers)
            continue
        start = time.perf_counter()
        try:
            if rows == "prefill":
                prefill(int(tokens))
            else:
                run(int(rows), int(tokens))
            print(time.perf_counter() - start, file=answers)
        except Exception as error:
            print("none", file=answers)
            kind = type(error).__name__
            print(f"engine {number}: {kind}: {error}", file=sys.stderr, flush=True)
