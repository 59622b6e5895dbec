"""Calls of `swift sft` and `swift infer`, parsed by ms-swift's own classes up to the point where weights would be loaded."""

import contextlib
import importlib.metadata
import itertools
import os

from swift.arguments import InferArguments, SftArguments
from swift.utils.utils import _patch_get_type_hints
from transformers import HfArgumentParser, Trainer
from transformers.integrations import get_reporting_integration_callbacks

CLASSES = {"sft": SftArguments, "infer": InferArguments}


class Fault(Exception):
    """A call that `swift` would refuse, or read otherwise than it is written. `flags`: those at fault, as far as known."""

    def __init__(self, message, flags=()):
        super().__init__(message)
        self.flags = list(flags)


def parse_call(command, argv, places):
    """The arguments of a call, checked as `swift` checks them. `places`: values that replace paths of the plan, e.g. the stand-in's."""
    argv = with_values(argv, places)
    parser = parser_of(command)
    for flag in flags_in(argv):
        if flag not in parser._option_string_actions:
            near = [names for _, names, *_ in parser._get_option_tuples(flag)]
            if not near:
                raise Fault(f"swift {command} has no flag {flag}", [flag])
            raise Fault(f"swift {command} has no flag {flag} and would read it as {' or '.join(near)}", [flag])
    with quiet(), as_if_installed("bitsandbytes"):
        arguments, rest = parser.parse_args_into_dataclasses(argv, return_remaining_strings=True)
    if rest:
        raise Fault(f"swift {command} does not understand {' '.join(rest)}")
    if command == "sft":
        Trainer.get_optimizer_cls_and_kwargs(arguments.training_args)
        get_reporting_integration_callbacks(arguments.training_args.report_to)
    return arguments


def flags_at_fault(argv, message, works):
    """The flags of which one alone, left out, makes the call work, those that the message names first; else those named with their value."""
    flags = flags_in(argv)
    named = [flag for flag in flags if flag[2:] in message or any(value in message for value in values_of(argv, flag))]
    for group in (named, [flag for flag in flags if flag not in named]):
        found = [flag for flag in group if succeeds(works, without(argv, flag))]
        if found:
            return found
    return [flag for flag in named if flag[2:] in message and any(value in message for value in values_of(argv, flag))]


def succeeds(works, argv):
    try:
        works(argv)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return False
    return True


def parser_of(command):
    with _patch_get_type_hints():
        parser = HfArgumentParser([CLASSES[command]])

    def refuse(message):
        raise Fault(message)

    parser.error = refuse
    return parser


def flags_in(argv):
    return [word for word in argv if word.startswith("--")]


def with_values(argv, values):
    """Replaces the values of flags that the call has."""
    replaced = list(argv)
    for flag, value in values.items():
        if flag in replaced:
            replaced[replaced.index(flag) + 1] = value
    return replaced


def without(argv, flag):
    start = argv.index(flag)
    return argv[:start] + argv[start + 1 + len(values_of(argv, flag)) :]


def values_of(argv, flag):
    rest = argv[argv.index(flag) + 1 :]
    return list(itertools.takewhile(lambda word: not word.startswith("--"), rest))


@contextlib.contextmanager
def as_if_installed(package):
    """transformers asks for the version of a package when it reads its settings; src/trainer/needed-packages.ts says where it is missing."""
    installed = importlib.metadata.version

    def version(name):
        try:
            return installed(name)
        except importlib.metadata.PackageNotFoundError:
            if name == package:
                return "999"
            raise

    importlib.metadata.version = version
    try:
        yield
    finally:
        importlib.metadata.version = installed


@contextlib.contextmanager
def quiet():
    """ms-swift prints its arguments."""
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        yield
