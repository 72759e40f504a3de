#!/usr/bin/env python3
"""Writes gpt2-merges.txt: those of GPT-2's merges that a few texts can use, each with its rank.

    python make_gpt2_merges.py MERGES_TXT ../PublishedIdsTests.swift

A merge can only be used within a word whose spelling holds what it makes, so the others make no
difference to these texts; the rank tells the token's id, which is 256 more. The texts are all those
in quotes in the tests.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def byte_alphabet() -> dict[int, str]:
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + n) for n, byte in enumerate(others)}


def main(merges_file: str, tests: str):
    alphabet = byte_alphabet()
    texts = re.findall(r'"([^"\n]*)"', open(tests, encoding="utf-8").read())
    spellings = {"".join(alphabet[byte] for byte in text.encode()) for text in texts}
    lines = [line for line in open(merges_file, encoding="utf-8").read().split("\n") if line and not line.startswith("#version")]
    kept = []
    for rank, line in enumerate(lines):
        made = line.replace(" ", "")
        if any(made in spelling for spelling in spellings):
            kept.append(f"{rank} {line}\n")
    with open(os.path.join(HERE, "gpt2-merges.txt"), "w", encoding="utf-8") as file:
        file.writelines(kept)
    print(f"{len(kept)} of {len(lines)} merges")


main(*sys.argv[1:])
