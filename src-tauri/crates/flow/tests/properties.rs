//! What must hold for every map: nothing is lost, and a naive simulation of the flow agrees.
#![allow(missing_docs, reason = "a test file")]

mod common;

use std::collections::BTreeMap;

use common::{Line, build};
use proptest::prelude::*;
use twinlane_flow::{Draws, Move, Network, at_capacity, blocks, demand, levers, step_visits, uncertainty};
use twinlane_model::Side;

/// Chooses from numbers that proptest shrinks; zeros when they run out.
struct Choices<'a>(std::slice::Iter<'a, u16>);

impl Choices<'_> {
    fn below(&mut self, limit: usize) -> usize {
        self.0.next().map_or(0, |number| usize::from(*number) % limit)
    }
}

/// A sales process with loops, open links, sums below 100 % and nested parallel blocks.
fn lines(numbers: &[u16]) -> Vec<Line> {
    let mut choose = Choices(numbers.iter());
    let mut lines: Vec<Line> = Vec::new();
    let count = 1 + choose.below(7);
    for at in 0..count {
        part(
            &format!("T{at}"),
            &format!("T{}", at + 1),
            0,
            count,
            &mut choose,
            &mut lines,
        );
    }
    lines.push(Line {
        name: format!("T{count}"),
        targets: vec![("Won".to_owned(), Some(0.5))],
        ..Line::default()
    });
    lines[0].entry = Some(100.0);
    let second = choose.below(count);
    if let Some(line) = lines.iter_mut().find(|line| line.name == format!("T{second}")) {
        line.entry = Some(7.0);
    }
    lines
}

/// One step, or a block, that leads from `name` to `next`; inside blocks nothing is lost.
fn part(name: &str, next: &str, depth: usize, count: usize, choose: &mut Choices<'_>, lines: &mut Vec<Line>) {
    let mut line = Line {
        name: name.to_owned(),
        ..Line::default()
    };
    if depth < 3 && choose.below(4) == 0 {
        line.all = true;
        let join = format!("{name}j");
        let branches = 2 + choose.below(2);
        line.targets = (0..branches)
            .map(|branch| (format!("{name}b{branch}"), None))
            .collect();
        lines.push(line);
        for branch in 0..branches {
            part(
                &format!("{name}b{branch}"),
                &join,
                depth + 1,
                count,
                choose,
                lines,
            );
        }
        line = Line {
            name: join,
            waits: true,
            ..Line::default()
        };
    }
    let open = choose.below(3) == 0;
    let share = |choose: &mut Choices<'_>, most: usize| Some(choose.below(most) as f64 / 100.0);
    if depth == 0 {
        // One in ten at least is lost, so that the simulation comes to an end.
        line.targets.push(("Lost".to_owned(), Some(0.1)));
        if choose.below(3) == 0 {
            let back = choose.below(count);
            if format!("T{back}") != next {
                line.targets.push((format!("T{back}"), share(choose, 40)));
            }
        }
        let onward = if open { None } else { share(choose, 45) };
        line.targets.push((next.to_owned(), onward));
    } else {
        if choose.below(2) == 0 {
            let retry = line.name.clone();
            line.targets.push((retry, share(choose, 60)));
        }
        let onward = if open { None } else { Some(0.3) };
        line.targets.push((next.to_owned(), onward));
    }
    let mut seen = std::collections::BTreeSet::new();
    line.targets.retain(|(name, _)| seen.insert(name.clone()));
    lines.push(line);
}

/// Sends the cases on link by link until hardly any is left. A split hands its cases to every branch, a join
/// of k branches counts each arrival as a k-th of a case.
fn simulate(lines: &[Line]) -> (BTreeMap<String, f64>, f64, f64) {
    let names: BTreeMap<&str, usize> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (line.name.as_str(), at))
        .collect();
    let mut arrivals = vec![0_usize; lines.len()];
    for (name, _) in lines.iter().flat_map(|line| &line.targets) {
        if let Some(&at) = names.get(name.as_str()) {
            arrivals[at] += 1;
        }
    }
    let mut now: Vec<f64> = lines.iter().map(|line| line.entry.unwrap_or(0.0)).collect();
    let mut visits = now.clone();
    let (mut won, mut lost) = (0.0, 0.0);
    for _ in 0..20_000 {
        let mut then = vec![0.0; lines.len()];
        for (at, line) in lines.iter().enumerate() {
            let given: f64 = line.targets.iter().filter_map(|(_, share)| *share).sum();
            let open = line.targets.iter().filter(|(_, share)| share.is_none()).count();
            let total = if open > 0 { 1.0 } else { given };
            let inside = line.name.contains('b') && !line.all;
            let scale = if inside { total } else { 1.0 };
            for (name, share) in &line.targets {
                let share = if line.all {
                    1.0
                } else {
                    share.unwrap_or((1.0 - given) / open as f64) / scale
                };
                match names.get(name.as_str()) {
                    Some(&to) => {
                        let parts = if lines[to].waits && to != at {
                            waiting(lines, to, arrivals[to])
                        } else {
                            1.0
                        };
                        then[to] += now[at] * share / parts;
                    }
                    None if name == "Won" => won += now[at] * share,
                    None => lost += now[at] * share,
                }
            }
            if !line.all && !inside {
                lost += now[at] * (1.0 - total);
            }
        }
        now = then;
        for (sum, cases) in visits.iter_mut().zip(&now) {
            *sum += cases;
        }
        if now.iter().sum::<f64>() < 1e-13 {
            break;
        }
    }
    (
        lines.iter().map(|line| line.name.clone()).zip(visits).collect(),
        won,
        lost,
    )
}

/// Branches of the block that a waiting step joins; its own retry is none of them.
fn waiting(lines: &[Line], join: usize, arrivals: usize) -> f64 {
    let retry = lines[join]
        .targets
        .iter()
        .filter(|(name, _)| *name == lines[join].name)
        .count();
    (arrivals - retry) as f64
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * other.abs().max(1.0)
}

proptest! {
    #[test]
    fn agrees_with_a_simulation_and_loses_nothing(numbers in prop::collection::vec(any::<u16>(), 0..120)) {
        // A join with a retry of its own is no join, so the drawings leave such retries out.
        let mut lines = lines(&numbers);
        for line in lines.iter_mut().filter(|line| line.waits) {
            let name = line.name.clone();
            line.targets.retain(|(target, _)| *target != name);
        }
        let drawn = build(&lines);
        let view = drawn.workshop.view(drawn.map).unwrap();
        let found = blocks(&view, Side::Seller);
        prop_assert!(found.unjoined_splits.is_empty() && found.unjoined_waits.is_empty(), "all blocks are found");
        let network = Network::of(&view);
        let flow = demand(&network);
        let (visits, won, lost) = simulate(&lines);
        for (name, expected) in &visits {
            let ours = flow.steps[&drawn.steps[name]].visits.unwrap();
            prop_assert!(close(ours, *expected), "{name}: {ours} visits, the simulation has {expected}");
        }
        prop_assert!(close(flow.wins.unwrap(), won));
        let entering = flow.entering.unwrap();
        let ended = at_capacity(&network).unwrap().ended;
        prop_assert!(close(ended, entering), "{entering} enter, {ended} end");
        prop_assert!(close(won + lost, entering), "the simulation loses nothing either");
        // What enters at each start, times its chance to win, is what is won.
        let by_chance: f64 = lines
            .iter()
            .filter_map(|line| Some(line.entry? * flow.steps[&drawn.steps[&line.name]].win_chance?))
            .sum();
        prop_assert!(close(by_chance, won));
    }

    #[test]
    fn never_panics_whatever_the_shares(
        links in prop::collection::vec((0..8_usize, 0..10_usize, prop::option::of(0..180_u8)), 0..30),
        marks in prop::collection::vec((any::<bool>(), any::<bool>(), prop::option::of(0..9_u8)), 8),
    ) {
        let name = |at: usize| match at {
            8 => "Won".to_owned(),
            9 => "Lost".to_owned(),
            _ => format!("S{at}"),
        };
        let mut lines: Vec<Line> = marks
            .iter()
            .enumerate()
            .map(|(at, (all, waits, entry))| Line {
                name: name(at),
                all: *all,
                waits: *waits,
                entry: entry.map(f64::from),
                targets: Vec::new(),
                ..Line::default()
            })
            .collect();
        for (from, to, share) in links {
            if !lines[from].targets.iter().any(|(known, _)| *known == name(to)) {
                // The model refuses shares above 1, but two of 90 % are over as well.
                lines[from].targets.push((name(to), share.map(|share| f64::from(share.min(100)) / 100.0)));
            }
        }
        let drawn = build(&lines);
        let view = drawn.workshop.view(drawn.map).unwrap();
        let network = Network::of(&view);
        let found = demand(&network);
        if let (Some(entering), Ok(capacity)) = (found.entering, at_capacity(&network)) {
            prop_assert!(close(capacity.ended, entering), "{entering} enter, {} end", capacity.ended);
        }
        for row in found.steps.values() {
            prop_assert_eq!(row.visits.is_none(), row.visits_unknown.is_some());
            prop_assert_eq!(row.win_chance.is_none(), row.chance_unknown.is_some());
            prop_assert!(row.visits.is_none_or(f64::is_finite));
        }
        let asked = step_visits(&view);
        for (step, (visits, per_case)) in view.steps.iter().zip(asked.visits.iter().zip(&asked.visits_per_case)) {
            let theirs = found.steps[&step.id].visits;
            let same = visits.zip(theirs).is_none_or(|(one, other)| close(one, other));
            prop_assert!(same && visits.is_some() == theirs.is_some(), "{visits:?} and {theirs:?}");
            prop_assert!(per_case.is_none_or(|visits| visits.is_finite() && visits >= 1.0 - 1e-9));
        }
        prop_assert_eq!(at_capacity(&network).is_err(), found.wins.is_none());
        prop_assert_eq!(levers(&network).unknown.is_some(), found.wins.is_none());
        let draws = Draws { count: 250, seed: 1, ..Draws::default() };
        prop_assert_eq!(uncertainty(&network, &draws).is_err(), found.wins.is_none());
    }
}

#[test]
fn what_is_asked_on_every_edit_is_what_demand_says() {
    for seed in 0..60 {
        let workshop = twinlane_testkit::random::workshop(seed, 10 + seed as usize * 3);
        let map = *workshop
            .maps()
            .keys()
            .next()
            .expect("a random workshop has a map");
        let view = workshop.view(map).expect("the map is there");
        let (found, asked) = (demand(&Network::of(&view)), step_visits(&view));
        for (at, step) in view.steps.iter().enumerate() {
            let known = found.steps.get(&step.id).and_then(|row| row.visits);
            assert_eq!(asked.visits[at], known, "{} of map {seed}", step.title);
        }
        assert_eq!(asked.entering, found.entering, "map {seed}");
        assert_eq!(asked.blocks, blocks(&view, Side::Seller), "map {seed}");
    }
}

#[test]
fn repeats_are_the_visits_of_a_case_that_starts_there() {
    for seed in 0..30 {
        let workshop = twinlane_testkit::random::process(seed, 30);
        let map = *workshop.maps().keys().next().expect("a random process has a map");
        let view = workshop.view(map).expect("the map is there");
        let (asked, network) = (step_visits(&view), Network::of(&view));
        let nobody: Vec<Move> = view
            .steps
            .iter()
            .filter(|step| step.entry.is_some())
            .map(|step| Move::Volume {
                step: step.id,
                cases: 0.0,
            })
            .collect();
        let empty = network.with(&nobody).expect("entries may be nothing");
        for (at, step) in view.steps.iter().enumerate() {
            // Inside a branch no case can start.
            let Ok(one) = empty.with(&[Move::Volume {
                step: step.id,
                cases: 1.0,
            }]) else {
                continue;
            };
            let visits = demand(&one).steps[&step.id].visits.expect("one case starts");
            let ours = asked.visits_per_case[at].expect("every loop has a way out");
            assert!(
                close(ours, visits),
                "{} of map {seed}: {ours}, not {visits}",
                step.title
            );
        }
    }
}
