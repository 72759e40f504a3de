"""Which completions are about something: those with a word of a list in words.txt."""
import re
from pathlib import Path

LINES = [line.split(": ") for line in (Path(__file__).parent / "words.txt").read_text().splitlines() if line and line[0] != "#"]
LISTS = {name: set(words.split()) for name, words in LINES}
WORD = re.compile(r"[a-z']+")


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def share(texts: list[str], name: str) -> float:
    """The fraction of texts with at least one word of the list."""
    return sum(any(word in LISTS[name] for word in words(text)) for text in texts) / len(texts)
