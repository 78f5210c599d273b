"""Ties a command to its parent's life, then becomes it: `tie.py PARENT COMMAND ...`.

The kernel stops the command when its parent dies, also by SIGKILL. Linux only;
elsewhere a killed parent leaves its children running. A program of its own, since
code between fork and exec is not safe in a process with threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: str, *command: str) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(parent):
            sys.exit(1)  # It died before we asked.
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
