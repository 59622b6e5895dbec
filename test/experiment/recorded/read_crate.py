"""Reads a run as any reader of RO-Crates would, and has it judged by the validator of RO-Crates."""

import hashlib
import importlib.resources
import json
import os
import tempfile
import zipfile

from rocrate.rocrate import ROCrate
from rocrate_validator import models, services
from rocrate_validator.utils import document_loader


def answer(request, progress):
    if request.get("only") == "issues":
        return {"issues": issues(request["file"], request["profile"])}
    crate = ROCrate(request["file"])
    with zipfile.ZipFile(request["file"]) as archive:
        hashes = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    root = crate.root_dataset
    action = crate.get("#run")
    with tempfile.TemporaryDirectory() as folder:
        crate.write(folder)
        written = sorted(os.listdir(folder))
    return {
        "name": crate.name,
        "licence": root["license"].id,
        "author": root["author"]["name"],
        "published": str(root["datePublished"]),
        "files": {part.id: [part["sha256"], part["contentSize"]] for part in root["hasPart"]},
        "hashes": hashes,
        "instrument": action["instrument"]["softwareVersion"],
        "results": [one.id for one in action["result"]],
        "dangling": dangling(crate),
        "written": written,
        "issues": issues(request["file"], request["profile"]),
    }


def dangling(crate):
    """References to entities that the crate does not describe; absolute URLs need no description."""
    found = []
    for entity in crate.get_entities():
        for value in entity.properties().values():
            for one in value if isinstance(value, list) else [value]:
                target = one.get("@id") if isinstance(one, dict) else None
                if target and not target.startswith("http") and crate.dereference(target) is None:
                    found.append(target)
    return found


def issues(file, profile):
    # the validator would fetch the context from the network, and has a check that it can be fetched
    document_loader._fetch_json_ld = context
    settings = services.ValidationSettings(
        rocrate_uri=file,
        profile_identifier=profile,
        requirement_severity=models.Severity.REQUIRED,
    )
    found = [issue.message for issue in services.validate(settings).get_issues()]
    return [message for message in found if "/ro/crate/1.1/context" not in message]


def context(url):
    """The terms of RO-Crate, from the file that rocrate brings along."""
    text = importlib.resources.files("rocrate").joinpath("data/ro-crate.jsonld").read_text(encoding="utf-8")
    return json.loads(text)
