"""Typing and editing a line."""

import unittest

from terminal import *


class Editing(TerminalTest):
    def test_what_is_typed_runs(self):
        t = self.session()
        t.run('let love = x("Love","Hate",5,6)')
        self.assertIn('love = x("Love", "Hate", 5, 6)', t.text())
        self.assertTrue(t.before().endswith("tiny love ❯ "))
        t.send(":quit\r")
        self.assertEqual(t.end(), 0)

    def test_keys_that_move_and_delete(self):
        t = self.session()
        t.type("one two three")
        t.send(HOME).wait(lambda: t.before().endswith("❯ "))
        t.send(RIGHT * 2).wait(lambda: t.before().endswith("❯ on"))
        t.send(CTRL_RIGHT).wait(lambda: t.after() in ("two three", " two three"))
        t.send(END).wait(lambda: t.before().endswith("three"))
        t.send(CTRL_LEFT).wait(lambda: t.after() == "three")
        t.send(CTRL_LEFT).wait(lambda: t.after() == "two three")
        t.send(DELETE).wait(lambda: t.after() == "wo three")
        t.send(BACKSPACE).wait(lambda: t.before().endswith("❯ one"))
        t.send(ctrl("K")).wait(lambda: t.after() == "")
        t.send(ctrl("Y")).wait(lambda: t.before().endswith("onewo three"))
        t.send(ctrl("W")).wait(lambda: t.before().endswith("onewo "))
        t.send(ctrl("A")).wait(lambda: t.before().endswith("❯ "))
        t.send(ctrl("E")).wait(lambda: t.before().endswith("onewo "))
        t.send(ctrl("U")).wait(lambda: t.before().endswith("❯ ") and t.after() == "")

    def test_the_ways_terminals_say_home_end_and_words(self):
        t = self.session()
        t.type("one two")
        for home, end in (
            ("\x1b[H", "\x1b[F"),
            ("\x1bOH", "\x1bOF"),
            ("\x1b[1~", "\x1b[4~"),
            ("\x1b[7~", "\x1b[8~"),
        ):
            t.send(home).wait(lambda: t.after() == "one two")
            t.send(end).wait(lambda: t.before().endswith("one two"))
        for left, right in (("\x1b[1;5D", "\x1b[1;5C"), ("\x1b[1;3D", "\x1b[1;3C"), ("\x1bb", "\x1bf")):
            t.send(left).wait(lambda: t.after() == "two")
            t.send(right).wait(lambda: t.before().endswith("one two"))
        # Keys without a meaning leave no rubbish.
        t.send("\x1b[5~\x1b[6~\x1b[2~\x1b[Z!").wait(lambda: t.before().endswith("one two!"))

    def test_characters_of_any_script_in_any_locale(self):
        for locale in ("C", "POSIX", "C.UTF-8", "", "de_DE.ISO-8859-1"):
            with self.subTest(locale=locale):
                t = self.session(LC_ALL=locale)
                t.run(':tokens "é中"')
                count = t.text()
                self.assertIn("é中", count)
                self.assertNotIn("error", count)

    def test_wide_and_combining_characters(self):
        t = self.session()
        t.type("a中b😀c")
        row, column = t.cursor()
        self.assertEqual(column, len("tiny ❯ ") + 7)
        t.send(LEFT * 3).wait(lambda: t.after() == "b😀c")
        t.send(BACKSPACE).wait(lambda: t.before().endswith("❯ a") and t.after() == "b😀c")
        t.send("文").wait(lambda: t.before().endswith("❯ a文"))
        t.send(END + "e\u0301x").wait(lambda: t.before().endswith("cx") or t.before().endswith("e\u0301x") or t.before().endswith("éx"))
        t.send(ctrl("U"))
        t.run(':tokens "e\u0301"')
        self.assertNotIn("error", t.text())

    def test_a_line_longer_than_the_screen_is_wide(self):
        t = self.session(width=40)
        text = "".join(f"word{i} " for i in range(20))
        t.send(':tokens "' + text + '"')
        t.wait(lambda: "word19" in t.text())
        t.send(HOME).wait(lambda: t.before().endswith("❯ ") and t.after().startswith(":tokens"))
        t.send(CTRL_RIGHT * 2 + "X").wait(lambda: "X" in t.text().replace("\n", ""))
        t.send(ctrl("C")).wait(lambda: t.before().endswith("❯ ") and t.prompts == 2)
        self.assertIn("^C", t.text())

    def test_wide_characters_at_the_margin(self):
        t = self.session(width=20)
        t.send("中" * 30).wait(lambda: t.text().count("中") == 30)
        t.send(BACKSPACE * 5).wait(lambda: t.text().count("中") == 25)
        t.send(HOME + "a").wait(lambda: t.text().replace("\n", "").count("a中") == 1)


class History(TerminalTest):
    def test_arrows_go_through_the_lines(self):
        t = self.session()
        for line in (":list", "1 + 1", ":set n=3"):
            t.run(line)
        t.send(UP).wait(lambda: t.before().endswith("❯ :set n=3"))
        t.send(UP).wait(lambda: t.before().endswith("❯ 1 + 1"))
        t.send(DOWN).wait(lambda: t.before().endswith("❯ :set n=3"))
        t.send(DOWN).wait(lambda: t.before().endswith("❯ "))

    def test_up_by_what_is_typed(self):
        t = self.session()
        for line in (":set n=2", ":list", ":set n=3", "1 + 1"):
            t.run(line)
        t.type(":s")
        t.send(UP).wait(lambda: t.before().endswith("❯ :set n=3"))
        t.send(UP).wait(lambda: t.before().endswith("❯ :set n=2"))

    def test_search_backwards(self):
        t = self.session()
        for line in (":set n=2", ":list", "2 + 3"):
            t.run(line)
        count = t.prompts
        t.send(ctrl("R")).wait("bck:")
        t.send("n=").wait(lambda: ":set n=2" in t.text().splitlines()[-2])
        t.send(ENTER).ready(count + 1)
        self.assertEqual(self.history()[-1], ":set n=2")
        t.send(ctrl("R")).wait("bck:")
        t.send(ctrl("G")).wait(lambda: t.before().endswith("❯ ") and "bck:" not in t.text())

    def test_the_file_holds_each_line_as_soon_as_it_runs(self):
        t = self.session()
        t.run('let a = act("x\\ny", 1, 2)')
        t.run(" :list")
        t.run("")
        t.run("1 + 1")
        t.run("1 + 1")
        self.assertEqual(self.history(), ['let a = act("x\\\\ny", 1, 2)', "1 + 1"])
        place = self.path("state/actadd/history")
        self.assertEqual(os.stat(place).st_mode & 0o777, 0o600)
        self.assertEqual(os.stat(os.path.dirname(place)).st_mode & 0o777, 0o700)
        t.signal(signal.SIGKILL)
        t.end()
        again = self.session()
        again.send(UP).wait(lambda: again.before().endswith("❯ 1 + 1"))
        again.send(UP).wait(lambda: again.before().endswith('❯ let a = act("x\\ny", 1, 2)'))

    def test_two_sessions_share_it(self):
        one, two = self.session(), self.session()
        one.run("1 + 1")
        two.run("2 + 2")
        one.run("3 + 3")
        two.send(":quit\r")
        one.send(":quit\r")
        self.assertEqual((one.end(), two.end()), (0, 0))
        self.assertEqual(self.history(), ["1 + 1", "2 + 2", "3 + 3", ":quit", ":quit"])

    def test_it_may_be_elsewhere_or_nowhere(self):
        place = self.path("elsewhere/lines")
        t = self.session(ACTADD_HISTORY=place)
        t.run("1 + 1")
        with open(place, encoding="utf-8") as file:
            self.assertEqual(file.read(), "1 + 1\n")
        t = self.session(ACTADD_HISTORY="")
        t.run("2 + 2")
        self.assertEqual(self.history(), [])

    def test_a_damaged_or_long_file_is_no_hindrance(self):
        place = self.path("state/actadd/history", "")
        with open(place, "wb") as file:
            file.write(b"\xff\xfe broken\n\\\n" + b"".join(b"%d + 1\n" % i for i in range(12000)))
        t = self.session()
        t.send(UP).wait(lambda: t.before().endswith("❯ 11999 + 1"))
        self.assertEqual(len(self.history()), 10000)

    def test_a_line_that_was_cut_short_does_not_run_into_the_next(self):
        self.path("state/actadd/history", "1 + 1\n2 + ")
        t = self.session()
        t.run("3 + 3")
        self.assertEqual(self.history(), ["1 + 1", "2 + ", "3 + 3"])


if __name__ == "__main__":
    unittest.main()
