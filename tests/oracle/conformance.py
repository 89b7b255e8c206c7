"""pm4py's half of `cargo xtask oracle conformance`.

Reads lines as our half prints them (name, model, file, ...) from standard input, aligns each file with the
Petri net of its BPMN model, and prints name, cases, fitting cases, average fitness and milliseconds, separated
by tabs. The equivalent net is made by pm4py alone; of a label only line breaks and doubled spaces are changed.
"""

import csv
import sys
import time

import pm4py
from pm4py.algo.conformance.alignments.petri_net import algorithm as alignments
from pm4py.objects.log.obj import Event, EventLog, Trace


def plain(name):
    return " ".join(name.split())


def log_of(path):
    cases = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cases.setdefault(row["case"], Trace()).append(Event({"concept:name": plain(row["activity"])}))
    log = EventLog()
    for trace in cases.values():
        log.append(trace)
    return log


nets = {}
for line in sys.stdin:
    name, model, path = line.rstrip("\n").split("\t")[:3]
    if model not in nets:
        net, start, end = pm4py.convert_to_petri_net(pm4py.read_bpmn(model))
        for transition in net.transitions:
            if transition.label is not None:
                transition.label = plain(transition.label)
        nets[model] = net, start, end
    begun = time.perf_counter()
    found = alignments.apply_log(log_of(path), *nets[model], parameters={"show_progress_bar": False})
    spent = (time.perf_counter() - begun) * 1000
    # A move on log or model costs 10,000, a silent one 1: what costs less than one move fits.
    fitting = sum(row["cost"] < 10000 for row in found)
    fitness = sum(row["fitness"] for row in found) / len(found)
    print(name, len(found), fitting, f"{fitness:.6f}", f"{spent:.1f}", sep="\t", flush=True)
