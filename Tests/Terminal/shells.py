"""The shells' completion of the command line, each in a terminal, set up as the README says."""

import os
import shutil
import subprocess
import unittest

from terminal import *


class Completion:
    """What every shell is asked; a shell says how it is opened, and where its script goes."""

    def setUp(self):
        super().setUp()
        os.makedirs(self.path("bin"))
        os.symlink(PROGRAM, self.path("bin/actadd"))
        # A model in the cache beside the one in the program.
        self.commit = "0123456789abcdef0123456789abcdef01234567"
        snapshot = self.path(f"cache/huggingface/hub/models--someone--small/snapshots/{self.commit}")
        shutil.copytree(os.path.join(PACKAGE, "Tests", "Goldens", "random"), snapshot)
        self.path("cache/huggingface/hub/models--someone--small/refs/main", self.commit)
        self.path("talk.actadd", "1 + 1\n")
        self.path("talk.txt", "1 + 1\n")

    def script(self):
        return subprocess.run(
            [PROGRAM, "--generate-completion-script", self.shell],
            capture_output=True,
            check=True,
            env=self.environment(),
        ).stdout.decode()

    def opened(self, *arguments, **changes):
        t = self.open(
            arguments, 100, 30, PATH=f"{self.home}/bin:/usr/bin:/bin", XDG_DATA_HOME=self.home + "/data", **changes
        )
        return t.wait(lambda: t.before().endswith("shell> "))

    def completes(self, typed, result):
        """Types, and sees what Tab makes of it."""
        t = self.terminal
        # zsh writes the = that may follow, and takes it away if a blank is typed.
        t.type(typed).send(TAB).wait(lambda: t.before().rstrip(" =").endswith(result))
        t.send(ctrl("U"))
        t.wait(lambda: t.before().endswith("shell> "))

    def lists(self, typed, *candidates, without=()):
        """Types, and sees what Tab, if need be twice, finds."""
        t = self.terminal
        t.type(typed).send(TAB)
        if self.lists_second:
            t.read(0.2)
            t.send(TAB)
        t.wait(lambda: all(re.search(rf"(^|\s){re.escape(c)}(\s|$)", t.text()) for c in candidates))
        for other in without:
            self.assertNotIn(other, t.text())
        t.send(ctrl("C"))
        t.wait(lambda: t.before().endswith("shell> "))
        t.send(ctrl("L")).wait(lambda: t.cursor()[0] == 0)

    def test_options(self):
        self.terminal = self.started()
        self.completes("actadd --mo", "--model")
        self.completes("actadd --json --ec", "--echo")

    def test_values_of_an_option(self):
        self.terminal = self.started()
        self.lists("actadd --color ", "auto", "always", "never")
        self.completes("actadd --color ne", "--color never")
        self.completes("actadd --color=alw", "--color=always")

    def test_models_of_the_program_the_hub_and_the_cache(self):
        self.terminal = self.started()
        self.lists("actadd --model ", "tiny", "gpt2-small", "gpt2-xl", "someone/small")
        self.completes("actadd --model ti", "--model tiny")
        self.completes("actadd --model some", "--model someone/small")

    def test_scripts(self):
        self.terminal = self.started()
        self.completes("actadd ta", "actadd talk.actadd")


class Bash(Completion, TerminalTest):
    shell = "bash"
    lists_second = True

    def started(self):
        t = self.opened("/bin/bash", "--norc", "--noprofile", "-i", PS1="shell> ")
        more = "/usr/share/bash-completion/bash_completion"
        if os.path.exists(more):
            t.send(f". {more}; echo lo''aded\r").wait(lambda: "\nloaded" in t.text() and t.before().endswith("shell> "))
        t.send("source <(actadd --generate-completion-script bash); echo so''urced\r")
        return t.wait(lambda: "\nsourced" in t.text() and t.before().endswith("shell> "))


class Zsh(Completion, TerminalTest):
    shell = "zsh"
    lists_second = False

    def started(self):
        self.path("functions/_actadd", self.script())
        self.path(
            ".zshrc",
            f"PS1='shell> '\nfpath=({self.home}/functions $fpath)\nautoload -U compinit\ncompinit -u -D\n",
        )
        return self.opened("/usr/bin/env", "zsh", "-d", "-i")


class Fish(Completion, TerminalTest):
    shell = "fish"
    lists_second = False

    def started(self):
        self.path("config/fish/completions/actadd.fish", self.script())
        self.path(
            "config/fish/config.fish",
            "function fish_prompt; echo -n 'shell> '; end\nset fish_greeting\nset fish_autosuggestion_enabled 0\n",
        )
        return self.opened("/usr/bin/env", "fish", "-i")

    def test_what_a_script_or_an_editor_asks(self):
        self.path("config/fish/completions/actadd.fish", self.script())
        for line, words in (
            ("actadd --model ", ["tiny", "gpt2-small", "someone/small"]),
            ("actadd --model ti", ["tiny"]),
            ("actadd --color ne", ["never"]),
            ("actadd --mo", ["--model"]),
        ):
            done = subprocess.run(
                ["/usr/bin/env", "fish", "-c", f'complete -C "{line}"'],
                capture_output=True,
                env=self.environment(PATH=f"{self.home}/bin:/usr/bin:/bin", XDG_DATA_HOME=self.home + "/data"),
                cwd=self.home,
                timeout=PATIENCE,
            )
            found = [word.split("\t")[0] for word in done.stdout.decode().splitlines()]
            self.assertEqual((done.stderr, [word for word in words if word not in found]), (b"", []))


if __name__ == "__main__":
    unittest.main()
