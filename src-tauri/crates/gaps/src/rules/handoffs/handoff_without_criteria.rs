//! H1: work changes hands without an acceptance criterion.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "H1",
    name: "handoff-without-criteria",
    family: Family::Handoffs,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "Flow of the sales process that crosses functions and has no acceptance criterion. Links from \
             or to a junction are no handoffs; neither is a refusal, the link by which work goes \
             straight back where it came from.",
    matters: "What one function calls done the other calls half done. Without a written word each handoff \
             is negotiated anew, and the buyer waits.",
    wrong: "# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone
- [Sales] Qualify by phone
  => Won",
    right: r#"# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone {criterion "budget and deadline are named"}
- [Sales] Qualify by phone
  => Won"#,
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let bare = sheet
        .handoffs()
        .filter(|arc| !sheet.has_criterion(*arc))
        .map(|arc| sheet.arcs[arc]);
    bare.map(|arc| {
        let giver = sheet.lane_title(sheet.lane_of[arc.from]);
        let taker = sheet.lane_title(sheet.lane_of[arc.to]);
        let (from, to) = (sheet.step(arc.from), sheet.step(arc.to));
        let title = format!("Nobody has said what {taker} accepts from {giver} after {from}.");
        Draft::new(Thing::Link(arc.link), Side::Seller, title)
            .why(format!(
                "Work goes from {from} to {to} without a word on when it is good enough."
            ))
            .ask(format!(
                "What did {taker} last send back, or take and repair in silence?"
            ))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn junctions_and_refusals_are_no_handoffs() {
        check(
            "H1",
            r#"# Buyer journey
            - [One] Asks
              => Waits
            - [Two] Waits
            # Sales process
            - [A] Score
              => Call
              => #w
            - [B] Call
              => Score
              => Visit {criterion "a date is set"}
            - [C] Visit
            - [B] "" {id w, waypoint}
              => Visit"#,
            &["Score → Call"],
        );
    }
}
