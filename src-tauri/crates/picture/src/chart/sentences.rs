//! What charts say: titles, legends, names of what is not known, and each chart in one sentence.

use jiff::civil::Date;
use twinlane_words::{English, Unit, no_break, sentences};

sentences! {
    /// What several charts say.
    pub(crate) trait ChartSentences for English {
        /// In place of a number.
        fn not_known() => "not known";
        /// The number of cases behind a number.
        fn sample_size(n: u32) => { format!("n\u{a0}=\u{a0}{}", English.count(n as usize)) };
        /// A share, for a chart: no line breaks before its sign, and a large one is short.
        fn share(share: f64) => {
            if share.is_finite() && share.abs() >= 1_000.0 {
                format!("{}\u{a0}%", English.compact(share * 100.0))
            } else {
                no_break(&English.percent(share)).into_owned()
            }
        };
        /// What a period is called where nobody named it.
        fn period_or(period: &str) -> &str => { if period.is_empty() { "period" } else { period } };
        /// What is counted, behind a title; nothing where nobody said it.
        fn of_unit(unit: &str) => { if unit.is_empty() { String::new() } else { format!(", {unit}") } };
        /// A count of stages.
        fn stages(count: usize) => { English.counted(count, "stage", "stages") };
    }
}

sentences! {
    /// What a funnel says.
    pub(crate) trait FunnelSentences for English {
        /// Legend of the filled part.
        fn not_lost_here() => "not lost here";
        /// Legend of the outlined part.
        fn lost_here() => "lost here";
        /// Cases that go on: "40 % go on (n = 192)".
        fn going_on(share: f64, n: Option<u32>) => {
            let n = n.map_or_else(String::new, |n| format!(" ({})", English.sample_size(n)));
            format!("{} go on{n}", English.share(share))
        };
        /// Cases that are lost: "58 % lost".
        fn share_lost(share: f64) => { format!("{} lost", English.share(share)) };
        /// A stage in words.
        fn funnel_stage(name: &str, count: &str, going_on: Option<&str>) => {
            let going_on = going_on.map_or_else(String::new, |going_on| format!("; {going_on}"));
            format!("{name}: {count}{going_on}")
        };
        /// A count in a stage; `None` is not known.
        fn count_in(count: Option<f64>, stage: &str) => {
            match count {
                Some(count) => format!("{} in {stage}", English.compact(count)),
                None => format!("an unknown number in {stage}"),
            }
        };
        /// The chart in a sentence. `last` is absent for a funnel of one stage.
        fn funnel_alt(stages: usize, unit: &str, first: &str, last: Option<&str>) => {
            let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
            match last {
                Some(last) => format!("Funnel of {}{unit}, from {first} to {last}.", English.stages(stages)),
                None => format!("Funnel of one stage{unit}: {first}."),
            }
        };
    }
}

sentences! {
    /// What a chart of time in stage says.
    pub(crate) trait TimeInStageSentences for English {
        /// Nobody with this outcome was in the stage.
        fn no_case() => "no case";
        /// Title of the axis.
        fn median_title(unit: &str) => { format!("Median time in stage{}", English.of_unit(unit)) };
        /// An outcome of a stage in words.
        fn median_of(outcome: &str, median: Option<(f64, u32)>, unit: &str) => {
            match median {
                Some((value, n)) => {
                    format!("{outcome}: {} {unit} ({})", English.compact(value), English.sample_size(n))
                }
                None => format!("{outcome}: {}", English.no_case()),
            }
        };
        /// A stage in words.
        fn both_outcomes(stage: &str, first: &str, second: &str) => "{stage}. {first}; {second}";
        /// The chart in a sentence.
        fn time_in_stage_alt(stages: usize, outcomes: &[String; 2], longest: Option<(f64, &str, &str)>, unit: &str) => {
            let longest = longest.map_or_else(String::new, |(value, stage, outcome)| {
                format!(", the longest {} {unit} in {stage} ({outcome})", English.compact(value))
            });
            let [first, second] = outcomes;
            format!("Median time in {} by outcome, {first} and {second}{longest}.", English.stages(stages))
        };
    }
}

sentences! {
    /// What a queue says.
    pub(crate) trait QueueSentences for English {
        /// Title of the line.
        fn waiting_title(unit: &str) => { format!("Waiting{}", English.of_unit(unit)) };
        /// Title of the bars; `days` is the length of a bar's period, 0 when nobody says it.
        fn moves_title(unit: &str, days: usize) => {
            let per = match days {
                0 => String::new(),
                1 => " per day".to_owned(),
                7 => " per week".to_owned(),
                days if days.is_multiple_of(7) => format!(" in {} weeks", English.count(days / 7)),
                days => format!(" in {} days", English.count(days)),
            };
            format!("Arrived and left{}{per}", English.of_unit(unit))
        };
        /// Legend of the bars above.
        fn arrived_upwards() => "arrived, upwards";
        /// Legend of the bars below.
        fn left_downwards() => "left, downwards";
        /// The line in words.
        fn waiting_at_the_end(waiting: f64, unit: &str) => {
            format!("{} {unit} waiting at the end", English.compact(waiting))
        };
        /// The chart in a sentence.
        fn queue_alt(unit: &str, days: [&str; 2], waiting: [f64; 3], moved: [f64; 2]) => {
            let [from, to] = days;
            let [first, last, most] = waiting.map(|number| English.compact(number));
            let [arrived, left] = moved.map(|number| English.compact(number));
            format!(
                "Queue{} from {from} to {to}: {first} waiting at first, {last} at the end, {most} at most; \
                 {arrived} arrived and {left} left.",
                English.of_unit(unit)
            )
        };
    }
}

sentences! {
    /// Dates on an axis, where room is short.
    pub(crate) trait DateSentences for English {
        /// "Mar 2026".
        fn month_and_year(date: Date) => { format!("{} {}", English.month_short(date), date.year()) };
        /// "14 Jan".
        fn day_and_month(date: Date) => { format!("{} {}", date.day(), English.month_short(date)) };
    }
}

sentences! {
    /// What a chart of utilisation says.
    pub(crate) trait UtilisationSentences for English {
        /// What stands beside the constraint; the sign says it without colour.
        fn constraint_mark() => "▲ constraint";
        /// Title of the axis.
        fn utilisation_title(period: &str) => {
            format!("Hours asked for, as a share of the hours there are in a {}", English.period_or(period))
        };
        /// The line at 100 %.
        fn all_hours() => "100\u{a0}% of the hours there are";
        /// Hours asked for and hours there are: "105 of 40 h".
        fn hours_of(asked: Option<f64>, capacity: Option<f64>) => {
            match (asked, capacity) {
                (Some(asked), Some(capacity)) => {
                    format!("{} of {}", English.compact(asked), English.with_symbol(capacity, Unit::Hours))
                }
                (Some(asked), None) => English.with_symbol(asked, Unit::Hours),
                (None, Some(capacity)) => format!("of {}", English.with_symbol(capacity, Unit::Hours)),
                (None, None) => String::new(),
            }
        };
        /// A pool in words.
        fn pool_load(name: &str, load: &str, hours: &str, constraint: bool) => {
            let hours = if hours.is_empty() { String::new() } else { format!(", {hours}") };
            let mark = if constraint { ", the constraint" } else { "" };
            format!("{name}: {load}{hours}{mark}")
        };
        /// The chart in a sentence: pools, those asked for more than they have, the constraint with its load.
        fn utilisation_alt(pools: usize, over: usize, constraint: Option<(&str, Option<f64>)>) => {
            let constraint = constraint.map_or_else(String::new, |(name, load)| {
                let load = load.map_or_else(String::new, |load| format!(" at {}", English.share(load)));
                format!("; {name} is the constraint{load}")
            });
            let over = match over {
                0 => "none is asked".to_owned(),
                1 => "one is asked".to_owned(),
                over => format!("{} are asked", English.count(over)),
            };
            format!(
                "Utilisation of {}; {over} for more hours than there are{constraint}.",
                English.counted(pools, "pool", "pools")
            )
        };
    }
}

sentences! {
    /// What a chart of variants says.
    pub(crate) trait VariantSentences for English {
        /// What is counted where nobody said it.
        fn cases_or(unit: &str) -> &str => { if unit.is_empty() { "cases" } else { unit } };
        /// Heads of the columns of shares.
        fn share_heads() -> [&'static str; 2] => { ["share", "together"] };
        /// A case without an activity.
        fn nothing_recorded() => "nothing recorded";
        /// Activities that are not shown.
        fn more_activities(count: usize) => { format!("+\u{a0}{}\u{a0}more", English.count(count)) };
        /// An activity that follows itself: "Call × 3".
        fn repeated(activity: &str, times: usize) => {
            format!("{activity}\u{a0}×\u{a0}{}", English.count(times))
        };
        /// The title, which is the first part of the sentence too.
        fn variants_title(shown: usize, all: usize) => {
            if all > shown {
                format!(
                    "The {} most frequent of {}",
                    English.count(shown),
                    English.counted(all, "way", "ways")
                )
            } else {
                English.counted(shown, "way", "ways")
            }
        };
        /// A variant in words.
        fn variant(activities: &str, cases: u32, unit: &str, share: f64) => {
            format!("{activities}: {} {unit}, {}", English.count(cases as usize), English.share(share))
        };
        /// The chart in a sentence: cases and share of the first, share of all that are shown.
        fn variants_alt(title: &str, first: Option<(u32, f64)>, unit: &str, together: Option<f64>) => {
            let first = first.map_or_else(String::new, |(cases, share)| {
                let cases = English.count(cases as usize);
                format!(": the most frequent has {cases} {unit} ({})", English.share(share))
            });
            let together = together.map_or_else(String::new, |share| {
                format!(", all shown together {}", English.share(share))
            });
            format!("{title} through the process{first}{together}.")
        };
    }
}

sentences! {
    /// What scenarios beside the present say.
    pub(crate) trait ColumnsSentences for English {
        /// Legend of the pale bar.
        fn if_all_were_served() => "if everything that arrives were served";
        /// Legend of the strong bar.
        fn at_capacity() => "at capacity";
        /// Legend of the whisker.
        fn low_to_high() => "P10 to P90";
        /// A measure of a scenario in words: what would come out if served, and what does at capacity.
        fn results_of(measure: &str, demand: Option<f64>, capacity: Option<f64>) => {
            let results = match (demand, capacity) {
                (Some(demand), Some(capacity)) => format!(
                    "{} if served, {} at capacity",
                    English.compact(demand),
                    English.compact(capacity)
                ),
                (Some(one), None) | (None, Some(one)) => English.compact(one),
                (None, None) => English.not_known().to_owned(),
            };
            format!("{measure}: {results}")
        };
        /// A scenario in words.
        fn scenario(name: &str, results: &str) => "{name}. {results}";
        /// How far a measure reaches: lowest and highest number with their scenarios, or one number.
        fn measure_reaches(measure: &str, lowest: (f64, &str), highest: (f64, &str)) => {
            let (low, high) = (English.compact(lowest.0), English.compact(highest.0));
            if lowest.0 < highest.0 {
                format!("; “{measure}” from {low} ({}) to {high} ({})", lowest.1, highest.1)
            } else {
                format!("; “{measure}” is {low} throughout")
            }
        };
        /// The chart in a sentence.
        fn columns_alt(scenarios: usize, measures: &[&str], reach: &str) => {
            let measures: Vec<String> = measures.iter().map(|measure| format!("“{measure}”")).collect();
            format!(
                "{} compared by {}{reach}.",
                English.counted(scenarios, "situation", "situations"),
                measures.join(", ")
            )
        };
    }
}

sentences! {
    /// What effort against effect says.
    pub(crate) trait EffortSentences for English {
        /// Title of the upright axis.
        fn wins_title(period: &str) => { format!("Wins per {}, at capacity", English.period_or(period)) };
        /// Title of the level axis.
        fn cost_title(period: &str, currency: &str) => {
            format!("Cost per {}{}", English.period_or(period), English.of_unit(currency))
        };
        /// The numbers of a point: "5.12 wins, 61,312".
        fn wins_and_cost(wins: f64, cost: f64) => {
            format!("{}\u{a0}wins, {}", English.compact(wins), English.compact(cost))
        };
        /// A point in words.
        fn effort_point(name: &str, numbers: &str, currency: &str) => "{name}: {numbers} {currency}";
        /// Where an alternative leads.
        fn leads_to(alternative: &str, wins: f64, cost: f64, currency: &str) => {
            format!(
                "“{alternative}” leads to {} wins for {} {currency}",
                English.compact(wins),
                English.compact(cost)
            )
        };
        /// The chart in a sentence.
        fn effort_alt(wins: f64, cost: f64, currency: &str, period: &str, alternatives: &str) => {
            format!(
                "Cost against wins: today {} wins for {} {currency} a {}; {alternatives}.",
                English.compact(wins),
                English.compact(cost),
                English.period_or(period)
            )
        };
    }
}
