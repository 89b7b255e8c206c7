"""`cargo xtask bench records`: an event log by `twinlane log`, beside pm4py with the same work.

Usage: records.py TWINLANE DATA FOLDER, with the Python that has pm4py; records.py --beside DATA FOLDER COMMAND… makes
the log fifty times, runs a command that finds it by the variable TWINLANE_LOG, and takes it away again. Each run is a process of its own, import of its
libraries included; its time is that of the wall clock, its memory the most that was resident at once (`wait4`). Before
each run the kernel is asked to forget the log (`posix_fadvise`, which needs no rights). What both say must be the same:
cases, events, variants, and of each transition count, median and mean.

The process that measures imports nothing large: what is resident before a child replaces it counts as the child's.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

LOG = "log-pm4py/bpic2012.xes.gz"
EVENTS = 262_200


def pm4py_says(path):
    """pm4py's half: import, directly-follows graph, durations, variants."""
    import pm4py

    log = pm4py.read_xes(path, show_progress_bar=False)
    graph, _, _ = pm4py.discover_dfg(log)
    durations, _, _ = pm4py.discover_performance_dfg(log, perf_aggregation_key="all")
    variants = pm4py.get_variants(log)
    answer = {
        "cases": int(log["case:concept:name"].nunique()),
        "events": len(log),
        "variants": len(variants),
        "transitions": [
            [*pair, int(count), durations[pair]["median"] / 3600, durations[pair]["mean"] / 3600]
            for pair, count in graph.items()
        ],
    }
    json.dump(answer, sys.stdout)


def make(path, out, fold):
    """The log so many times, each time with case ids of its own. The copies are packed one by one as they are made."""
    import gzip
    import re

    with gzip.open(path) as file:
        text = file.read()
    begin, end = text.index(b"<trace>"), text.rindex(b"</log>")
    # The first attribute of that key in a trace, before its events, is its name.
    name = re.compile(rb'(<trace>(?:(?!<event>).)*?key="concept:name" value=")([^"]*)', re.DOTALL)
    pieces = name.split(text[begin:end])
    with open(out, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1, mtime=0) as file:
        file.write(text[:begin])
        for copy in range(fold):
            for at in range(2, len(pieces), 3):
                file.write(pieces[at - 1] + pieces[at] + b"-%d" % copy + pieces[at + 1])
        file.write(text[end:])


def measured(command, path, out):
    """Seconds by the clock, seconds of a processor and bytes of a run; what it prints goes to files."""
    with open(path, "rb") as file:
        # What has been written but is not on disk yet is not forgotten.
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    said = out.with_suffix(".log")
    with open(out, "wb") as output, open(said, "wb") as errors:
        begun = time.perf_counter()
        child = subprocess.Popen([*command, path], stdout=output, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        spent = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} ended with {child.returncode}\n{said.read_text(errors='replace')}")
    return spent, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


class Side:
    """A program, its runs on one log and its last answer."""

    def __init__(self, command, out):
        self.command, self.out, self.runs = command, out, []

    def run(self, path):
        self.runs.append(measured(self.command, path, self.out))

    def figures(self):
        """Medians of seconds by the clock, of a processor, and of bytes."""
        return [statistics.median(part) for part in zip(*self.runs)]

    def answer(self):
        return json.loads(self.out.read_bytes())


def agree(ours, theirs):
    """Ends the bench where the two halves did not do the same."""
    for key in ("cases", "events", "variants"):
        if ours[key] != theirs[key]:
            sys.exit(f"{key}: {ours[key]}, pm4py {theirs[key]}")
    known = {(row["from"], row["to"]): row for row in ours["transitions"]}
    if len(known) != len(theirs["transitions"]):
        sys.exit(f"transitions: {len(known)}, pm4py {len(theirs['transitions'])}")
    for before, after, count, middle, mean in theirs["transitions"]:
        row = known[before, after]
        apart = max(abs(row["median_h"] - middle), abs(row["mean_h"] - mean))
        # pm4py has durations in seconds as floating point numbers.
        if row["count"] != count or apart > 1e-6 * max(1, mean):
            sys.exit(f"{before} → {after}: {row}, pm4py {count}, {middle}, {mean}")


def mib(count):
    return f"{count / 2**20:.0f} MiB"


def beside(what, ours, theirs):
    """The rows beside pm4py."""
    (clock, busy, memory), (other_clock, other_busy, other_memory) = ours.figures(), theirs.figures()
    for name, own, other in [("time", clock, other_clock), ("processor time", busy, other_busy)]:
        print(f"| {what}: {name} | {own:.2f} s | {other:.1f} s, pm4py | {other / own:.0f} × faster, at least 20 |")
    part = memory / other_memory
    print(f"| {what}: peak memory | {mib(memory)} | {mib(other_memory)}, pm4py | {part:.3f}, at most 0.2 |", flush=True)


def grown(what, fold, once, now):
    """The rows beside the same log once. Processor time, because other programs may run beside a long run."""
    (_, busy_once, memory_once), (clock, busy, memory) = once.figures(), now.figures()
    longer, larger = busy / busy_once, memory / memory_once
    print(f"| {what}: time | {clock:.2f} s | – | |")
    print(f"| {what}: processor time | {busy:.2f} s | {busy_once:.2f} s, once | {longer:.1f}, near {fold} |")
    print(f"| {what}: peak memory | {mib(memory)} | {mib(memory_once)}, once | {larger:.1f}, at most {fold} |", flush=True)


def place(data, folder):
    """The log, and the folder for what is made of it."""
    log, folder = Path(data, LOG), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not log.is_file():
        sys.exit(f"{log} is not there")
    return log, folder.resolve()


def beside_import(data, folder, command):
    """Runs a command that is to find the log fifty times."""
    log, folder = place(data, folder)
    path = folder / "bpic2012-50.xes.gz"
    try:
        make(log, path, 50)
        sys.exit(subprocess.run(command, env={**os.environ, "TWINLANE_LOG": str(path)}).returncode)
    finally:
        path.unlink(missing_ok=True)


def main(twinlane, data, folder):
    log, folder = place(data, folder)
    this = [sys.executable, __file__]

    def sides(path, runs, rivals):
        """Runs of both by turns, so that what else the machine does falls on both."""
        ours = Side([twinlane, "log", "--json"], folder / "ours.json")
        theirs = Side([*this, "--pm4py"], folder / "pm4py.json")
        for turn in range(runs):
            ours.run(path)
            if turn < rivals:
                theirs.run(path)
        if rivals:
            agree(ours.answer(), theirs.answer())
        return ours, theirs

    beside(f"BPI Challenge 2012, {EVENTS:,} events", *sides(log, 7, 5))
    once = None
    # The logs that are compared with each other are packed alike.
    for fold, runs, rivals in [(1, 7, 0), (5, 3, 1), (50, 1, 0)]:
        path = folder / f"bpic2012-{fold}.xes.gz"
        what = f"the same {fold} times with new case ids, {fold * EVENTS:,} events"
        try:
            subprocess.run([*this, "--make", log, path, str(fold)], check=True)
            ours, theirs = sides(path, runs, rivals)
        finally:
            path.unlink(missing_ok=True)
        answer = ours.answer()
        if answer["events"] != fold * EVENTS or answer["variants"] != 4_366:
            sys.exit(f"{what}: {answer['events']} events, {answer['variants']} variants")
        if rivals:
            beside(what, ours, theirs)
        if once is None:
            once = ours
        else:
            grown(what, fold, once, ours)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--pm4py", path]:
            pm4py_says(path)
        case ["--make", path, out, fold]:
            make(path, out, int(fold))
        case ["--beside", data, folder, *command]:
            beside_import(data, folder, command)
        case [twinlane, data, folder]:
            main(twinlane, data, folder)
        case _:
            sys.exit(__doc__)
