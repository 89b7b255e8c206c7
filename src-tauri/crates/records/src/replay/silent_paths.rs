//! Silent paths: the drawn paths from one step to the next thing that the log can show, over what it cannot show.
//!
//! Waypoints, activities that nothing in the log means, and outcomes that are left by a return are silent: cases pass
//! them without a trace. Counts nothing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use twinlane_model::{EndIndex, LinkKind, MapView, Side};

/// The shortest drawn path to a spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SilentPath {
    /// Its links by their place in the view, in order; empty when there are several paths of that length.
    pub links: Vec<usize>,
}

/// The silent paths from one spot, by where they lead. A path ends at what the log can show, and at any outcome.
pub(crate) type SilentPaths = BTreeMap<EndIndex, SilentPath>;

/// Finds the silent paths from a spot. `shown` tells what the log can show; outcomes that it cannot are passed by their
/// returns. Costs O(links passed · log).
pub(crate) fn silent_paths(
    view: &MapView<'_>,
    from: EndIndex,
    shown: impl Fn(EndIndex) -> bool,
) -> SilentPaths {
    let mut silent_paths = SilentPaths::new();
    // By silent spot: the link taken to it, and whether another path is as short.
    let mut reached: BTreeMap<EndIndex, (usize, Option<usize>, bool)> = BTreeMap::new();
    let mut found: BTreeMap<EndIndex, (usize, usize, bool)> = BTreeMap::new();
    let mut open = VecDeque::from([(from, 0_usize, false)]);
    let mut passed = BTreeSet::new();
    while let Some((at, length, _)) = open.pop_front() {
        if !passed.insert(at) {
            continue;
        }
        let several = reached.get(&at).is_some_and(|(_, _, several)| *several);
        for link in leaving(view, at) {
            let to = view.ends(link).1;
            if !on_sales_side(view, to) {
                continue;
            }
            if shown(to) || matches!(to, EndIndex::Outcome(_)) {
                let known = found.entry(to).or_insert((link, length + 1, several));
                if known.1 == length + 1 && known.0 != link {
                    known.2 = true;
                }
            }
            if !shown(to) && to != from {
                match reached.get_mut(&to) {
                    None => {
                        reached.insert(to, (length + 1, Some(link), several));
                        open.push_back((to, length + 1, several));
                    }
                    Some((known, _, twice)) if *known == length + 1 => *twice = true,
                    Some(_) => {}
                }
            }
        }
    }
    for (to, (last, _, several)) in found {
        let mut links = vec![last];
        let mut at = view.ends(last).0;
        while at != from && !several {
            let Some((_, Some(link), _)) = reached.get(&at) else {
                break;
            };
            links.push(*link);
            at = view.ends(*link).0;
        }
        links.reverse();
        if several {
            links.clear();
        }
        silent_paths.insert(to, SilentPath { links });
    }
    silent_paths
}

fn leaving<'v>(view: &'v MapView<'_>, at: EndIndex) -> Box<dyn Iterator<Item = usize> + 'v> {
    let kind = |wanted: LinkKind| move |link: &usize| view.links[*link].kind == wanted;
    match at {
        EndIndex::Step(step) => Box::new(view.links_from(step).filter(kind(LinkKind::Flow))),
        EndIndex::Outcome(_) => {
            // Links of steps come first, so that those of outcomes are the few behind them.
            let last = view.steps.len().checked_sub(1);
            let rest = last.map_or(0, |last| view.links_from(last).end)..view.links.len();
            Box::new(
                rest.filter(kind(LinkKind::Return))
                    .filter(move |link| view.ends(*link).0 == at),
            )
        }
        EndIndex::Nowhere => Box::new(std::iter::empty()),
    }
}

fn on_sales_side(view: &MapView<'_>, spot: EndIndex) -> bool {
    match spot {
        EndIndex::Step(at) => view.steps[at].side == Side::Seller,
        EndIndex::Outcome(_) => true,
        EndIndex::Nowhere => false,
    }
}
