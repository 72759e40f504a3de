"""Lines that go on below, and pastes."""

import unittest

from terminal import *


class Multiline(TerminalTest):
    def test_an_open_bracket_goes_on_below(self):
        t = self.session()
        t.send('let love = x("Love",' + ENTER).wait(lambda: t.cursor()[1] == 0)
        self.assertEqual(t.prompts, 1)
        t.type('"Hate",' + ENTER, "")
        t.wait(lambda: t.cursor()[1] == 0)
        t.send("5, 6)" + ENTER).ready(2)
        self.assertIn('love = x("Love", "Hate", 5, 6)', t.text())

    def test_a_long_text_goes_on_below(self):
        t = self.session()
        t.send(':tokens """She said:' + ENTER).wait(lambda: t.cursor()[1] == 0)
        t.send('"I do"' + ENTER).wait(lambda: t.cursor()[1] == 0 and '"I do"' in t.text())
        t.send('"""' + ENTER).ready(2)
        self.assertNotIn("error", t.text())
        self.assertEqual(self.history(), [':tokens """She said:\\n"I do"\\n"""'])
        # It comes back as a block, and can be changed there.
        t.send(UP).wait(lambda: t.before().endswith('"""') and '"I do"' in t.lines()[t.cursor()[0] - 1])
        t.send(LEFT * 5 + BACKSPACE + "id").wait(lambda: '"I did"' in t.text().replace("\n", ""))

    def test_alt_enter_goes_on_anywhere(self):
        t = self.session()
        t.type("1 + 1")
        t.send("\x1b\r").wait(lambda: t.cursor()[1] == 0)
        t.send("2 + 3" + ENTER).ready(2)
        self.assertIn("\n2\n5\n", t.text())


class Paste(TerminalTest):
    def paste(self, text):
        return "\x1b[200~" + text + "\x1b[201~"

    def test_two_lines_wait_for_enter(self):
        for newline in ("\n", "\r", "\r\n"):
            with self.subTest(newline=newline):
                t = self.session()
                t.send(self.paste(f"1 + 1{newline}2 + 3{newline}"))
                t.wait(lambda: t.before().endswith("2 + 3"))
                self.assertEqual(t.prompts, 1)
                self.assertNotIn("\n2\n", t.text())
                t.send(ENTER).ready(2)
                self.assertIn("\n2\n5\n", t.text())

    def test_a_paste_joins_what_is_typed(self):
        t = self.session()
        t.type("1 + ")
        t.send(self.paste("40\t+ 1")).wait(lambda: t.before().endswith("1 + 40 + 1"))
        t.send(LEFT * 3 + self.paste("+ 中 ")).wait(lambda: t.after() == "+ 1")

    def test_a_paste_of_many_kilobytes_is_whole(self):
        t = self.session(height=50)
        numbers = " + ".join(str(i % 10) for i in range(400))
        text = "\n".join(f'let v{i} = act("{"a" * 60}", 1, 2)' for i in range(200))
        t.send(self.paste(text)).wait(lambda: t.before().endswith("1, 2)") and "v199" in t.text())
        t.send(ENTER).ready(2)
        t.run(":list")
        self.assertIn("v199", t.everything())
        t.send(self.paste(numbers) + ENTER).ready(4)
        self.assertIn("\n1800\n", t.everything())

    def test_controls_in_a_paste_do_nothing(self):
        t = self.session()
        t.send(self.paste("1 \x04\x15\x1f\x07+ 1")).wait(lambda: t.before().endswith("1 + 1"))
        t.send(ENTER).ready(2)
        self.assertIn("\n2\n", t.text())


if __name__ == "__main__":
    unittest.main()
