//! What records say in words: why a file cannot be read, why a row cannot be used, why a log cannot be compared or
//! drawn, and what is remarked beside the measures of a log. No decision here.

use twinlane_words::{English, Locale, sentences};

use crate::RecordsError;
use crate::conformance::ConformanceError;
use crate::refused::Reason;

/// Names in one sentence before the rest is counted.
const MOST_NAMES: usize = 4;

/// A number of cases, rows or other things as the sentences count them.
fn small(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// "a, b and c"; of more than four the first three and how many more.
pub(crate) fn listed(locale: Locale, names: &[String]) -> String {
    locale.list_of(names.len(), MOST_NAMES, |at, text| text.push_str(&names[at]))
}

sentences! {
    /// Why records cannot be read, used, compared or drawn.
    pub(crate) trait ReadingSentences for English {
        /// A limit, in a line of the file.
        fn limit(line: u64, what: &str) => "line {line}: {what}";
        /// Bytes that are not what they should be.
        fn malformed(line: u64, why: &str) => "line {line}: {why}";
        /// A workbook that cannot be read.
        fn workbook(why: &str) => "the workbook cannot be read: {why}";
        /// A sheet that is not there.
        fn no_such_sheet(wanted: &str, known: &str) => "there is no sheet “{wanted}”; there are {known}";
        /// No row can be used; the reasons may be empty.
        fn unusable(reasons: &[(String, u64)]) => {
            let told: Vec<String> = reasons.iter().map(|(why, rows)| format!("{rows}: {why}")).collect();
            if told.is_empty() {
                "none of its rows can be used".to_owned()
            } else {
                format!("none of its rows can be used ({})", told.join(", "))
            }
        };
        /// A table without a row.
        fn no_rows() => "the table has no rows";
        /// A column that is not there.
        fn no_such_column(wanted: &str, known: &str) => "there is no column “{wanted}”; there are {known}";
        /// The layout cannot be told.
        fn no_layout(known: &str) => "the columns do not say what the records are; a mapping does ({known})";
        /// A date that can be read in more than one way.
        fn ambiguous_date(line: u64, column: &str, sample: &str, dates: &[&str], lines: &[&str]) => {
            format!(
                "line {line}, column “{column}”: {sample} can be read as {}; the mapping has to say which: {}",
                dates.join(" or "),
                lines.join(" or ")
            )
        };
        /// A mapping that is wrong.
        fn mapping(why: &str) => "the mapping: {why}";
        /// A time zone that is not known.
        fn no_such_zone(name: &str) => "there is no time zone “{name}”";
        /// The work was cancelled.
        fn cancelled() => "cancelled";

        /// Why a row cannot be used.
        fn row_refused(reason: Reason) -> &'static str => {
            match reason {
                Reason::NoCase => "no case",
                Reason::NoActivity => "no activity",
                Reason::NoTime => "no date",
                Reason::UnreadableTime => "a date that cannot be read",
                Reason::RepeatedCase => "the case has a row already",
            }
        };

        /// A log cannot be compared: no start.
        fn no_start() => "the sales process has no start";
        /// A log cannot be compared: no end.
        fn no_end() => "no way leads from a start of the sales process to its end";
        /// A log cannot be compared within the bound.
        fn too_many_states(states: usize) =>
            "the shortest way through the map was not found within {states} states";
        /// A log cannot be compared: the matching does not know an activity.
        fn unknown_activity(variant: usize, activity: usize, known: usize) =>
            "variant {variant} names activity {activity}, and the matching has {known}";

        /// Nothing is drawn: the side has steps.
        fn side_has_steps() => "the sales process of this map has steps; draw from the log on an empty one";
        /// Nothing is drawn: nothing is frequent.
        fn nothing_frequent() => "the records hold no activity that is frequent enough";
        /// The change that draws a process.
        fn draw_from(log: &str) => "Draw from “{log}”";
        /// The change that writes measures.
        fn apply_measures_of(log: &str) => "Apply measures of “{log}”";
    }
}

sentences! {
    /// What is remarked beside the measures of a log.
    pub(crate) trait RemarkSentences for English {
        /// Names of the log that match nothing.
        fn matches_nothing(names: &[String]) => {
            let verb = English.choose(names.len(), "matches", "match");
            let names = listed(Locale::English, names);
            format!("{names} {verb} nothing on the map: passed over, with the time that cases spend there.")
        };
        /// Names of the log that match several things.
        fn matches_several(names: &[String]) => {
            let verb = English.choose(names.len(), "matches", "match");
            let names = listed(Locale::English, names);
            format!("{names} {verb} several things on the map, and the records do not say which: left out.")
        };
        /// Only a part of the cases is followed.
        fn part_is_followed(followed: u64, cases: u64) => {
            format!(
                "The records are so varied that {} of {} cases are followed; volumes are scaled to all of them.",
                English.count(small(followed)),
                English.count(small(cases))
            )
        };
        /// From one row of the map to another, so many times.
        fn between(from: &str, to: &str, times: u64) => {
            format!("from {from} to {to} ({} times)", English.count(small(times)))
        };
        /// What cases do that is not drawn.
        fn not_drawn(pairs: &[String], times: u64) => {
            format!(
                "Cases go {}, which is not drawn: {} times in all, left out of the shares.",
                listed(Locale::English, pairs),
                English.count(small(times))
            )
        };
        /// Several drawn paths fit.
        fn one_of_several_paths(pairs: &[String]) => {
            format!(
                "Cases go {} over one of several drawn ways, and the records do not say which: left out of the shares.",
                listed(Locale::English, pairs)
            )
        };
        /// Cases end at a step from which the map draws no such end.
        fn undrawn_end(cases: u64, won: bool, step: &str, has_shares: bool) => {
            let rest = if has_shares {
                "its shares leave them over, lost and unexplained"
            } else {
                "it has no share that could leave them over"
            };
            format!(
                "{} {} at {step}, and no way to that outcome is drawn from there: {rest}.",
                English.counted(small(cases), "case is", "cases are"),
                if won { "won" } else { "lost" }
            )
        };
        /// Endings counted to one of several outcomes.
        fn outcome_not_told(cases: u64, outcome: &str) => {
            format!(
                "Nothing says which of several outcomes {} came to: counted to {outcome}.",
                English.counted(small(cases), "case", "cases")
            )
        };
        /// The records do not say how cases end.
        fn endings_not_known() => "Nothing in the records says how cases end: no share counts an ending.";
        /// Open cases.
        fn still_open(cases: u64) => {
            format!(
                "{} still open: the last thing that happened counts in no share.",
                English.counted(small(cases), "case is", "cases are")
            )
        };
        /// Cases without a visit.
        fn nothing_on_the_map(cases: u64) => {
            format!("{} nothing that is on the map.", English.counted(small(cases), "case does", "cases do"))
        };
        /// Shares that stay, since a link leads to what leaves no trace.
        fn shares_stay(step: &str, to: &str) =>
            "The shares of {step} stay as they are: it leads to {to}, which the records do not show.";
        /// Waits behind measured steps.
        fn waits_counted_twice(links: u64) => {
            format!(
                "{} behind measured steps {} a wait. A recorded stay lasts until the next event, so the wait is counted \
                 twice until it is cleared.",
                English.counted(small(links), "link", "links"),
                English.choose(small(links), "has", "have")
            )
        };
        /// No volume.
        fn no_period() => "The records cover no working day, or the period has none: no volume is written.";
        /// A step and the cases that begin there.
        fn begun_at(step: &str, cases: u64) => { format!("{step} ({})", English.count(small(cases))) };
        /// Cases that begin where the map has no start.
        fn begin_elsewhere(cases: u64, steps: &[String]) => {
            format!(
                "{} at {}, where the map has no start: no entry counts them.",
                English.counted(small(cases), "case begins", "cases begin"),
                listed(Locale::English, steps)
            )
        };
        /// Starts that the records do not show.
        fn starts_without_entry(steps: &[String]) => {
            format!(
                "{} {} no entry, since no record means it: give it one, or it is no start beside those that have.",
                listed(Locale::English, steps),
                English.choose(steps.len(), "gets", "get")
            )
        };
        /// Numbers that were there before.
        fn numbers_replaced(measured: u64, estimated: u64, assumed: u64) => {
            let kinds = [(measured, "measured elsewhere"), (estimated, "estimated"), (assumed, "assumed")];
            let parts: Vec<String> = kinds
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, what)| format!("{} {what}", English.count(small(*count))))
                .collect();
            format!(
                "{} replaced: {}.",
                English.counted(small(measured + estimated + assumed), "number is", "numbers are"),
                listed(Locale::English, &parts)
            )
        };
        /// A row of the map that is no activity.
        fn a_waypoint() => "a waypoint";
        /// A row without a title.
        fn an_untitled_step() => "an untitled step";
    }
}

impl Reason {
    /// The reason in words.
    pub fn words(self, locale: Locale) -> &'static str {
        locale.row_refused(self)
    }
}

impl RecordsError {
    /// What went wrong, without a full stop.
    pub fn words(&self, locale: Locale) -> String {
        match self {
            Self::Io(error) => error.to_string(),
            Self::Limit { line, what } => locale.limit(*line, what),
            Self::Malformed { line, why } => locale.malformed(*line, why),
            Self::Workbook(why) => locale.workbook(why),
            Self::NoSuchSheet { wanted, known } => locale.no_such_sheet(wanted, &known.join(", ")),
            Self::Unusable { reasons } => locale.unusable(reasons),
            Self::Empty => locale.no_rows().to_owned(),
            Self::NoSuchColumn { wanted, known } => locale.no_such_column(wanted, &known.join(", ")),
            Self::NoShape { known } => locale.no_layout(&known.join(", ")),
            Self::AmbiguousDate {
                column,
                line,
                sample,
                readings,
            } => {
                let dates: Vec<&str> = readings.iter().map(|reading| reading.date.as_str()).collect();
                let lines: Vec<&str> = readings.iter().map(|reading| reading.line.as_str()).collect();
                locale.ambiguous_date(*line, column, sample, &dates, &lines)
            }
            Self::Mapping(why) => locale.mapping(why),
            Self::NoSuchZone(name) => locale.no_such_zone(name),
            Self::Cancelled(_) => locale.cancelled().to_owned(),
        }
    }
}

impl ConformanceError {
    /// Why a log and a map cannot be compared, without a full stop.
    pub fn words(&self, locale: Locale) -> String {
        match self {
            Self::NoStart => locale.no_start().to_owned(),
            Self::NoWay => locale.no_end().to_owned(),
            Self::TooManyStates { states } => locale.too_many_states(*states),
            Self::UnknownActivity {
                variant,
                activity,
                known,
            } => locale.unknown_activity(*variant, *activity, *known),
            Self::Cancelled(_) => locale.cancelled().to_owned(),
        }
    }
}

impl std::fmt::Display for RecordsError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.words(Locale::English))
    }
}

impl std::fmt::Display for ConformanceError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.words(Locale::English))
    }
}
