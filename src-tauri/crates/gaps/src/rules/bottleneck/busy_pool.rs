//! What the rules about busy pools have in common: their draft and its words. No rule here.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::{Load, MapFacts};
use crate::item::MapItem;
use crate::rule::{RuleNumber, WorseWhen};

sentences! {
    /// What the rules about busy pools say.
    trait Sentences for English {
        fn asked_for(who: &str, load: f64) => {
            let load = English.percent(load);
            format!("{} are asked for {load} of the hours they have.", English.capital(who))
        };
        /// The pool has no hours.
        fn asked_for_hours(who: &str, hours: f64, period: &str) => {
            format!(
                "{} are asked for {} {period} and have none.",
                English.capital(who),
                English.measured(hours, twinlane_words::Unit::Hours)
            )
        };
        fn people_without_a_name() => "people without a name";
        fn people_of(steps: &str) => "the people of {steps}";
        fn per(period: &str) => "per {period}";
        /// A period that nobody named.
        fn period() => "period";
    }
}

/// The numbers of a finding about a busy pool.
pub(super) const NUMBERS: &[RuleNumber] = &[
    RuleNumber {
        name: "utilisation_percent",
        worse: WorseWhen::Higher,
    },
    RuleNumber {
        name: "hours_needed",
        worse: WorseWhen::Never,
    },
    RuleNumber {
        name: "hours_of_capacity",
        worse: WorseWhen::Never,
    },
];

/// A finding about a busy pool: its steps are the subjects, the pool itself is the key.
pub(super) fn draft(facts: &MapFacts<'_, '_>, load: Load) -> DraftFinding {
    let pool = MapItem::Pool(load.pool);
    let steps = facts.results.busiest_first(load.pool);
    let who = who(facts, load.pool, &steps);
    let title = match load.utilisation() {
        Some(share) => facts.locale.asked_for(&who, share),
        None => facts.locale.asked_for_hours(&who, load.hours, &per_period(facts)),
    };
    let mut draft = DraftFinding::new(pool, Side::Seller, title)
        .number("hours_needed", load.hours)
        .number("hours_of_capacity", load.capacity);
    if let Some(utilisation) = load.utilisation() {
        draft = draft.number("utilisation_percent", utilisation * 100.0);
    }
    draft.load_of = Some(load.pool);
    if !steps.is_empty() {
        draft.subjects = steps.into_iter().map(MapItem::Step).collect();
        draft.key = vec![pool];
    }
    draft
}

/// A pool inside a sentence, in the plural; one without a name is that of its steps.
pub(super) fn who(facts: &MapFacts<'_, '_>, pool: usize, steps: &[usize]) -> String {
    let name = &facts.view.pools[pool].name;
    if !name.trim().is_empty() {
        facts.locale.quote(name)
    } else if steps.is_empty() {
        facts.locale.people_without_a_name().to_owned()
    } else {
        facts.locale.people_of(&facts.steps(steps))
    }
}

/// "per month".
pub(super) fn per_period(facts: &MapFacts<'_, '_>) -> String {
    let period = facts.view.workshop.charter().period.trim();
    let unnamed = facts.locale.period();
    facts.locale.per(if period.is_empty() { unnamed } else { period })
}
