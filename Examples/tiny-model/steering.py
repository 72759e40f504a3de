"""Activation additions on the training model: x-vectors padded with spaces, added at the front while the prompt is read."""
import torch
import torch.nn.functional as F

from model import BLOCKS, CONTEXT, GPT
from tokenizer import Tokenizer


class Steered:
    def __init__(self, model: GPT, tokenizer: Tokenizer):
        self.model, self.tokenizer = model.eval(), tokenizer

    @torch.no_grad()
    def vectors(self, plus: str, minus: str) -> list[torch.Tensor]:
        """The difference of the two prompts' streams before each block, [positions, width] each."""
        rows = [self.tokenizer.prompt(plus), self.tokenizer.prompt(minus)]
        length = max(map(len, rows))
        rows = [row + [self.tokenizer.space] * (length - len(row)) for row in rows]
        found = []

        def record(block, x):
            found.append(x[0] - x[1])
            return x
        self.model(torch.tensor(rows), torch.arange(length), hook=record)
        return found

    def logits(self, ids, additions=(), caches=None, start=0):
        """`additions`: (rows, block, scaled vector) triples, each added to some rows at the first positions."""
        def add(block, x):
            for rows, at, vector in additions:
                if at == block:
                    x = x.clone()
                    count = min(len(vector), x.shape[1])
                    x[rows, :count] += vector[:count]
            return x
        return self.model(ids, torch.arange(start, start + ids.shape[1]), hook=add if additions else None, caches=caches)

    @torch.no_grad()
    def stream_norm(self, prompt: str, block: int) -> float:
        """The norm of the prompt's stream before a block, averaged over positions after the first."""
        found, ids = [], torch.tensor([self.tokenizer.prompt(prompt)])
        self.model(ids, torch.arange(ids.shape[1]), streams=found)
        return found[block - 1][0, 1:].norm(dim=-1).mean().item()

    @torch.no_grad()
    def next_log_probs(self, prompt: str, block=None, vector=None):
        additions = [] if vector is None else [(slice(None), block, vector)]
        return F.log_softmax(self.logits(torch.tensor([self.tokenizer.prompt(prompt)]), additions)[0, -1], -1)

    @torch.no_grad()
    def complete(self, prompt: str, additions=(), count=50, length=40, top_p=.3, frequency_penalty=1., seed=0) -> list[str]:
        """`count` completions at temperature 1; an addition acts on all rows or on the rows it names."""
        generator = torch.Generator().manual_seed(seed)
        ids = torch.tensor([self.tokenizer.prompt(prompt)]).repeat(count, 1)
        counts = torch.zeros(count, self.tokenizer.size).scatter_add_(1, ids, torch.ones_like(ids, dtype=torch.float))
        start, caches = ids.shape[1], [{} for _ in range(BLOCKS)]
        for step in range(min(length, CONTEXT - start)):
            read = (ids, additions) if step == 0 else (ids[:, -1:], ())  # additions act only while the prompt is read
            scores = self.logits(*read, caches=caches, start=0 if step == 0 else ids.shape[1] - 1)[:, -1] - frequency_penalty * counts
            chosen = nucleus(scores, top_p, generator)
            chosen[(ids[:, start:] == self.tokenizer.end).any(-1)] = self.tokenizer.end
            ids = torch.cat([ids, chosen], 1)
            counts.scatter_add_(1, chosen, torch.ones(count, 1))
            if (chosen == self.tokenizer.end).all():
                break
        return [self.tokenizer.decode(row[:row.index(self.tokenizer.end)] if self.tokenizer.end in row else row)
                for row in ids[:, start:].tolist()]


def nucleus(scores, top_p: float, generator) -> torch.Tensor:
    """One token a row from the smallest set of most probable tokens whose probabilities reach top_p."""
    probabilities, order = torch.softmax(scores, -1).sort(-1, descending=True)
    probabilities[(probabilities.cumsum(-1) - probabilities) >= top_p] = 0
    return order.gather(1, torch.multinomial(probabilities, 1, generator=generator))


def random_like(vector, seed: int):
    """A random vector with the same norm at every position."""
    noise = torch.randn(vector.shape, generator=torch.Generator().manual_seed(seed))
    return noise / noise.norm(dim=-1, keepdim=True) * vector.norm(dim=-1, keepdim=True)
