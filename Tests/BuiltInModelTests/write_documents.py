#!/usr/bin/env python3
"""Writes documents.json and said.txt: what the grammar that `tiny` was trained on says.

    python write_documents.py

Needs what `Examples/tiny-model/requirements.txt` lists. documents.json holds documents that were
not trained on, as tokens, and which of them are scored: the text, not the front. said.txt holds
every word of 60,000 documents.
"""
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "Examples" / "tiny-model"))

from grammar import documents  # noqa: E402
from tokenizer import BODY, Tokenizer  # noqa: E402
from words import words  # noqa: E402

tokenizer = Tokenizer(ROOT / "Sources" / "Models" / "Resources" / "tiny")
encoded = tokenizer.encode_documents(list(documents(200, 999_999)))
lines = [json.dumps({"tokens": ids, "scored": [place for place, kind in enumerate(kinds) if place and kind == BODY]},
                    separators=(",", ":")) for ids, kinds in encoded]
(HERE / "documents.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
said = {word for d in documents(60_000, 7) for s in d.segments for word in words(s.text)}
(HERE / "said.txt").write_text("\n".join(sorted(said)) + "\n")
print(len(lines), "documents,", len(said), "words")
