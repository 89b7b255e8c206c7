//! The columns of a table of steps, and how cells are kept from being formulas.

/// A column that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Side,
    Stage,
    Lane,
    Step,
    Id,
    FlowTo,
    Supports,
    Questions,
    Importance,
    Value,
    Motivation,
    Knowledge,
    Start,
    Required,
    Ask,
    All,
    Waits,
    Waypoint,
    Owner,
    People,
    Capacity,
    Cost,
    Accountable,
    Tools,
    Entry,
    Touch,
    Elapsed,
    Volume,
    CompleteAccurate,
    Note,
}

impl Column {
    /// Every column with its heading and what else it may be called; in the order they are written.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 30] = [
        (Self::Side, "side", &[]),
        (Self::Stage, "stage", &["phase"]),
        (Self::Lane, "lane", &["role", "function", "actor", "swimlane"]),
        (
            Self::Step,
            "step",
            &["title", "activity", "task", "name", "steptitle"],
        ),
        (Self::Id, "id", &[]),
        (
            Self::FlowTo,
            "flow to",
            &["flow", "next", "nextstep", "nextsteps"],
        ),
        (Self::Supports, "supports", &["support"]),
        (Self::Questions, "questions", &["question", "buyerquestions"]),
        (Self::Importance, "importance", &[]),
        (Self::Value, "value", &["valuetobuyer"]),
        (Self::Motivation, "motivation", &["emotion"]),
        (Self::Knowledge, "knowledge", &[]),
        (Self::Start, "start", &[]),
        (Self::Required, "required", &[]),
        (Self::Ask, "ask", &[]),
        (Self::All, "all", &[]),
        (Self::Waits, "waits", &[]),
        (Self::Waypoint, "waypoint", &[]),
        (Self::Owner, "owner", &["pool"]),
        (Self::People, "people", &[]),
        (Self::Capacity, "capacity (h)", &["capacity", "capacityhours"]),
        (Self::Cost, "cost (per h)", &["cost", "costperhour"]),
        (
            Self::Accountable,
            "accountable",
            &["accountableperson", "responsible"],
        ),
        (Self::Tools, "tools", &["tool"]),
        (Self::Entry, "entry", &["entries"]),
        (Self::Touch, "touch (h)", &["touch", "touchtime", "touchhours"]),
        (
            Self::Elapsed,
            "elapsed (d)",
            &["elapsed", "elapsedtime", "elapseddays"],
        ),
        (Self::Volume, "volume", &[]),
        (
            Self::CompleteAccurate,
            "ca (%)",
            &["ca", "completeandaccurate", "percentcompleteandaccurate"],
        ),
        (Self::Note, "note", &["notes"]),
    ];

    /// The column a heading means; case, spaces, signs and a unit in brackets do not count.
    pub fn of(heading: &str) -> Option<Self> {
        let bare = |name: &str| name.split('(').next().unwrap_or_default().to_owned();
        let plain: String = bare(heading)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let same = |name: &str| {
            bare(name)
                .chars()
                .filter(|c| c.is_alphanumeric())
                .eq(plain.chars())
        };
        Self::ALL
            .into_iter()
            .find(|(_, name, others)| same(name) || others.iter().any(|other| same(other)))
            .map(|(column, _, _)| column)
    }

    /// Whether its cells are numbers, or begin with one.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Importance
                | Self::Value
                | Self::Motivation
                | Self::People
                | Self::Capacity
                | Self::Cost
                | Self::Entry
                | Self::Touch
                | Self::Elapsed
                | Self::Volume
        )
    }

    /// The heading that is written.
    pub fn heading(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(column, _, _)| *column == self)
            .map_or("", |(_, name, _)| name)
    }
}

/// A cell that no spreadsheet runs as a formula: in front of `=`, `+`, `-`, `@`, a tab or a carriage return
/// goes a `'`, unless the cell is a plain number.
pub(super) fn guarded(cell: &str) -> String {
    if cell.parse::<f64>().is_err() && risky(cell.trim_start_matches('\'')) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell without its guard.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(inner) if risky(inner.trim_start_matches('\'')) => inner,
        _ => cell,
    }
}

fn risky(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "-2"),
            ("-2+3", "'-2+3"),
            ("'=x", "''=x"),
            ("'quoted", "'quoted"),
            ("\tx", "'\tx"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), written);
            assert_eq!(unguarded(written), cell, "the guard goes away again");
        }
    }

    #[test]
    fn headings_are_known_by_any_of_their_names() {
        for (column, heading, others) in Column::ALL {
            assert_eq!(Column::of(heading), Some(column));
            for other in others {
                assert_eq!(Column::of(&other.to_uppercase()), Some(column));
            }
        }
        assert_eq!(Column::of("Touch-time"), Some(Column::Touch));
        assert_eq!(Column::of("colour"), None);
    }
}
