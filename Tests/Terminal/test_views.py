"""Views that are steered by keys: :tune, :tour, :rate."""

import unittest

from terminal import *

SHIFT_LEFT, SHIFT_RIGHT = "\x1b[1;2D", "\x1b[1;2C"
F1, INSERT = "\x1bOP", "\x1b[2~"


class Tuning(TerminalTest):
    def tuned(self, width=80, height=30):
        t = self.session(width=width, height=height)
        t.run('let love = x("Love","Hate",5,6)')
        t.run(':compare "I hate you because" n=2 tokens=12 seed=1')
        t.send(":tune love" + ENTER)
        return t.wait(lambda: "Enter keeps" in t.text().replace("\n", ""))

    def test_arrows_change_the_vector_and_enter_keeps_it(self):
        for width in (80, 60):
            t = self.tuned(width)
            for key, code in (
                (RIGHT, "6, 6)"),
                (SHIFT_RIGHT, "11, 6)"),
                (LEFT, "10, 6)"),
                (SHIFT_LEFT, "5, 6)"),
                (SHIFT_LEFT + LEFT, "-1, 6)"),
                (SHIFT_RIGHT * 3, "14, 6)"),
                (UP, "14, 7)"),
                (DOWN * 3, "14, 4)"),
            ):
                t.send(key).wait(lambda: f'love = x("Love", "Hate", {code}' in t.text())
            self.assertEqual(t.modes(), (False, False))
            t.send(ENTER).ready(4)
            self.assertIn('tiny love=x("Love","Hate",14,4) ❯', t.text())
            self.assertNotIn("Enter keeps", t.text())
            t.run(":undo")
            self.assertTrue(t.text().splitlines()[-2].startswith('love = x("Love", "Hate", 5, 6)'))

    def test_escape_and_ctrl_c_put_it_back(self):
        for key in (ESCAPE, ctrl("C"), "q"):
            t = self.tuned()
            t.send(RIGHT * 2).wait(lambda: '"Hate", 7, 6)' in t.text())
            t.send(key).ready(4)
            self.assertIn('love = x("Love", "Hate", 5, 6)   (as before)', t.text())
            t.run("1 + 1")
            self.assertIn("\n2\n", t.text())

    def test_other_keys_and_a_new_size_do_no_harm(self):
        t = self.tuned()
        t.send(F1 + INSERT + "z").send(RIGHT).wait(lambda: '"Hate", 6, 6)' in t.text())
        t.resize(60, 30)
        t.wait(lambda: "unsteered" in t.text() and "│ unsteered" not in t.text())
        t.send(RIGHT).wait(lambda: '"Hate", 7, 6)' in t.text())
        self.assertEqual(t.text().count("Enter keeps"), 1)
        t.send(ENTER).ready(4)


class Tour(TerminalTest):
    def test_each_step_runs_at_enter(self):
        t = self.session(width=80, height=40)
        t.send(":tour" + ENTER)
        for step in range(1, 11):
            t.wait(lambda: f"{step}/10" in t.text() and t.text().endswith("Esc leaves"))
            if step == 3:
                t.send(F1 + DELETE)
                t.resize(70, 40)
                t.read(0.3)
            t.send(ENTER)
        t.ready(2)
        self.assertIn("That was the tour", t.everything())
        t.run(":list")
        self.assertIn("mix", t.text())

    def test_escape_leaves(self):
        t = self.session()
        t.send(":tour" + ENTER).wait("1/10")
        t.send(ENTER).wait("2/10")
        t.send(ESCAPE).ready(2)
        self.assertIn("Left the tour", t.text())


class Rating(TerminalTest):
    def test_a_new_size_asks_on(self):
        t = self.session()
        t.run('let love = x("Love","Hate",5,6)')
        t.run(':compare "I hate you because" n=1 tokens=8 seed=1')
        t.send(":rate" + ENTER).wait("completion 1 of 2")
        t.resize(80, 30)
        t.read(0.3)
        t.send(INSERT + "3").wait("completion 2 of 2")
        t.send("4").ready(4)


if __name__ == "__main__":
    unittest.main()
