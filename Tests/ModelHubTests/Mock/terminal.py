#!/usr/bin/env python3
"""Runs a program in a terminal of 100 columns and types keys when a text has appeared.

    terminal.py TURNS COMMAND…

TURNS is a JSON list of [text, keys]: keys are typed once the text has been written since the turn
before. What the program writes comes out here; the exit status is the program's, or 124 when it
took longer than a minute.
"""
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

turns = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    # Whoever runs the tests may have told them not to hear Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.execv(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
written, end = b"", time.monotonic() + 60
while time.monotonic() < end:
    if not select.select([terminal], [], [], 0.1)[0]:
        continue
    try:
        data = os.read(terminal, 1 << 16)
    except OSError:  # the program has ended
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.exit(status if status >= 0 else 128 - status)
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
    written += data
    while turns and turns[0][0].encode() in written:
        text, keys = turns.pop(0)
        written = written.partition(text.encode())[2]
        os.write(terminal, keys.encode())
os.kill(child, 9)
sys.exit(124)
