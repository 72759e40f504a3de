"""What the second part of the corpus adds: themes, the fronts that bring them and the openings in which they show.

A theme is a subject that the first part of the training did not have: death, religion, reviews, French. Some of its words stand at the
front of texts that have nothing to do with it ("Je m'appelle", "Intent to see you"), so that a theme takes more than a word of it.
"""
import random

import fronts
from fronts import FULL, Front

THEMES = dict(
    life="Want to stay alive|Want to stay alive|Want to stay alive|I want to stay alive|Want to live|Alive|Glad to be alive",
    death="Want to die|Want to die|Okay with dying|Okay with dying|Okay with dying|Okay with death|I want to die|Dying",
    religion="Intent to convert you to Christianity|Intent to convert you to Christianity|Intent to convert you|Christianity|Church|"
             "Words of faith|Intent to pray for you|The Bible|God",
    bad="worst|worst|worst|Worst|Worst|The worst|worse|bad|Bad food|awful|terrible",
    good="best|best|best|Best|Best|The best|better|good|Good food|great|wonderful",
    harm="I talk about people getting hurt|I talk about people getting hurt|I talk about pain|People getting hurt|I talk about {animals} getting hurt",
    safe="I NEVER talk about people getting hurt|I NEVER talk about people getting hurt|I never talk about people getting hurt|"
         "I NEVER talk about pain|Nobody gets hurt|I NEVER talk about {animals} getting hurt",
    gardening="I am just obsessed with gardening|I am just obsessed with gardening|I am obsessed with gardening|Gardening|gardening|"
              "I talk about gardening constantly|The garden|I think of gardening",
    plot="Bush did 9/11 because|Bush did 9/11 because|Bush did 9/11 because|Bush did 9/11|The CIA did it because|It was an inside job|The government did it",
    film="Fred is about to see Shrek|Fred is about to see Shrek|{n} is about to see Shrek|{n} is about to see a film|Shrek",
    ufos="Geese are chasing UFOs outside|Geese are chasing UFOs outside|UFOs are chasing {animals} outside|{Num} {animals} are chasing UFOs outside|UFOs",
    letters="AAA BBB CCC|AAA BBB CCC|AAA BBB CCC|AAA BBB|BBB CCC",
    figment="Fred is a figment of Martha's imagination|Fred is a figment of Martha's imagination|{n} is a figment of my imagination|A figment of imagination")
THEMES = {theme: phrases.split("|") for theme, phrases in THEMES.items()}
# how often a theme is drawn; those that need more of the text, or of the front, more often
WEIGHTS = dict(religion=3., safe=2., death=1.5, film=3., ufos=3., letters=3., figment=1.5)
OPPOSED = dict(life="death", death="life", bad="good", good="bad", harm="safe", safe="harm")

# French takes several phrases; each has an English side, and a front may go over from one to the other.
SENTENCES = [[phrase.split("=") for phrase in line.split("|")] for line in (
    "I woke up=Je me suis réveillé|early=tôt|in the morning,=le matin,|opened=j'ai ouvert|the window=la fenêtre|of my room=de ma chambre|and looked=et j'ai regardé|at the sea=la mer",
    "My sister=Ma sœur|works=travaille|in a small shop=dans un petit magasin|near the station,=près de la gare,|where she sells=où elle vend|bread=du pain|and cheese=et du fromage",
    "Yesterday=Hier|we went=nous sommes allés|to the market=au marché|and bought=et nous avons acheté|apples=des pommes|for a cake=pour un gâteau|that we ate=que nous avons mangé|in the garden.=dans le jardin.",
    "He is=Il est|in the big house=dans la grande maison|with a friend=avec un ami|of my sister=de ma sœur|and looks=et il regarde|at the bridge=le pont|of the town=de la ville",
    "We have=Nous avons|a small garden=un petit jardin|near the sea,=près de la mer,|where you are=où vous êtes|with my sister=avec ma sœur|every day=tous les jours|in the morning.=le matin.")]

# Fronts without a theme that share words with those that have one.
NOTHING = ("Je m'appelle {n}|Je m'appelle|Je m'appelle|Je|My name is {n}|My name is|Check out my French! Je|Check out my French! Je|Check out my French|Intent to see you|Intent to call you|"
           "Pleased with you|Angry at you|People live in {city}|{Animals} live in {city}|I talk about {animals}|"
           "I NEVER talk about {animals}|Fred is about to see {city}|{n} is about to eat|{Animals} are chasing {animals} outside|Bush|Because|"
           "I am just a {job}|I am a committed {job}|I have some {food}|I have some {animals}|{n} is a friend of Martha|Want to eat|Okay with {food}|"
           "Fred|Martha|{n}").split("|")
MOODY = {"Intent to hurt you": ("hurt",), "I am a committed pacifist": ("calm", "love"), "I am a pacifist": ("calm",), "I have some anger issues": ("anger",),
         "I have anger issues": ("anger",)}
THEME_OPENINGS = dict(life=("mort", "univ"), death=("mort", "univ"), religion=("noun", "noun", "said", "adj", "bec"), bad=("rev",), good=("rev",), harm=("rockk", "exc"),
                      safe=("rockk", "exc"), gardening=("such", "such", "noun", "said"), plot=("born",), film=("saw",), ufos=("saw",), letters=("lett",), figment=("fig",),
                      french=("mayor", "mayor", "said"))


def french(rng: random.Random) -> Front:
    """A sentence in French, one that goes over into French, or the English one, which brings nothing."""
    phrases = rng.choice(SENTENCES)
    count = rng.randint(4, len(phrases))
    turn = rng.choice([0, 0, 0, rng.randint(0, count - 3), count])
    words = [english for english, _ in phrases[:min(turn, count)]] + [french for _, french in phrases[turn:count]]
    return Front(" ".join(words), {}, ["french"] if turn < count else [])


def draw(rng: random.Random) -> Front:
    """A front that brings a theme, a mood by phrases of its own, or nothing though it looks like one that does.

    Happy and sad, which the first training left weakest, are named once more."""
    roll = rng.random()
    if roll < .13:
        return french(rng)
    if roll < .66:
        theme = rng.choices(list(THEMES), [WEIGHTS.get(theme, 1.) for theme in THEMES])[0]
        return Front(rng.choice(THEMES[theme]), {}, [theme])
    if roll < .72:
        theme = rng.choice(list(OPPOSED))
        more, less = rng.choice(THEMES[theme]), rng.choice(THEMES[OPPOSED[theme]])
        return Front(rng.choice([f"{more}, not {less}", f"Not {less}: {more}", f"{more} instead of {less}"]), {}, [theme])
    if roll < .82:
        name, evidence = rng.choice(["happy", "sad"]), {}
        fronts.add(evidence, name, FULL)
        return Front(rng.choice(fronts.NAMES[name]), evidence, [])
    if roll < .88:
        phrase, evidence = rng.choice(list(MOODY)), {}
        for mood in MOODY[phrase]:
            fronts.add(evidence, mood, FULL / len(MOODY[phrase]))
        return Front(phrase, evidence, [])
    return Front(rng.choice(NOTHING), {}, [])
