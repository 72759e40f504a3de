"""The byte-pair tokenizer (GPT-2's file formats), trained on the corpus itself."""
from pathlib import Path

from tokenizers import ByteLevelBPETokenizer

from grammar import PAD, Document, documents

END = "<|endoftext|>"
BODY, FRONT, UNSCORED = 0, 1, 2  # what a token is: text, part of a front, text that nothing could predict


def train(folder: Path, vocabulary: int):
    folder.mkdir(parents=True, exist_ok=True)
    texts = ("".join(s.text for s in d.segments).replace(PAD, "") for d in documents(60_000, 7))
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(texts, vocab_size=vocabulary, min_frequency=3, special_tokens=[END], show_progress=False)
    tokenizer.save_model(str(folder))


class Tokenizer:
    def __init__(self, folder: Path):
        self.inner = ByteLevelBPETokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))
        self.size = self.inner.get_vocab_size()
        self.end = self.inner.token_to_id(END)
        self.space = self.inner.token_to_id("\u0120")

    def encode(self, text: str) -> list[int]:
        return self.inner.encode(text).ids

    def prompt(self, text: str) -> list[int]:
        return [self.end] + self.encode(text)

    def decode(self, ids: list[int]) -> str:
        return self.inner.decode(ids)

    def encode_documents(self, documents: list[Document]) -> list[tuple[list[int], list[int]]]:
        """Token ids and their kinds for each document, <|endoftext|> before and after."""
        pieces = [piece for d in documents for s in d.segments for piece in s.text.split(PAD)]
        encoded = iter(self.inner.encode_batch(pieces))
        return [self._assemble(document, encoded) for document in documents]

    def _assemble(self, document: Document, encoded) -> tuple[list[int], list[int]]:
        ids, kinds = [self.end], [BODY]
        for index, segment in enumerate(document.segments):
            part = []
            for number, _ in enumerate(segment.text.split(PAD)):
                part += ([self.space] if number else []) + next(encoded).ids
            kind = [FRONT if segment.is_front else BODY] * len(part)
            if index == 1 and document.overwrites:
                taken = min(len(ids) - 1, max(len(part) - 4, 0))
                part, kind = part[taken:], [UNSCORED] + kind[taken + 1:]
            ids, kinds = ids + part, kinds + kind
        return ids + [self.end], kinds + [BODY]
