"""Runs a command, and ends every process that it has started when it has ended, on SIGTERM, and when the kit dies in any way.

usage: guard.py USAGE_FILE COMMAND [ARG ...]
This process leads its own process group, and the kit keeps our standard input open. `swift` starts a child that outlives it, and a program may
leave one behind in a group of its own: on Linux such processes become our children. The exit status is in the usage file.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import threading

SECONDS_TO_END = 4


def adopt_orphans():
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def end_when_input_closes():
    while os.read(0, 4096):
        pass
    end_all()


def end_all():
    for _ in range(100):  # a process may start others while it is being killed
        found = descendants()
        for process in found:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if not found:
            break
    os.killpg(0, signal.SIGKILL)


def descendants():
    """The processes below this one that have not ended, on Linux; elsewhere the group is all that is known."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc") if sys.platform == "linux" else []):
        try:
            with open(f"/proc/{name}/stat") as file:
                state, parent = file.read().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        children.setdefault(int(parent), []).append((int(name), state))
    found, left = [], [os.getpid()]
    while left:
        for process, state in children.get(left.pop(), []):
            left.append(process)
            if state != "Z":
                found.append(process)
    return found


adopt_orphans()
threading.Thread(target=end_when_input_closes, daemon=True).start()
# the command gets the signal too, being in our group
signal.signal(signal.SIGTERM, lambda *_: threading.Timer(SECONDS_TO_END, end_all).start())
status = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
facts = {
    "status": status,
    "peakMemoryMb": usage.ru_maxrss // 1024,
    "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 1),
}
with open(sys.argv[1], "w") as file:
    json.dump(facts, file)
end_all()
