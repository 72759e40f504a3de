"""Trains the model from nothing, or a model on the whole corpus: python train.py --out build; python train.py --from build/model --out later

Corpus, tokenizer, weights and export in one command; a stopped run goes on from its last checkpoint when started again.
"""
import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path

import torch
import torch.distributed as distributed
import torch.nn.functional as F

import tokenizer as tokenization
from batches import CLEAR_SHARDS, LATER_LENGTH, LENGTH, Rows, stream
from grammar import documents
from model import BLOCKS, CAUSAL, GPT, WIDTH, barrier, export, load
from muon import Muon
from tokenizer import BODY, FRONT, Tokenizer

VOCABULARY = 3072
LATE_READING = .85    # share of batches in which the first blocks may not read the fronts
CUTS = (5, 9)         # blocks at which reading may begin then, at the earliest and at the latest
CHOOSING_COSTS = {0: .1, 1_850_000: .4, 2_830_000: 2.}  # token slots done: price of attention to fronts that depends on what they say
NOISE, NOISE_AFTER = .5, 4_000_000   # share of the late batches in which fronts get random noise, and from how many token slots on,
LOUDEST = 2.                         # up to this root mean square
LOUDER, LOUDER_AFTER = .8, 4_900_000 # share of the other late batches in which the fronts' streams are multiplied,
GAIN = 6.                            # by up to this much
STREAM_COST = 5e-3    # price of a residual stream far above rms 1, see model.py
SNAPSHOT = 250_000    # token slots between two snapshots
AGREE_EVERY = 8       # steps between two averagings of the workers' weights
HELD_OUT_SEED = 999_999

LATER_SHARE = .45     # share of the documents of the second training that are of the corpus's later part
LATER_SHARD = 1000    # the number of its first shard
LATER_TOKENS = 3e6    # token slots of it,
LATER_RATE = .25      # and what multiplies its learning rates

SELF = torch.eye(LATER_LENGTH, dtype=torch.bool)


def barriers(owners, kinds, late: bool):
    """Attention within a document; if `late`, blocks below a random cut may not read the front.

    The front's meaning then has to stay readable in deep blocks, which is where activation additions put it.
    """
    length = owners.shape[1] - 1
    inside = (owners[:, :length, None] == owners[:, None, :length]) & CAUSAL[:length, :length]
    if not late:
        return [barrier(inside[:, None]).bfloat16()] * BLOCKS
    front = kinds[:, :length] == FRONT
    hidden = front[:, None, :] & ~SELF[:length, :length]
    if random.random() < .4:  # the words of a front may still read each other
        hidden = hidden & ~front[:, :, None]
    cut = random.randint(*CUTS)
    return [barrier((inside & ~hidden)[:, None]).bfloat16()] * cut + [barrier(inside[:, None]).bfloat16()] * (BLOCKS - cut)


def disturbance(front, louder: bool):
    """Before one block, normal noise on the stream of each front token, or the stream multiplied, each token as it happens."""
    at = random.randint(1, CUTS[1] - 1)
    if louder:
        gain = 1 + (GAIN - 1) * torch.rand(*front.shape, 1) * front[..., None]
        gain = gain.expand(*front.shape, WIDTH).clone()
        gain[..., :2] = 1
        return lambda block, x: x * gain if block == at else x
    noise = torch.randn(*front.shape, WIDTH) * (LOUDEST * torch.rand(*front.shape, 1)) * front[..., None]
    noise[..., :2] = 0
    return lambda block, x: x + noise if block == at else x


def loss_of(model, batch, late=False, noisy=False, louder=False):
    """Cross-entropy per scored token, the mean square of the residual stream without its constant, and that of the attention scores of fronts.

    Scores near zero let a text read its front whatever it says. Where one mood drew more attention than its opposite, their difference,
    added five times, would turn attention away from itself.
    """
    ids, owners, positions, kinds = batch
    streams, choices, length = [], [], ids.shape[1] - 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        if owners is None:
            logits = model(ids[:, :-1], torch.arange(length), streams=streams)
        else:
            front = kinds[:, :length] == FRONT
            hook = disturbance(front, louder) if noisy or louder else None
            pairs = (owners[:, :length, None] == owners[:, None, :length]) & ~front[:, :, None] & front[:, None, :] & CAUSAL[:length, :length]
            logits = model(ids[:, :-1], positions[:, :-1], barriers(owners, kinds, late), hook=hook, streams=streams,
                           scrutiny=(pairs[:, None].bfloat16(), choices))
    scored = kinds[:, 1:] == BODY
    if owners is not None:
        scored &= (owners[:, 1:] == owners[:, :-1]) & (owners[:, 1:] >= 0)
    loss = F.cross_entropy(logits[scored].float(), ids[:, 1:][scored])
    size = torch.stack([x[..., 2:].float().pow(2).mean() for x in streams]).mean()
    return loss, size, sum(choices, torch.zeros(())) / max(len(choices), 1)


@torch.no_grad()
def held_out_loss(model, rows: Rows, count: int) -> float:
    total = [loss_of(model, rows.pick(index))[0].item() for index in torch.arange(min(count, len(rows.ids))).split(32)]
    return sum(total) / len(total)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path("build"))
    parser.add_argument("--from", dest="start", type=Path, help="a model folder to go on from, with the later part of the corpus too")
    parser.add_argument("--tokens", type=float, help="token slots to train on (6.5e6; 2e6 with --from)")
    parser.add_argument("--hold", type=float, default=.4, help="share of them before the rates begin to fall")
    parser.add_argument("--rate", type=float, help="multiplies the learning rates (0.5; 0.25 with --from)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    options = parser.parse_args()
    options.tokens = options.tokens or (LATER_TOKENS if options.start else 6.5e6)
    options.rate = options.rate or (LATER_RATE if options.start else .5)
    return options


class Run:
    """Everything a checkpoint holds."""

    def __init__(self, vocabulary: int, start: Path | None):
        self.model = load(start).train() if start else GPT(vocabulary)
        self.is_later = start is not None
        matrices = [p for p in self.model.blocks.parameters() if p.dim() == 2]
        self.rest = [p for p in self.model.parameters() if not any(p is m for m in matrices)]
        self.muon = Muon(matrices)
        self.adam = torch.optim.AdamW(self.rest, lr=3e-3, betas=(.9, .97), weight_decay=0.)
        self.average = {name: p.detach().clone() for name, p in self.model.named_parameters()}
        self.step = self.tokens = self.shard = 0

    def is_past(self, begin: int) -> bool:
        """Whether so many token slots are done; a second training begins past all of them."""
        return self.is_later or self.tokens >= begin

    def step_on(self, batch, late: bool, noisy: bool, louder: bool, rate: float):
        price = max((begin, price) for begin, price in CHOOSING_COSTS.items() if self.is_past(begin))[1]
        loss, size, choice = loss_of(self.model, batch, late, noisy, louder)
        (loss + STREAM_COST * size + price * choice).backward()
        torch.nn.utils.clip_grad_norm_(self.rest, 1.)
        for group in self.adam.param_groups:
            group["lr"] = 3e-3 * rate
        self.muon.step(.02 * rate, .05)
        self.adam.step()
        self.model.zero_grad(set_to_none=True)
        self.model.pin()
        keep = min(.995 if self.is_past(NOISE_AFTER) else .998, self.step / (self.step + 10))
        torch._foreach_lerp_(list(self.average.values()), [p.detach() for p in self.model.parameters()], 1 - keep)
        self.step += 1
        return loss.item(), size.item(), choice.item()

    @torch.no_grad()
    def agree(self, workers: int, count: int) -> int:
        """Averages the workers' weights; the sum of their counts."""
        weights = list(self.model.parameters())
        flat = torch.cat([p.flatten() for p in weights] + [torch.tensor([float(count)])])
        distributed.all_reduce(flat)
        for p, part in zip(weights, flat[:-1].split([p.numel() for p in weights])):
            p.copy_(part.view_as(p) / workers)
        return int(flat[-1].item())

    def save(self, path: Path):
        torch.save(dict(model=self.model.state_dict(), adam=self.adam.state_dict(), muon=self.muon.buffers, average=self.average,
                        step=self.step, tokens=self.tokens, shard=self.shard), path.with_suffix(".new"))
        path.with_suffix(".new").rename(path)

    def resume(self, path: Path):
        state = torch.load(path)
        self.model.load_state_dict(state["model"])
        self.adam.load_state_dict(state["adam"])
        self.muon.buffers, self.average = state["muon"], state["average"]
        self.step, self.tokens, self.shard = state["step"], state["tokens"], state["shard"]


def work(worker: int, options):
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    distributed.init_process_group("gloo", init_method=f"file://{options.meeting}", rank=worker, world_size=options.workers)
    tokenizer = Tokenizer(options.out / "tokenizer")
    later_share = LATER_SHARE if options.start else 0.
    rows = Rows(tokenizer.encode_documents(list(documents(800, HELD_OUT_SEED, later_share=later_share))), tokenizer.end,
                LATER_LENGTH if options.start else LENGTH)
    run, path = Run(tokenizer.size, options.start), options.out / "checkpoint.pt"
    first = worker + (LATER_SHARD if options.start else 0)
    if path.exists():
        run.resume(path)
        first = run.shard // options.workers * options.workers + options.workers + worker  # skips what is left of the shards at hand
    random.seed(options.seed + run.step * 10 + worker)
    started = last = time.time()
    begun, measured, count = run.tokens, [], 0
    for run.shard, batch in stream(tokenizer, options.seed, first, options.workers, later_share):
        rate = options.rate * min(1., (run.step + 1) / 60) * min(1., (1 - run.tokens / options.tokens) / (1 - options.hold))
        late = batch[1] is not None and run.shard >= CLEAR_SHARDS and random.random() < LATE_READING
        noisy = late and run.is_past(NOISE_AFTER) and random.random() < NOISE
        louder = late and not noisy and run.is_past(LOUDER_AFTER) and random.random() < LOUDER
        measured.append(run.step_on(batch, late, noisy, louder, rate))
        count += batch[0][:, 1:].numel()
        if run.step % AGREE_EVERY:
            continue
        before, run.tokens, count = run.tokens, run.tokens + run.agree(options.workers, count), 0
        if run.tokens >= options.tokens:
            break
        if worker == 0 and run.tokens // SNAPSHOT != before // SNAPSHOT:
            name = f"{run.tokens // SNAPSHOT * SNAPSHOT // 10_000:04d}.pt"
            torch.save({k: v.half() for k, v in run.average.items()}, options.out / "snapshots" / name)
        if worker == 0 and time.time() - last > 100:
            run.save(path)
            last = time.time()
            loss, size, choice = (sum(column) / len(measured) for column in zip(*measured))
            print(f"{last - started:5.0f}s step {run.step} tokens {run.tokens / 1e6:.2f}M ({(run.tokens - begun) / (last - started):.0f}/s) "
                  f"rate {rate:.2f} train {loss:.3f} stream {size ** .5:.2f} choice {choice ** .5:.2f} "
                  f"held-out {held_out_loss(run.model, rows, 96):.3f}", flush=True)
            measured = []
    if worker == 0:
        run.save(path)
        run.model.load_state_dict(run.average)
        print(f"done: {run.tokens} token slots, held-out loss {held_out_loss(run.model, rows, 10**6):.4f}")
        export(run.average, options.out / "model", options.out / "tokenizer", tokenizer.end)


def main():
    options = arguments()
    (options.out / "snapshots").mkdir(parents=True, exist_ok=True)
    if not (options.out / "tokenizer" / "vocab.json").exists():
        if options.start:
            (options.out / "tokenizer").mkdir()
            for name in ("vocab.json", "merges.txt"):
                shutil.copy(options.start / name, options.out / "tokenizer")
        else:
            tokenization.train(options.out / "tokenizer", VOCABULARY)
    with tempfile.TemporaryDirectory() as folder:
        options.meeting = str(Path(folder) / "meeting")
        torch.multiprocessing.spawn(work, (options,), nprocs=options.workers)


if __name__ == "__main__":
    main()
