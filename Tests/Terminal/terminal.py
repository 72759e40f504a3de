"""A program in a pseudo-terminal, and the screen a person would see (pyte)."""

import fcntl
import os
import re
import shutil
import signal
import struct
import tempfile
import termios
import time
import unittest

import pexpect
import pyte
from wcwidth import wcwidth

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("ACTADD_PROGRAM") or os.path.join(PACKAGE, ".build", "release", "actadd")
# Waits end as soon as what they wait for is there; only a failure takes so many seconds.
PATIENCE = float(os.environ.get("ACTADD_PATIENCE", 60))

LEFT, RIGHT, UP, DOWN = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B"
HOME, END, DELETE = "\x1b[H", "\x1b[F", "\x1b[3~"
CTRL_LEFT, CTRL_RIGHT = "\x1b[1;5D", "\x1b[1;5C"
ESCAPE, ENTER, TAB, BACKSPACE = "\x1b", "\r", "\t", "\x7f"


def ctrl(letter):
    return chr(ord(letter.upper()) & 0x1F)


def heard_signals():
    """Whoever runs the tests may have told them not to hear Ctrl-C, and Python ignores SIGPIPE."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGPIPE, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def variables(home, changes=None):
    """An environment in which nothing of the user's is read or written."""
    names = {
        "HOME": home,
        "XDG_STATE_HOME": home + "/state",
        "XDG_CONFIG_HOME": home + "/config",
        "XDG_CACHE_HOME": home + "/cache",
        "HF_HUB_OFFLINE": "1",
        "PATH": "/usr/bin:/bin",
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "PAGER": "cat",
    }
    for name, value in (changes or {}).items():
        if value is None:
            names.pop(name, None)
        else:
            names[name] = value
    return names


class Terminal:
    """A program and its screen; `prompts` counts how often it has begun to read a line."""

    def __init__(self, arguments, width, height, environment, folder):
        self.screen = pyte.HistoryScreen(width, height, history=5000)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            arguments[0],
            list(arguments[1:]),
            dimensions=(height, width),
            env=environment,
            cwd=folder,
            timeout=PATIENCE,
            preexec_fn=heard_signals,
        )
        self.child.delaybeforesend = None

    # What comes

    def read(self, seconds=0.03):
        """Takes in what the program writes until it is silent for so long; whether it still runs."""
        while True:
            try:
                data = self.child.read_nonblocking(65536, timeout=seconds)
            except pexpect.TIMEOUT:
                return True
            except pexpect.EOF:
                return False
            self.raw += data
            self.stream.feed(data)

    def wait(self, condition, seconds=PATIENCE):
        """Reads until the screen's text has a string, or a function says so."""
        deadline = time.monotonic() + seconds
        while True:
            runs = self.read()
            if condition() if callable(condition) else condition in self.text():
                return self
            if time.monotonic() > deadline or not runs:
                raise AssertionError(
                    f"waited for {condition!r}, saw\n{self.text()}\nraw …{self.raw[-600:]!r}"
                )

    def end(self):
        """Reads to the end; the exit status, negative for a signal."""
        deadline = time.monotonic() + PATIENCE
        while self.read(0.2):
            if time.monotonic() > deadline:
                raise AssertionError(f"it does not end, saw\n{self.text()}")
        self.child.wait()
        status = self.child.exitstatus
        return status if status is not None else -self.child.signalstatus

    # What is seen

    def lines(self):
        return [self.line(row).rstrip() for row in range(self.screen.lines)]

    def line(self, row):
        """The characters of a line; what is left of a wide one that was overwritten is blank."""
        text, is_second = "", False
        for cell in self.row(row):
            text += cell if cell or is_second else " "
            is_second = bool(cell) and wcwidth(cell[0]) == 2
        return text

    def text(self):
        return "\n".join(self.lines()).rstrip("\n")

    def everything(self):
        """The lines that have scrolled away, then those of the screen."""
        past = [
            "".join(line[column].data for column in range(self.screen.columns)).rstrip()
            for line in self.screen.history.top
        ]
        return "\n".join(past + self.lines()).rstrip("\n")

    def cursor(self):
        return self.screen.cursor.y, self.screen.cursor.x

    def row(self, row=None):
        """The cells of a line; the second cell of a wide character is empty."""
        row = self.screen.cursor.y if row is None else row
        return [self.screen.buffer[row][column].data for column in range(self.screen.columns)]

    def before(self):
        """The line of the cursor, up to the cursor."""
        return "".join(self.row()[: self.screen.cursor.x])

    def after(self):
        """The line of the cursor, from the cursor on."""
        return "".join(self.row()[self.screen.cursor.x :]).rstrip()

    def color(self, text, row=None):
        """The colour of the first cell of `text` on a line; `default` for none."""
        cells = self.row(row)
        start = next(i for i in range(len(cells)) if "".join(cells[i:]).startswith(text))
        return self.screen.buffer[self.screen.cursor.y if row is None else row][start].fg

    @property
    def prompts(self):
        return self.raw.count(b"\x1b[?2004h")

    def modes(self):
        """(is canonical, echoes), as the terminal itself is set."""
        flags = termios.tcgetattr(self.child.child_fd)[3]
        return bool(flags & termios.ICANON), bool(flags & termios.ECHO)

    # What is done

    def send(self, text):
        self.child.send(text)
        return self

    def type(self, text, shown=None):
        """Types, and waits until `shown` stands before the cursor."""
        self.send(text)
        shown = text if shown is None else shown
        return self.wait(lambda: self.before().endswith(shown))

    def ready(self, prompts):
        """Waits until so many prompts have been written and the cursor stands behind the last."""
        return self.wait(lambda: self.prompts >= prompts and self.before().endswith("❯ "))

    def run(self, line=""):
        """Types a line and Enter, and waits for the next prompt."""
        count = self.prompts
        self.send(line + ENTER)
        return self.ready(count + 1)

    def resize(self, width, height):
        self.screen.resize(height, width)
        self.child.setwinsize(height, width)

    def signal(self, number):
        os.kill(self.child.pid, number)


class TerminalTest(unittest.TestCase):
    """A test with a home folder of its own, and sessions that end with it."""

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="actadd-terminal-")
        self.addCleanup(shutil.rmtree, self.home, True)

    def environment(self, **changes):
        return variables(self.home, changes)

    def open(self, arguments, width=100, height=30, **changes):
        """A program in a terminal."""
        terminal = Terminal(arguments, width, height, self.environment(**changes), self.home)
        self.addCleanup(terminal.child.close, True)
        return terminal

    def session(self, *arguments, width=100, height=30, **changes):
        """A session at its first prompt."""
        terminal = self.open([PROGRAM, *arguments], width, height, **changes)
        if changes.get("TERM", "xterm") in (None, "", "dumb"):
            return terminal.wait(lambda: terminal.before().endswith("❯ "))
        return terminal.ready(1)

    def path(self, name, contents=None):
        """A file of the home folder, written if it is given contents."""
        place = os.path.join(self.home, name)
        if contents is not None:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "w", encoding="utf-8") as file:
                file.write(contents)
        return place

    def history(self):
        """The lines of the history file."""
        try:
            with open(self.path("state/actadd/history"), encoding="utf-8") as file:
                return file.read().splitlines()
        except FileNotFoundError:
            return []
