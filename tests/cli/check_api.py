"""Whether answers of rq-gateway are what examples/gateway/openapi.json says.

usage: check_api.py OPENAPI FOLDER     each FOLDER/*/ has the files request (method, path), heads, body
       check_api.py OPENAPI --self     the description by itself
"""

import json
import pathlib
import re
import sys

import jsonschema


def resolve(document, node):
    while "$ref" in node:
        at = document
        for step in node["$ref"][2:].split("/"):
            at = at[step]
        node = at
    return node


def check_itself(document):
    def walk(node):
        if isinstance(node, dict):
            if "$ref" in node:
                resolve(document, node)
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    assert document["openapi"].startswith("3.1."), "the version of OpenAPI"
    walk(document)
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for path, item in document["paths"].items():
        for name in re.findall(r"{(\w+)}", path):
            for operation in item.values():
                assert any(p["name"] == name for p in operation["parameters"]), path + " without " + name


def find(document, path):
    for pattern, item in document["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", pattern), path):
            return item
    return None


def check_answer(document, method, path, heads, body):
    lines = heads.split("\n")
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    status = headers["Status"].split()[0]
    item = find(document, path)
    if item is None or method.lower() not in item and method != "HEAD":
        expected = ("404", "400") if item is None else ("405",)
        assert status in expected, status + " of what is not there"
        return
    operation = item["get" if method == "HEAD" else method.lower()]
    assert status in operation["responses"], status + " is not described"
    response = resolve(document, operation["responses"][status])
    for name, header in response.get("headers", {}).items():
        assert name in headers or not header.get("required"), name + " is missing"
    if "content" not in response:
        return
    kind = headers["Content-Type"].split(";")[0]
    assert kind in response["content"], kind + " is not described"
    if not kind.endswith("json") or method == "HEAD":
        return
    schema = dict(response["content"][kind]["schema"], components=document["components"])
    jsonschema.Draft202012Validator(schema).validate(json.loads(body))


def check_answers(document, folder):
    different = 0
    for answer in pathlib.Path(folder).iterdir():
        request, heads, body = ((answer / name).read_text("utf-8", "replace") for name in ("request", "heads", "body"))
        method, path = request.split("\n", 1)
        try:
            check_answer(document, method, path, heads, body)
        except (AssertionError, KeyError, ValueError, jsonschema.ValidationError) as why:
            print("%s %.60s: %s" % (method, path, str(why).split("\n")[0]))
            different += 1
    return different


description = json.load(open(sys.argv[1], encoding="utf-8"))
if sys.argv[2] == "--self":
    check_itself(description)
else:
    sys.exit(check_answers(description, sys.argv[2]) > 0)
