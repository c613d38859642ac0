#!/usr/bin/env python3
"""round_trip.py RESULTS EXPORTS RESUMES: what came back of what was exported.

RESULTS and EXPORTS are what went into rq-export and came out of it, RESUMES what
rq-ingest read from the documents. Contacts, sections and entries of each document
must be those of its result, and no word may be missing. One complaint a line, status 1.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata

HEADS = {
    "work": ("position", "startDate", "endDate"),
    "volunteer": ("position", "startDate", "endDate"),
    "education": ("institution", "startDate", "endDate"),
    "projects": ("name", "startDate", "endDate"),
    "awards": ("title",),
    "certificates": ("name",),
    "skills": ("name", "keywords"),
    "languages": ("language", "fluency"),
}
# What numbers the pages of the source, or heads them: no document shows it
HEAD_OR_FOOT = re.compile(r"\d+ ?(/|of) ?\d+$|· Résumé$")
COUNTED = ("publications", "interests", "references")


def fold(value):
    if isinstance(value, list):
        return tuple(fold(item) for item in value) or ""
    text = unicodedata.normalize("NFKC", str(value or "")).casefold()
    return re.sub(r"[\s\u2010-\u2015-]+", " ", text).strip(" .,;()")


def address(value):
    return re.sub(r"^https?://(www\.)?", "", fold(value)).rstrip("/")


def contacts(resume):
    basics = resume.get("basics", {})
    found = {key: fold(basics.get(key)) for key in ("name", "email")}
    found["phone"] = re.sub(r"\D", "", str(basics.get("phone", "")))
    found["links"] = {address(basics["url"])} if basics.get("url") else set()
    found["links"] |= {address(p["url"]) for p in basics.get("profiles", []) if p.get("url")}
    return found


def name(value):
    """A name; what follows its first comma ("Nurse, Intensive Care") may be read as a part of its own."""
    return fold(value) if isinstance(value, list) else fold(str(value or "").split(",")[0])


def entries(resume):
    return {
        section: collections.Counter(tuple(name(entry.get(key)) for key in keys) for entry in resume[section])
        for section, keys in HEADS.items()
        if resume.get(section)
    }


def highlights(resume):
    return sum(len(e.get("highlights", [])) for s in ("work", "projects", "volunteer") for e in resume.get(s, []))


SHOWN = {
    "work": "name position location description summary highlights",
    "volunteer": "organization position location description summary highlights",
    "education": "institution studyType area location description score courses summary highlights",
    "projects": "name description summary highlights keywords roles entity type",
    "skills": "name level keywords",
    "certificates": "name issuer summary",
    "languages": "language fluency",
    "awards": "title awarder summary",
    "publications": "name publisher summary",
    "interests": "name keywords",
    "references": "name reference",
}


def strings(resume):
    """Every string that a document shows as it is: of the members that JSON Resume knows."""
    basics = resume.get("basics", {})
    entries = [(basics, "name label email phone summary"), (basics.get("location", {}), "city region address")]
    entries += [(entry, keys) for section, keys in SHOWN.items() for entry in resume.get(section, [])]
    for entry, keys in entries:
        for value in (entry.get(key) for key in keys.split()):
            yield from value if isinstance(value, list) else [value or ""]
    yield from (line for line in resume.get("unplaced") or [] if not HEAD_OR_FOOT.search(line))


def words(text):
    return re.findall(r"\w+", fold(text))


def lost_words(before, text):
    shown = set(words(text))
    for string in strings(before):
        yield from (word for word in words(string) if word not in shown)


def lost_dates(before, after):
    """Dates of awards and the like; a line with a second year ("valid to 2024") may give either."""
    def dates(resume):
        return {d for s in ("awards", "certificates") for e in resume.get(s, []) for d in [e.get("date")] if d}

    told = json.dumps(after, ensure_ascii=False)
    return [date for date in dates(before) - dates(after) if date[:4] not in told]


def compare(before, after, text):
    lost = list(lost_words(before, text))
    if lost:
        yield f"lost words: {lost[:12]}"
    lost = lost_dates(before, after)
    if lost:
        yield f"lost dates: {lost}"
    mine, its = contacts(before), contacts(after)
    for key in mine:
        if mine[key] != its[key]:
            yield f"{key}: {mine[key]!r} became {its[key]!r}"
    mine, its = entries(before), entries(after)
    for section in sorted(mine.keys() | its.keys()):
        lost = mine.get(section, collections.Counter()) - its.get(section, collections.Counter())
        new = its.get(section, collections.Counter()) - mine.get(section, collections.Counter())
        if lost or new:
            yield f"{section}: {list(lost)} became {list(new)}"
    for section in COUNTED:
        if len(before.get(section, [])) != len(after.get(section, [])):
            yield f"{section}: {before.get(section)} became {after.get(section)}"
    if highlights(before) != highlights(after):
        yield f"highlights: {highlights(before)} became {highlights(after)}"


def records(path):
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


results = {r["task_id"]: r for r in records(sys.argv[1]) if r["type"] == "result"}
read = {pathlib.Path(r["source"]["path"]).name: r for r in records(sys.argv[3]) if r["type"] == "resume"}
bad = documents = 0
for export in records(sys.argv[2]):
    if export["type"] != "export":
        continue
    documents += 1
    file = pathlib.Path(export["path"]).name
    if file not in read:
        complaints = ["was not read"]
    else:
        complaints = list(
            compare(results[export["task_id"]]["resume"], read[file]["resume"], read[file]["text"])
        )
    for complaint in complaints:
        print(f"{file}: {complaint}")
    bad += bool(complaints)
print(f"# {documents - bad} of {documents} documents came back whole")
sys.exit(bad > 0 or documents == 0)
