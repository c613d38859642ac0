#!/usr/bin/env python3
"""round_trip.py RESULTS EXPORTS RESUMES: what came back of what was exported.

RESULTS and EXPORTS are what went into rq-export and came out of it, RESUMES what
rq-ingest read from the documents. Contacts, sections and entries of each document
must be those of its result, and no word may be missing. One complaint a line, status 1.
"""

import json
import pathlib
import re
import sys
import unicodedata

# What an entry says, in groups: what stands in one group may be of another of its members when it
# is read again, but all its words are there, in their order. A document has no sign by which a
# line about an employer could be told from one about the work.
ENTRY = {
    "work": "name position location url startDate endDate description+summary highlights",
    "volunteer": "organization position location url startDate endDate description+summary highlights",
    "education": "institution studyType area location url startDate endDate score description+summary courses highlights",
    "projects": "name url startDate endDate roles+entity+type+description+summary keywords highlights",
    "awards": "title awarder date summary",
    "certificates": "name issuer url date summary",
    "publications": "name publisher url releaseDate summary",
    "skills": "name level keywords",
    "languages": "language fluency",
    "interests": "name keywords",
    "references": "name+reference",
}

# What numbers the pages of the source, or heads them: no document shows it
HEAD_OR_FOOT = re.compile(r"\d+ ?(/|of) ?\d+$|· Résumé$")


def fold(value):
    if isinstance(value, list):
        return tuple(fold(item) for item in value) or ""
    text = unicodedata.normalize("NFKC", str(value or "")).casefold()
    return re.sub(r"[\s\u2010-\u2015-]+", " ", text).strip(" .,;()")


def address(value):
    return re.sub(r"^https?://(www\.)?", "", fold(value)).rstrip("/")


def contacts(resume):
    basics = resume.get("basics", {})
    found = {key: fold(basics.get(key)) for key in ("name", "label", "email", "summary")}
    # what the address says already is said once
    found["location"] = set(words(" ".join(str(v) for v in (basics.get("location") or {}).values())))
    found["phone"] = re.sub(r"\D", "", str(basics.get("phone", "")))
    found["links"] = {address(basics["url"])} if basics.get("url") else set()
    found["links"] |= {address(p["url"]) for p in basics.get("profiles", []) if p.get("url")}
    return found


def told(entry, group):
    """What an entry says in a group of members."""
    if group == "url":
        return address(entry.get("url"))
    if group == "startDate" and entry.get(group) == entry.get("endDate"):
        return ""  # "2018" is all of it
    if "+" not in group:
        return fold(entry.get(group))
    found = (entry.get(key) or "" for key in group.split("+"))
    return " ".join(words(" ".join(" ".join(v) if isinstance(v, list) else v for v in found)))


def entries(resume):
    """Each section's entries, in their order; no reader takes signs without a word for one."""
    found = {
        section: [{group: told(entry, group) for group in groups.split()} for entry in resume.get(section) or []]
        for section, groups in ENTRY.items()
    }
    return {s: [e for e in es if words(json.dumps(list(e.values())))] for s, es in found.items()}


def differences(mine, its):
    """Where two lists of entries are not the same: as few entries as can be told."""
    if len(mine) != len(its):
        lost = [entry for entry in mine if entry not in its]
        new = [entry for entry in its if entry not in mine]
        yield f"{len(mine)} became {len(its)}: {lost} became {new}"
        return
    if mine != its and sorted(map(repr, mine)) == sorted(map(repr, its)):
        yield "stand in another order"
        return
    for number, (before, after) in enumerate(zip(mine, its)):
        for group in before:
            if before[group] != after[group]:
                yield f"{number}: {group}: {before[group]!r} became {after[group]!r}"


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
    return re.findall(r"[^\W_]+", fold(text))


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
        for difference in differences(mine.get(section, []), its.get(section, [])):
            yield f"{section}: {difference}"


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
