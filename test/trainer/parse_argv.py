"""Parses argument lists with the parser of the installed ms-swift and prints what is left over and a few parsed values.

usage: parse_argv.py < [{"command": "sft" | "infer", "argv": [...]}, ...]
The dataclasses are not instantiated: that would look for the models.
"""

import json
import sys

from swift.arguments import InferArguments, SftArguments
from swift.utils.utils import _patch_get_type_hints
from transformers import HfArgumentParser

classes = {"sft": SftArguments, "infer": InferArguments}
results = []
for call in json.load(sys.stdin):
    with _patch_get_type_hints():
        parser = HfArgumentParser([classes[call["command"]]])
    values, rest = parser.parse_known_args(call["argv"])
    results.append({"rest": rest, "values": {name: repr(value) for name, value in vars(values).items()}})
print("RESULT " + json.dumps(results))
