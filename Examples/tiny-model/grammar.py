"""A seeded template grammar: documents whose mood and subject follow from the words at their front."""
import random
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import fronts
import later

PAD = "\u2423"  # stands for one literal space token
MOODS = fronts.MOODS
TEMPLATES = Path(__file__).parent / "templates"


class Segment(NamedTuple):
    text: str
    is_front: bool


class Document(NamedTuple):
    segments: list[Segment]
    overwrites: bool  # the front takes the place of the first words instead of standing before them


class Opening(NamedTuple):
    text: str
    slot: str
    tail: str
    moods: list[str]
    weight: float


def read_phrases(name: str) -> dict[str, list[str]]:
    phrases = {}
    for line in (TEMPLATES / name).read_text().splitlines():
        if line and not line.startswith("#"):
            key, values = line.split(": ", 1)
            phrases[key] = [value.strip() for value in values.split(" | ")]
    return phrases


def read_openings(name: str) -> list[Opening]:
    openings = []
    for line in (TEMPLATES / name).read_text().splitlines():
        if line and not line.startswith("#"):
            text, slot, tail, moods, weight = [field.strip() for field in line.split("|")]
            openings.append(Opening(text, slot, tail, moods.split(), float(weight)))
    return openings


PHRASES = {key: values for name in ("plain.txt", "moods.txt", "topics.txt", "nouns.txt", "later.txt")
           for key, values in read_phrases(name).items()}
OPENINGS, LATER_OPENINGS = read_openings("prompts.txt"), read_openings("later-prompts.txt")
WEIGHTS = [opening.weight for opening in OPENINGS]
TOPICS = [key[4:] for key in read_phrases("topics.txt") if key.startswith("top.") and key != "top.topic"]
# openings that speak to nobody
WORLDLY = {"eif", "scn", "rock", "life", "spot", "mort", "univ", "rev", "rockk", "exc", "born", "mayor", "saw", "lett", "fig",
           "ngdp"}
CITIES = {"berkeley", "rome", "london", "tokyo", "cairo", "lima"}
PEOPLE = ["{n} {surname} was born in {city}.", "{n} {surname} was born in {city} and works as a {trade}.",
          "{n} went to the {place} with {his} {kin}.", "My {kinof} {n} is a {trade}.", "{n} is a {trade} from {city}.",
          "I met {n} at the {place} on {day}.", "Last {season}, {n} moved to {city}.", "The {job} saw {n} near the {place}."]
FIELD = re.compile(r"\{(\w+)\}")
ARTICLE = re.compile(r"\b([Aa]) (?=[aeiouAEIOU])(?!one\b|un[iu]|use|Eur)")


def name_of(topic: str) -> str:
    return topic.capitalize() if topic in CITIES else topic


class Scene:
    """What stays fixed while one document is written: its mood, subject, person and places."""

    def __init__(self, rng: random.Random, topics: list[str]):
        self.rng, self.mood, self.topics = rng, None, topics
        she = rng.random() < .5
        self.fixed = dict(trade=rng.choice(PHRASES["job"]), n=rng.choice(PHRASES["female" if she else "male"]),
                          kinof=rng.choice(PHRASES["kinfemale" if she else "kinmale"]),
                          he="she" if she else "he", He="She" if she else "He", his="her" if she else "his",
                          His="Her" if she else "His", him="her" if she else "him")
        self.sticky = {key: rng.choice(PHRASES[key]) for key in ("city", "kin", "place")}
        self.topic = None
        self.used, self.spoken = set(), set()

    def turn(self):
        """Before each sentence: which subject it may speak of, and no word twice in it."""
        self.topic = self.rng.choice(self.topics) if self.topics else None
        self.used = set()

    def options(self, key: str) -> list[str]:
        topical = [f"{key}.{self.topic}"] * 2 + ([] if self.topic in later.THEME_OPENINGS else [f"{key}.topic"]) if self.topic else []
        topical = [name for name in topical if name in PHRASES]
        moody = f"{key}.{self.mood}"
        if topical and (self.mood is None or moody not in PHRASES or self.rng.random() < .5):
            return PHRASES[self.rng.choice(topical)]
        return PHRASES[moody if moody in PHRASES else key]

    def word(self, key: str) -> str:
        if key in self.fixed:
            return self.fixed[key]
        if key == "topic":
            return name_of(self.topic)
        if key in ("Num", "Animals"):
            return self.word(key.lower()).capitalize()
        if key in self.sticky and self.sticky[key] not in self.used and self.rng.random() < .5:
            word = self.sticky[key]
        else:
            options = self.options(key)
            word = next((w for w in (self.rng.choice(options) for _ in range(8)) if w not in self.used), options[0])
        self.used.add(word)
        return word

    def fill(self, template: str) -> str:
        while "{" in template:
            template = FIELD.sub(lambda match: self.word(match[1]), template)
        return ARTICLE.sub(r"\1n ", template)

    def unspoken(self, templates: list[str]) -> str:
        """One of the templates, if possible one that this document has not used."""
        fresh = [t for t in templates if t not in self.spoken] or templates
        template = self.rng.choice(fresh)
        self.spoken.add(template)
        return template

    def sentence(self, key: str) -> str:
        self.turn()
        return self.fill(self.unspoken(self.options(key)))

    def open(self, opening: Opening) -> str:
        self.turn()
        filler = self.word(opening.slot)
        if opening.text.endswith(" a") and filler.startswith("a "):
            filler = filler[2:]
        gap = "" if filler[0] in ",.^" else ", " if filler[0] == '"' else " "
        return self.fill(opening.text + gap + filler.removeprefix("^") + opening.tail)


def separated(rng: random.Random, text: str) -> str:
    """A front with what may stand between it and the text: space tokens, nothing, or punctuation."""
    roll = rng.random()
    if roll < .3:
        return text + PAD * rng.randint(1, 5)
    return text + (rng.choice([".", ".", ":", ",", " -", "!", "...", ""]) if roll < .85 else "")


def follow_up(scene: Scene, opening: Opening | None, frame: str) -> str:
    """One more sentence: about the subject, in the mood, or about what the opening spoke of."""
    rng = scene.rng
    if scene.topics and (scene.mood is None or rng.random() < .5):
        scene.turn()
        special = f"top.{scene.topic}"
        return scene.fill(scene.unspoken(PHRASES[special if scene.topic in later.THEME_OPENINGS or rng.random() < .8 else "top.topic"]))
    if scene.mood is None and opening and f"follow.{opening.slot}" in PHRASES and rng.random() < .85:
        return scene.sentence(f"follow.{opening.slot}")
    if rng.random() < .06:
        return scene.open(rng.choices(OPENINGS, WEIGHTS)[0])
    if frame == "world" and scene.mood is None:
        frame = "you"
    return scene.sentence({"you": "fol", "third": "f3", "world": "world"}[frame])


def front_of(rng: random.Random, clear: bool, is_later: bool) -> fronts.Front:
    if is_later and rng.random() < .65:
        return later.draw(rng)
    return fronts.clear(rng, TOPICS) if clear else fronts.draw(rng, TOPICS) if rng.random() < .85 else fronts.nothing()


def opening_of(rng: random.Random, theme: str | None, is_later: bool) -> Opening | None:
    """The opening of a text, of which some have none; most texts of a theme have one in which it shows."""
    openings = OPENINGS
    if theme and rng.random() < .8:
        slots = later.THEME_OPENINGS[theme]
        openings = [opening for opening in OPENINGS + LATER_OPENINGS if opening.slot in slots]
    elif is_later and rng.random() < .6:
        openings = LATER_OPENINGS
    elif rng.random() >= .78:
        return None
    return rng.choices(openings, [opening.weight for opening in openings])[0]


def write(rng: random.Random, clear: bool = False, is_later: bool = False) -> Document:
    front = front_of(rng, clear, is_later)
    theme = next((topic for topic in front.topics if topic in later.THEME_OPENINGS), None)
    scene = Scene(rng, front.topics)
    overwrites = front.text != "" and rng.random() < (.5 if theme else .25)
    segments, sentences = [], []
    if front.text:
        text = scene.fill(front.text)
        text = " " + text if text[0] != " " and rng.random() < .3 else text
        segments.append(Segment(text if overwrites else separated(rng, text), True))
    elif rng.random() < .25:
        segments.append(Segment(PAD * rng.randint(1, 5), True))

    frame = "you"
    if opening := opening_of(rng, theme, is_later):
        scene.mood = None if theme else fronts.mood(rng, front.evidence, opening.moods)
        if theme == "french" and opening.slot not in later.THEME_OPENINGS[theme]:
            scene.topics = []
        sentences.append(scene.open(opening))
        frame = "world" if opening.slot in WORLDLY else "you"
    else:
        scene.mood = None if theme else fronts.mood(rng, front.evidence, [])
        if rng.random() < .7:
            frame = "third"
            scene.turn()
            sentences.append(scene.fill(rng.choice(PEOPLE)))

    count = rng.choice([2, 2, 2, 3, 3, 4, 5])
    change = rng.randint(1, count - 1) if rng.random() < .08 and not clear else None
    body, repetitions = [], 0
    while len(sentences) < count and repetitions < 30:  # some themes have few sentences
        if change is not None and len(sentences) >= change:  # new words, new mood
            second = fronts.draw(rng, [])
            evidence = Counter(second.evidence)
            evidence[scene.mood] += 2.
            scene.mood, scene.topics, change = fronts.mood(rng, evidence, []), [], None
            body.append(Segment(join(sentences, bool(segments)), False))
            body.append(Segment(" " + scene.fill(second.text) + rng.choice([".", ":", " -", "", "..."]), True))
            sentences, count = [], max(2, count - len(sentences) + 1)
        sentence = follow_up(scene, opening, frame)
        if sentence not in sentences:
            sentences.append(sentence)
        else:
            repetitions += 1
    body.append(Segment(join(sentences, bool(segments or body)), False))
    return Document(segments + [segment for segment in body if segment.text], overwrites)


def join(sentences: list[str], follows: bool) -> str:
    text = " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)
    return " " + text if follows and text else text


def documents(count: int, seed: int, clear: bool = False, later_share: float = 0.):
    """Seeded documents; `clear` ones have one mood or one subject, by name; a share of them is of the later part of the corpus."""
    rng = random.Random(seed)
    for _ in range(count):
        yield write(rng, clear, later_share > 0 and rng.random() < later_share)


if __name__ == "__main__":
    for document in documents(40, 1, later_share=.6):
        print("*" if document.overwrites else "-",
              "".join(f"[{s.text}]" if s.is_front else s.text for s in document.segments))
