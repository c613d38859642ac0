#!/usr/bin/env python3
"""type.py COMMAND...: runs a command at a terminal of its own, its standard input being ours from
the file ./in. Each line of ./keys is "WAIT FOR<TAB>TYPE": waits until the screen shows the first,
then types the second (JSON string escapes), or gives the window another size ("@15x40": rows,
columns; WINDOW in the environment is its first). Prints the screen; exits with the command's
status."""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios

TIMEOUT = 20


def child():
    source = os.open("in", os.O_RDONLY)
    os.dup2(source, 0)
    os.execvp(sys.argv[1], sys.argv[1:])


def resize(terminal, size):
    rows, columns = map(int, size.split("x"))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def read(terminal):
    ready, _, _ = select.select([terminal], [], [], TIMEOUT)
    if not ready:
        sys.exit("the screen stands still")
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


pid, terminal = pty.fork()
if pid == 0:
    if "WINDOW" in os.environ:
        resize(0, os.environ["WINDOW"])
    child()
screen, seen = b"", 0
for step in open("keys", encoding="utf-8"):
    wait, keys = step.rstrip("\n").split("\t")
    while wait.encode() not in screen[seen:]:
        piece = read(terminal)
        if not piece:
            sys.exit(f"the command ended before {wait!r}: {screen!r}")
        screen += piece
    seen = screen.index(wait.encode(), seen) + len(wait.encode())
    if keys.startswith("@"):
        resize(terminal, keys[1:])
    else:
        os.write(terminal, json.loads(f'"{keys}"').encode())
while piece := read(terminal):
    screen += piece
sys.stdout.buffer.write(screen)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.exit(status if status >= 0 else 128 - status)
