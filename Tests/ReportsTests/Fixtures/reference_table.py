"""Writes reference_table.txt with prettytable 3.7.0, set up as the published code sets it up.

pip install prettytable==3.7.0; python reference_table.py
"""

import pathlib

import prettytable

PROMPT = "I went up to my friend and said"
UNSTEERED = [
    ', "I\'m sorry, I can\'t help you."',
    " that he was a well-known, state-of-the-art liar--and that e-mail is no way to say it.\n\n"
    'He looked at the tent, the fox and the end of the next text, and said "Look at that tent',
    " nothing<|endoftext|>",
    " " + "a" * 130 + "-" + "b" * 40 + " fond of text",
]
STEERED = [
    "\nthat the wedding was off.",
    " ü 愛 and 中文 are wide characters, which take two cells of a terminal each, 愛愛愛愛愛愛愛 like that",
    "",
    ", one, two, three -- four --five six--seven a-b-c x-1 non-",
]


def bold(text):
    return "\033[1m" + text + "\033[0m"


def main():
    table = prettytable.PrettyTable()
    table.align = "c"
    table.field_names = [bold("Unsteered completions"), bold("Steered completions")]
    table.min_table_width = 120
    for name in table.field_names:
        table.min_width[name] = 60
        table.max_width[name] = 60
    table.hrules = prettytable.ALL
    for unsteered, steered in zip(UNSTEERED, STEERED):
        table.add_row([bold(PROMPT) + unsteered, bold(PROMPT) + steered])
    file = pathlib.Path(__file__).with_name("reference_table.txt")
    file.write_text(str(table) + "\n")


main()
