"""Matrix products of torch on a CPU through NumPy's OpenBLAS.

OPENBLAS_CORETYPE fixes the code and block sizes of OpenBLAS on every processor. The branch of MKL that does so on processors of every
vendor takes 2.5 to 4 times as long for the products of the tiny model.
"""

import warnings

import numpy
import torch

library = torch.library.Library("aten", "IMPL")


def install():
    """Replaces the products of two and of three dimensions: linear layers consist of them, forwards and backwards."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Warning only once for all operators")
        for name in ("mm", "bmm"):
            library.impl(name, product, "CPU")
        for name in ("addmm", "baddbmm"):
            library.impl(name, sum_with_product, "CPU")


def product(a, b):
    return torch.from_numpy(numpy.matmul(array(a), array(b))).to(a.dtype)


def sum_with_product(c, a, b, *, beta=1, alpha=1):
    result = product(a, b)
    if alpha != 1:
        result.mul_(alpha)
    return result.add_(c, alpha=beta)


def array(tensor):
    """NumPy has no bfloat16: such products are made in float32 and rounded once, as torch makes them."""
    return (tensor.float() if tensor.dtype == torch.bfloat16 else tensor).detach().numpy()
