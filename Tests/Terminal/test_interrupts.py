"""Ctrl-C, Ctrl-D, Ctrl-Z, and signals from elsewhere."""

import unittest

from terminal import *

# So much takes a while, and a wait for its first tokens is no wait for the last.
LONG_RUN = ':gen "I hate you because" n=200 tokens=200 temperature=1 top_p=1'
UNDER_WAY = r"[1-9]\d*/200 tokens"


class Interrupts(TerminalTest):
    def test_in_a_line_drops_the_line(self):
        t = self.session()
        t.type("let love = 1")
        t.send(ctrl("C")).ready(2)
        self.assertIn("let love = 1^C", t.text())
        self.assertIn(":quit or Ctrl-D leaves", t.text())
        t.type("1 + ")
        t.send(ctrl("C")).ready(3)
        self.assertEqual(t.text().count(":quit or Ctrl-D leaves"), 1)
        t.run("1 + 1")
        self.assertEqual(self.history(), ["1 + 1"])

    def test_on_an_empty_line_stays(self):
        t = self.session()
        t.send(ctrl("C")).ready(2)
        t.run("1 + 1")
        self.assertIn("\n2\n", t.text())

    def test_in_a_search_drops_the_search(self):
        t = self.session()
        t.run("1 + 1")
        t.send(ctrl("R")).wait("bck:")
        t.send("1").wait(lambda: "1 + 1" in t.text().splitlines()[-2])
        t.send(ctrl("C")).ready(3)
        t.run("2 + 2")
        self.assertIn("\n4\n", t.text())

    def test_in_lines_that_go_on_drops_them_all(self):
        t = self.session()
        t.send('let love = x("Love",\r').wait(lambda: t.cursor()[1] == 0)
        t.send(ctrl("C")).ready(2)
        t.run(":list")
        self.assertIn("no vectors", t.text())

    def test_in_a_run_keeps_what_is_there(self):
        t = self.session()
        t.send(LONG_RUN + ENTER)
        t.wait(lambda: re.search(UNDER_WAY, t.text()))
        t.send(ctrl("C")).ready(2)
        self.assertIn("stopped", t.everything())
        self.assertIn("I hate you because", t.everything())
        self.assertEqual(t.modes()[0], False)
        t.run("1 + 1")
        self.assertIn("\n2\n", t.text())

    def test_in_a_comparison_of_many_pairs_keeps_those_that_are_done(self):
        t = self.session()
        t.run('let love = x("Love","Hate",5,6)')
        t.send(':compare "I hate you because" n=1000 tokens=100' + ENTER)
        t.wait(lambda: re.search(r"pair \d+ of 1000 · \d+/100 tokens · \d+ tokens/s · .* left", t.text()))
        self.assertEqual(t.modes(), (True, False))
        # Far fewer than a thousand are drawn at once, and scroll up when they are done.
        t.wait(lambda: re.search(r"pair (1[3-9]\d|[2-9]\d\d) of 1000", t.text()))
        t.send(ctrl("C")).ready(3)
        self.assertRegex(t.everything(), r"stopped at \d+ of 1000 pairs, \d+/100 tokens")

    def test_what_is_typed_in_a_run_waits_unseen(self):
        t = self.session()
        t.send(LONG_RUN + ENTER)
        t.wait(lambda: re.search(UNDER_WAY, t.text()))
        self.assertEqual(t.modes(), (True, False))
        t.send("1 + 2")
        t.send(ctrl("C"))
        t.wait(lambda: t.prompts == 2 and re.search(r"❯ (1 \+ 2)?$", t.before()))
        self.assertEqual(len(re.findall(r"1 \+ 2", t.everything())), t.before().count("1 + 2"))

    def test_the_end_of_input_leaves_quietly(self):
        t = self.session()
        t.type("1")
        t.send(BACKSPACE).wait(lambda: t.before().endswith("❯ "))
        t.send(ctrl("D"))
        self.assertEqual(t.end(), 0)
        self.assertTrue(t.raw.rstrip().endswith(b"\x1b[?2004l"), t.raw[-80:])

    def test_ctrl_backslash_does_nothing(self):
        t = self.session()
        t.type("1 + 1")
        t.send(ctrl("\\"))
        t.run("")
        self.assertIn("\n2\n", t.text())


class Stopping(TerminalTest):
    def shell(self, **changes):
        t = self.open(["/bin/bash", "--norc", "--noprofile", "-i"], 100, 30, PS1="shell$ ", **changes)
        t.wait(lambda: t.before().endswith("shell$ "))
        t.send(PROGRAM + ENTER)
        return t.wait(lambda: t.before().endswith("❯ "))

    def test_in_a_line_and_back(self):
        t = self.shell()
        t.type("1 + 4")
        t.send(ctrl("Z")).wait(lambda: t.before().endswith("shell$ "))
        self.assertIn("Stopped", t.text())
        self.assertTrue(t.raw.rindex(b"\x1b[?2004l") > t.raw.rindex("❯".encode()))
        t.send("fg" + ENTER).wait(lambda: t.before().endswith("❯ 1 + 4"))
        t.type("2").send(ENTER)
        t.wait(lambda: "\n43\n" in t.text() and t.before().endswith("❯ "))
        t.send(":quit" + ENTER).wait(lambda: t.before().endswith("shell$ "))
        t.send("stty -a | tr -d '\\n'; echo" + ENTER).wait(" icanon")
        self.assertIn(" echo ", t.text().replace("\n", ""))

    def test_in_a_run_and_back(self):
        t = self.shell()
        t.send(LONG_RUN + ENTER)
        t.wait(lambda: re.search(UNDER_WAY, t.text()))
        t.send(ctrl("Z")).wait(lambda: t.before().endswith("shell$ "))
        t.send("fg" + ENTER)
        t.wait(lambda: re.search(UNDER_WAY, t.text()))
        t.send(ctrl("C")).wait(lambda: t.before().endswith("❯ "))
        self.assertIn("stopped", t.everything())
        t.send("1 + 1" + ENTER).wait(lambda: "\n2\n" in t.text())


class Ending(TerminalTest):
    def test_sigterm_and_sighup_restore_the_terminal(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number):
                # The shell keeps the terminal open, so that it can be looked at afterwards.
                t = self.open(
                    ["/bin/sh", "-c", f"{PROGRAM}; echo status $?; read line"], 100, 30
                )
                t.wait(lambda: t.before().endswith("❯ "))
                self.assertEqual(t.modes(), (False, False))
                t.type("half a li")
                child = int(self.children(t.child.pid)[0])
                os.kill(child, number)
                t.wait(f"status {128 + number}")
                self.assertEqual(t.modes(), (True, True))
                self.assertTrue(t.raw.rindex(b"\x1b[?2004l") > t.raw.rindex(b"\x1b[?2004h"))

    def test_sigterm_in_a_run_restores_the_terminal(self):
        t = self.open(["/bin/sh", "-c", f"{PROGRAM}; echo status $?; read line"], 100, 30)
        t.wait(lambda: t.before().endswith("❯ "))
        t.send(LONG_RUN + ENTER)
        t.wait(lambda: re.search(UNDER_WAY, t.text()))
        os.kill(int(self.children(t.child.pid)[0]), signal.SIGTERM)
        t.wait("status 143")
        self.assertEqual(t.modes(), (True, True))

    def children(self, parent):
        with open(f"/proc/{parent}/task/{parent}/children", encoding="ascii") as file:
            return file.read().split()


if __name__ == "__main__":
    unittest.main()
