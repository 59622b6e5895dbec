"""Measures one Jupyter kernel as its users' programs see it: through jupyter_client.

Reads a job (a line of JSON) from standard input, prints the figures as JSON. Ends the kernel and all it has started, also when it is
told to stop or when the program that asked is gone (its end of standard input closes).
"""

import json
import os
import queue
import signal
import statistics
import subprocess
import sys
import threading
import time

import psutil
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

LINES = 100_000
FLOOD_WRITES, FLOOD_WRITE_BYTES = 50, 1_000_000
LIMIT_SECONDS = 30
STUBBORN_CHILD = ["sh", "-c", 'trap "" INT TERM; while :; do sleep 1; done']

CODE = {
    "python": {
        "lines": f"for i in range({LINES}): print(i)",
        "flood": f"for i in range({FLOOD_WRITES}): print('x' * {FLOOD_WRITE_BYTES - 1})",
        "names": ["str.join", "list.append", "dict.get"],
        "loop": "print('go', flush=True)\nwhile True: pass",
        "child": f"import subprocess; print('go', flush=True); subprocess.run({STUBBORN_CHILD})",
    },
    "typescript": {
        "lines": f"for (let i = 0; i < {LINES}; i++) console.log(i);",
        "flood": f"for (let i = 0; i < {FLOOD_WRITES}; i++) console.log('x'.repeat({FLOOD_WRITE_BYTES - 1}));",
        "names": ["console.log", "Math.floor", "JSON.stringify"],
        "loop": "console.log('go'); while (true) {}",
        "child": f"const [sh, ...args] = {json.dumps(STUBBORN_CHILD)}; console.log('go'); require('node:child_process').spawnSync(sh, args)",
    },
}
KIT_NAMES = ["audio.readWav", "core.sha256", "figures.waveformFigure"]


def main():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, leave)
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=leave_with_asker, daemon=True).start()
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(argv=job["argv"], language=job["language"], interrupt_mode="signal")
    client = None
    seen = set()
    try:
        started = time.perf_counter()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager.start_kernel(cwd=job["cwd"], env={**os.environ, **job["env"]}, **quiet)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        ready = time.perf_counter() - started
        figures = SCENARIOS[job["scenario"]](Kernel(client, manager, job), ready)
    finally:
        seen.update(processes(manager))
        if client:
            client.stop_channels()
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)
        end(seen)
    print(json.dumps(figures))


class Lost(Exception):
    """The kernel did not bring something to its end in time."""


class Kernel:
    def __init__(self, client, manager, job):
        self.client, self.manager, self.prelude = client, manager, job.get("prelude")
        self.code = CODE[job["language"]]

    def run(self, code, take=lambda text: None, status="ok"):
        """Runs a cell; returns the seconds from its request to both its reply, which has this status, and its idle status."""
        deadline = time.perf_counter() + LIMIT_SECONDS
        started = time.perf_counter()
        asked = self.client.execute(code, allow_stdin=False)
        while True:
            message = receive(self.client.get_iopub_msg, deadline, "idle status")
            if message["parent_header"].get("msg_id") != asked:
                continue
            if message["msg_type"] == "stream":
                take(message["content"]["text"])
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
        reply = {}
        while reply.get("parent_header", {}).get("msg_id") != asked:
            reply = receive(self.client.get_shell_msg, deadline, "reply")
        if reply["content"]["status"] != status:
            raise SystemExit(f"a cell failed: {reply['content'].get('evalue')}")
        return time.perf_counter() - started

    def ask(self, send, code):
        """Milliseconds from a question to its reply."""
        deadline = time.perf_counter() + LIMIT_SECONDS
        started = time.perf_counter()
        asked = send(code, len(code))
        while receive(self.client.get_shell_msg, deadline, "reply")["parent_header"].get("msg_id") != asked:
            pass
        return 1000 * (time.perf_counter() - started)


def receive(get, deadline, what):
    try:
        return get(timeout=max(0.001, deadline - time.perf_counter()))
    except queue.Empty:
        raise Lost(f"no {what} within {LIMIT_SECONDS} s") from None


def start(kernel, ready):
    first = kernel.run("0 + 1")
    return {"ready": ready, "first": first, "both": ready + first}


def work(kernel, _ready):
    figures = {"import": kernel.run(kernel.prelude)} if kernel.prelude else {}
    kernel.run("0 + 1")
    times = [1000 * kernel.run(f"{i} + 1") for i in range(100)]
    figures |= {"cell": statistics.median(times), "growth": statistics.median(times[-25:]) / statistics.median(times[:25])}
    names = KIT_NAMES if kernel.prelude else kernel.code["names"]
    figures |= {"complete": answered(kernel, kernel.client.complete, [name[:-2] for name in names])}
    figures |= {"inspect": answered(kernel, kernel.client.inspect, names)}
    return figures | resident(kernel.manager)


def answered(kernel, send, codes):
    """Median milliseconds of an answer, each question once before."""
    for code in codes:
        kernel.ask(send, code)
    return statistics.median(kernel.ask(send, code) for _ in range(10) for code in codes)


def lines(kernel, _ready):
    kernel.run("0 + 1")
    text = []
    try:
        seconds = kernel.run(kernel.code["lines"], text.append)
    except Lost as lost:
        count = "".join(text).count("\n")
        return {"seconds": {"lost": f"{lost}; {count:,} of {LINES:,} lines came"}}
    if "".join(text) != "".join(f"{i}\n" for i in range(LINES)):
        count = "".join(text).count("\n")
        return {"seconds": {"lost": f"{count:,} of {LINES:,} lines before idle, or not in order"}}
    return {"seconds": seconds}


def flood(kernel, _ready):
    kernel.run("0 + 1")
    received = []
    peak = []
    done = threading.Event()

    def watch():
        while not done.wait(0.1):
            peak.append(resident(kernel.manager).get("pss", 0))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        seconds = kernel.run(kernel.code["flood"], lambda text: received.append(len(text)))
    except Lost as lost:
        seconds = {"lost": f"{lost}; {sum(received) / 1e6:.0f} of 50 MB came"}
    finally:
        done.set()
        watcher.join()
    if isinstance(seconds, float) and sum(received) != FLOOD_WRITES * FLOOD_WRITE_BYTES:
        seconds = {"lost": f"{sum(received) / 1e6:.0f} of 50 MB before idle"}
    return {"seconds": seconds} | ({"peak": max(peak)} if any(peak) else {})


def interrupt(kernel, _ready):
    kernel.run("0 + 1")
    return {name: interrupted(kernel, kernel.code[name]) for name in ("loop", "child")}


def interrupted(kernel, code):
    """Seconds from an interrupt to the end of the cell."""
    pressed = []

    def press(_text):
        if not pressed:
            pressed.append(time.perf_counter())
            kernel.manager.interrupt_kernel()

    try:
        kernel.run(code, press, status="error")
        ended = time.perf_counter()
        kernel.run("0 + 1")
    except Lost as lost:
        return {"lost": str(lost)}
    return ended - pressed[0]


SCENARIOS = {"start": start, "work": work, "lines": lines, "flood": flood, "interrupt": interrupt}


def resident(manager):
    """Megabytes of all processes of the kernel: rss counts shared pages in each, pss once (on Linux only)."""
    rss = pss = 0
    for process in processes(manager):
        try:
            memory = process.memory_full_info()
        except psutil.Error:
            continue
        rss += memory.rss
        pss += getattr(memory, "pss", 0)
    return {"rss": rss / 1e6} | ({"pss": pss / 1e6} if pss else {})


def processes(manager):
    try:
        first = psutil.Process(manager.provisioner.pid)
        return [first, *first.children(recursive=True)]
    except (psutil.NoSuchProcess, AttributeError, TypeError):
        return []


def end(left):
    for process in left:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            pass
    psutil.wait_procs(left, timeout=5)


def leave(*_):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # a terminal's Ctrl-C comes twice: from itself and from the program that asked
    raise SystemExit("interrupted")


def leave_with_asker():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
