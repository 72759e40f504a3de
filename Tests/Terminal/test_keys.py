"""Keys of vi, and keys of the user's own."""

import unittest

from terminal import *


class Keys(TerminalTest):
    def test_editrc_makes_them_those_of_vi(self):
        self.path(".editrc", "bind -v\n")
        t = self.session()
        t.type("one two three")
        t.send(ESCAPE)
        t.send("bcwfour").wait(lambda: t.before().endswith("one two four"))
        t.send(ESCAPE).send("0x").wait(lambda: t.after().startswith("ne two four"))
        t.send("u").wait(lambda: t.after().startswith("one two four") or t.before().endswith("o"))
        t.send("$a").send(ctrl("U"))
        t.send("1 + 1").send(ENTER).ready(2)
        self.assertIn("\n2\n", t.text())

    def test_vi_has_arrows_tab_paste_and_search_too(self):
        self.path(".editrc", "bind -v\n")
        t = self.session()
        t.run("1 + 41")
        # As in a shell with these keys, the cursor stands at the start of a line that comes back.
        t.send(UP).wait(lambda: (t.before() + t.after()).endswith("❯ 1 + 41"))
        t.send(ctrl("C")).ready(3)
        t.type(":compa").send(TAB).wait(lambda: t.before().endswith(":compare "))
        t.send(LEFT).wait(lambda: t.before().endswith(":compare"))
        t.send(HOME).wait(lambda: t.before().endswith("❯ "))
        t.send(END).wait(lambda: t.before().endswith(":compare "))
        t.send("\x1b[200~\"a\nb\"\x1b[201~").wait(lambda: t.before().endswith('b"'))
        self.assertEqual(t.prompts, 3)
        t.send(ctrl("C")).ready(4)
        t.send(ctrl("R")).wait("bck:")
        t.send("41").wait(lambda: "1 + 41" in t.text().splitlines()[-2])
        t.send(ENTER).ready(5)
        self.assertEqual(t.text().count("\n42\n"), 2)

    def test_editrc_may_bind_for_us_alone(self):
        self.path(".editrc", "actadd:bind ^G ed-move-to-beg\nother:bind ^E ed-move-to-beg\n")
        t = self.session()
        t.type("one two")
        t.send(ctrl("G")).wait(lambda: t.before().endswith("❯ "))
        t.send(ctrl("E")).wait(lambda: t.before().endswith("one two"))

    def test_a_bad_editrc_is_no_hindrance(self):
        self.path(".editrc", "bind nonsense nonsense nonsense\n\x01\nactadd:\n")
        t = self.session()
        t.run("1 + 1")
        self.assertIn("\n2\n", t.text())


if __name__ == "__main__":
    unittest.main()
