"""What can be known about calls of `swift` without weights: see `rehearseSwift` in src/trainer/rehearsal/rehearse-swift.ts.

request: {"folder": for scratch files, "model": see stand_in.py, "calls": [{"name", "command": "sft" | "infer", "argv"}], "rows": see tokens.py,
"layers": of a shallow copy}
answer: {"faults": [{"call", "message", "flags"}], "trainings": [{"calls", "shallow": adapters of a shallow copy, …see adapters.count}],
"rows": [see tokens.count_rows]}
"""

import os
import sys

sys.path.insert(0, os.path.dirname(__file__))

from adapters import count, with_adapters
from calls import Fault, flags_at_fault, parse_call
from stand_in import make_adapter, make_stand_in
from tokens import count_rows

# where a run writes, and its seeds: calls that differ in these alone train the same modules
OWN = ("--dataset", "--output_dir", "--seed", "--data_seed")


def answer(request, progress):
    folder, calls = request["folder"], request["calls"]
    model, adapter = os.path.join(folder, "model"), os.path.join(folder, "adapter")
    places = {
        "--model": model,
        "--adapters": adapter,
        "--output_dir": os.path.join(folder, "output"),
        "--result_path": os.path.join(folder, "answers.jsonl"),
    }
    config = make_stand_in(request["model"], model)
    faults, trainings, first = [], {}, None
    for index, call in enumerate(sorted(calls, key=lambda call: call["command"] == "infer")):
        progress(index, len(calls), "parsing")
        command, argv = call["command"], on_cpu(call["argv"], call["command"])
        if command == "infer" and not os.path.isdir(adapter) and "--adapters" in argv:
            continue  # no training of this plan can be parsed: the fault is there
        arguments = checked(call, argv, faults, lambda words: parse_call(command, words, places))
        if arguments is None:
            continue
        first = first or arguments
        if command == "sft":
            if arguments.is_adapter and not os.path.isdir(adapter):
                make_adapter(adapter, arguments)
            trainings.setdefault(shape_of(argv), (call, argv, arguments, []))[3].append(call["name"])
    counted = []
    for index, (call, argv, arguments, names) in enumerate(trainings.values()):
        progress(index, len(trainings), "adapters")
        built = checked(
            call,
            argv,
            faults,
            lambda words: with_adapters(config, parse_call("sft", words, places), layers=request["layers"]),
        )
        if built is not None:
            whole = count(with_adapters(config, arguments), arguments)
            counted.append({"calls": names, **whole, "shallow": count(built, arguments)["adapted"]})
    rows = [] if faults or first is None else request["rows"]
    template = first.get_template() if rows else None
    exact = "folder" in request["model"]
    return {
        "faults": faults,
        "trainings": counted,
        "rows": [{**file, "exact": exact, **count_rows(file, template, progress)} for file in rows],
    }


def checked(call, argv, faults, works):
    """The result of `works(argv)`; where it fails, the fault is noted with the flags that cause it."""
    try:
        return works(argv)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        message = str(error) or type(error).__name__
        known = error.flags if isinstance(error, Fault) else []
        same = [fault["flags"] for fault in faults if fault["message"] == message]
        flags = known or (same[0] if same else flags_at_fault(argv, message, works))
        faults.append({"call": call["name"], "message": message, "flags": flags})
        return None


def on_cpu(argv, command):
    """transformers refuses bfloat16 on a machine without a GPU, unless it is to use the CPU."""
    return argv if command == "infer" or "--use_cpu" in argv else [*argv, "--use_cpu", "true"]


def shape_of(argv):
    words = iter(argv)
    return tuple(word for word in words if not (word in OWN and next(words)))
