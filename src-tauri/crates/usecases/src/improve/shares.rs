//! A share of a step as somebody wishes it, and what the others become so that they go on adding up.

use twinlane_model::{Link, LinkId, LinkKind, MapView, OutcomeKind};

/// The shares of a step once one of its links has another: the link's own first, then those that give way or gain.
///
/// A link gains from the loss of its step (links to loss, and what no link explains) and, when that is used up, from
/// the other links, each time in proportion; what it leaves goes to the links to loss. A link to loss gains from
/// all others and leaves to them. Where a link has no share it takes the rest by itself, and nothing else moves.
/// Nothing for a link that is not there or is no flow.
pub(super) fn balanced(view: &MapView<'_>, link: LinkId, share: f64) -> Option<Vec<(LinkId, f64)>> {
    let own = view.link(link).filter(|row| row.kind != LinkKind::Support)?;
    let mut shares = vec![(link, share)];
    let others: Vec<&Link> = view
        .leaving(own.from, own.kind)
        .filter(|other| other.id != link)
        .collect();
    let given: Option<Vec<f64>> = others
        .iter()
        .map(|other| Some(other.share.as_ref()?.value))
        .collect();
    let (Some(given), Some(before)) = (given, own.share.as_ref()) else {
        return Some(shares);
    };
    let rest = (1.0 - before.value - given.iter().sum::<f64>()).max(0.0);
    let loss: Vec<bool> = if is_loss(view, own) {
        vec![true; others.len()]
    } else {
        others.iter().map(|other| is_loss(view, other)).collect()
    };
    let lost: f64 = given
        .iter()
        .zip(&loss)
        .filter(|row| *row.1)
        .map(|row| row.0)
        .sum();
    let kept: f64 = given.iter().sum::<f64>() - lost;
    let extra = share - before.value;
    let ways = loss.iter().filter(|loss| **loss).count() as f64;
    for ((other, given), loss) in others.iter().zip(&given).zip(&loss) {
        let now = if extra >= 0.0 {
            let from_loss = extra.min(lost + rest);
            let (part, whole) = if *loss {
                (from_loss, lost + rest)
            } else {
                (extra - from_loss, kept)
            };
            if whole > 0.0 {
                given * (1.0 - part / whole)
            } else {
                *given
            }
        } else if *loss && lost > 0.0 {
            given - extra * given / lost
        } else if *loss {
            given - extra / ways
        } else {
            *given
        };
        // What is left of the last digits is no share.
        shares.push((other.id, if now < 1e-12 { 0.0 } else { now.min(1.0) }));
    }
    Some(shares)
}

fn is_loss(view: &MapView<'_>, link: &Link) -> bool {
    let outcome = link.to.outcome().and_then(|id| view.outcome(id));
    outcome.is_some_and(|row| !matches!(row.kind, OutcomeKind::Won | OutcomeKind::Unclassified))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use twinlane_model::{End, LinkKind};
    use twinlane_testkit::draw;

    use super::*;

    const MAP: &str = "# Sales process
- [Sales] Demo
  => Poc 50 %
  => Proposal 20 %
  => Lost 30 %
- [Sales] Poc
- [Sales] Proposal
  => Won 40 %
";

    fn said(to: &str, percent: f64) -> Vec<(String, f64)> {
        let map = draw(MAP);
        let view = map.workshop.view(map.map).expect("the map");
        let link = view.links.iter().find(|row| view.end_title(row.to) == to);
        let shares = balanced(&view, link.expect("the link").id, percent / 100.0).expect("a flow link");
        let title = |id: LinkId| view.end_title(view.link(id).expect("there").to).to_owned();
        shares
            .into_iter()
            .map(|(id, share)| (title(id), (share * 1e4).round() / 100.0))
            .collect()
    }

    #[test]
    fn loss_gives_way_first_and_gains_what_is_left() {
        for (to, percent, expected) in [
            ("Poc", 60.0, [("Poc", 60.0), ("Proposal", 20.0), ("Lost", 20.0)]),
            ("Poc", 90.0, [("Poc", 90.0), ("Proposal", 10.0), ("Lost", 0.0)]),
            ("Poc", 30.0, [("Poc", 30.0), ("Proposal", 20.0), ("Lost", 50.0)]),
            ("Lost", 65.0, [("Lost", 65.0), ("Poc", 25.0), ("Proposal", 10.0)]),
        ] {
            let mut found = said(to, percent);
            found.sort_by(|one, other| one.0.cmp(&other.0));
            let mut wanted: Vec<(String, f64)> =
                expected.iter().map(|row| (row.0.to_owned(), row.1)).collect();
            wanted.sort_by(|one, other| one.0.cmp(&other.0));
            assert_eq!(found, wanted, "{to} at {percent} %");
        }
        assert_eq!(
            said("Won", 70.0),
            [("Won".to_owned(), 70.0)],
            "nothing else leaves"
        );
    }

    proptest! {
        #[test]
        fn shares_never_pass_the_whole(share in 0.0..=1.0_f64, link in 0..3_usize) {
            let map = draw(MAP);
            let view = map.workshop.view(map.map).expect("the map");
            let demo = view.links[0].from;
            let links: Vec<LinkId> = view.leaving(demo, LinkKind::Flow).map(|row| row.id).collect();
            let shares = balanced(&view, links[link], share).expect("a flow link");
            let sum: f64 = shares.iter().map(|row| row.1).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9, "all cases go somewhere: {shares:?}");
            prop_assert!(shares.iter().all(|row| (0.0..=1.0).contains(&row.1)), "shares: {shares:?}");
            prop_assert!(matches!(demo, End::Step(_)));
        }
    }
}
