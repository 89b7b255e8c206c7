//! What the section of flow says.

use twinlane_words::{English, sentences};

sentences! {
    /// What the section of flow says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Flow: what comes out, and what holds it up";
        /// Under a large number of wins.
        fn wins_if_served(period: &str) => "wins a {period} if everything were served";
        /// Under a large number of wins.
        fn wins_at_capacity(period: &str) => "wins a {period} at today’s capacity";
        /// Under a large number of days.
        fn until_won() => "working days until a deal is won";
        /// Under a large share.
        fn hours_asked_for(pool: &str) => "of the hours of “{pool}” are asked for";
        /// Heading of the totals.
        fn totals_heading() => "Demand beside capacity";
        /// Rows of the totals: cases that enter, wins, wins if entries are cut, win rate, cost, cost per win, lead time of
        /// won cases, of all.
        fn totals(period: &str) -> [String; 8] => {
            [
                format!("Cases that enter a {period}"),
                format!("Wins a {period}"),
                format!("Wins a {period} if entries are cut until nothing is overloaded"),
                "Win rate".to_owned(),
                format!("Cost a {period}"),
                "Cost per win".to_owned(),
                "Lead time of a won case".to_owned(),
                "Lead time of all cases".to_owned(),
            ]
        };
        /// Heads of the totals: demand, capacity.
        fn totals_columns() -> [&'static str; 2] => { ["If everything were served", "At capacity"] };
        /// An outcome of cases that are won.
        fn won() => "Won";
        /// What the funnel counts.
        fn visits(period: &str) => "Visits a {period}, if everything were served";
        /// Heading of the funnel.
        fn funnel_heading() => "Where cases go on and where they are lost";
        /// Some activities are left out.
        fn most_visited(shown: usize) => {
            format!("The {} most visited activities, in the order of the map.", English.count(shown))
        };
        /// Heading of the utilisation.
        fn utilisation_heading() => "Who is asked for how many hours";
        /// Some pools are left out.
        fn most_asked_for(shown: usize) => {
            format!("The {} that are asked for most, in the order of the map.", English.count(shown))
        };
        /// Heading of work in process.
        fn work_heading() => "Work in process and queues";
        /// Heads of work in process: activity, visits, in process, growth of the queue, wait.
        fn work_columns() -> [&'static str; 5] => {
            ["Activity", "Visits", "In process", "Queue grows by", "Wait of its pool"]
        };
        /// Under work in process.
        fn work_note(period: &str) => "Visits and the growth of queues are per {period}; in process is the number of cases at any time (Little’s law); the wait is an approximation in working hours.";
        /// A wait without end.
        fn grows() => "grows";
        /// Heading of what is not known.
        fn leaves_out_heading() => "What these numbers leave out";
        /// Results that are not known for one reason.
        fn not_known(results: &[&str], why: &str) => {
            format!("Not known: {}, because {why}.", English.list(results))
        };
    }
}
