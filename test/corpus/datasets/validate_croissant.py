"""Validates Croissant files with mlcroissant."""

import mlcroissant


def answer(request, progress):
    return [validate(path) for path in request["files"]]


def validate(path):
    try:
        metadata = mlcroissant.Dataset(path).metadata
    except mlcroissant.ValidationError as error:
        return {"errors": [str(error)]}
    return {
        "errors": sorted(metadata.ctx.issues.errors),
        "warnings": sorted(metadata.ctx.issues.warnings),
        "conformsTo": metadata.ctx.conforms_to.value,
        "licence": metadata.license,
        "files": [node.id for node in metadata.distribution],
        "records": [node.id for node in metadata.record_sets],
    }
