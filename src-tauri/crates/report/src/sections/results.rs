//! Results in words: the constraint in a sentence, money and days, numbers large beside each other.
//!
//! It works nothing out and knows no section.

use twinlane_model::{Charter, PoolId};

use super::names::Names;
use crate::figures::Figures;
use crate::layout::{Breaking, Flow, HALF, Piece, Type};
use crate::page::Role;
use crate::words;

/// The constraint in a sentence or two; empty where no pool can be named.
pub(super) fn constraint(names: Names<'_>, figures: &Figures, charter: &Charter) -> String {
    let period = &charter.period;
    let Some(limit) = figures.demand.constraint else {
        return String::new();
    };
    let pool = names.pool(limit.pool);
    let comes = match (&figures.capacity, figures.demand.wins) {
        (Ok(found), Some(wins)) if found.wins < wins * 0.995 => format!(
            " Of the {} a {period} that would come if everything were served, {} really {} out.",
            wins_of(wins),
            words::number(found.wins),
            if found.wins == 1.0 { "comes" } else { "come" },
        ),
        (_, Some(wins)) => format!(" {} a {period} come out.", wins_of(wins)),
        _ => String::new(),
    };
    match limit.utilisation {
        None => format!("The constraint is “{pool}”: work waits for it, and it has no hours.{comes}"),
        Some(load) if load > 1.0 => {
            let hours = hours(names, figures, limit.pool)
                .map_or_else(String::new, |hours| format!(", {hours} a {period}"));
            format!(
                "The constraint is “{pool}”: it is asked for {} of its hours{hours}.{comes}",
                words::percent(load)
            )
        }
        Some(load) => format!(
            "Nothing is overloaded: the busiest is “{pool}”, with {} of its hours asked for.{comes}",
            words::percent(load)
        ),
    }
}

/// The same in one sentence.
pub(super) fn in_short(names: Names<'_>, figures: &Figures, charter: &Charter) -> String {
    let Some((pool, load)) = figures
        .demand
        .constraint
        .and_then(|c| Some((c.pool, c.utilisation?)))
    else {
        return constraint(names, figures, charter);
    };
    let comes = match (&figures.capacity, figures.demand.wins) {
        (Ok(found), Some(wins)) if load > 1.0 => format!(
            ", so {} of {} a {} come out",
            words::number(found.wins),
            wins_of(wins),
            charter.period
        ),
        _ => String::new(),
    };
    let (pool, load) = (names.pool(pool), words::percent(load));
    format!("The constraint is “{pool}”: {load} of its hours are asked for{comes}.")
}

fn wins_of(wins: f64) -> String {
    format!(
        "{} {}",
        words::number(wins),
        if wins == 1.0 { "win" } else { "wins" }
    )
}

/// "842 of 320 h".
fn hours(names: Names<'_>, figures: &Figures, pool: PoolId) -> Option<String> {
    let asked = figures.demand.pools.iter().find(|row| row.pool == pool)?.hours?;
    let there = names.view.pool(pool)?.capacity.as_ref()?.value;
    Some(format!(
        "{} of {}\u{a0}h",
        words::number(asked),
        words::number(there)
    ))
}

/// A number with its currency.
pub(super) fn money(value: f64, charter: &Charter) -> String {
    format!("{}\u{a0}{}", words::number(value), charter.currency.trim())
        .trim_end()
        .to_owned()
}

/// A count of working days.
pub(super) fn days(value: f64) -> String {
    format!(
        "{}\u{a0}{}",
        words::number(value),
        if value == 1.0 { "day" } else { "days" }
    )
}

/// A result, or the sign of one that is not known.
pub(super) fn or_dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "–".to_owned())
}

/// Numbers large, side by side, each with what it counts.
pub(super) fn large(flow: &mut Flow<'_>, facts: &[(String, String)]) {
    if facts.is_empty() {
        return;
    }
    let width = flow.width / facts.len().max(3) as f32;
    let room = width - 14.0;
    let mut piece = Piece {
        before: HALF * 3.0,
        ..Piece::default()
    };
    for (at, (value, meaning)) in facts.iter().enumerate() {
        let x = width * at as f32;
        let node = flow.structure.add(flow.section, Role::Paragraph);
        let line = flow.one_line(value, Type::BIG);
        piece
            .items
            .push(Flow::item(line, Type::BIG, x, 0.0, room, Some(node)));
        let mut y = Type::BIG.leading;
        for line in flow.lines(meaning, Type::SMALL, room, Breaking::Narrow) {
            piece
                .items
                .push(Flow::item(line, Type::SMALL, x, y, room, Some(node)));
            y += Type::SMALL.leading;
        }
        piece.height = piece.height.max(y);
    }
    flow.pieces.push(piece);
}
