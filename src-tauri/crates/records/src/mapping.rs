//! What the columns of a table mean, as a person reads and writes it: TOML in and out.
//!
//! A mapping says everything that an import needs, so that the same file gives the same log. How a mapping is found
//! is [`crate::detect`]; how it is applied is [`crate::import`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::RecordsError;
use crate::calendar::WorkingWeek;
use crate::stamp::DateOrder;
use crate::table::TableOptions;

/// How the rows of a table make up cases and events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum TableLayout {
    /// A row for each change of stage: case, stage, date, user.
    StageHistory,
    /// A row for each case, a column with a date for each stage.
    Wide,
    /// A row for each case: created, closed, stage now.
    ClosedDeals,
}

/// Decimal sign of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Decimal {
    /// 1,234.56
    #[default]
    #[serde(rename = ".")]
    Point,
    /// 1.234,56
    #[serde(rename = ",")]
    Comma,
}

/// A column with the date on which a case entered a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct StageColumn {
    /// Name of the column.
    pub column: String,
    /// Name of the stage.
    pub name: String,
}

/// A part of the records. What is outside of it is left out, and counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(optional_fields))]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct RecordsFilter {
    /// Column that tells the segment, the owner or what else parts the cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Values of it that are meant; while there is none, all are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// First day on which cases that are meant began.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(as = "Option<String>"))]
    pub from: Option<Date>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(as = "Option<String>"))]
    pub to: Option<Date>,
}

fn is_all(only: &RecordsFilter) -> bool {
    *only == RecordsFilter::default()
}

/// What the columns of a table mean. Columns are named as the header names them; an empty name says that no column has
/// that role, whatever the names of the columns suggest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "RecordsMapping", optional_fields))]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Mapping {
    /// Layout of the table; found in the data when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<TableLayout>,
    /// Which case a row belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// What was done, or the stage that was entered; of closed deals the stage now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Who did it, or whose the case is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// Transition of the lifecycle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<String>,
    /// The stage that a case is in now, where the rows of a history say it beside the stage that was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_now: Option<String>,
    /// When the case was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// When the case was closed, or is thought to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// Amount of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Chance of winning as the records state it, 0 to 1 or in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<String>,
    /// Account of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// True in cases that are closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_closed: Option<String>,
    /// True in cases that were won.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_won: Option<String>,
    /// Order of the parts of dates; found in the data when absent, and asked about when the data leave it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateOrder>,
    /// Decimal sign of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<Decimal>,
    /// Zone of the IANA database that times without an offset are local to; UTC when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Activities or stages that mean that a case was won; found by their words when both lists are empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub won: Vec<String>,
    /// Those that mean that it was lost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<String>,
    /// The part of the records that is meant; all of them when absent.
    #[serde(skip_serializing_if = "is_all")]
    pub only: RecordsFilter,
    /// How the file is written.
    #[serde(skip_serializing_if = "is_plain")]
    pub table: TableOptions,
    /// Columns with a date for each stage, in the order of the process.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stage: Vec<StageColumn>,
    /// The week in which work is done; Monday to Friday, 9 to 17, when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<WorkingWeek>,
}

fn is_plain(options: &TableOptions) -> bool {
    *options == TableOptions::default()
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// It is no TOML, or has a key that a mapping does not have; the line is said.
    pub fn from_toml(text: &str) -> Result<Self, RecordsError> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                text.get(..span.start)
                    .map_or(1, |before| before.matches('\n').count() + 1)
            });
            RecordsError::Mapping(format!("line {line}: {}", error.message()))
        })
    }

    /// Writes the mapping.
    ///
    /// # Errors
    /// A number in it is beyond what TOML has.
    pub fn to_toml(&self) -> Result<String, RecordsError> {
        toml::to_string(self).map_err(|error| RecordsError::Mapping(error.to_string()))
    }

    /// This mapping, and what it leaves open as the other has it.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let stage = if self.stage.is_empty() {
            other.stage
        } else {
            self.stage
        };
        let open = self.won.is_empty() && self.lost.is_empty();
        let (won, lost) = if open {
            (other.won, other.lost)
        } else {
            (self.won, self.lost)
        };
        Self {
            shape: self.shape.or(other.shape),
            case: self.case.or(other.case),
            activity: self.activity.or(other.activity),
            time: self.time.or(other.time),
            resource: self.resource.or(other.resource),
            lifecycle: self.lifecycle.or(other.lifecycle),
            stage_now: self.stage_now.or(other.stage_now),
            created: self.created.or(other.created),
            closed: self.closed.or(other.closed),
            amount: self.amount.or(other.amount),
            probability: self.probability.or(other.probability),
            account: self.account.or(other.account),
            is_closed: self.is_closed.or(other.is_closed),
            is_won: self.is_won.or(other.is_won),
            date: self.date.or(other.date),
            decimal: self.decimal.or(other.decimal),
            zone: self.zone.or(other.zone),
            won,
            lost,
            only: if is_all(&self.only) { other.only } else { self.only },
            table: other.table,
            stage,
            calendar: self.calendar.or(other.calendar),
        }
    }
}

/// Reads a number with this decimal sign; currency signs, spaces and `%` around it are passed over. `None` for what is
/// no number.
pub fn number(text: &str, decimal: Decimal) -> Option<f64> {
    let text = text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '$' | '€' | '£' | '¥' | '%' | '\u{a0}')
    });
    let (point, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let mut plain = String::with_capacity(text.len());
    let (mut points, mut since_group) = (0, None);
    for letter in text.chars() {
        if letter == group || matches!(letter, ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}') {
            // Groups have three digits each; anything else is another decimal sign or no number.
            if points > 0
                || plain.trim_start_matches('-').is_empty()
                || since_group.is_some_and(|since| since != 3)
            {
                return None;
            }
            since_group = Some(0);
        } else if letter == point {
            points += 1;
            if since_group.is_some_and(|since| since != 3) {
                return None;
            }
            plain.push('.');
        } else if letter.is_ascii_digit() || (letter == '-' && plain.is_empty()) {
            if points == 0 {
                since_group = since_group.map(|since| since + 1);
            }
            plain.push(letter);
        } else if matches!(letter, 'e' | 'E' | '+') || letter == '-' {
            plain.push(letter);
        } else {
            return None;
        }
    }
    if since_group.is_some_and(|since| since != 3) {
        return None;
    }
    plain
        .starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '.'))
        .then(|| plain.parse().ok())
        .flatten()
        .filter(|value: &f64| value.is_finite())
}

/// Reads a truth value as spreadsheets and databases write it.
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "t" | "wahr" | "ja" | "x" => Some(true),
        "false" | "no" | "n" | "0" | "f" | "falsch" | "nein" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_written_and_read_back() {
        let mapping = Mapping {
            shape: Some(TableLayout::Wide),
            case: Some("Deal ID".to_owned()),
            date: Some(DateOrder::DayMonthYear),
            decimal: Some(Decimal::Comma),
            won: vec!["Closed won".to_owned()],
            table: TableOptions {
                delimiter: Some(';'),
                ..TableOptions::default()
            },
            stage: vec![StageColumn {
                column: "Date entered \"Demo\"".to_owned(),
                name: "Demo".to_owned(),
            }],
            ..Mapping::default()
        };
        let text = mapping.to_toml().expect("it can be written");
        insta::assert_snapshot!(text, @r#"
        shape = "wide"
        case = "Deal ID"
        date = "day-month-year"
        decimal = ","
        won = ["Closed won"]

        [table]
        delimiter = ";"

        [[stage]]
        column = 'Date entered "Demo"'
        name = "Demo"
        "#);
        assert_eq!(Mapping::from_toml(&text).expect("it can be read"), mapping);
        let wrong = Mapping::from_toml("case = \"x\"\ncolour = 3\n").expect_err("no such key");
        assert!(wrong.to_string().contains("line 2"), "{wrong}");
    }

    #[test]
    fn numbers_are_read_with_their_decimal_sign() {
        let check = |text: &str, point: Option<f64>, comma: Option<f64>| {
            let read = (number(text, Decimal::Point), number(text, Decimal::Comma));
            assert_eq!(read, (point, comma), "{text:?}");
        };
        check("1234", Some(1234.0), Some(1234.0));
        check("1,234.5", Some(1234.5), None);
        check("1.234,5", None, Some(1234.5));
        check("0.25", Some(0.25), None);
        check("0,25", None, Some(0.25));
        check("$ 80,000", Some(80_000.0), Some(80.0));
        check("-3", Some(-3.0), Some(-3.0));
        check("1'234", Some(1234.0), Some(1234.0));
        check("n/a", None, None);
        check("", None, None);
        check("1.2.3", None, None);
    }
}
