"""Colours and their absence, terminals that can less, and changes of size."""

import random
import unittest

from terminal import *


class Colours(TerminalTest):
    def test_what_is_typed_is_coloured_by_what_it_is(self):
        t = self.session()
        t.run('let love = x("Love","Hate",5,6)')
        t.type('let a = love + x("b", "c", 12, 6)')
        self.assertEqual(t.color("let"), "cyan")
        self.assertEqual(t.color("love +"), "magenta")
        self.assertEqual(t.color('"b"'), "green")
        self.assertEqual(t.color("12"), "brown")
        self.assertEqual(t.color("+"), "default")
        t.send(ctrl("U")).type(":list")
        t.wait(lambda: t.color(":list") == "cyan")
        # What is wrong is not shouted at.
        t.send(ctrl("U")).type(":lisx + lovx")
        t.wait(lambda: t.color(":lisx") == t.color("lovx") == "default")

    def test_colour_stays_right_while_a_long_line_is_edited(self):
        t = self.session(width=30)
        t.send(':tokens "' + "中文 word " * 8 + '"').wait(lambda: t.text().count("word") == 8)
        t.wait(lambda: {t.screen.buffer[y][x].fg for y, line in enumerate(t.lines()) for x in range(30)
                        if t.screen.buffer[y][x].data == "中"} == {"green"})
        t.send(HOME + RIGHT * 9 + "X").wait(lambda: t.after().startswith("中文"))
        self.assertEqual(t.text().replace("\n", "").count("中文"), 8)

    def test_no_color_means_none(self):
        for changes in ({"NO_COLOR": "1"}, {"CLICOLOR": "0"}):
            with self.subTest(**changes):
                t = self.session(**changes)
                t.run('let love = x("Love","Hate",5,6)')
                t.run(":list")
                t.run(":nonsense")
                t.type(":li")
                self.assertNotRegex(t.raw, rb"\x1b\[[0-9;]*m")
                self.assertIn("❯", t.text())

    def test_a_dumb_terminal_or_none_named_gets_no_sequences(self):
        for name in ("dumb", None):
            with self.subTest(TERM=name):
                t = self.session(TERM=name)
                t.type("1 + 3")
                t.send(LEFT if name is None else ctrl("B"))
                t.send(BACKSPACE if name is None else ctrl("H"))
                t.send(ctrl("E") + ctrl("U") + '20 + 3' + ENTER).wait("\n23")
                t.send(':gen "I hate you because" n=1 tokens=3' + ENTER)
                t.wait(lambda: "tokens/s" in t.text() and t.before().endswith("❯ "))
                t.send(":nonsense" + ENTER).wait("no command")
                t.send(ctrl("D"))
                self.assertEqual(t.end(), 0)
                self.assertNotIn(b"\x1b", t.raw)


class WideLines(TerminalTest):
    def test_any_edit_of_wrapped_wide_characters_shows_the_line(self):
        """Random edits; what is on the screen must be what was made of the line."""
        numbers = random.Random(5)
        for width in (20, 40):
            t = self.session(width=width)
            text, cursor = "", 0
            for _ in range(40):
                kind = numbers.random()
                if kind < 0.6:
                    typed = "".join(numbers.choice("ab中文x") for _ in range(numbers.randint(1, 9)))
                    text, cursor = text[:cursor] + typed + text[cursor:], cursor + len(typed)
                    t.send(typed)
                elif kind < 0.75:
                    count = min(numbers.randint(1, 5), cursor)
                    text, cursor = text[: cursor - count] + text[cursor:], cursor - count
                    t.send(BACKSPACE * count)
                elif kind < 0.85:
                    count = min(numbers.randint(1, 12), cursor)
                    cursor -= count
                    t.send(LEFT * count)
                else:
                    cursor = 0 if kind < 0.92 else len(text)
                    t.send(HOME if kind < 0.92 else END)
                t.wait(lambda: t.text().split("❯", 1)[1].replace("\n", "").strip() == text)


class Sizes(TerminalTest):
    def test_a_line_is_drawn_again_when_the_width_changes(self):
        t = self.session(width=100)
        t.type('let love = x("Love", "Hate", 5, 6) + act("wedding", 4, 6)')
        t.resize(40, 30)
        t.wait(lambda: t.before().endswith("6)"))
        t.type("*2")
        t.resize(90, 30)
        t.type("*3")
        count = t.prompts
        t.send(ENTER).ready(count + 1)
        self.assertIn('act("wedding", 24, 6)', t.everything().replace("\n", " ").replace("  ", " "))

    def test_a_run_may_become_narrower(self):
        t = self.session(width=120, height=40)
        t.run('let love = x("Love","Hate",5,6)')
        t.send(':compare "I hate you because" n=100 tokens=200 top_p=1' + ENTER)
        t.wait(lambda: re.search(r"[1-9]\d*/200 tokens", t.text()))
        t.resize(60, 40)
        seen = len(t.raw)
        t.wait(lambda: len(t.raw) > seen + 2000 and re.search(r"[1-9]\d*/200 tokens", t.text()))
        t.send(ctrl("C")).ready(3)
        lines = t.everything().splitlines()
        self.assertTrue(all(len(line) <= 60 for line in lines[-30:]), t.text())
        # One table stands there, and nothing of the live one.
        self.assertEqual(t.text().count("Ctrl-C stops"), 0)
        t.run("1 + 1")
        self.assertIn("\n2\n", t.text())

    def test_a_table_takes_the_width_there_is(self):
        t = self.session(width=120)
        t.run('let love = x("Love","Hate",5,6)')
        for width in (72, 56):
            t.resize(width, 30)
            t.run(':compare "I hate you because" n=1 tokens=10 seed=1')
            table = [l for l in t.lines() if l]
            self.assertTrue(all(len(line) <= width for line in table), t.text())

    def test_the_published_table_fits_the_terminal(self):
        t = self.session(width=140, height=60)
        t.run('let love = x("Love","Hate",5,6)')
        run = ':compare "I hate you because" n=2 tokens=20 seed=1 style=reference'
        for width, rule in ((140, 62), (127, 62), (80, 38), (60, 58), (30, 28)):
            t.resize(width, 60)
            t.run(":clear")
            t.run(run)
            rules = [line for line in t.lines() if line.startswith("+-")]
            self.assertEqual({len(part) for line in rules for part in line.split("+") if part}, {rule}, t.text())
            self.assertIn("completions", t.text())
            self.assertEqual("needs 127" in t.text().replace("\n", ""), width < 127)
        # What is wide again is shown as it was published.
        t.resize(140, 60)
        t.run(":clear")
        t.run(":last")
        self.assertEqual(t.lines()[1], "+" + "-" * 62 + "+" + "-" * 62 + "+", t.text())


class StartFile(TerminalTest):
    def test_it_runs_first_unless_told_not_to(self):
        self.path("config/actadd/rc", ":set n=2\nlet love = x(\"Love\",\"Hate\",5,6)\n")
        t = self.session()
        self.assertTrue(t.before().endswith("tiny love ❯ "))
        t = self.session("--no-rc")
        self.assertTrue(t.before().endswith("tiny ❯ "))
        place = self.path("other", "let calm = act(\"Calm\", 5, 6)\n")
        t = self.session(ACTADD_RC=place)
        self.assertTrue(t.before().endswith("tiny calm ❯ "))
        t = self.session(ACTADD_RC="")
        self.assertTrue(t.before().endswith("tiny ❯ "))

    def test_a_mistake_in_it_is_shown_and_the_session_opens(self):
        place = self.path("config/actadd/rc", "1 + 1\n:nonsense\n")
        t = self.session()
        self.assertIn(place + ":2:1: error:", t.text().replace("\n", ""))
        t.run("2 + 2")
        self.assertIn("\n4\n", t.text())


if __name__ == "__main__":
    unittest.main()
