"""Compares the matrix products of openblas_products.py with those in double precision, and prints the largest relative error of each.

usage: products.py FOLDER, which holds openblas_products.py
"""

import json
import sys

import torch

sys.path.insert(0, sys.argv[1])
import openblas_products

openblas_products.install()
generator = torch.Generator().manual_seed(1)


def normal(*shape):
    return torch.randn(*shape, generator=generator)


def error(result, expected):
    return ((result.double() - expected).abs().max() / expected.abs().max()).item()


def exact(a, b):
    """Without a product of the library: a sum over the common axis."""
    return (a.double().unsqueeze(-1) * b.double().unsqueeze(-3)).sum(-2)


a, b, c = normal(33, 47), normal(47, 16), normal(16)
batch, other = normal(3, 33, 47), normal(3, 47, 16)
linear = torch.nn.Linear(47, 16)
features = normal(2, 33, 47).requires_grad_()
linear(features).square().sum().backward()
outputs = exact(features.detach(), linear.weight.detach().t()) + linear.bias.detach()
print(
    json.dumps(
        {
            "contiguous": error(torch.mm(a, b), exact(a, b)),
            "transposed": error(torch.mm(b.t(), a.t()), exact(b.t(), a.t())),
            "with a sum": error(torch.addmm(c, a, b), exact(a, b) + c),
            "with a scaled sum": error(torch.addmm(c, a, b, beta=0.5, alpha=2), 2 * exact(a, b) + 0.5 * c),
            "batch": error(torch.bmm(batch, other), exact(batch, other)),
            "batch with a sum": error(torch.baddbmm(c, batch, other), exact(batch, other) + c),
            "linear layer": error(linear(features).detach(), outputs),
            "gradient of its input": error(features.grad, exact(2 * outputs, linear.weight.detach())),
            "gradient of its weights": error(
                linear.weight.grad, exact(2 * outputs.reshape(-1, 16).t(), features.detach().reshape(-1, 47))
            ),
            "bfloat16": error(torch.mm(a.bfloat16(), b.bfloat16()), exact(a.bfloat16(), b.bfloat16())),
            "without rows": error(torch.mm(a[:, :0], b[:0]) + 1, torch.ones(33, 16)),
        }
    )
)
