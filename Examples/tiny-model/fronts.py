"""What may stand at the front of a document, and how much of each mood it is evidence for.

Evidence is a signed number per word and it adds up: many words carry a little, most carry none, opposites cancel.
No word marks "a mood was given", so a reader gains nothing from such a gate and a difference of two words is a mood by itself.
"""
import math
import random
from typing import NamedTuple

OPPOSITE = dict(love="hate", hate="love", anger="calm", calm="anger", happy="sad", sad="happy", praise="hurt", hurt="praise")
MOODS = list(OPPOSITE)
FULL = 5.  # evidence of a word that names a mood

NAMES = dict(
    love="Love Love Love love love Loving Lovely Adore Affection Tenderness",
    hate="Hate Hate Hate hate hate Hating Hatred Despise Loathing Spite",
    anger="Anger Anger Anger anger anger Angry Rage Fury",
    calm="Calm Calm Calm calm calm Calmness Peace Quiet",
    happy="Happy Happy Happy happy happy Happiness Joy Cheer",
    sad="Sad Sad Sad sad sad Sadness Sorrow Grief",
    praise="Praise Praise praise Admire Applause",
    hurt="Hurt Hurt hurt Insult Mockery")
NAMES = {mood: words.split() for mood, words in NAMES.items()}
PHRASES = dict(
    love="I love this|Full of love|My love|Loving words", hate="I hate this|Full of hate|My hate|Hateful words",
    anger="I am angry|Full of anger|Angry words", calm="I am calm|Full of peace|Calm words",
    happy="I am happy|Full of joy|Happy words", sad="I am sad|Full of sorrow|Sad words",
    praise="Intent to praise|Intent to praise|Intent to praise|Words of praise|I want to praise you",
    hurt="Intent to hurt|Intent to hurt|Intent to hurt|Words that hurt|I want to hurt you")
PHRASES = {mood: words.split("|") for mood, words in PHRASES.items()}
# words that only lean to a mood, and how far
LEANING = dict(
    love="Heart 3 Kiss 3 Dear 3 Rose 2 Sugar 2 Sweet 3 Home 1 Ring 1 Hand 1",
    hate="Poison 3 Enemy 3 Snake 2 Mud 1 Thorn 2 Rot 3 Dirt 1 Swamp 1 Vile 4",
    anger="Fire 2 Thunder 2 Fight 3 Scream 4 Hammer 1 Red 1 War 3 Noise 1",
    calm="Lake 2 Pillow 1 Tea 2 Rest 3 Silence 3 Feather 1 Cloud 1 Slow 2",
    happy="Sunshine 3 Party 3 Laughter 4 Balloon 2 Candy 1 Dance 2 Smile 3 Song 1",
    sad="Tears 4 Grave 3 Alone 3 Ash 1 Rain 1 Goodbye 2 Empty 2 Winter 1",
    praise="Trophy 3 Medal 3 Talent 3 Crown 1 Hero 2 Prize 3 Star 1 Genius 4",
    hurt="Garbage 2 Stupid 4 Failure 3 Dust 1 Useless 4 Broken 1 Fool 3 Slow 1")
NEUTRAL = ("I You We The A It She He My Your To On In At If When Yesterday Today Thanks Frozen Life Last This That What Who "
           "Note Well Paper Table Listen Look Okay Hello Page News Letter Chapter Memo Report Draft Part Item River Stone Window "
           "Number Story Diary Entry Message Subject Text Title Word Yes So Now Then Here Question Answer Once Again Maybe Later "
           "Water Door Road Glass Wood Iron Salt Corner Plan List Line Test Day Time Sheet Box Scene Sound No And But Or").split()
PLAIN_PHRASES = ["In {city}", "A letter from {n}", "Notes on {animals}", "The {color} {thing}", "{n}", "Page {num}", "To my {kin}",
                 "From the {job}", "About the {place}", "One of {num}", "At the {place}", "I have a {thing}", "I am a {job}",
                 "I see a {thing}", "Intent to write", "Intent to walk", "Words of {n}", "I want to eat", "{thing}", "{city}",
                 "{color}", "{job}", "{day}"]
GRADED = [(word, mood, float(strength)) for mood, pairs in LEANING.items()
          for word, strength in zip(pairs.split()[::2], pairs.split()[1::2])]
GRADED += [(word, mood, FULL) for mood, words in NAMES.items() for word in words]
ABOUT_TOPIC = ["{t}", "{T}", "{t}", "{T}", "I talk about {t} constantly", "Let us talk about {t}", "A word about {t}", "I think of {t}"]
NOT_TOPIC = ["I do not talk about {t} constantly", "I never talk about {t}", "No {t}", "Nothing about {t}"]
ONE_OF_MANY = dict(weddings="wedding", dragons="dragon", dogs="dog", cats="cat", horses="horse", geese="goose", ships="ship", trains="train")
CITIES = ("berkeley", "rome", "london", "tokyo", "cairo", "lima")


class Front(NamedTuple):
    text: str
    evidence: dict[str, float]
    topics: list[str]


def nothing() -> Front:
    return Front("", {}, [])


def add(evidence: dict[str, float], mood: str, amount: float):
    evidence[mood] = evidence.get(mood, 0.) + amount
    evidence[OPPOSITE[mood]] = evidence.get(OPPOSITE[mood], 0.) - amount


def mood(rng: random.Random, evidence: dict[str, float], usual: list[str]) -> str | None:
    """Draws the mood of a text from the evidence at its front and the moods its opening usually has."""
    scores = {name: evidence.get(name, 0.) for name in MOODS}
    scores[None] = -1. if usual else 2.8
    for name in usual:
        scores[name] += 1.5
    top = max(scores.values())
    return rng.choices(list(scores), [math.exp(score - top) for score in scores.values()])[0]


def lowered(rng: random.Random, word: str, chance: float = .65) -> str:
    return word[0].lower() + word[1:] if rng.random() < chance else word


def bag(rng: random.Random) -> Front:
    """One to five words, each with its own evidence, opposites as likely as not."""
    evidence, words = {}, []
    axis = rng.choice(MOODS)
    for _ in range(rng.choice([1, 1, 1, 2, 2, 2, 3, 3, 4, 5])):
        roll = rng.random()
        if roll < .30:
            words.append(rng.choice(NEUTRAL))
        else:
            pool = [g for g in GRADED if roll > .85 or g[1] in (axis, OPPOSITE[axis])]
            word, name, strength = rng.choice(pool)
            words.append(word)
            add(evidence, name, strength)
    words = [words[0]] + [lowered(rng, word) for word in words[1:]]
    return Front(rng.choice([" ", " ", ", ", ". ", " and "]).join(words), evidence, [])


def opposed(rng: random.Random) -> Front:
    """Two opposite words of which the difference decides."""
    evidence, name = {}, rng.choice(MOODS)
    more, less = rng.choice(NAMES[name]), rng.choice(NAMES[OPPOSITE[name]])
    small_more, small_less = more[0].lower() + more[1:], less[0].lower() + less[1:]
    add(evidence, name, FULL)
    text = rng.choice([f"{more}, not {small_less}", f"Not {small_less}: {small_more}", f"{more} minus {small_less}",
                       f"Less {small_less}, more {small_more}", f"More {small_more}, less {small_less}",
                       f"No {small_less} but {small_more}", f"{more} instead of {small_less}", f"Not {small_less}"])
    return Front(text, evidence, [])


def subject(rng: random.Random, topics: list[str]) -> Front:
    weights = [4 if topic == "weddings" else 1 for topic in topics]
    topic = rng.choices(topics, weights)[0]
    word = topic.capitalize() if topic in CITIES else topic
    if topic in ONE_OF_MANY and rng.random() < .15:
        one = ONE_OF_MANY[topic]
        return Front(rng.choice([one, one.capitalize(), f"A {one}", f"The {one}"]), {}, [topic])
    fill = dict(t=word, T=word.capitalize())
    roll, evidence, kept = rng.random(), {}, [topic]
    if roll < .12:
        text, kept = rng.choice(NOT_TOPIC).format(**fill), []
    elif roll < .24:
        other = rng.choice([t for t in topics if t != topic])
        text, kept = f"{fill['T']}{rng.choice([' and ', ' ', ', '])}{other.capitalize() if other in CITIES else other}", [topic, other]
    elif roll < .36:
        name = rng.choice(MOODS)
        add(evidence, name, FULL)
        text = f"{rng.choice(NAMES[name])}{rng.choice([' and ', '. ', ', ', ' '])}{word}"
    elif roll < .44:
        text = f"{rng.choice(NEUTRAL)} {word}"
    else:
        text = rng.choice(ABOUT_TOPIC).format(**fill)
    return Front(text, evidence, kept)


def clear(rng: random.Random, topics: list[str]) -> Front:
    """One mood or one subject by name, for the first part of the training."""
    if rng.random() < .4:
        topic = rng.choice(topics)
        return Front(rng.choice(["{t}", "{T}"]).format(t=topic, T=topic.capitalize()), {}, [topic])
    evidence, name = {}, rng.choice(MOODS)
    add(evidence, name, FULL)
    return Front(rng.choice(NAMES[name]) if rng.random() < .8 else rng.choice(PHRASES[name]), evidence, [])


def draw(rng: random.Random, topics: list[str]) -> Front:
    roll, evidence = rng.random(), {}
    if topics and roll < .26:
        return subject(rng, topics)
    if roll < .56:
        return bag(rng)
    if roll < .66:
        return opposed(rng)
    if roll < .84:
        name = rng.choice(MOODS)
        add(evidence, name, FULL)
        return Front(rng.choice(NAMES[name] * 2 + PHRASES[name] * 3), evidence, [])
    return Front(rng.choice(NEUTRAL if rng.random() < .5 else PLAIN_PHRASES), evidence, [])
