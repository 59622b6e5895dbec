"""Runs a script's `answer(request, progress)` for the kit: one JSON request on standard input, lines of JSON on standard output.

usage: bridge.py SCRIPT
The kit keeps our standard input open; when it dies in any way, the whole process group (this process and e.g. a Java child) is killed.
Output of libraries goes to standard error, so that standard output contains only our lines:
{"progress": {"done": 3, "total": 10}}, at the end {"answer": ...} or {"error": {"type": ..., "message": ...}}.
"""

import json
import math
import os
import runpy
import signal
import sys
import threading
import traceback

lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def send(line):
    lines.write(json.dumps(line, allow_nan=False) + "\n")
    lines.flush()


def send_progress(done, total, note=None):
    send({"progress": {"done": done, "total": total} | ({"note": note} if note else {})})


def end_when_input_closes():
    while os.read(0, 4096):
        pass
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def without_nan(value):
    """JSON has no NaN: it becomes null, which the kit shows as missing."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: without_nan(member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_nan(member) for member in value]
    return value


def main():
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=end_when_input_closes, daemon=True).start()
    try:
        answer = runpy.run_path(sys.argv[1])["answer"]
        send({"answer": without_nan(answer(request, send_progress))})
    except BaseException as error:
        traceback.print_exc()
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        send({"error": {"type": type(error).__name__, "message": str(error), "module": missing}})
    sys.stderr.flush()
    os._exit(0)


main()
