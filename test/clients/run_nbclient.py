"""Executes IN with nbclient and the kit's kernel and writes OUT. The third argument sets traits of NotebookClient as JSON."""

import json
import sys

import nbformat
from nbclient import NotebookClient

source, target, traits = sys.argv[1:4]
notebook = nbformat.read(source, 4)
client = NotebookClient(notebook, kernel_name="acc-typescript", **json.loads(traits))
try:
    client.execute()
finally:
    nbformat.validate(notebook)
    nbformat.write(notebook, target)
