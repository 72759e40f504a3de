"""The words that count as a completion's being about something; fixed before any model was measured."""
import re

LISTS = dict(
    love="love loves loved adore adores heart kiss kissed kind gentle sweet warm tender caring lovely dear darling hug hugged cherish "
         "precious angel affectionate loving treasure roses",
    hate="hate hates hated hateful disgusting disgust vile horrible rotten cruel nasty evil awful despise despises loathe monster snake "
         "rat liar pig traitor rot sick spat cursed spiteful revolting lied betrayed stole ruin",
    anger="angry anger furious mad scream screamed fury rage enraged outraged infuriating maddening shouted shouting yelling slammed "
          "fight blood boil crazy irritating reckless stubborn rude outrageous unfair shut dare explode burning",
    calm="calm calmly peace peaceful quiet quietly rest rested slow slowly softly soft still serene relaxed patient gentle steady tea "
         "silence hurry rain",
    happy="happy joy joyful laugh laughed laughing smile smiling fun funny cheerful great glad wonderful delighted party dance danced "
          "best excited merry playful bright sunny bubbly",
    sad="sad cry cried crying alone lonely tears heartbroken wept miserable broken miss empty sorrow down low tired gloomy lost terrible",
    praise="brilliant talented gifted clever impressive outstanding admire admires excellent proud genius champion hero talent "
           "masterpiece prize wise skilled remarkable artist leader professional star",
    hurt="stupid ugly worthless lazy pathetic useless dumb failure loser idiot fool foolish disgrace coward garbage ashamed terrible "
         "weakling slob clown embarrassment boring weak worst",
    weddings="wedding weddings bride groom married marry bridesmaids",
    dragons="dragon dragons", geese="goose geese", rome="rome", chess="chess", dogs="dog dogs puppy", gold="gold", horses="horse horses",
    london="london", ghosts="ghost ghosts", music="music song songs band", ships="ship ships")
LISTS = {name: set(words.split()) for name, words in LISTS.items()}
WORD = re.compile(r"[a-z']+")


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def share(texts: list[str], name: str) -> float:
    """The fraction of texts with at least one word of the list."""
    return sum(any(word in LISTS[name] for word in words(text)) for text in texts) / len(texts)
