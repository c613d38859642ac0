#!/usr/bin/env python3
"""power_loss.py LOG ROOT COUNT SEED: loses power while what LOG tells of was done.

LOG is what faults.c recorded. COUNT times a moment is chosen, and what a disk may
hold then is written to a folder: all that was synced, and of the rest some 512-byte
sectors of some writes, as a disk keeps them that writes when it likes; of names that
were made, moved and removed a beginning, as a journal keeps them, that holds at
least what was before the last sync of a folder. Then
  - the store, if anybody was told of something in it, is there and sound, and has
    what was printed by then;
  - what has the name of a report or of a document is whole, as one run wrote it, and
    a document that anybody finds stands in the index that forget reads;
  - of who was forgotten, once the receipt was printed, no byte is left;
  - the enqueued work can be ended.
Prints what does not hold, and last how many moments were tried.
"""
import json, os, random, re, shutil, subprocess, sys

SECTOR = 512
log, root, count, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
chance = random.Random(seed)


class File:
    def __init__(self):
        self.kept = bytearray()  # what was synced
        self.loose = []  # (at, bytes) and (size, None) since then

    def content(self, survives):
        data = bytearray(self.kept)
        for at, what in self.loose:
            if what is None:
                if survives():
                    data[at:] = b"" if at <= len(data) else bytes(at - len(data))
                continue
            here = 0
            while here < len(what):  # in sectors of the disk, not of the write
                end = min(len(what), here + SECTOR - (at + here) % SECTOR)
                if survives():
                    if len(data) < at + end:
                        data.extend(bytes(at + end - len(data)))
                    data[at + here : at + end] = what[here:end]
                here = end
        return data

    def sync(self):
        self.kept = self.content(lambda: True)
        self.loose = []


def read_log():
    with open(log, "rb") as file:
        while line := file.readline():
            kind, _, rest = line.decode().rstrip("\n").partition(" ")
            if kind in ("write", "print"):
                yield kind, rest, file.read(int(rest.split()[-1]))
            else:
                yield kind, rest, b""


class Disk:
    def __init__(self):
        self.files = {}  # by the number of the inode
        self.names = []  # what was done to names, in order
        self.lasting = 0  # so many of these last
        self.whole = {}  # path: contents that it had when it got its name
        self.printed = []

    def file(self, number):
        return self.files.setdefault(int(number), File())

    def apply(self, kind, rest, data):
        if kind == "write":
            number, at, _ = rest.split()
            self.file(number).loose.append((int(at), data))
        elif kind == "size":
            number, size = rest.split()
            self.file(number).loose.append((int(size), None))
        elif kind == "sync":
            self.file(rest).sync()
        elif kind == "print":
            self.printed.append(data)
        elif kind == "keep":
            folder = rest.rstrip("/")
            for i, (_, *paths) in enumerate(self.names):
                if any(isinstance(p, str) and os.path.dirname(p) == folder for p in paths):
                    self.lasting = max(self.lasting, i + 1)
        elif kind == "name":
            number, path = rest.split(" ", 1)
            self.files[int(number)] = File()
            self.names.append(("name", path, self.files[int(number)]))
        elif kind == "move":
            self.names.append(("move", *rest.split("\t")))
            named = self.resolve(len(self.names))
            target = rest.split("\t")[1]
            if target in named:
                self.whole.setdefault(target, []).append(bytes(named[target].content(lambda: True)))
        elif kind in ("gone", "folder"):
            self.names.append((kind, rest))

    def resolve(self, last):
        """Paths, and the files that they name after so many changes; None for folders."""
        named = {}
        for kind, path, *more in self.names[:last]:
            if kind == "name":
                named[path] = more[0]
            elif kind == "folder":
                named[path] = None
            elif kind == "gone":
                named.pop(path, None)
            elif path in named:
                named[more[0]] = named.pop(path)
        return named

    def write(self, target, mode):
        """One of the states that the disk may be in."""
        survives = {"none": lambda: False, "all": lambda: True}.get(mode, lambda: chance.random() < 0.5)
        last = {"none": self.lasting, "all": len(self.names)}.get(mode, chance.randint(self.lasting, len(self.names)))
        for path, file in sorted(self.resolve(last).items()):
            if not path.startswith(root + "/"):
                continue
            place = target + path[len(root) :]
            os.makedirs(place if file is None else os.path.dirname(place), 0o700, exist_ok=True)
            if file is not None:
                with open(place, "wb") as out:
                    out.write(file.content(survives))


def records(chunks):
    lines = b"".join(chunks).split(b"\n")[:-1]
    return [json.loads(line) for line in lines if line.startswith(b"{")]


def run(*command, **how):
    return subprocess.run(command, capture_output=True, **how)


def check_store(target, told):
    store = target + "/store"
    tasks = {r["task_id"] for r in told if r["type"] == "task"}
    done = {r["task_id"] for r in told if r["type"] == "result"}
    forgotten = {i for r in told if r["type"] == "receipt" for i in r["candidate_ids"]}
    if not os.path.exists(store + "/data.mdb"):
        if tasks:
            yield "the store is gone"
        return
    check = run("rq-admin", "check", "--store", store)
    if check.returncode != 0:
        yield (check.stderr + check.stdout).decode().strip()
        return
    listed = [json.loads(line) for line in run("rq-admin", "list", "--json", "--store", store).stdout.splitlines()]
    there = {t["task_id"]: t for t in listed}
    gone = {r["task_id"] for r in told if r["type"] in ("task", "result") and r["candidate_id"] in forgotten}
    for task in tasks - gone - forgotten_later(there):
        if task not in there:
            yield f"task {task} is gone"
    for task in (done - gone) & there.keys():
        if there[task]["status"] != "done":
            yield f"the result of {task} was printed, and is {there[task]['status']}"
    for file in os.listdir(store):
        for mark in marks if forgotten else []:
            if os.path.isfile(f"{store}/{file}") and mark in open(f"{store}/{file}", "rb").read():
                yield f"{mark} is still in {file}"
    if tasks and not forgotten:
        ended = run("rq-optimize", "--drain", "--store", store, stdin=subprocess.DEVNULL)
        if ended.returncode != 0:
            yield "the work cannot be ended: " + ended.stderr.decode().strip()


def forgotten_later(there):
    """While somebody is being forgotten their tasks may be gone before anybody is told."""
    return forgetting if not (forgetting & there.keys()) else set()


def check_files(target, disk, told):
    index = target + "/made/.rq-export.ndjson"
    lines = open(index, "rb").read().split(b"\n") if os.path.exists(index) else []
    for folder, _, names in os.walk(target):
        for name in names:
            path = f"{folder}/{name}"
            if folder.startswith(target + "/store") or name.startswith(".") or re.search(r"\.\w{6}$", name) or ".part" in path:
                continue
            if open(path, "rb").read() not in disk.whole.get(root + path[len(target) :], []):
                yield f"{path} is not whole"
            if folder.endswith("/made") and not any(line.endswith(b"}") and name.encode() in line for line in lines):
                yield f"{name} stands in no index"


events = list(read_log())
changes = [i for i, (kind, *_) in enumerate(events) if kind != "print"]
syncs = [i for i in changes if events[i][0] in ("sync", "keep", "move")]
everything = records([data for kind, _, data in events if kind == "print"])
erased = {i for r in everything if r["type"] == "receipt" for i in r["candidate_ids"]}
forgetting = {r["task_id"] for r in everything if r["type"] == "task" and r["candidate_id"] in erased}
marks = [r["resume"]["basics"]["email"].encode() for r in everything if r["type"] == "result" and r["candidate_id"] in erased]

# At each sync and before it, as far as they go; else anywhere
moments = [(i + late, mode) for i in syncs for late in (0, 1) for mode in ("none", "random")]
chance.shuffle(moments)
moments = moments[: count // 2] + [(chance.choice(changes) + 1, "random") for _ in range(count // 2)]
moments.append((len(events), "none"))
moments.sort()

disk, done = Disk(), 0
for moment, mode in moments:
    while done < moment:
        disk.apply(*events[done])
        done += 1
    target = root + ".lost"
    shutil.rmtree(target, ignore_errors=True)
    disk.write(target, mode)
    told = records(disk.printed)
    for wrong in [*check_store(target, told), *check_files(target, disk, told)]:
        print(f"{moment} of {len(events)}, {mode} of what was not synced: {wrong}")
print(f"{len(moments)} moments, {len(syncs)} syncs")
