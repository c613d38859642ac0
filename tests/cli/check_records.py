#!/usr/bin/env python3
"""Checks records on standard input against lib/io/schema: one complaint a line, status 1."""

import json
import pathlib
import sys

import jsonschema

folder = pathlib.Path(__file__).resolve().parent.parent.parent / "lib" / "io" / "schema"
checks = {}
for path in folder.glob("*.schema.json"):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    checks[path.name.split(".")[0]] = jsonschema.Draft7Validator(schema)

bad = 0
for number, line in enumerate(sys.stdin, 1):
    record = json.loads(line)
    check = checks.get(record.get("type"))
    complaints = [] if check is None else sorted(check.iter_errors(record), key=str)
    if check is None:
        print(f"line {number}: no schema for type {record.get('type')!r}")
        bad = 1
    for complaint in complaints[:5]:
        place = "/".join(str(part) for part in complaint.absolute_path)
        print(f"line {number}: {record['type']}: /{place}: {complaint.message[:200]}")
        bad = 1
sys.exit(bad)
