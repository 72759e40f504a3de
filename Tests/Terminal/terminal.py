"""A program in a pseudo-terminal, and the screen a person would see (pyte)."""

import os
import re
import signal
import struct
import fcntl
import termios
import time

import pexpect
import pyte


class Terminal:
    def __init__(self, command, arguments=(), width=80, height=24, environment=None, **options):
        self.screen = pyte.HistoryScreen(width, height, history=5000)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        variables = {
            name: value
            for name, value in os.environ.items()
            if not re.match(r"NO_COLOR|CLICOLOR|FORCE_COLOR|COLORTERM|LC_|LANG|COLUMNS|LINES|ACTADD", name)
        }
        variables.update({"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "EDITRC": "/nonexistent"})
        for name, value in (environment or {}).items():
            if value is None:
                variables.pop(name, None)
            else:
                variables[name] = value
        self.child = pexpect.spawn(
            command, list(arguments), dimensions=(height, width), env=variables, timeout=20, **options
        )
        self.child.delaybeforesend = 0

    def read(self, seconds=0.05):
        """Takes in what the program writes until it is silent for so long."""
        while True:
            try:
                data = self.child.read_nonblocking(65536, timeout=seconds)
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                return
            self.raw += data
            self.stream.feed(data)

    def send(self, text):
        self.child.send(text)

    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    def text(self):
        return "\n".join(self.lines()).rstrip("\n")

    def everything(self):
        """The lines that have scrolled away, then those of the screen."""
        past = [
            "".join(line[column].data for column in range(self.screen.columns)).rstrip()
            for line in self.screen.history.top
        ]
        return "\n".join(past + self.lines()).rstrip("\n")

    def wait(self, condition, seconds=20):
        """Reads until the screen's text has a string, or a function of this says so."""
        deadline = time.monotonic() + seconds
        while True:
            self.read()
            if condition(self) if callable(condition) else condition in self.text():
                return self
            if time.monotonic() > deadline:
                raise AssertionError(f"waited for {condition!r}, saw\n{self.text()}\nraw {self.raw[-400:]!r}")

    def prompt(self, text=None):
        """Waits until the last line of text is a prompt, with `text` typed."""
        if text is None:
            return self.wait(lambda t: re.search(r"[❯>]$", t.text().rstrip()))
        return self.wait(lambda t: t.text().rstrip("\n").endswith(text))

    def resize(self, width, height=24):
        self.screen.resize(height, width)
        self.child.setwinsize(height, width)

    def cursor(self):
        return self.screen.cursor.y, self.screen.cursor.x

    def color(self, row, column):
        return self.screen.buffer[row][column].fg

    def modes(self):
        """(is canonical, echoes), as the terminal itself is set."""
        flags = termios.tcgetattr(self.child.fd)[3]
        return bool(flags & termios.ICANON), bool(flags & termios.ECHO)

    def signal(self, number):
        self.child.kill(number)

    def end(self):
        """Reads to the end; the exit status, negative for a signal."""
        while True:
            try:
                data = self.child.read_nonblocking(65536, timeout=20)
                self.raw += data
                self.stream.feed(data)
            except pexpect.EOF:
                break
        self.child.close()
        status = self.child.exitstatus
        return status if status is not None else -self.child.signalstatus
