"""`cargo xtask bench records`: an event log by `twinlane log`, beside pm4py with the same work.

Usage: records.py TWINLANE DATA FOLDER, with the Python that has pm4py. Each run is a process of its own, import of its
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
    """Seconds and bytes of a run; what it prints goes to files, and is shown when it fails."""
    with open(path, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    said = out.with_suffix(".log")
    with open(out, "wb") as output, open(said, "wb") as errors:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=output, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        spent = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} ended with {child.returncode}\n{said.read_text(errors='replace')}")
    return spent, usage.ru_maxrss * 1024


def median(command, path, out, runs):
    """Medians of seconds and bytes of several runs, and the last answer."""
    taken = [measured(command, path, out) for _ in range(runs)]
    seconds, memory = (statistics.median(part) for part in zip(*taken))
    answer = json.loads(out.read_bytes())
    return seconds, memory, answer


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
    """The two rows beside pm4py."""
    faster = theirs[0] / ours[0]
    print(f"| {what}: time | {ours[0]:.2f} s | {theirs[0]:.1f} s, pm4py | {faster:.0f} × faster, at least 20 |")
    part = ours[1] / theirs[1]
    print(f"| {what}: peak memory | {mib(ours[1])} | {mib(theirs[1])}, pm4py | {part:.3f}, at most 0.2 |", flush=True)


def main(twinlane, data, folder):
    log, folder = Path(data, LOG), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not log.is_file():
        sys.exit(f"{log} is not there")
    this = [sys.executable, __file__]
    ours = lambda path, runs: median([twinlane, "log", path, "--json"], path, folder / "ours.json", runs)
    theirs = lambda path, runs: median([*this, "--pm4py", path], path, folder / "pm4py.json", runs)

    name = "BPI Challenge 2012, 262,200 events"
    own, other = ours(log, 7), theirs(log, 3)
    agree(own[2], other[2])
    beside(name, own, other)
    once = None
    # The logs that are compared with each other are packed alike.
    for fold, runs, rival in [(1, 5, 0), (5, 3, 1), (50, 1, 0)]:
        path = folder / f"bpic2012-{fold}.xes.gz"
        try:
            subprocess.run([*this, "--make", log, path, str(fold)], check=True)
            own = ours(path, runs)
            if own[2]["events"] != fold * EVENTS or own[2]["variants"] != 4_366:
                sys.exit(f"{fold} times: {own[2]['events']} events, {own[2]['variants']} variants")
            if rival:
                other = theirs(path, rival)
                agree(own[2], other[2])
                beside(f"the same {fold} times with new case ids, {fold * EVENTS:,} events", own, other)
        finally:
            path.unlink(missing_ok=True)
        if once is None:
            once = own
            continue
        what = f"the same {fold} times with new case ids, {fold * EVENTS:,} events"
        longer = own[0] / once[0]
        print(f"| {what}: time | {own[0]:.2f} s | {once[0]:.2f} s, itself once | {longer:.1f}, near {fold} |")
        factor = own[1] / once[1]
        print(
            f"| {what}: peak memory | {mib(own[1])} | {mib(once[1])}, itself once | {factor:.1f}, at most {fold} |",
            flush=True,
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--pm4py", path]:
            pm4py_says(path)
        case ["--make", path, out, fold]:
            make(path, out, int(fold))
        case [twinlane, data, folder]:
            main(twinlane, data, folder)
        case _:
            sys.exit(__doc__)
