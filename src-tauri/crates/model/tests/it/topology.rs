//! Order, loops, dominators and ranks, on drawn maps and against plain definitions on random ones.

use std::collections::BTreeMap;

use twinlane_model::topology::{Graph, Order, forward_flow, forward_ranks, longest_ranks, order, starts};
use twinlane_model::{LinkKind, Side};
use twinlane_testkit::draw;
use twinlane_testkit::random::{Dice, workshop};

fn random(seed: u64, nodes: u32, arrows: usize) -> Graph<u32> {
    let mut dice = Dice::new(seed);
    let count = nodes as usize;
    let arrows: Vec<(u32, u32)> = (0..arrows)
        .map(|_| (dice.below(count) as u32, dice.below(count) as u32))
        .collect();
    Graph::new(0..nodes, arrows)
}

#[test]
fn components_come_before_what_they_lead_to() {
    let graph = Graph::new(1..=6, [(1, 2), (2, 3), (3, 2), (3, 4), (5, 5)]);
    let components = graph.components();
    let at = |node| components.iter().position(|component| component.contains(&node));
    assert!(at(1) < at(2) && at(2) == at(3) && at(3) < at(4), "{components:?}");
    assert_eq!(graph.loops(), [vec![2, 3], vec![5]], "a retry alone is a loop");
}

#[test]
fn the_table_agrees_with_walking() {
    for seed in 0..40 {
        let graph = random(seed, 30, 20 + seed as usize);
        let order = Order::among(&graph, graph.nodes().iter().copied());
        let reach: BTreeMap<u32, _> = graph
            .nodes()
            .iter()
            .map(|node| (*node, graph.reached_from([*node])))
            .collect();
        for from in 0..30 {
            for to in 0..30 {
                let before = reach[&from].contains(&to) && !reach[&to].contains(&from);
                assert_eq!(order.before(from, to), before, "seed {seed}: {from} before {to}");
            }
        }
        let some = Order::among(&graph, (0..30).step_by(4));
        for from in (0..30).step_by(4) {
            for to in (0..30).step_by(4) {
                assert_eq!(
                    some.before(from, to),
                    order.before(from, to),
                    "asking for fewer changes nothing"
                );
            }
        }
    }
}

#[test]
fn what_cannot_be_avoided_cuts_the_way() {
    for seed in 0..40 {
        let graph = random(seed, 14, 24);
        let arrows: Vec<(u32, u32)> = graph
            .nodes()
            .iter()
            .flat_map(|from| graph.following(*from).map(|to| (*from, to)).collect::<Vec<_>>())
            .collect();
        let (roots, targets) = ([0, 1], [12, 13]);
        let cut = |node: u32| {
            let rest = Graph::new(
                graph.nodes().iter().copied().filter(|other| *other != node),
                arrows.iter().copied(),
            );
            let reached = rest.reached_from(roots.into_iter().filter(|root| *root != node));
            targets.iter().all(|target| !reached.contains(target))
        };
        let reached = graph.reached_from(roots);
        let expected: Vec<u32> = if targets.iter().any(|target| reached.contains(target)) {
            (0..14).filter(|node| cut(*node)).collect()
        } else {
            Vec::new()
        };
        assert_eq!(graph.unavoidable(roots, targets), expected, "seed {seed}");
    }
}

#[test]
fn distances_count_the_fewest_arrows() {
    let graph = Graph::new(
        ["a", "b", "c", "d", "e"],
        [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "a")],
    );
    let found = graph.distances(["a"]);
    assert_eq!(
        found,
        BTreeMap::from([("a", 0), ("b", 1), ("c", 1), ("d", 2)]),
        "e is out of reach"
    );
    assert_eq!(graph.reaching(["c"]).len(), 4, "everything in the loop reaches c");
    assert_eq!(
        graph.immediate_dominators(["a"])["d"],
        "c",
        "every way to d passes c last"
    );
}

#[test]
fn ranks_open_loops_where_they_are_entered() {
    let graph = Graph::new(
        ["a", "b", "c", "d"],
        [("a", "b"), ("b", "c"), ("c", "b"), ("a", "c"), ("c", "d")],
    );
    let ranks = longest_ranks(&graph, |_| false);
    assert_eq!(ranks, BTreeMap::from([("a", 0), ("b", 1), ("c", 2), ("d", 3)]));
    let ring = Graph::new(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")]);
    assert_eq!(
        longest_ranks(&ring, |node| node == "b")["b"],
        0,
        "a preferred node begins the walk"
    );
}

#[test]
fn ranks_of_a_map_are_counted_inside_stages() {
    let map = draw(
        "# Sales process
         ## One
         - [A] First
         - [A] Second
           => Third
           => Second
         ## Two
         - [B] Third
           => Fourth
           => First
         - [A] Fourth
           => Third",
    );
    let ranks = forward_ranks(&map.view(), Side::Seller);
    let rank = |title: &str| ranks[&map.step(title)];
    assert_eq!(
        ["First", "Second", "Third", "Fourth"].map(rank),
        [0, 1, 0, 1],
        "a stage begins at 0, and the loop in stage two is opened where it is entered"
    );
}

#[test]
fn a_very_long_chain_does_not_end_the_stack() {
    let count = 60_000_u32;
    let graph = Graph::new(0..count, (0..count - 1).map(|at| (at, at + 1)));
    assert_eq!(graph.components().len(), count as usize);
    assert_eq!(longest_ranks(&graph, |_| false)[&(count - 1)], count - 1);
    let order = Order::among(&graph, [0, 30_000, count - 1]);
    assert!(
        order.before(0, count - 1) && !order.before(count - 1, 0),
        "rows nobody asked for are dropped"
    );
    assert_eq!(graph.unavoidable([0], [count - 1]).len(), count as usize);
}

#[test]
fn starts_are_where_cases_or_journeys_begin() {
    let drawing = "
         # Buyer journey
         ## Need
         - [Buyer] Feels
           => Looks
         - [User] Complains
           => -
         ## Look
         - [Buyer] Looks
           => Feels
         - [User] Stumbles on it
           => -
         - [User] Is told {start}
           => -
         # Sales process
         ## One
         - [Sales] Call
           => Call
           => Demo
         - [Sales] Walk in
           => Demo
         ## Two
         - [Sales] Demo
           => Call";
    let map = draw(drawing);
    let titles = |map: &twinlane_testkit::TestMap, side| map.titles(starts(&map.view(), side));
    assert_eq!(
        titles(&map, Side::Buyer),
        ["Feels", "Complains", "Is told"],
        "the first stage that has any, and those marked; a way back is no entrance"
    );
    assert_eq!(
        titles(&map, Side::Seller),
        ["Call", "Walk in"],
        "a retry and a way back are no entrance"
    );
    let map = draw(&format!("entry: Demo 20\n{drawing}"));
    assert_eq!(titles(&map, Side::Seller), ["Demo"], "entries say it outright");
}

#[test]
fn before_leaves_ways_back_out_and_condenses_loops() {
    let map = draw(
        "# Sales process
         ## One
         - A
         - B
           => A
           => C
         ## Two
         - C
           => D
           => A
         - D {waypoint}
           => E
         - E
           => Won",
    );
    let before = order(&map.view(), Side::Seller);
    let check = |first: &str, second: &str| before.before(map.step(first), map.step(second));
    assert!(
        !check("A", "B") && !check("B", "A"),
        "a loop inside a stage is one place"
    );
    assert!(check("A", "C") && !check("C", "A"), "the way back does not count");
    assert!(check("C", "E"), "a waypoint passes order on");
}

#[test]
fn forward_flow_of_random_maps_has_no_way_back() {
    let made = workshop(3, 200);
    let view = made.view(made.maps_in_order()[0].id).expect("there");
    for side in [Side::Buyer, Side::Seller] {
        let graph = forward_flow(&view, side);
        for step in graph.nodes() {
            for next in graph.following(*step) {
                let stage = |id| view.stage_place(view.step(id).expect("there").stage);
                assert!(stage(*step) <= stage(next), "no arrow leads to an earlier stage");
            }
        }
    }
    assert!(made.links().values().any(|link| link.kind == LinkKind::Flow));
}

#[test]
fn a_numbered_graph_answers_like_a_named_one() {
    for seed in 0..20 {
        let mut dice = Dice::new(seed);
        let arrows: Vec<(usize, usize)> = (0..45).map(|_| (dice.below(32), dice.below(32))).collect();
        let named = Graph::new(0..30, arrows.iter().copied());
        let numbered = Graph::numbered(30, arrows.iter().copied());
        assert_eq!(named.components(), numbered.components(), "components of {seed}");
        assert_eq!(named.loops(), numbered.loops(), "loops of {seed}");
        let (there, back) = (
            numbered.distances_in_order([3, 31]),
            numbered.distances_back_in_order([4]),
        );
        for node in 0..30 {
            let far = named.distances([3]).get(&node).copied();
            assert_eq!(there[node], far, "way to {node} of {seed}");
            assert_eq!(
                back[node].is_some(),
                named.reaching([4]).contains(&node),
                "way from {node} of {seed}"
            );
        }
    }
}

#[test]
fn ends_and_links_of_a_view_are_those_of_its_rows() {
    for seed in 0..20 {
        let shop = workshop(seed, 40);
        let map = *shop.maps().keys().next().expect("a random workshop has a map");
        let view = shop.view(map).expect("the map is there");
        for (at, link) in view.links.iter().enumerate() {
            let (from, to) = view.ends(at);
            for (spot, end) in [(from, link.from), (to, link.to)] {
                assert_eq!(
                    spot.step(),
                    end.step().and_then(|id| view.step_place(id)),
                    "step of link {at}"
                );
                let outcome = spot.outcome().map(|place| view.outcomes[place].id);
                assert_eq!(outcome, end.outcome(), "outcome of link {at}");
            }
        }
        for (at, step) in view.steps.iter().enumerate() {
            let flow = view.links_from(at).map(|link| view.links[link]);
            let flow: Vec<_> = flow.filter(|link| link.kind == LinkKind::Flow).collect();
            assert_eq!(
                flow,
                view.flow_from(step.id).collect::<Vec<_>>(),
                "flow from {}",
                step.title
            );
        }
    }
}
