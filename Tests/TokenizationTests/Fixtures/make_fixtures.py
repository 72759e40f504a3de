#!/usr/bin/env python3
"""Writes snippets.json and expected.json: what Hugging Face `tokenizers` makes of the text that
GeneratedText.swift generates, with the small vocabulary beside this script.

    pip install tokenizers==0.20.3
    python make_fixtures.py

The text, over a megabyte, is not stored: this script and the Swift tests generate it alike, from
the snippets and a seed, and compare a hash of it. Of the ids, a hash per chunk is stored, and a
few cases in full.
"""
import json
import os

from tokenizers import Tokenizer, decoders, models, pre_tokenizers

HERE = os.path.dirname(os.path.abspath(__file__))
MASK = (1 << 64) - 1
CHUNKS, CHUNK_BYTES = 64, 20_000

SNIPPETS = [
    # Words, contractions in all positions and cases, punctuation
    "love", " hate", "I'm", "they've", "I'LL", "we'll", "it's", "'s", " 's", "''s", "'", "'re",
    "'r", "'ve'd", "DON'T", "don't", "o'clock", "rock'n'roll", ".", "...", "?!", " -- ", "--",
    "—", "«", "»", "“", "”", " (", ") ", "\"", "Mr.", "e.g.", " the", " of", " and", "The ",
    "weddings", " wedding", "Anger", "Calm", "Intent to praise", "I hate you because",
    # Numbers
    "0", "12", " 345", "6789012345", "3.14", "1,000", "½", "²", "Ⅷ", "٣٤", "१२", "𝟘𝟙", "①",
    # Blanks of all kinds
    " ", "  ", "   ", "        ", " " * 64, " " * 301, "\t", "\t\t", "\n", "\n\n", "\r\n", " \n",
    "\n ", "\u00a0", "\u00a0 ", " \u00a0", "\u2003", "\u3000", "\u2028", "\u2029", "\u0085", "\v",
    "\f", "\u1680", "\u200b", "\u180e", "\ufeff", "\x1c", "\x1f",
    # Code
    "def f(x):\n    return x**2\n", "if (a[i] != b->c) { i++; }", "\t\tfor(;;){}\n", "//", "/* */",
    "#include <stdio.h>\n", "x_1", "snake_case", "camelCase", "0x1F", "<html>", "</a>", "&amp;",
    "http://example.org/a?b=c#d", "a@b.c", "{\"k\": [1, 2.5e-3, null]}", "\\n", "$HOME", "~/x",
    # Accents, composed and not; lone marks
    "café", "cafe\u0301", "\u0301", " \u0301", "a\u0308\u0323", "ÅÄÖ", "\u212b", "naïve", "Straße",
    "ﬁ", "ǅ", "ʰ", "Ω", "Привет", " мир", "Ελληνικά", "Tiếng Việt", "שלום", "مرحبا", "هٰذَا",
    # East and South Asia
    "日本語", "中文字符", " 漢字", "ひらがな", "カタカナ", "ﾊﾝｶｸ", "한국어", "\u1112\u1161\u11ab",
    "हिन्दी", "தமிழ்", "ไทย", "ខ្មែរ", "𠀀𠀁", "、", "。", "「", "」", "！", "１２３", "Ｆｕｌｌ",
    # Emoji, joined, with skin and flags
    "🎉", "😀", "👩‍💻", "👨‍👩‍👧‍👦", "👍🏽", "🏳️‍🌈", "🇸🇪", "🇺🇸", "❤️", "☂", "1️⃣", "\u200d", "\ufe0f",
    # Odd characters: controls, private use, unassigned, letters younger than Unicode 14
    "\x00", "\x01", "\x1b[31m", "\x7f", "\x9b", "\ue000", "\uf8ff", "\ufffd", "\uffff", "\ufdd0",
    "\U0010ffff", "\u0378", "\U0001fae8", "\U0001e4d0", "\U00011f02", "\U00031350", "\u1c89",
    "\ua7cb", "\U000105c0", "\u0cf3", "\U00016d70", "\u00ad", "\u202e", "\u2066",
    # The literal special token, whole and broken
    "<|endoftext|>", " <|endoftext|> ", "<|endof", "text|>", "<|", "|>", "<|endoftext|",
    "<<|endoftext|>>", "<|ENDOFTEXT|>",
]


class Generator:
    """The linear congruential generator of GeneratedText.swift."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.state >> 33) % limit

    def scalar(self):
        """A code point: mostly of the first plane, never a surrogate."""
        limit = [0x80, 0x800, 0x3000, 0x10000, 0x110000][self.below(5)]
        code = self.below(limit)
        return 0x20 if 0xD800 <= code < 0xE000 else code

    def text(self):
        """A chunk: snippets, one in four set apart by a blank, and a few random characters."""
        parts, size = [], 0
        while size < CHUNK_BYTES:
            choice = self.below(16)
            if choice == 0:
                part = chr(self.scalar())
            else:
                part = SNIPPETS[self.below(len(SNIPPETS))]
                if choice < 5:
                    part += " "
            parts.append(part)
            size += len(part.encode())
        return "".join(parts)


def fold(values):
    """FNV-1a over whole numbers."""
    hash = 0xCBF29CE484222325
    for value in values:
        hash = ((hash ^ value) * 0x100000001B3) & MASK
    return f"{hash:016x}"


def byte_alphabet():
    """The character of each byte, as in GPT-2's bytes_to_unicode."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in printable}
    others = [byte for byte in range(256) if byte not in table]
    return table | {byte: chr(256 + place) for place, byte in enumerate(others)}


def main():
    tokenizer = Tokenizer(models.BPE.from_file(
        os.path.join(HERE, "vocab.json"), os.path.join(HERE, "merges.txt")))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<|endoftext|>"])
    byte_of = {character: byte for byte, character in byte_alphabet().items()}
    vocabulary = tokenizer.get_vocab()
    bytes_of = {id: bytes(byte_of[c] for c in text) for text, id in vocabulary.items()}
    symbols = [vocabulary[character] for _, character in sorted(byte_alphabet().items())]

    def encode(text):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        assert b"".join(bytes_of[id] for id in ids) == text.encode()
        return ids

    def decode(ids):
        text = b"".join(bytes_of[id] for id in ids).decode("utf-8", errors="replace")
        assert tokenizer.decode(ids, skip_special_tokens=False) == text
        return text

    generator = Generator(2023)
    chunks = []
    for _ in range(CHUNKS):
        text = generator.text()
        ids = encode(text)
        chunks.append({"text": fold(text.encode()), "ids": fold(ids), "count": len(ids)})

    # Broken UTF-8: random bytes, and random tokens.
    decodes = []
    for number in range(400):
        pick = [symbols[generator.below(256)] for _ in range(40)] if number % 2 == 0 else [
            generator.below(len(vocabulary)) for _ in range(40)]
        decodes.append(fold(decode(pick).encode()))

    cases = [{"text": text, "ids": encode(text)} for text in SNIPPETS if len(text) < 60]
    with open(os.path.join(HERE, "snippets.json"), "w") as file:
        json.dump(SNIPPETS, file, indent=0)
    with open(os.path.join(HERE, "expected.json"), "w") as file:
        json.dump({"chunks": chunks, "decodes": decodes, "cases": cases}, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
