"""Rows of whole documents, drawn without end from the seeded grammar."""
import random

import torch

from grammar import documents
from tokenizer import BODY, Tokenizer

LENGTH, LONG, ROWS, LONG_ROWS = 128, 256, 12, 6
LATER_LENGTH, LATER_ROWS = 160, 10  # of the later training, whose documents are longer
SHARD = 10_000       # documents, about 0.35 million tokens
CLEAR_SHARDS = 4


class Rows:
    """Token ids, document numbers, positions within the document, and kinds, each [rows, length + 1]."""

    def __init__(self, encoded, end: int, length: int = LENGTH):
        rows, row = [], []
        for number, (ids, kinds) in enumerate(encoded):
            ids, kinds = ids[:length + 1], kinds[:length + 1]
            if row and len(row) + len(ids) > length + 1:
                rows.append(row + [(end, -1, 0, BODY)] * (length + 1 - len(row)))
                row = []
            row = row + [(token, number, position, kind) for position, (token, kind) in enumerate(zip(ids, kinds))]
        self.ids, self.owners, self.positions, self.kinds = torch.tensor(rows).permute(2, 0, 1).to(torch.int32)

    def pick(self, index):
        return self.ids[index].long(), self.owners[index], self.positions[index].long(), self.kinds[index]


def long_rows(encoded) -> tuple[torch.Tensor, torch.Tensor]:
    """Documents one after the other without a mask, so that every position and text after <|endoftext|> is seen."""
    pairs = [pair for ids, kinds in encoded for pair in zip(ids[:-1], kinds[:-1])]
    count = len(pairs) // (LONG + 1)
    ids, kinds = torch.tensor(pairs[:count * (LONG + 1)]).view(count, LONG + 1, 2).unbind(-1)
    return ids, kinds


def stream(tokenizer: Tokenizer, seed: int, start: int, stride: int = 1, later_share: float = 0.):
    """Yields (shard number, batch) from every `stride`-th shard; a batch is (ids, owners, positions, kinds) or, for long rows, (ids, None, None, kinds)."""
    shard = start
    while True:
        encoded = tokenizer.encode_documents(list(documents(SHARD, seed * 1_000_003 + shard, shard < CLEAR_SHARDS, later_share)))
        cut, length = int(SHARD * .87), LATER_LENGTH if later_share else LENGTH
        rows, (ids, kinds) = Rows(encoded[:cut], tokenizer.end, length), long_rows(encoded[cut:])
        order = torch.randperm(len(rows.ids), generator=torch.Generator().manual_seed(shard))
        batches = [("short", index) for index in order.split(LATER_ROWS if later_share else ROWS)][:-1]
        batches += [("long", index) for index in torch.arange(len(ids)).split(LONG_ROWS)][:-1]
        random.Random(shard).shuffle(batches)
        for kind, index in batches:
            yield shard, rows.pick(index) if kind == "short" else (ids[index], None, None, kinds[index])
        shard += stride
