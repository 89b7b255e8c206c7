//! Rows that cannot be used: counted by reason, listed with their line, and given back as a table.

use std::collections::BTreeMap;

use serde::Serialize;
use twinlane_words::Locale;

/// Rows of a reason that are listed; all are counted.
const LISTED: usize = 10_000;

/// Letters of a value that are listed.
const SHOWN: usize = 200;

/// Why a row cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It does not say which case it belongs to.
    NoCase,
    /// It does not say what was done.
    NoActivity,
    /// It does not say when.
    NoTime,
    /// What it says about when is no date in the format of the mapping.
    UnreadableTime,
    /// Its case was there already, where each case has one row.
    RepeatedCase,
}

impl Reason {
    /// The reason as JSON has it.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoCase => "no-case",
            Self::NoActivity => "no-activity",
            Self::NoTime => "no-time",
            Self::UnreadableTime => "unreadable-time",
            Self::RepeatedCase => "repeated-case",
        }
    }
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
    /// What stood there.
    pub value: String,
}

/// All rows that cannot be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    counts: BTreeMap<Reason, u64>,
    rows: Vec<RefusedRow>,
}

impl Refused {
    /// Counts a row, and lists it unless thousands are listed for the same reason.
    pub fn add(&mut self, line: u64, reason: Reason, value: &str) {
        let count = self.counts.entry(reason).or_default();
        *count += 1;
        if *count <= LISTED as u64 {
            self.rows.push(RefusedRow {
                line,
                reason,
                value: value.chars().take(SHOWN).collect(),
            });
        }
    }

    /// How many rows for each reason.
    pub fn counts(&self) -> impl Iterator<Item = (Reason, u64)> + '_ {
        self.counts.iter().map(|(reason, count)| (*reason, *count))
    }

    /// How many in all.
    pub fn count(&self) -> u64 {
        self.counts.values().sum()
    }

    /// The rows in the order of the file, at most 10,000 of a reason.
    pub fn rows(&self) -> &[RefusedRow] {
        &self.rows
    }

    /// The rows as CSV in UTF-8: line, reason, value. A value that a spreadsheet would take for a formula is quoted
    /// with an apostrophe.
    pub fn csv(&self, locale: Locale) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_record(["line", "reason", "value"]);
        for row in &self.rows {
            let formula = row.value.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let value = format!("{}{}", if formula { "'" } else { "" }, row.value);
            let _ = writer.write_record([&row.line.to_string(), row.reason.words(locale), &value]);
        }
        writer.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_listed_and_given_back() {
        let mut refused = Refused::default();
        refused.add(3, Reason::NoTime, "");
        refused.add(7, Reason::UnreadableTime, "=1+1");
        refused.add(9, Reason::NoTime, "");
        let counts: Vec<_> = refused.counts().collect();
        assert_eq!(counts, [(Reason::NoTime, 2), (Reason::UnreadableTime, 1)]);
        assert_eq!(
            String::from_utf8_lossy(&refused.csv(Locale::English)),
            "line,reason,value\n3,no date,\n7,a date that cannot be read,'=1+1\n9,no date,\n"
        );
        for line in 0..20_000 {
            refused.add(line, Reason::NoCase, "");
        }
        assert_eq!(
            (refused.count(), refused.rows().len()),
            (20_003, 10_003),
            "all are counted"
        );
    }
}
