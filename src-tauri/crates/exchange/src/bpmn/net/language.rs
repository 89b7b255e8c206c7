//! Folding keeps what a process can do: the same sequences of steps lead from a start to an end, before and
//! after, on random nets of gateways. Tokens are played here once more, by other means than conformance's.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Steps up to which sequences are compared.
const LONGEST: usize = 5;

/// States up to which a net is played; one that makes tokens without end is passed over.
const MOST_STATES: usize = 20_000;

/// Tokens up to which a net is played.
const MOST_TOKENS: usize = 7;

/// Links that hold a token, sorted.
type Marking = Vec<usize>;

/// The sequences of steps that lead to an end; `None` when there is too much to play.
fn language(net: &Net) -> Option<BTreeSet<Vec<usize>>> {
    let outcome = |at: usize| matches!(net.nodes[at].kind, Kind::Outcome(_));
    let mut open: Vec<(Vec<usize>, Marking)> = Vec::new();
    let mut seen: BTreeSet<(Vec<usize>, Marking)> = BTreeSet::new();
    let mut found = BTreeSet::new();
    let begins = |at: usize| net.sources(at).iter().all(|from| *from == at) && !outcome(at);
    for start in net.left().map(|(at, _)| at).filter(|at| begins(*at)) {
        open.extend(fire(net, start, &[], &[], &[]));
    }
    while let Some(state) = open.pop() {
        if state.0.len() > LONGEST || !seen.insert(state.clone()) {
            continue;
        }
        let (trace, marking) = state;
        if seen.len() > MOST_STATES || marking.len() > MOST_TOKENS {
            return None;
        }
        if marking.iter().all(|edge| outcome(net.edges[edge].to)) {
            found.insert(trace.clone());
        }
        for edge in marking.iter().copied().collect::<BTreeSet<_>>() {
            let to = net.edges[&edge].to;
            if outcome(to) {
                continue;
            }
            let takes: Vec<usize> = if net.joins(to) {
                net.into[to].iter().copied().collect()
            } else {
                vec![edge]
            };
            if takes.iter().all(|edge| marking.contains(edge)) {
                open.extend(fire(net, to, &trace, &marking, &takes));
            }
        }
    }
    Some(found)
}

/// What can come of a node that begins.
fn fire(
    net: &Net,
    at: usize,
    trace: &[usize],
    marking: &[usize],
    takes: &[usize],
) -> Vec<(Vec<usize>, Marking)> {
    let mut trace = trace.to_vec();
    if let Kind::Step(number) = net.nodes[at].kind {
        trace.push(number);
    }
    let mut rest = marking.to_vec();
    for edge in takes {
        if let Some(place) = rest.iter().position(|other| other == edge) {
            rest.remove(place);
        }
    }
    let gives: Vec<Vec<usize>> = if net.splits(at) {
        vec![net.out[at].iter().copied().collect()]
    } else {
        net.out[at].iter().map(|edge| vec![*edge]).collect()
    };
    gives
        .into_iter()
        .map(|gives| {
            let mut marking = rest.clone();
            marking.extend(gives);
            marking.sort_unstable();
            (trace.clone(), marking)
        })
        .collect()
}

/// A random part of a process between two nodes that are there already.
#[derive(Clone, Debug)]
enum Part {
    Step,
    Nothing,
    Row(Vec<Part>),
    Choice(Vec<Part>),
    Parallel(Vec<Part>),
    Loop(Box<Part>, Box<Part>),
}

fn part() -> impl Strategy<Value = Part> {
    let leaf = prop_oneof![4 => Just(Part::Step), 1 => Just(Part::Nothing)];
    leaf.prop_recursive(3, 9, 3, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            3 => parts().prop_map(Part::Row),
            2 => parts().prop_map(Part::Choice),
            2 => parts().prop_map(Part::Parallel),
            1 => (inner.clone(), inner.clone()).prop_map(|(body, back)| Part::Loop(Box::new(body), Box::new(back))),
        ]
    })
}

/// Draws a part from a node; gives the node where it ends.
fn draw(net: &mut Net, part: &Part, from: usize, steps: &mut usize) -> usize {
    let silent = |net: &mut Net| net.node(Kind::Silent, 0);
    let link = |net: &mut Net, from: usize, to: usize| net.edge(from, to, Label::default());
    match part {
        Part::Nothing => from,
        Part::Step => {
            let at = net.node(Kind::Step(*steps), 0);
            *steps += 1;
            link(net, from, at);
            at
        }
        Part::Row(parts) => parts.iter().fold(from, |from, part| draw(net, part, from, steps)),
        Part::Choice(parts) | Part::Parallel(parts) => {
            let (split, join) = (silent(net), silent(net));
            let all = matches!(part, Part::Parallel(_));
            net.nodes[split].all = all;
            net.nodes[join].waits = all;
            link(net, from, split);
            for part in parts {
                let end = draw(net, part, split, steps);
                link(net, end, join);
            }
            join
        }
        Part::Loop(body, back) => {
            let (enter, leave) = (silent(net), silent(net));
            link(net, from, enter);
            let end = draw(net, body, enter, steps);
            link(net, end, leave);
            let end = draw(net, back, leave, steps);
            link(net, end, enter);
            leave
        }
    }
}

fn same(mut net: Net) -> Result<(), TestCaseError> {
    // A process without any step becomes a map without any.
    if !net.nodes.iter().any(|node| matches!(node.kind, Kind::Step(_))) {
        return Ok(());
    }
    let drawn = net.clone();
    let Some(before) = language(&net) else {
        return Ok(());
    };
    net.fold();
    let Some(after) = language(&net) else {
        return Ok(());
    };
    let links: Vec<(usize, usize)> = drawn.edges().map(|edge| (edge.from, edge.to)).collect();
    let lost: Vec<_> = before.difference(&after).collect();
    let won: Vec<_> = after.difference(&before).collect();
    prop_assert!(
        lost.is_empty() && won.is_empty(),
        "lost {lost:?}, won {won:?}; links {links:?} of {:?}",
        drawn.nodes
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn folding_blocks_keeps_the_language(part in part()) {
        let mut net = Net::default();
        let start = net.node(Kind::Silent, 0);
        let mut steps = 0;
        let end = draw(&mut net, &part, start, &mut steps);
        let outcome = net.node(Kind::Outcome(0), 0);
        net.edge(end, outcome, Label::default());
        same(net)?;
    }

    #[test]
    fn folding_any_gateways_keeps_the_language(
        marks in prop::collection::vec((0_u8..6, any::<bool>()), 3..9),
        links in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 2..7),
    ) {
        let mut net = Net::default();
        net.node(Kind::Silent, 0);
        let mut steps = 0;
        for (kind, mark) in marks {
            let kind = if kind < 3 { steps += 1; Kind::Step(steps) } else { Kind::Silent };
            let at = net.node(kind, 0);
            net.nodes[at].all = mark && kind == Kind::Silent;
            net.nodes[at].waits = mark && kind == Kind::Silent;
        }
        let last = net.nodes.len();
        net.node(Kind::Outcome(0), 0);
        // A way through all nodes, so that each has flow before and behind it, and links across it.
        for at in 0..last {
            net.edge(at, at + 1, Label::default());
        }
        for (from, to) in links {
            let (from, to) = (1 + from.index(last - 1), 1 + to.index(last));
            if !net.linked(from, to) && from != to {
                net.edge(from, to, Label::default());
            }
        }
        // Only a gateway takes several flows at once; a step with several is given one gateway before it.
        same(net)?;
    }
}
