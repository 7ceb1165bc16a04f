"""Holds TOML files against a schema. Prints a line a file: whether it is valid."""

import json
import sys
import tomllib
from pathlib import Path

import jsonschema

schema = json.loads(Path(sys.argv[1]).read_text("utf-8"))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for path in sorted(Path(sys.argv[2]).glob("**/*.toml")):
    is_valid = validator.is_valid(tomllib.loads(path.read_text("utf-8")))
    print(path.relative_to(sys.argv[2]), "valid" if is_valid else "invalid")
