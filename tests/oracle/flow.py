"""A solver of its own for the flow of a sales process, to hold the product's results against.

Reads one JSON object a line (see the example `oracle` of the flow crate) and solves each map with dense
matrices, from the definitions: visits by tokens (a join of k branches counts each arrival as a k-th of a case),
lead times as expected times to the end, won ones in the chain conditioned on winning. It shares no code and no
formula with the product. Some maps are played case by case as well.
"""

import json
import random
import sys

import numpy as np

NEAR = 1e-6
LOSS = {"Lost", "No decision", "Disqualified", "Not ready"}


class Map:
    """A map with the shares it is to be read with."""

    def __init__(self, data):
        self.steps, self.outcomes, self.pools = data["steps"], data["outcomes"], data["pools"]
        self.links = data["links"]
        self.count = len(self.steps)
        self.out = {}
        for at, link in enumerate(self.links):
            if not link["returns"] or link["share"] is not None:
                self.out.setdefault(link["from"], []).append(at)
        self.inside = {}
        self.joins = {}
        for at, step in enumerate(self.steps):
            if step["all"]:
                self.join_of(at)
        self.share = [0.0] * len(self.links)
        self.rest = [0.0] * (self.count + len(self.outcomes))
        for node in range(self.count + len(self.outcomes)):
            self.read(node)

    def targets(self, node):
        return [self.links[at]["to"] for at in self.out.get(node, [])]

    def join_of(self, split):
        """The step that joins a split: on any way through, the first waiting step that no inner split opened."""
        if split in self.joins:
            return self.joins[split]
        found = None
        for start in self.targets(split):
            at = start
            branch = set()
            while not self.steps[at]["waits"]:
                branch.add(at)
                if self.steps[at]["all"]:
                    inner = self.join_of(at)
                    branch |= self.inside[at] | {inner}
                    at = inner
                at = next(to for to in self.targets(at) if to != at)
            found = at
            self.inside.setdefault(split, set()).update(branch)
        self.joins[split] = found
        return found

    def read(self, node):
        links = self.out.get(node, [])
        given = [self.links[at]["share"] for at in links]
        if node < self.count and self.steps[node]["all"]:
            shares, rest = [1.0] * len(links), 0.0
        else:
            total = sum(share for share in given if share is not None)
            open_ = sum(share is None for share in given)
            assert total <= 1.005 + 1e-9, "the random maps have no over-full step"
            even = max(0.0, 1.0 - total) / open_ if open_ else 0.0
            shares = [even if share is None else share for share in given]
            whole = sum(shares)
            branch = any(node in inside for inside in self.inside.values())
            near = abs(whole - 1.0) <= 0.005 + 1e-9
            if links and ((node < self.count and near) or branch or whole > 1.0):
                shares, whole = [share / whole for share in shares], 1.0
            rest = 1.0 - whole
        for at, share in zip(links, shares):
            self.share[at] = share
        self.rest[node] = rest

    def nodes(self):
        return self.count + len(self.outcomes)

    def won(self, node):
        return node >= self.count and self.outcomes[node - self.count] == "Won"

    def loss(self, node):
        return node >= self.count and self.outcomes[node - self.count] in LOSS

    def entry(self):
        entry = np.zeros(self.nodes())
        for at, step in enumerate(self.steps):
            entry[at] = step["entry"] or 0.0
        return entry

    def visits(self):
        """v = entry + v Q, joins counting a k-th of each arrival."""
        matrix = np.zeros((self.nodes(), self.nodes()))
        joined = {join: len(self.out[split]) for split, join in self.joins.items()}
        for at, link in enumerate(self.links):
            part = self.share[at]
            if link["to"] in joined and (link["from"] in self.inside_of(link["to"])):
                part /= joined[link["to"]]
            matrix[link["from"], link["to"]] += part
        return np.linalg.solve((np.eye(self.nodes()) - matrix).T, self.entry())

    def inside_of(self, join):
        split = next(split for split, to in self.joins.items() if to == join)
        return self.inside.get(split, set()) | {split}

    def chance(self):
        """h = Q h + won, a split going any of its ways."""
        matrix = np.zeros((self.nodes(), self.nodes()))
        right = np.zeros(self.nodes())
        for node in range(self.nodes()):
            links = self.out.get(node, [])
            split = node < self.count and self.steps[node]["all"]
            for at in links:
                matrix[node, self.links[at]["to"]] += 1.0 / len(links) if split else self.share[at]
            right[node] = 1.0 if self.won(node) else 0.0
        return np.linalg.solve(np.eye(self.nodes()) - matrix, right)

    def wins(self):
        visits = self.visits()
        return sum(visits[node] for node in range(self.count, self.nodes()) if self.won(node))

    def cost(self, visits):
        total = 0.0
        for at, step in enumerate(self.steps):
            if step["pool"] is not None:
                total += visits[at] * (step["touch"] or 0.0) * (self.pools[step["pool"]]["cost"] or 0.0)
        return total

    def longest(self, split):
        """Expected time of the longest branch of a block."""
        join = self.joins[split]
        members = sorted(self.inside.get(split, set()))
        inner = set()
        for at in members:
            if self.steps[at]["all"]:
                inner |= self.inside.get(at, set())
        members = [at for at in members if at not in inner]
        place = {at: number for number, at in enumerate(members)}
        matrix, right = np.eye(len(members)), np.zeros(len(members))
        for at in members:
            right[place[at]] = self.steps[at]["elapsed"] or 0.0
            if self.steps[at]["all"]:
                right[place[at]] += self.longest(at)
                matrix[place[at], place[self.joins[at]]] -= 1.0
                continue
            for link in self.out[at]:
                right[place[at]] += self.share[link] * (self.links[link]["wait"] or 0.0)
                if self.links[link]["to"] != join:
                    matrix[place[at], place[self.links[link]["to"]]] -= self.share[link]
        times = np.linalg.solve(matrix, right) if members else []
        best = 0.0
        for link in self.out[split]:
            to, wait = self.links[link]["to"], self.links[link]["wait"] or 0.0
            best = max(best, wait + (0.0 if to == join else times[place[to]]))
        return best

    def time(self, won):
        """Expected time to the end of a case that enters; of won ones in the chain conditioned on winning."""
        chance = self.chance() if won else np.ones(self.nodes())
        hidden = set().union(*self.inside.values()) if self.inside else set()
        matrix, right = np.eye(self.nodes()), np.zeros(self.nodes())
        for node in range(self.nodes()):
            if node in hidden or chance[node] <= 0.0:
                continue
            if node < self.count:
                right[node] = self.steps[node]["elapsed"] or 0.0
            if node < self.count and self.steps[node]["all"]:
                right[node] += self.longest(node)
                matrix[node, self.joins[node]] -= 1.0
                continue
            for at in self.out.get(node, []):
                to = self.links[at]["to"]
                part = self.share[at] * chance[to] / chance[node]
                right[node] += part * (self.links[at]["wait"] or 0.0)
                matrix[node, to] -= part
        times = np.linalg.solve(matrix, right)
        entry = self.entry() * chance
        return float(entry @ times / entry.sum())

    def delivered(self, split, serve):
        """The least part of what a split serves that one of its branches delivers."""
        join = self.joins[split]
        inner = set()
        members = sorted(self.inside.get(split, set()))
        for at in members:
            if self.steps[at]["all"]:
                inner |= self.inside.get(at, set())
        members = [at for at in members if at not in inner]
        place = {at: number for number, at in enumerate(members)}
        matrix, right = np.eye(len(members)), np.zeros(len(members))
        for at in members:
            if self.steps[at]["all"]:
                matrix[place[at], place[self.joins[at]]] -= serve[at] * self.delivered(at, serve)
                continue
            for link in self.out[at]:
                part = serve[at] * self.share[link]
                if self.links[link]["to"] == join:
                    right[place[at]] += part
                else:
                    matrix[place[at], place[self.links[link]["to"]]] -= part
        parts = np.linalg.solve(matrix, right) if members else []
        return min(1.0 if self.links[link]["to"] == join else parts[place[self.links[link]["to"]]]
                   for link in self.out[split])

    def arrivals(self, serve):
        """a = entry + (serve a) Q, with joins fed by the slowest branch: one matrix over all nodes."""
        matrix = np.zeros((self.nodes(), self.nodes()))
        joins = set(self.joins.values())
        for at, link in enumerate(self.links):
            if link["to"] in joins and link["from"] in self.inside_of(link["to"]):
                continue
            matrix[link["from"], link["to"]] += self.share[at] * serve[link["from"]]
        for split, join in self.joins.items():
            matrix[split, join] += serve[split] * self.delivered(split, serve)
        return np.linalg.solve((np.eye(self.nodes()) - matrix).T, self.entry())

    def capacity(self):
        """The fixed point by small steps."""
        part = np.ones(len(self.pools))
        for turn in range(6000):
            serve = np.ones(self.nodes())
            for at, step in enumerate(self.steps):
                if step["pool"] is not None:
                    serve[at] = part[step["pool"]]
            arrivals = self.arrivals(serve)
            load = np.zeros(len(self.pools))
            for at, step in enumerate(self.steps):
                if step["pool"] is not None:
                    load[step["pool"]] += arrivals[at] * (step["touch"] or 0.0)
            room = np.array([np.inf if pool["capacity"] is None or load[at] == 0 else pool["capacity"] / load[at]
                             for at, pool in enumerate(self.pools)])
            target = np.minimum(1.0, room)
            if np.max(np.abs(part / target - 1.0), initial=0.0) < 1e-10:
                break
            part = np.minimum(1.0, part ** 0.8 * np.minimum(room, 1e9) ** 0.2)
        return arrivals * serve

    def play(self, cases, dice):
        """Cases one by one: won and cost of each."""
        starts = [at for at, step in enumerate(self.steps) if step["entry"]]
        weights = [self.steps[at]["entry"] for at in starts]
        price = [(step["touch"] or 0.0) * (self.pools[step["pool"]]["cost"] or 0.0) if step["pool"] is not None else 0.0
                 for step in self.steps]

        def pick(node):
            chosen = dice.random()
            for at in self.out.get(node, []):
                chosen -= self.share[at]
                if chosen < 0.0:
                    return self.links[at]["to"]
            return None

        def walk(at, until):
            spent = 0.0
            while at is not None and at != until:
                if at < self.count:
                    spent += price[at]
                    if self.steps[at]["all"]:
                        spent += sum(walk(to, self.joins[at])[1] for to in self.targets(at))
                        at = self.joins[at]
                        continue
                elif self.won(at):
                    return True, spent
                at = pick(at)
            return False, spent

        return [walk(dice.choices(starts, weights)[0], None) for _ in range(cases)]


def near(name, seed, ours, theirs, scale=0.0):
    if theirs is None or abs(ours - theirs) > NEAR * max(abs(ours), scale, 1e-3):
        raise SystemExit(f"map {seed}: {name} is {theirs}, solved here it is {ours}")


def levers(chart, data):
    """Every lever, by reading the map anew with the other shares."""
    result, seed = data["result"], data["seed"]
    wins, cost = chart.wins(), chart.cost(chart.visits())

    def anew(node, shares, rest):
        keep = list(chart.share), list(chart.rest)
        for at, share in shares.items():
            chart.share[at] = share
        chart.rest[node] = rest
        found = chart.wins() - wins, chart.cost(chart.visits()) - cost
        chart.share, chart.rest = keep
        return found

    def lost(node):
        return chart.rest[node] + sum(chart.share[at] for at in chart.out[node] if chart.loss(chart.links[at]["to"]))

    for row in result["sensitivity"]:
        node = chart.links[row["link"]]["from"]
        left = 1.0 - 0.01 / lost(node)
        shares = {at: chart.share[at] * (left if chart.loss(chart.links[at]["to"]) else 1.0) for at in chart.out[node]}
        shares[row["link"]] = chart.share[row["link"]] + 0.01
        found = anew(node, shares, chart.rest[node] * left)
        near("wins of a point", seed, found[0], row["wins"], wins)
        near("cost of a point", seed, found[1], row["cost"], cost)
    for row in result["leaks"]:
        node = row["step"]
        kept = 1.0 - lost(node)
        shares = {at: 0.0 if chart.loss(chart.links[at]["to"]) else chart.share[at] / kept for at in chart.out[node]}
        near("leak", seed, anew(node, shares, 0.0)[0], row["wins"], wins)


def check(data):
    chart, result, seed = Map(data), data["result"], data["seed"]
    visits, chance = chart.visits(), chart.chance()
    for at in range(chart.count):
        near(f"visits of step {at}", seed, visits[at], result["visits"][at])
        near(f"chance of step {at}", seed, chance[at], result["chance"][at])
    near("wins", seed, chart.wins(), result["wins"])
    near("cost", seed, chart.cost(visits), result["cost"])
    near("lead time, all", seed, chart.time(False), result["lead_time_all"])
    near("lead time, won", seed, chart.time(True), result["lead_time_won"])
    served = chart.capacity()
    for at in range(chart.count):
        near(f"served at step {at}", seed, served[at], result["served"][at])
    wins = sum(served[node] for node in range(chart.count, chart.nodes()) if chart.won(node))
    near("wins at capacity", seed, wins, result["wins_at_capacity"])
    near("cost at capacity", seed, chart.cost(served), result["cost_at_capacity"])
    levers(chart, data)
    return chart


def play(chart, data, cases=4000):
    played = chart.play(cases, random.Random(data["seed"]))
    entering = chart.entry().sum()
    for name, numbers, expected in (("win rate", [float(won) for won, _ in played], data["result"]["wins"]),
                                    ("cost per case", [spent for _, spent in played], data["result"]["cost"])):
        mean, error = np.mean(numbers), np.std(numbers) / cases ** 0.5
        if abs(mean - expected / entering) > 4.0 * error + 2.0 / cases * (name == "win rate"):
            raise SystemExit(f"map {data['seed']}: {name} played is {mean} ± {error}, worked out {expected / entering}")


def main():
    maps = played = blocks = 0
    for line in sys.stdin:
        data = json.loads(line)
        chart = check(data)
        maps += 1
        blocks += len(chart.joins)
        if maps % 5 == 1:
            play(chart, data)
            played += 1
    print(f"{maps} maps with {blocks} parallel blocks agree to {NEAR:g}, {played} of them played case by case agree "
          "within 4 standard errors")


if __name__ == "__main__":
    main()
