//! What the flow arithmetic says in words: why a number is not known, what a reader must know about the others, which
//! moves were left out. The one wording for the command line, the report and the window; nothing is worked out here.

use twinlane_model::{End, LinkId, PoolId, ScenarioMove, StepId};
use twinlane_words::{Locale, sentences};

use crate::demand::Missing;
use crate::scenario::moves::MoveRefused;
use crate::unknown::{Figure, FlowUnknown, Problem, WhyUnknown};

/// Names in one sentence; nobody reads more.
const MOST_NAMES: usize = 12;

sentences! {
    /// What the flow arithmetic says. A reason goes on behind "because", so it begins small and has no full stop.
    trait FlowSentences for English {
        /// A reason: there is no entry.
        fn no_entry() => "nobody has said how many cases arrive";
        /// A reason: shares of a step or of the returns of an outcome.
        fn over_hundred(of: &str) => "the shares of {of} add up to more than 100 %";
        /// A reason: no way out.
        fn closed_loop(step: &str) => "cases that come to {step} go round for ever";
        /// A reason: too entangled.
        fn too_tangled(step: &str) => "the loops through {step} are too entangled to be worked out";
        /// A reason: nothing enters.
        fn nothing_enters() => "no case enters";
        /// A reason: nothing is won.
        fn nothing_won() => "no case is won";
        /// A reason: no elapsed time.
        fn no_elapsed() => "no activity has an elapsed time";
        /// A reason: no value of a deal.
        fn no_deal_value() => "nobody gave the value of a deal";
        /// A reason: no capacity.
        fn no_capacity() => "no pool has a capacity";
        /// A reason: the search for what pools serve does not end.
        fn not_settled() => "what the pools serve does not settle";
        /// What to do about a missing entry.
        fn give_entries() => "give the first activity its entries";
        /// What to do about a closed loop.
        fn give_way_out() => "give the loop a way out";
        /// A reason as a sentence, with what to do about it.
        fn reason_and_advice(reason: &str, advice: &str) => "{reason}: {advice}.";

        /// A problem: the shares of a step or of the returns of an outcome.
        fn shares_add_up(of: &str, sum: &str) => "The shares of {of} add up to {sum}.";
        /// A problem: no way out of some steps.
        fn no_way_out(steps: &str) => "No way leads out of {steps}.";
        /// A problem: entangled loops.
        fn loops_too_tangled(steps: &str) => "The loops of {steps} are too entangled.";
        /// A problem: a split that no step joins.
        fn split_not_joined(step: &str) =>
            "The split at {step} is not joined; it was taken as one way or another, with equal shares.";
        /// A problem: returns without a share.
        fn returns_not_counted(links: &str) => "Returns without a share are not counted: {links}.";

        /// Steps without a touch time.
        fn without_touch(steps: &str) => "Without a touch time; it counts as none: {steps}.";
        /// Steps without an elapsed time.
        fn without_elapsed(steps: &str) => "Without an elapsed time; it counts as none: {steps}.";
        /// Steps without a cost.
        fn without_cost(steps: &str) => "Without a cost; its hours count as free: {steps}.";
        /// Pools without a capacity.
        fn without_capacity(pools: &str) => "Without a capacity; it holds nothing up: {pools}.";

        /// A move that is left out: more cases.
        fn more_cases_not_counted(why: &str) => "More cases are not counted: {why}.";
        /// A move that is left out: a forced activity, by its link.
        fn forcing_left_out(link: &str, why: &str) => "Forcing {link} is left out: {why}.";
        /// A move that is left out: a forced activity whose link is gone.
        fn forced_left_out(why: &str) => "A forced activity is left out: {why}.";
        /// Why a move was refused.
        fn link_is_gone() => "its link is no longer there";
        /// Why a move was refused.
        fn as_many_already() => "as many cases take the link already, or more";
        /// Why a move was refused.
        fn nothing_else_leaves() => "nothing else leaves the activity before it";
        /// Why a move was refused.
        fn no_activity_to_force() => "the link leads to no activity that could be forced";
        /// Why a move was refused.
        fn link_of_a_split() => "the link belongs to a split to all and has no share of its own";
        /// Why a move was refused.
        fn shares_before_over() => "the shares before it add up to more than 100 %";
        /// Why a move was refused.
        fn no_shares() => "its shares add up to more than 100 %, or are none";
        /// Why a move was refused.
        fn numbers_do_not_fit() => "its numbers do not fit the map";

        /// The name of a result inside a sentence.
        fn figure(figure: Figure) -> &'static str => {
            match figure {
                Figure::Entering => "cases that enter",
                Figure::Wins => "wins",
                Figure::WinRate => "win rate",
                Figure::Cost => "cost",
                Figure::CostPerWin => "cost per win",
                Figure::FeasibleWins => "wins if entries are cut",
                Figure::LeadTimeAll => "lead time of all cases",
                Figure::LeadTimeWon => "lead time of won cases",
                Figure::ActivityRatio => "activity ratio",
                Figure::PipelineVelocity => "pipeline velocity",
                Figure::Constraint => "constraint",
                Figure::AtCapacity => "what comes out at capacity",
                Figure::Uncertainty => "ranges",
            }
        };
    }
}

/// The names of a map's rows, without quotation marks; a word where a row has no name.
pub trait RowNames {
    /// Title of a step or outcome.
    fn end(&self, end: End) -> String;
    /// "From → To"; empty where the link is gone.
    fn link(&self, link: LinkId) -> String;
    /// Name of a pool.
    fn pool(&self, pool: PoolId) -> String;
    /// Title of a step.
    fn step(&self, step: StepId) -> String {
        self.end(End::Step(step))
    }
}

fn quoted(locale: Locale, title: &str) -> String {
    locale.quote(title)
}

fn listed(locale: Locale, names: &[String]) -> String {
    locale.list_of(names.len(), MOST_NAMES, |at, text| text.push_str(&names[at]))
}

impl WhyUnknown {
    /// The reason as it goes on behind "because": small, without a full stop.
    pub fn phrase(&self, locale: Locale, names: &impl RowNames) -> String {
        match self {
            Self::Flow(FlowUnknown::NoEntry) => locale.no_entry().to_owned(),
            Self::Flow(FlowUnknown::OverHundred(end)) => {
                locale.over_hundred(&quoted(locale, &names.end(*end)))
            }
            Self::Flow(FlowUnknown::ClosedLoop(step)) => {
                locale.closed_loop(&quoted(locale, &names.step(*step)))
            }
            Self::Flow(FlowUnknown::TooTangled(step)) => {
                locale.too_tangled(&quoted(locale, &names.step(*step)))
            }
            Self::NothingEnters => locale.nothing_enters().to_owned(),
            Self::NothingWon => locale.nothing_won().to_owned(),
            Self::NoElapsed => locale.no_elapsed().to_owned(),
            Self::NoDealValue => locale.no_deal_value().to_owned(),
            Self::NoCapacity => locale.no_capacity().to_owned(),
            Self::NotSettled => locale.not_settled().to_owned(),
        }
    }

    /// The reason as a sentence, with what to do about it where that is known.
    pub fn sentence(&self, locale: Locale, names: &impl RowNames) -> String {
        let reason = locale.capital(&self.phrase(locale, names));
        match self {
            Self::Flow(FlowUnknown::NoEntry) => locale.reason_and_advice(&reason, locale.give_entries()),
            Self::Flow(FlowUnknown::ClosedLoop(_)) => {
                locale.reason_and_advice(&reason, locale.give_way_out())
            }
            Self::Flow(FlowUnknown::OverHundred(_) | FlowUnknown::TooTangled(_))
            | Self::NothingEnters
            | Self::NothingWon
            | Self::NoElapsed
            | Self::NoDealValue
            | Self::NoCapacity
            | Self::NotSettled => format!("{reason}."),
        }
    }
}

impl Problem {
    /// What the reader must know, as a sentence.
    pub fn sentence(&self, locale: Locale, names: &impl RowNames) -> String {
        let steps = |steps: &[StepId]| {
            let titles: Vec<String> = steps.iter().map(|step| names.step(*step)).collect();
            listed(locale, &titles)
        };
        match self {
            Self::NoEntry => WhyUnknown::Flow(FlowUnknown::NoEntry).sentence(locale, names),
            Self::OverHundred { at, sum, .. } => {
                let of = quoted(locale, &names.end(*at));
                locale.shares_add_up(&of, &locale.percent(*sum))
            }
            Self::ClosedLoop { steps: members, .. } => locale.no_way_out(&steps(members)),
            Self::TooTangled { steps: members } => locale.loops_too_tangled(&steps(members)),
            Self::UnjoinedSplit(step) => locale.split_not_joined(&quoted(locale, &names.step(*step))),
            Self::ReturnsNotCounted(links) => {
                let links: Vec<String> = links.iter().map(|link| names.link(*link)).collect();
                locale.returns_not_counted(&listed(locale, &links))
            }
        }
    }
}

impl Missing {
    /// What counts as nothing because nobody gave a number: a sentence for each kind of number.
    pub fn sentences(&self, locale: Locale, names: &impl RowNames) -> Vec<String> {
        let steps =
            |steps: &[StepId]| -> Vec<String> { steps.iter().map(|step| names.step(*step)).collect() };
        let pools: Vec<String> = self.capacity.iter().map(|pool| names.pool(*pool)).collect();
        type Sentence = fn(Locale, &str) -> String;
        let kinds: [(Sentence, Vec<String>); 4] = [
            (|locale, who| locale.without_touch(who), steps(&self.touch)),
            (|locale, who| locale.without_elapsed(who), steps(&self.elapsed)),
            (|locale, who| locale.without_cost(who), steps(&self.cost)),
            (|locale, who| locale.without_capacity(who), pools),
        ];
        kinds
            .into_iter()
            .filter(|(_, who)| !who.is_empty())
            .map(|(sentence, who)| sentence(locale, &listed(locale, &who)))
            .collect()
    }
}

impl MoveRefused {
    /// That a move of a map is left out, and why, as a sentence.
    pub fn sentence(&self, row: &ScenarioMove, locale: Locale, names: &impl RowNames) -> String {
        let why = match self {
            Self::NoSuchLink(_) => locale.link_is_gone(),
            Self::NotMore(_) => locale.as_many_already(),
            Self::NothingToTake(_) => locale.nothing_else_leaves(),
            Self::NotForced(_) => locale.no_activity_to_force(),
            Self::OfSplit(_) => locale.link_of_a_split(),
            Self::OverHundred(_) => locale.shares_before_over(),
            Self::NotAShare(_) => locale.no_shares(),
            Self::NotANumber(_)
            | Self::NoSuchStep(_)
            | Self::NoSuchPool(_)
            | Self::StepExists(_)
            | Self::InBranch(_) => locale.numbers_do_not_fit(),
        };
        match row {
            ScenarioMove::TryHarder { .. } => locale.more_cases_not_counted(why),
            ScenarioMove::Force { link, .. } => match names.link(*link).as_str() {
                "" => locale.forced_left_out(why),
                name => locale.forcing_left_out(&quoted(locale, name), why),
            },
        }
    }
}

impl Figure {
    /// The name of the result inside a sentence.
    pub fn name(self, locale: Locale) -> &'static str {
        locale.figure(self)
    }
}
