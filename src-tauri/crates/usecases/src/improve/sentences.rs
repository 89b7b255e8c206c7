//! What a scenario brings, in words; [`super::summary`] chooses them.

use twinlane_words::sentences;

sentences! {
    /// What a scenario brings beside the present.
    pub(super) trait ScenarioResults for English {
        /// A scenario that is the present still.
        fn nothing_differs() => "Nothing differs from the present yet.";
        /// What is done, and what comes of it.
        fn done_and_result(done: &str, result: &str) => "{done}: {result}.";
        /// What volumes are counted in when nobody has said it.
        fn period() => "period";
        /// Cost, an amount with its currency.
        fn cost_stays(cost: &str, period: &str) => "cost stays at {cost} a {period}";
        /// More cost.
        fn cost_rises(by: &str, period: &str) => "cost rises by {by} a {period}";
        /// Less cost.
        fn cost_falls(by: &str, period: &str) => "cost falls by {by} a {period}";
        /// As many wins.
        fn wins_stay(wins: &str) => "wins stay at {wins}";
        /// More wins.
        fn wins_rise(by: &str, to: &str) => "wins rise by {by} to {to}";
        /// Fewer wins.
        fn wins_fall(by: &str, to: &str) => "wins fall by {by} to {to}";
        /// More wins without a limit to capacity.
        fn served_wins_rise(to: &str) => "If everything were served, wins would rise to {to}.";
        /// Fewer wins without a limit to capacity.
        fn served_wins_fall(to: &str) => "If everything were served, wins would fall to {to}.";
        /// A queue that never ends.
        fn queue_grows(step: &str, by: &str, period: &str) => "The queue before “{step}” grows by {by} cases a {period}.";
        /// Another pool holds everything up.
        fn constraint_moves(from: &str, to: &str) => "The constraint moves from {from} to {to}.";
        /// Between two moves that no map can draw.
        fn between_moves() => ", and ";
        /// More cases, by a share.
        fn more_cases(share: &str) => "{share} more cases";
        /// Fewer cases, by a share.
        fn fewer_cases(share: &str) => "{share} fewer cases";
        /// A link that is made to take more cases.
        fn forcing(link: &str, share: &str) => "forcing “{link}” to {share}";
        /// The present, as a point of a chart.
        fn present() => "Present";
        /// More cases, as a curve of a chart.
        fn try_harder() => "Try harder";
        /// A factor of cases.
        fn cases_times(factor: &str) => "cases × {factor}";
        /// More hours of a pool, as a curve of a chart.
        fn more_hours(pool: &str) => "More hours of {pool}";
        /// A factor of hours.
        fn hours_times(factor: &str) => "hours × {factor}";
    }
}
