"""Files, -c, standard input: scripts without a person."""

import json
import pty
import subprocess
import time
import unittest

from terminal import *

COMPARISON = 'let love = x("Love","Hate",5,6); :gen "I hate you because" n=1 tokens=3 seed=1'


class Batch(TerminalTest):
    def program(self, *arguments, input="", **changes):
        """Runs it to its end: status, output, errors."""
        done = subprocess.run(
            [PROGRAM, *arguments],
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            env=self.environment(**changes),
            cwd=self.home,
            timeout=PATIENCE,
            preexec_fn=heard_signals,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def stopped(self, commands, at, after=0):
        """Stops it by Ctrl-C some seconds after it shows `at`: status, what it shows then, errors."""
        process = subprocess.Popen(
            [PROGRAM, "--echo", "-c", commands],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(),
            preexec_fn=heard_signals,
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        started = b""
        while at.encode() not in started:
            started += os.read(process.stdout.fileno(), 4096)
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
        return process.returncode, output.decode(), errors.decode()

    def test_a_file_an_option_and_a_pipe_say_the_same(self):
        self.path("a.actadd", COMPARISON.replace(";", "\n"))
        results = [
            self.program("a.actadd"),
            self.program("-c", COMPARISON),
            self.program(input=COMPARISON + "\n"),
            self.program(input=COMPARISON),
        ]
        for status, output, errors in results:
            self.assertEqual((status, errors), (0, ""))
            without_times = [re.sub(r"\d.*tokens/s", "", o) for _, o, _ in results]
            self.assertEqual(without_times, without_times[:1] * len(results))
            self.assertIn("I hate you because", output)

    def test_nothing_of_a_terminal_reaches_a_pipe(self):
        for changes in ({}, {"TERM": "xterm-256color"}, {"TERM": None}, {"LC_ALL": "C"}):
            status, output, errors = self.program("-c", COMPARISON + "; :nonsense", **changes)
            self.assertEqual(status, 1)
            for text in (output, errors):
                self.assertNotRegex(text, r"[\x00-\x09\x0b-\x1f\x7f]")
            self.assertNotIn("❯", output)

    def test_colour_if_it_is_asked_for(self):
        self.assertIn("\x1b[", self.program("--color", "always", "-c", COMPARISON)[1])
        self.assertIn("\x1b[", self.program("-c", COMPARISON, FORCE_COLOR="1")[1])
        self.assertNotIn("\x1b[", self.program("-c", COMPARISON, FORCE_COLOR="1", NO_COLOR="1")[1])
        self.assertNotIn("\x1b[", self.program("--color", "never", "-c", COMPARISON, FORCE_COLOR="1")[1])

    def test_the_first_mistake_ends_the_run_and_says_where(self):
        self.path("b.actadd", "1 + 1\n\n  :set n=3 ; :nonsense # here\n2 + 2\n")
        status, output, errors = self.program("b.actadd")
        self.assertEqual(status, 1)
        self.assertTrue(errors.startswith("b.actadd:3:14: error: no command :nonsense"), errors)
        self.assertIn("2\n", output)
        self.assertNotIn("4", output)
        status, _, errors = self.program(input='1 + 1\nlet a = x("b",\n"c", 5,\n60)\n')
        self.assertEqual(status, 1)
        self.assertTrue(errors.startswith("<stdin>:4:1: error: tiny has no layer 60"), errors)
        status, _, errors = self.program("-c", "let a = x(")
        self.assertEqual(status, 1)
        self.assertTrue(errors.startswith("-c:1:10: error: this ( is never closed"), errors)

    def test_echo_makes_a_transcript(self):
        status, output, _ = self.program("--echo", "-c", "1 + 1; :list")
        self.assertEqual(status, 0)
        self.assertTrue(output.startswith("> 1 + 1\n2\n> :list\n"), output)

    def test_json_is_one_object_a_line(self):
        status, output, errors = self.program("--json", "-c", COMPARISON + "; :nonsense")
        self.assertEqual(status, 1)
        records = [json.loads(line) for line in output.splitlines()]
        self.assertEqual([r.get("cmd") for r in records], ["let", "gen", None])
        self.assertIn("no command", records[-1]["error"]["message"])
        self.assertIn("no command", errors)

    def test_statuses(self):
        self.assertEqual(self.program("-c", ":quit; :nonsense")[0], 0)
        self.assertEqual(self.program("-c", ":nonsense")[0], 1)
        self.assertEqual(self.program("gone.actadd")[0], 1)
        self.assertEqual(self.program("--nonsense")[0], 2)
        self.assertEqual(self.program("--help")[0], 0)
        self.assertEqual(self.program("--version")[0], 0)

    def test_standard_input_may_be_closed_or_empty(self):
        script = f'exec "{PROGRAM}" <&-'
        done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, env=self.environment(), timeout=PATIENCE)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        self.assertEqual(self.program(input=""), (0, "", ""))

    def test_input_that_is_no_text_is_refused(self):
        status, _, errors = self.program(input=b"1 + 1\n:tokens \"\xff\xfe\"\n")
        self.assertEqual(status, 1)
        self.assertIn("<stdin>:2", errors)
        self.assertIn("not UTF-8", errors)

    def test_a_reader_who_leaves_ends_it_quietly(self):
        # The shell's own view: 128 + SIGPIPE.
        script = f'{{ "{PROGRAM}" -c "$LINES_OF_IT"; echo $? >status; }} | head -1'
        lines = "; ".join(f"{i} + {i}" for i in range(3000))
        done = subprocess.run(
            ["/bin/bash", "-c", script],
            capture_output=True,
            env=self.environment(LINES_OF_IT=lines),
            cwd=self.home,
            timeout=PATIENCE,
            preexec_fn=heard_signals,
        )
        self.assertEqual((done.stdout, done.stderr), (b"0\n", b""))
        with open(self.path("status"), encoding="ascii") as file:
            self.assertEqual(file.read(), "141\n")

    def test_ctrl_c_keeps_what_is_done_and_is_130(self):
        hot = "n=200 tokens=200 temperature=5 top_p=1"
        # So hot that no text ends by itself, and before its first token there is nothing to keep.
        status, output, errors = self.stopped(
            f'1 + 1; :gen "I hate you because" {hot}; 2 + 2', at="> :gen", after=0.5
        )
        self.assertEqual((status, errors), (130, ""))
        self.assertIn("stopped at", output)
        self.assertNotIn("> 2 + 2", output)

    def test_a_stopped_sweep_says_on_how_much_it_rests(self):
        prompts = self.path("prompts.txt", "".join(f"I think number {i} is\n" for i in range(40)))
        status, output, errors = self.stopped(
            'let love = x("Love","Hate",5,6); :set seed=1 n=20 tokens=100; '
            f':sweep prompts="{prompts}" love.coeff=-10..10 step=1 love.layer=0..11',
            # Before its vectors are measured there is nothing to keep.
            at="> :sweep",
            after=2,
        )
        self.assertEqual((status, errors), (130, ""))
        self.assertRegex(output, r"stopped after \d+ of 10120 cells")

    def test_a_corpus_of_which_nothing_was_measured_is_stopped_like_all_else(self):
        texts = self.path("texts.txt", "".join(f"I went to the town and saw {i} of them.\n" for i in range(20000)))
        status, _, errors = self.stopped(
            f'let love = x("Love","Hate",5,6); :perplexity "{texts}"; 2 + 2', at="> :perplexity"
        )
        self.assertEqual((status, errors), (130, " stopped\n"))

    def test_commands_run_as_they_come(self):
        process = subprocess.Popen(
            [PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment()
        )
        self.addCleanup(process.stdout.close)
        process.stdin.write(b"1 + 1\n")
        process.stdin.flush()
        self.assertEqual(process.stdout.readline(), b"2\n")
        process.stdin.write(b"let a = x(\"b\",\n\"c\", 5, 6)\n")
        process.stdin.flush()
        self.assertIn(b"a = x(", process.stdout.readline())
        process.stdin.close()
        self.assertEqual(process.wait(PATIENCE), 0)

    def test_results_go_to_a_file_while_a_person_watches_the_rest(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        out = self.path("out.txt")
        with open(out, "wb") as file:
            process = subprocess.Popen(
                [PROGRAM, "-c", '1 + 1; :gen "I hate you because" n=1000 tokens=200'],
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=slave,
                env=self.environment(),
                preexec_fn=heard_signals,
            )
        os.close(slave)
        # Progress, with the time that is left, on the terminal.
        watched = b""
        while not re.search(rb"\d %.* left", watched):
            watched += os.read(master, 4096)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(PATIENCE), 130)
        with open(out, encoding="utf-8") as file:
            text = file.read()
        self.assertTrue(text.startswith("2\n"), text[:200])
        self.assertIn("I hate you because", text)
        self.assertIn("stopped at", text)
        self.assertNotIn("\x1b", text)

    def test_nowhere_to_write_is_a_failure(self):
        done = subprocess.run(
            ["/bin/sh", "-c", f'exec "{PROGRAM}" -c "1 + 1" >&-'],
            capture_output=True,
            env=self.environment(),
            timeout=PATIENCE,
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"could not be written", done.stderr)


if __name__ == "__main__":
    unittest.main()
