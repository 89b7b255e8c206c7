//! Results in words: the constraint in a sentence, numbers large beside each other.
//!
//! It works nothing out and knows no section.

use twinlane_model::{Charter, PoolId};
use twinlane_words::{English, Locale, sentences};

use super::names::Names;
use crate::flow_results::FlowResults;
use crate::layout::{Breaking, DocumentBuilder, HALF, Piece, Type};
use crate::page::Role;
use crate::sentences::ReportSentences;

sentences! {
    /// The constraint in words.
    pub(crate) trait ResultSentences for English {
        /// A count of wins.
        fn wins(wins: f64) => {
            let number = English.number(wins);
            let noun = if number == "1" { "win" } else { "wins" };
            format!("{number} {noun}")
        };
        /// Hours asked for and hours there are: "842 of 320 h".
        fn hours_of(asked: f64, capacity: f64) => {
            format!("{} of {}\u{a0}h", English.number(asked), English.number(capacity))
        };
        /// What comes out of what would come if everything were served.
        fn come_out_of(wins: f64, of: f64, period: &str) => {
            let number = English.number(wins);
            let verb = if number == "1" { "comes" } else { "come" };
            format!(
                " Of the {} a {period} that would come if everything were served, {number} really {verb} out.",
                English.wins(of)
            )
        };
        /// What comes out.
        fn come_out(wins: f64, period: &str) => { format!(" {} a {period} come out.", English.wins(wins)) };
        /// The constraint has no hours; `then` goes on.
        fn constraint_without_hours(pool: &str, then: &str) => "The constraint is “{pool}”: work waits for it, and it has no hours.{then}";
        /// The constraint is asked for more than it has; `hours` may be absent.
        fn constraint_overloaded(pool: &str, load: f64, hours: Option<&str>, period: &str, then: &str) => {
            let hours = hours.map_or_else(String::new, |hours| format!(", {hours} a {period}"));
            format!(
                "The constraint is “{pool}”: it is asked for {} of its hours{hours}.{then}",
                English.share(load)
            )
        };
        /// Nothing is overloaded.
        fn busiest(pool: &str, load: f64, then: &str) => {
            format!(
                "Nothing is overloaded: the busiest is “{pool}”, with {} of its hours asked for.{then}",
                English.share(load)
            )
        };
        /// The constraint in one sentence; what comes out of how many where it is overloaded.
        fn constraint_in_short(pool: &str, load: f64, come_out: Option<(f64, f64)>, period: &str) => {
            let come_out = come_out.map_or_else(String::new, |(wins, of)| {
                format!(", so {} of {} a {period} come out", English.number(wins), English.wins(of))
            });
            format!("The constraint is “{pool}”: {} of its hours are asked for{come_out}.", English.share(load))
        };
    }
}

/// The constraint in a sentence or two; empty where no pool can be named.
pub(super) fn constraint(
    names: Names<'_>,
    results: &FlowResults,
    charter: &Charter,
    locale: Locale,
) -> String {
    let period = &charter.period;
    let Some(limit) = results.demand.constraint else {
        return String::new();
    };
    let pool = names.pool(limit.pool);
    let then = match (&results.capacity, results.demand.wins) {
        (Ok(found), Some(wins)) if found.wins < wins * 0.995 => locale.come_out_of(found.wins, wins, period),
        (_, Some(wins)) => locale.come_out(wins, period),
        _ => String::new(),
    };
    match limit.utilisation {
        None => locale.constraint_without_hours(&pool, &then),
        Some(load) if load > 1.0 => {
            let hours = hours(names, results, limit.pool, locale);
            locale.constraint_overloaded(&pool, load, hours.as_deref(), period, &then)
        }
        Some(load) => locale.busiest(&pool, load, &then),
    }
}

/// The same in one sentence.
pub(super) fn in_short(names: Names<'_>, results: &FlowResults, charter: &Charter, locale: Locale) -> String {
    let Some((pool, load)) = results
        .demand
        .constraint
        .and_then(|c| Some((c.pool, c.utilisation?)))
    else {
        return constraint(names, results, charter, locale);
    };
    let come_out = match (&results.capacity, results.demand.wins) {
        (Ok(found), Some(wins)) if load > 1.0 => Some((found.wins, wins)),
        _ => None,
    };
    locale.constraint_in_short(&names.pool(pool), load, come_out, &charter.period)
}

fn hours(names: Names<'_>, results: &FlowResults, pool: PoolId, locale: Locale) -> Option<String> {
    let asked = results.demand.pools.iter().find(|row| row.pool == pool)?.hours?;
    let there = names.view.pool(pool)?.capacity.as_ref()?.value;
    Some(locale.hours_of(asked, there))
}

/// Numbers large, side by side, each with what it counts.
pub(super) fn large(document: &mut DocumentBuilder<'_>, facts: &[(String, String)]) {
    if facts.is_empty() {
        return;
    }
    let width = document.width / facts.len().max(3) as f32;
    let room = width - 14.0;
    let mut piece = Piece {
        before: HALF * 3.0,
        ..Piece::default()
    };
    for (at, (value, meaning)) in facts.iter().enumerate() {
        let x = width * at as f32;
        let node = document.structure.add(document.section, Role::Paragraph);
        let line = document.one_line(value, Type::BIG);
        piece
            .items
            .push(DocumentBuilder::item(line, Type::BIG, x, 0.0, room, Some(node)));
        let mut y = Type::BIG.leading;
        for line in document.lines(meaning, Type::SMALL, room, Breaking::Narrow) {
            piece
                .items
                .push(DocumentBuilder::item(line, Type::SMALL, x, y, room, Some(node)));
            y += Type::SMALL.leading;
        }
        piece.height = piece.height.max(y);
    }
    document.pieces.push(piece);
}
