"""Runs `swift sft` or `swift infer` in this process, with the pins that are no environment variables.

usage: swift_on_cpu.py sft|infer [FLAG ...]
oneDNN and NNPACK choose code and block sizes by the processor's caches, so they are off. The other pins are in src/trainer/pins.ts.
"""

import runpy
import sys

import numpy
import openblas_products
import torch


def log10(values):
    """Of the mel spectra, rounded once from double: MKL starts from an approximation of 1/x that differs between processors."""
    return torch.from_numpy(numpy.log10(values.numpy().astype(numpy.float64))).to(values.dtype)


torch.Tensor.log10 = log10
openblas_products.install()
torch.backends.mkldnn.enabled = False
torch.backends.nnpack.set_flags(False)
runpy.run_module(f"swift.cli.{sys.argv.pop(1)}", run_name="__main__", alter_sys=True)
