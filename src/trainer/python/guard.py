"""Runs a command and kills it when the kit dies in any way: the kit keeps our standard input open.

usage: guard.py USAGE_FILE COMMAND [ARG ...]
This process leads its own process group. `swift` starts a child that outlives it, so the whole group is killed.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading


def end_group_when_input_closes():
    while os.read(0, 4096):
        pass
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_group_when_input_closes, daemon=True).start()
status = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    json.dump({"peakMemoryMb": usage.ru_maxrss // 1024, "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 1)}, file)
os._exit(status if status >= 0 else 128 - status)
