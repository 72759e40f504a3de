"""Tab, and dim hints behind the line."""

import unittest

from terminal import *


class Tab(TerminalTest):
    def test_one_candidate_is_inserted_with_what_follows_it(self):
        t = self.session()
        t.type(":compa").send(TAB).wait(lambda: t.before().endswith("❯ :compare "))
        t.send(ctrl("U")).type("le").send(TAB).wait(lambda: t.before().endswith("❯ let "))
        t.type("love = x").send(TAB).wait(lambda: t.before().endswith("let love = x("))
        t.send('"Love","Hate",5,6)' + ENTER).ready(2)
        t.type("lov").send(TAB).wait(lambda: t.before().endswith("❯ love"))
        t.type(".coe").send(TAB).wait(lambda: t.before().endswith("❯ love.coeff"))
        # In the middle of a line, what stands there already is not doubled.
        t.send(ctrl("U")).type(":compa \"a\"").send(LEFT * 4)
        t.wait(lambda: t.before().endswith(":compa")).send(TAB)
        t.wait(lambda: t.before().endswith("❯ :compare") and t.after() == ' "a"')

    def test_several_candidates_are_listed_with_what_they_are(self):
        t = self.session(height=40)
        t.type(":l").send(TAB)
        t.wait(lambda: t.before().endswith("❯ :l") and t.cursor()[0] > 3)
        for command in (":load", ":list", ":last", ":logprobs"):
            self.assertRegex(t.text(), rf"(?m)^ *{command}  +\S+")
        row = next(i for i, line in enumerate(t.lines()) if line.lstrip().startswith(":load"))
        self.assertEqual(t.color(":load", row), "cyan")
        self.assertTrue(all(len(line) <= 100 for line in t.lines()))
        t.type("oa").send(TAB).wait(lambda: t.before().endswith("❯ :load "))
        t.send(TAB).wait(lambda: "tiny" in t.text() and "gpt2-small" in t.text())

    def test_each_candidate_of_a_list_is_one_line(self):
        t = self.session(width=40, height=40)
        t.type(":set ").send(TAB).wait(lambda: "temperature=" in t.text() and t.before().endswith(":set "))
        settings = [line for line in t.lines() if re.match(r" [a-z_]+= ", line)]
        self.assertGreater(len(settings), 10)
        self.assertTrue(any(line.endswith("…") for line in settings))
        self.assertEqual(t.cursor()[0] - t.lines().index(settings[0]), len(settings))

    def test_what_all_have_in_common_is_inserted_first(self):
        t = self.session()
        t.type(':activations "a" at=bl').send(TAB).wait(lambda: t.before().endswith("at=blocks."))
        t.type("11").send(TAB).wait(lambda: t.before().endswith("at=blocks.11."))
        t.type("hook_resid_p").send(TAB)
        t.wait(lambda: "hook_resid_pre" in t.text() and t.before().endswith("hook_resid_p"))

    def test_layers_settings_and_their_values(self):
        t = self.session()
        t.run('let love = x("Love","Hate",5,6)')
        t.type("love.layer = ").send(TAB).wait(lambda: re.search(r"\b0\b.*\b11\b", t.text().replace("\n", " ")))
        t.send(ctrl("U")).type(":set ").send(TAB).wait(lambda: "top_p=" in t.text() and "0.3" in t.text())
        t.type("colo").send(TAB).wait(lambda: t.before().endswith(":set color="))
        t.type("of").send(TAB).wait(lambda: t.before().endswith(":set color=off "))

    def test_paths_with_blanks_stand_in_quotes(self):
        self.path("my files/one session.actadd", "1 + 41\n")
        t = self.session()
        t.type(":run my").send(TAB).wait(lambda: t.before().endswith(':run "my files/'))
        t.send(TAB).wait(lambda: t.before().endswith(':run "my files/one session.actadd" '))
        t.send(ENTER).ready(2)
        self.assertIn("\n42\n", t.text())

    def test_inside_a_text_there_is_only_a_beep(self):
        t = self.session()
        t.type(':compare "I ha')
        bells = t.raw.count(b"\x07")
        t.send(TAB).wait(lambda: t.raw.count(b"\x07") > bells)
        self.assertTrue(t.before().endswith(':compare "I ha'))

    def test_a_list_longer_than_the_screen_is_cut(self):
        t = self.session(height=12)
        t.type(":set ").send(TAB).wait(lambda: re.search(r"and \d+ more", t.text()))
        self.assertTrue(t.before().endswith("❯ :set "))

    def test_many_commands_are_listed_by_what_they_are_for(self):
        for width in (60, 80, 120):
            t = self.session(width=width, height=24)
            t.type(":").send(TAB).wait(lambda: "instruments" in t.text() and t.before().endswith("❯ :"))
            self.assertRegex(t.text(), r"(?m)^ models +:load :models")
            self.assertIn(":against-prompting", t.text())
            self.assertIn(":quit", t.text())
            self.assertIn("actadd", t.text(), "the list fits the screen")

    def test_behind_a_wide_character(self):
        t = self.session()
        t.run('let 愛 = act("Love", 5, 6)')
        t.type("愛.la").send(TAB).wait(lambda: t.before().endswith("❯ 愛.layer"))


class Hints(TerminalTest):
    def test_the_last_line_that_begins_so(self):
        t = self.session()
        t.run("1 + 41")
        t.type("1 +").wait(lambda: t.after() == " 41")
        t.send(RIGHT).wait(lambda: t.before().endswith("❯ 1 + 41") and t.after() == "")
        t.send(ctrl("U")).type("1").wait(lambda: t.after() == " + 41")
        # It is no part of the line, and only stands at its end.
        t.send(LEFT).wait(lambda: t.after() == "1")
        t.send(END).wait(lambda: t.after() == " + 41")
        t.send(END).wait(lambda: t.before().endswith("1 + 41"))
        t.send(ctrl("U")).type("1").wait(lambda: t.after() == " + 41")
        count = t.prompts
        t.send(ENTER).ready(count + 1)
        self.assertEqual(self.history()[-1], "1")
        self.assertNotIn("❯ 1 + 41\n1\n", t.text())

    def test_the_value_of_a_call_that_is_typed(self):
        t = self.session()
        t.type("let v = x(").wait(lambda: t.after() == "  x(plus, minus, coeff, layer)")
        row, column = t.cursor()
        cells = t.screen.buffer[row]
        start = "".join(t.row()).index("plus")
        self.assertTrue(cells[start].bold)
        self.assertFalse(cells[start + 6].bold)
        t.type('"Love", ').wait(lambda: t.screen.buffer[row]["".join(t.row()).index("minus")].bold)
        # An explanation is not taken over.
        t.send(RIGHT).send("!").wait(lambda: t.before().endswith('"Love", !'))

    def test_what_a_command_takes(self):
        t = self.session()
        t.type(":rename").wait(lambda: t.after() == "  OLD NEW")
        t.send(ctrl("U")).type(":compa").wait(lambda: t.after() == "re")

    def test_they_can_be_switched_off(self):
        t = self.session()
        t.run(":set hints=off")
        t.type("let v = x(")
        self.assertEqual(t.after(), "")
        t.send(ctrl("U"))
        t.run(":set hints=on")
        t.type("let v = x(").wait(lambda: t.after().startswith("  x(plus"))

    def test_none_is_left_behind(self):
        t = self.session(width=60)
        t.type("let v = x(").wait(lambda: "minus" in t.after())
        t.send(ctrl("C")).ready(2)
        self.assertNotIn("minus", t.text())
        t.type("let v = x(").wait(lambda: "minus" in t.after())
        t.send(BACKSPACE).wait(lambda: t.after() == "")
        t.send(ctrl("U") + "1 + 1" + ENTER).ready(3)
        self.assertNotIn("minus", t.text())


if __name__ == "__main__":
    unittest.main()
