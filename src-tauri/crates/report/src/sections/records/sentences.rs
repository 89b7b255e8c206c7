//! What the section of records says.

use twinlane_records::drift::Verdict;
use twinlane_words::{English, sentences};

use crate::sentences::ReportSentences;

sentences! {
    /// What the section of records says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Map against records";
        /// Where the log comes from and how much it holds. `amounts` are its cases, its events and the
        /// cases whose rows could not be used, `days` its first and last, `endings` its won, lost and open cases.
        fn origin(
            log: &str, source: &str, amounts: [u64; 3], days: Option<[&str; 2]>, endings: Option<[u64; 3]>,
        ) => {
            let [cases, events, refused] = amounts;
            let source = if source.is_empty() { String::new() } else { format!(" ({source})") };
            let days = days.map_or_else(String::new, |[first, last]| format!(", from {first} to {last}"));
            let endings = match endings {
                Some(endings) => {
                    let [won, lost, open] = endings.map(|cases| English.cases(cases));
                    format!(" {won} were won, {lost} lost, {open} were still open.")
                }
                None => " Nothing in the records says how cases ended.".to_owned(),
            };
            let refused = if refused > 0 {
                format!(" {} of their rows could not be used.", English.cases(refused))
            } else {
                String::new()
            };
            let (cases, events) = (English.cases(cases), English.cases(events));
            format!("“{log}”{source}: {cases} cases with {events} events{days}.{endings}{refused}")
        };
        /// A number of cases.
        fn cases(cases: u64) => { English.count(usize::try_from(cases).unwrap_or(usize::MAX)) };
        /// Heading of the comparison.
        fn as_drawn_heading() => "Do cases go the ways that are drawn?";
        /// Map and log cannot be compared.
        fn not_comparable(why: &str) => "They cannot be compared: {why}.";
        /// Activities of the log that no step matches.
        fn not_on_map(activities: &[String]) => {
            format!("Recorded, but not on the map (cases): {}.", English.list(activities))
        };
        /// An activity with its cases.
        fn activity_with_cases(activity: &str, cases: u64) => { format!("“{activity}” ({})", English.cases(cases)) };
        /// How many cases fit, how well on average, and how many could not be compared.
        fn fitting(fitting: u64, told: u64, fitness: Option<f64>, given_up: u64) => {
            let share = fitting as f64 / told.max(1) as f64;
            let fitness = fitness.map_or_else(String::new, |fitness| {
                format!(" On average {} of what is recorded and drawn agrees.", English.share(fitness))
            });
            let given_up = if given_up > 0 {
                format!(" {} cases are too entangled to be compared.", English.cases(given_up))
            } else {
                String::new()
            };
            format!(
                "{} of {} cases ({}) go only ways that are drawn, from a start to an outcome.{fitness}{given_up}",
                English.cases(fitting),
                English.cases(told),
                English.share(share)
            )
        };
        /// Heads of skipped steps: step, cases past its stage, without it, share.
        fn skipped_columns() -> [&'static str; 4] => { ["Skipped step", "Cases past its stage", "Without it", "Share"] };
        /// Too much parallel work to tell transitions.
        fn undrawn_unknown() => "The map has so much parallel work that ways that are not drawn cannot be told.";
        /// Heads of transitions that are not drawn: from, to, cases, share.
        fn undrawn_columns() -> [&'static str; 4] => { ["Not drawn: after", "comes", "Cases", "Share"] };
        /// Transitions that are not listed.
        fn rarer(transitions: usize) => {
            format!("{} more are rarer.", English.counted(transitions, "transition", "transitions"))
        };
        /// Heading of drift.
        fn drift_heading() => "Is the written process the process?";
        /// Heads of drift: stage, days written and recorded, share that goes on written and recorded.
        fn drift_columns() -> [&'static str; 5] => {
            ["Stage", "Days, written", "recorded", "Goes on, written", "recorded"]
        };
        /// How far a stage is from the records.
        fn verdict(verdict: Verdict) -> &'static str => {
            match verdict {
                Verdict::Fits => "fits",
                Verdict::Drifts => "drifts",
                Verdict::Apart => "is not the process",
            }
        };
        /// Under drift.
        fn drift_note() => "Working days of a passage and the share that goes on, as the map says them and as recorded. Under 15\u{a0}% apart a stage fits, to 30\u{a0}% it drifts; beyond, the written process is not the process.";
        /// Headings of the charts: funnel, time in stage, queue, variants.
        fn chart_headings() -> [&'static str; 4] => {
            ["How far cases come", "How long they stay", "How many are on their way", "The ways they go"]
        };
        /// Heading of functions.
        fn functions_heading() => "Who worked on them";
        /// Heads of functions: function, people, cases, won, lost.
        fn function_columns() -> [&'static str; 5] => { ["Function", "People", "Cases", "Won", "Lost"] };
        /// A function that nobody said.
        fn not_said() => "not said";
        /// Heading of what is odd.
        fn odd_heading() => "How the records are kept";
        /// What is odd of so many cases: past their close date, older than won ones, changed in batches, entered before
        /// created, out of order, without amount, without account.
        fn odd() -> [&'static str; 7] => {
            [
                "open cases have a close date that has passed.",
                "open cases are older than nineteen in twenty won ones ever were.",
                "cases have five or more changes within one minute.",
                "cases enter a stage before they were created.",
                "cases have their stages out of order.",
                "cases have no amount.",
                "cases have no account.",
            ]
        };
        /// So many cases are odd.
        fn so_many(cases: u64, what: &str) => { format!("{} {what}", English.cases(cases)) };
        /// A chance that the records state, beside what was won.
        fn chance(stage: &str, stated: f64, open: u64, closed: u64, won: f64) => {
            format!(
                "“{stage}”: the records state a chance of {} for {} open cases; of {} that ended, {} were won.",
                English.share(stated),
                English.cases(open),
                English.cases(closed),
                English.share(won)
            )
        };
    }
}
