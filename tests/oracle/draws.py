"""Draws of a sales process with numpy, to time the product against: `draws.py COUNT`, rows of a map on standard
input, seconds on standard output.

Everything is done for many draws at once: numbers are drawn as whole columns, linear systems are solved in
batches of dense matrices, indices come from one sort a number. Blocks are solved by tokens and their longest
branch is left out, which makes the work smaller than the product's.
"""

import json
import sys
import time

import numpy as np

BATCH = 250
BINS = 32


def column(dice, measure, count, share=False, volume=False):
    """Draws of the mean of a number, as its basis says; None when it is always the same."""
    value = measure["value"]
    if value <= 0.0:
        return None
    n = measure.get("n") or 30
    if measure["basis"] == "measured":
        if share:
            return dice.beta(0.5 + n * value, 0.5 + n * (1.0 - value), count)
        if volume:
            return dice.gamma(n + 0.5, value / n, count)
        return np.maximum(0.0, dice.normal(value, value / n ** 0.5, count))
    width = 0.5 if measure["basis"] == "assumed" else 0.2
    low, high = measure.get("low"), measure.get("high")
    low = value * (1.0 - width) if low is None else low
    high = value * (1.0 + width) if high is None else high
    return dice.triangular(low, value, max(high, value * (1.0 + 1e-12)), count)


def main():
    count = int(sys.argv[1])
    rows = json.load(sys.stdin)
    begin = time.perf_counter()
    dice = np.random.default_rng(1)
    place = {row["id"]: at for at, row in enumerate(rows["steps"] + rows["outcomes"])}
    steps, size = len(rows["steps"]), len(place)
    end = lambda one: place[one.get("step") or one.get("outcome")]
    links = [link for link in rows["links"] if link["kind"] == "flow" or link["share"]]
    start = np.array([end(link["from"]) for link in links])
    to = np.array([end(link["to"]) for link in links])
    numbers = []

    def drawn(measure, plain, **how):
        found = column(dice, measure, count, **how) if measure else None
        if found is None:
            return np.full(count, plain)
        numbers.append(found)
        return found

    shares = np.empty((len(links), count))
    for node in range(size):
        own = np.flatnonzero(start == node)
        if node < steps and rows["steps"][node]["all"]:
            shares[own] = 1.0
            continue
        given = [links[at]["share"]["value"] if links[at]["share"] else None for at in own]
        total = sum(share for share in given if share is not None)
        for at, share in zip(own, given):
            plain = max(0.0, 1.0 - total) / max(1, given.count(None)) if share is None else share
            measure = links[at]["share"] or {"value": plain, "basis": "assumed"}
            shares[at] = column(dice, measure, count, share=True) if plain > 0.0 else 0.0
        rest = 0.0 if None in given else max(0.0, 1.0 - total)
        if rest < 0.005 and node < steps:
            rest = 0.0
        if len(own):
            shares[own] /= shares[own].sum(axis=0) + rest
            if len(own) > 1:
                numbers.extend(shares[own])
    touch = np.array([drawn(step["touch"], 0.0) for step in rows["steps"]])
    elapsed = np.array([drawn(step["elapsed"], 0.0) for step in rows["steps"]])
    entry = np.zeros((size, count))
    for at, step in enumerate(rows["steps"]):
        entry[at] = drawn(step["entry"], 0.0, volume=True)
    wait = np.array([drawn(link["wait"], 0.0) for link in links])
    price = {pool["id"]: drawn(pool["cost"], 0.0) for pool in rows["pools"]}
    cost = np.array([price.get(step["pool"], np.zeros(count)) for step in rows["steps"]])
    won = np.array([0.0] * steps + [float(row["kind"] == "won") for row in rows["outcomes"]])
    into = np.bincount(to, minlength=size)
    tokens = np.array([1.0 / into[at] if at < steps and rows["steps"][at]["waits"] else 1.0 for at in to])
    out = np.bincount(start, minlength=size)
    ways = np.array([1.0 / out[at] if at < steps and rows["steps"][at]["all"] else 1.0 for at in start])
    wins, costs, times = np.empty(count), np.empty(count), np.empty(count)
    unit = np.eye(size)
    for first in range(0, count, BATCH):
        part = slice(first, min(first + BATCH, count))
        many = part.stop - part.start
        matrix = np.zeros((many, size, size))
        matrix[:, start, to] = (shares[:, part] * tokens[:, None]).T
        visits = np.linalg.solve((unit - matrix).transpose(0, 2, 1), entry[:, part].T[:, :, None])[:, :, 0]
        matrix[:, start, to] = (shares[:, part] * ways[:, None]).T
        right = np.broadcast_to(won, (many, size))[:, :, None]
        chance = np.linalg.solve(unit - matrix, right)[:, :, 0]
        wins[part] = visits @ won
        costs[part] = (visits[:, :steps] * (touch * cost)[:, part].T).sum(axis=1)
        days = (visits[:, :steps] * chance[:, :steps] * elapsed[:, part].T).sum(axis=1)
        days += (visits[:, start] * (shares * wait)[:, part].T * chance[:, to]).sum(axis=1)
        times[part] = days / wins[part]
    results = np.array([wins, costs / wins, times])
    np.percentile(results, [10, 50, 90], axis=1)
    off = results - results.mean(axis=1, keepdims=True)
    everything = (off * off).sum(axis=1)
    edges = np.arange(BINS) * count // BINS
    sizes = np.diff(np.append(edges, count))
    for number in numbers:
        order = np.argsort(number)
        sums = np.add.reduceat(off[:, order], edges, axis=1)
        between = (sums * sums / sizes).sum(axis=1)
        within = (everything - between) / (count - BINS)
        (between - (BINS - 1) * within) / (everything + within)
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
