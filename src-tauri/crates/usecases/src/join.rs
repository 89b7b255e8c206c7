//! The link that joins two cards, when a person only says which two.

use twinlane_model::{End, Link, LinkId, LinkKind, MapId, Side, Strength, Workshop};
use twinlane_wire::{Fault, FaultCode};
use uuid::Uuid;

use crate::sentences::{Faults, LOCALE};

/// The link between two ends of a map: flow on one side of the line of visibility, a support across it, which always
/// leaves the activity, and a return from an outcome. Its id is still to be given.
///
/// # Errors
/// One of the two is not there, or nothing may join them.
pub(crate) fn link_between(workshop: &Workshop, map: MapId, from: End, to: End) -> Result<Link, Fault> {
    let side = |end: End| match end {
        End::Step(id) => workshop.steps().get(&id).map(|step| step.side),
        End::Outcome(id) => workshop.outcomes().get(&id).map(|_| Side::Seller),
    };
    let refused = || Fault::new(FaultCode::ChangeRefused, LOCALE.not_joined());
    let (at_from, at_to) = side(from).zip(side(to)).ok_or_else(refused)?;
    let (kind, from, to) = match (from, to) {
        (End::Outcome(_), End::Step(_)) if at_to == Side::Seller => (LinkKind::Return, from, to),
        (End::Step(_), End::Outcome(_)) if at_from == Side::Seller => (LinkKind::Flow, from, to),
        (End::Outcome(_), _) | (End::Step(_), End::Outcome(_)) => return Err(refused()),
        (End::Step(_), End::Step(_)) if at_from == at_to => (LinkKind::Flow, from, to),
        (End::Step(_), End::Step(_)) if at_from == Side::Seller => (LinkKind::Support, from, to),
        (End::Step(_), End::Step(_)) => (LinkKind::Support, to, from),
    };
    Ok(Link {
        id: LinkId(Uuid::nil()),
        map,
        origin: None,
        kind,
        from,
        to,
        share: None,
        criterion: String::new(),
        wait: None,
        strength: Strength::default(),
        answers: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use twinlane_testkit::draw;

    use super::*;

    #[test]
    fn two_cards_are_joined_by_what_they_are() {
        let drawn = draw(
            "
            # Buyer journey
            ## Need
            - [Buyer] Need a quote
            - [Buyer] Compare offers
            # Sales process
            ## Offer
            - [Sales] Visit
            - [Sales] Quote
              => Won",
        );
        let workshop = &drawn.workshop;
        let end = |title: &str| {
            let step = workshop.steps().values().find(|step| step.title == title);
            let outcome = || workshop.outcomes().keys().next().copied().map(End::Outcome);
            step.map(|step| End::Step(step.id))
                .or_else(outcome)
                .expect("it is drawn")
        };
        let joined = |from: &str, to: &str| {
            let link = link_between(workshop, drawn.map, end(from), end(to)).ok()?;
            Some((link.kind, link.from == end(from)))
        };
        assert_eq!(
            joined("Need a quote", "Compare offers"),
            Some((LinkKind::Flow, true))
        );
        assert_eq!(joined("Visit", "Quote"), Some((LinkKind::Flow, true)));
        assert_eq!(joined("Visit", "Need a quote"), Some((LinkKind::Support, true)));
        assert_eq!(
            joined("Need a quote", "Visit"),
            Some((LinkKind::Support, false)),
            "a support leaves the activity, whichever card was taken first"
        );
        assert_eq!(joined("Visit", "Won"), Some((LinkKind::Flow, true)));
        assert_eq!(joined("Won", "Visit"), Some((LinkKind::Return, true)));
        assert_eq!(joined("Need a quote", "Won"), None, "buyers have no outcomes");
        assert_eq!(joined("Won", "Need a quote"), None);
        assert_eq!(joined("Won", "Won"), None);
    }
}
