//! What a drawn map says beside the words of the map itself: captions, legends, numbers in words.

use twinlane_words::{English, sentences};

sentences! {
    /// Captions of the map.
    pub(crate) trait MapSentences for English {
        /// A step without a title.
        fn untitled() => "untitled";
        /// The same in a list of steps.
        fn untitled_step() => "Untitled";
        /// What stands at the left of the line.
        fn line_of_visibility() => "line of visibility";
        /// Head of the column of outcomes.
        fn outcomes() => "Outcomes";
        /// Stages of buyers that a sales stage is paired with and does not stand under.
        fn paired_with(stages: &str) => "with {stages}";
        /// The count of a bundle.
        fn bundled_links(count: usize) => { English.counted(count, "link", "links") };
        /// A transition that nobody drew.
        fn undrawn(ends: &str, cases: u64) => {
            format!("{ends}, {} cases, recorded and not drawn", English.count(cases as usize))
        };
    }
}

sentences! {
    /// What records say on a card.
    pub(crate) trait RecordedSentences for English {
        /// The recorded time of a visit.
        fn recorded(time: &str) => "{time} recorded";
        /// How busy the people of a step are.
        fn busy(share: &str) => "{share} busy";
        /// How many cases skip a step.
        fn skip_it(share: &str) => "{share} skip it";
    }
}

sentences! {
    /// The legend of what records say.
    pub(crate) trait LegendSentences for English {
        /// Where the records come from.
        fn records_from(source: &str) => "Records: {source}";
        /// The thinnest link.
        fn never_passed() => "never passed";
        /// The widest link.
        fn passed_times(times: u64) => { format!("passed {} times", English.count(times as usize)) };
        /// A link that nobody drew.
        fn not_drawn() => "recorded, not drawn";
        /// The time on a card.
        fn days_of_a_visit() => "recorded working days of a visit";
        /// The load on a card.
        fn busy_means() => "busy: work ÷ capacity";
        /// The skipped share on a card.
        fn skip_means() => "skip it: share of the cases that came so far";
    }
}

sentences! {
    /// How a step differs from another map.
    pub(crate) trait MarkSentences for English {
        /// The other map does not have it.
        fn added() => "+ added";
        /// It stands elsewhere.
        fn moved() => "→ moved";
        /// What differs of it.
        fn changed(what: &str) => "≠ changed: {what}";
        /// Links of a step, as something that differs.
        fn links() => "links";
    }
}
