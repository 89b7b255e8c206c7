//! What the section of gaps says beside the findings.

use twinlane_model::Severity;
use twinlane_words::{English, sentences};

sentences! {
    /// What the section of gaps says beside the findings.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Gaps";
        /// Heading of a severity.
        fn of_severity(severity: Severity) -> &'static str => {
            match severity {
                Severity::High => "High severity",
                Severity::Medium => "Medium severity",
                Severity::Low => "Low severity",
            }
        };
        /// A heading with how many gaps stand under it.
        fn how_many(heading: &str, gaps: usize) => { format!("{heading} ({})", English.count(gaps)) };
        /// Heading of what is only unfinished.
        fn open_ends() => "Open ends";
        /// Heading of what does not count any more.
        fn dismissed_or_resolved() => "Dismissed or resolved";
        /// Heading of gaps that people added.
        fn added_by_room() => "Added by the room";
        /// What was said in the room.
        fn in_the_room(comment: &str) => "In the room: {comment}";
        /// Votes.
        fn votes(votes: usize) => { English.counted(votes, "vote", "votes") };
        /// Why it is open again.
        fn reopened(why: &str) => "reopened: {why}";
        /// What it is about was merged or split.
        fn look_again() => "look again: a step was merged or split";
        /// The way to the map.
        fn on_the_map(page: usize) => { format!("on the map, page\u{a0}{}", English.count(page)) };
        /// What a link to the map says to a reader who cannot see it.
        fn to_the_map() => "To its place on the map";
        /// A title with its state and the reason.
        fn with_reason(title: &str, state: &str, reason: &str) => "{title} {state}: {reason}";
        /// A state with its reason.
        fn state_and_reason(state: &str, reason: &str) => "{state}: {reason}";
        /// Heads of the list: gap, state, page of the map.
        fn columns() -> [&'static str; 3] => { ["Gap", "State", "Map"] };
        /// Head of the votes.
        fn votes_head() => "Votes";
    }
}
