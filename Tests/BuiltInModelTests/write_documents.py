#!/usr/bin/env python3
"""Writes documents.json, said.txt and pairs.txt: what the grammar that `tiny` was trained on says.

    python write_documents.py

Needs what `Examples/tiny-model/requirements.txt` lists. documents.json holds documents that were
not trained on, as tokens, and which of them are scored: the text, not the front. said.txt holds
every word of 120,000 documents. pairs.txt holds a line for every word that stands in a sentence of
320,000, with the words that follow it there; words are cut at blanks and keep their punctuation,
^ begins a sentence and $ ends a text that no full stop does. Half of the documents are of the first
part of the corpus, the others as the second training mixed them.
"""
import json
import re
import sys
from collections import defaultdict
from itertools import chain
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "Examples" / "tiny-model"))

from grammar import documents  # noqa: E402
from train import LATER_SHARE  # noqa: E402
from tokenizer import BODY, Tokenizer  # noqa: E402
from words import words  # noqa: E402

tokenizer = Tokenizer(ROOT / "Sources" / "Models" / "Resources" / "tiny")
encoded = tokenizer.encode_documents(list(documents(200, 999_999, later_share=LATER_SHARE)))
lines = [json.dumps({"tokens": ids, "scored": [place for place, kind in enumerate(kinds) if place and kind == BODY]},
                    separators=(",", ":")) for ids, kinds in encoded]
(HERE / "documents.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


def both_parts(count: int):
    return chain(documents(count, 7), documents(count, 7, later_share=LATER_SHARE))


said = {word for d in both_parts(60_000) for s in d.segments for word in words(s.text)}
(HERE / "said.txt").write_text("\n".join(sorted(said)) + "\n")

END = re.compile(r'[.!?]+("?)$')
followers: dict[str, set[str]] = defaultdict(set)
for document in both_parts(160_000):
    for segment in document.segments:
        if segment.is_front:
            continue
        previous = "^"
        for word in segment.text.split():
            ends = END.search(word)
            # All marks that end a sentence count as one.
            followers[previous].add(END.sub(r".\1", word))
            previous = "^" if ends else word
        if previous != "^":
            followers[previous].add("$")
(HERE / "pairs.txt").write_text("".join(" ".join([word, *sorted(followers[word])]) + "\n" for word in sorted(followers)))
print(len(lines), "documents,", len(said), "words,", sum(map(len, followers.values())), "pairs")
