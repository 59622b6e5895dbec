"""Runs `swift sft` or `swift infer` in this process, with the convolutions and activations of ATen and MKL alone.

usage: swift_on_cpu.py sft|infer [FLAG ...]
oneDNN and NNPACK choose code and block sizes by the processor's caches, so their sums differ between machines; no environment variable switches
them off. See src/trainer/pins.ts for everything else.
"""

import runpy
import sys

import torch

torch.backends.mkldnn.enabled = False
torch.backends.nnpack.set_flags(False)
runpy.run_module(f"swift.cli.{sys.argv.pop(1)}", run_name="__main__", alter_sys=True)
