//! What making rows of an outline says, and what writing one leaves out.

use twinlane_model::{OutcomeKind, Side};
use twinlane_words::{English, sentences};

use super::{Fault, Omission, fault, omission};

/// What has a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    Lane,
    Stage,
    Step,
    Question,
    Criterion,
}

/// Who says something about a pool.
#[derive(Clone, Debug)]
pub(crate) enum StatedBy {
    Header,
    /// A step, by its title.
    Step(String),
}

/// A number of a pool, as the outline writes it.
#[derive(Clone, Debug)]
pub(crate) enum PoolNumber {
    People(u32),
    Capacity(String),
    Cost(String),
}

/// A text that stands on a line of the header.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HeaderText {
    Title,
    Client,
    Period,
    MapName,
    About,
}

/// A step of a side.
pub(super) fn thing_of(side: Side) -> &'static str {
    match side {
        Side::Buyer => "a buyer step",
        Side::Seller => "an activity",
    }
}

sentences! {
    /// What is wrong with an outline whose lines are right.
    pub(crate) trait OutlineFaults for English {
        /// What has a title.
        fn noun(noun: Noun) -> &'static str => {
            match noun {
                Noun::Lane => "lane",
                Noun::Stage => "stage",
                Noun::Step => "step",
                Noun::Question => "question",
                Noun::Criterion => "criterion",
            }
        };
        /// An id that two have.
        fn id_of_two(id: &str, noun: Noun) -> Fault => {
            fault(
                format!("the id “{id}” is given to two of a kind ({})", English.noun(noun)),
                "Give one of them another id",
            )
        };
        /// An id of something on the other side.
        fn cannot_stand_here(id: &str, noun: Noun) -> Fault => {
            fault(
                format!("#{id} is a {} that cannot stand here", English.noun(noun)),
                "Flow stays on one side; a support leads from an activity to a buyer step",
            )
        };
        /// An id that nothing has.
        fn no_such_id(id: &str, noun: Noun) -> Fault => {
            fault(
                format!("no {} is marked {{id {id}}}", English.noun(noun)),
                "Mark the one that is meant, or refer to it by its title",
            )
        };
        /// A title that several have.
        fn title_of_several(title: &str, count: usize, noun: Noun) -> Fault => {
            fault(
                format!("“{title}” is the title of {count} of them ({})", English.noun(noun)),
                "Mark the one that is meant with {id x} and refer to it as #x",
            )
        };
        /// A title that nothing has, and what is said about that.
        fn no_such_title(title: &str, noun: Noun, advice: String) -> Fault => {
            fault(format!("there is no {} “{title}” here", English.noun(noun)), advice)
        };
        /// Another title that is nearly the same.
        fn is_meant(title: &str) => "Is “{title}” meant?";
        /// A title of another place.
        fn stands_elsewhere(title: &str) => "“{title}” stands elsewhere, where this cannot lead";
        /// A title that is not there.
        fn check_spelling() => "Check the spelling; titles are told apart by every character";

        /// A lane that is there already.
        fn lane_twice(title: &str) -> Fault => {
            fault(
                format!("the lane “{title}” is there twice"),
                "Leave one out, or mark both with {id x} and write [#x] at their steps",
            )
        };
        /// A pair that is there already.
        fn pair_twice() -> Fault => { fault("this pair is there twice", "Name each buyer stage once") };
        /// A step that is entered twice.
        fn two_entries(step: &str) -> Fault => {
            fault(format!("“{step}” has two entries"), "Add the two numbers up in one line")
        };
        /// A pool with two numbers of a kind, and where each is said.
        fn two_numbers(pool: &str, first: &PoolNumber, by: &StatedBy, second: &PoolNumber, also_by: &StatedBy) -> Fault => {
            fault(
                format!(
                    "the pool “{pool}” has {} at {} and {} at {}",
                    pool_number(first),
                    stated_by(by),
                    pool_number(second),
                    stated_by(also_by),
                ),
                "Give the pool one number, or the steps two different owners",
            )
        };

        /// A flow from a buyer step to an outcome.
        fn buyer_step_to_outcome() -> Fault => {
            fault(
                "a buyer step leads to no outcome",
                "Outcomes belong to the sales process; a step of this title is written in quotes",
            )
        };
        /// A buyer step that is tried again.
        fn buyer_step_to_itself() -> Fault => {
            fault("a buyer step cannot flow to itself", "Only an activity may be tried again")
        };
        /// An outcome of two kinds.
        fn outcome_of_two_kinds(title: &str, first: OutcomeKind, second: OutcomeKind) -> Fault => {
            fault(
                format!("the outcome “{title}” is {} and {}", first.word(), second.word()),
                "Give one of the two another title",
            )
        };
        /// An outcome that nothing leads to and that says no kind.
        fn no_flow_to_outcome(title: &str) -> Fault => {
            fault(
                format!("no flow leads to an outcome “{title}”"),
                "Write “=> Title as Lost” (or another kind) below the activity that ends so",
            )
        };
        /// A return from a deal that is won.
        fn return_from_won() -> Fault => {
            fault("nothing returns from a won deal", "What follows a purchase is an activity of its own")
        };
        /// A return to an outcome.
        fn return_to_outcome() -> Fault => {
            fault(
                "a return leads to an activity",
                "Write the title of an activity; one that reads like an outcome is put in quotes",
            )
        };
        /// A return with a criterion.
        fn return_with_criterion() -> Fault => {
            fault(
                "a return has no acceptance criterion",
                "Leave the criterion out; share and wait may stay",
            )
        };
        /// A link that is there already.
        fn link_twice() -> Fault => {
            fault("this link is there twice", "Between the same two stands at most one flow and one support")
        };
    }
}

fn pool_number(number: &PoolNumber) -> String {
    match number {
        PoolNumber::People(count) => format!("{count} people"),
        PoolNumber::Capacity(hours) => format!("capacity {hours}"),
        PoolNumber::Cost(amount) => format!("cost {amount}"),
    }
}

fn stated_by(by: &StatedBy) -> String {
    match by {
        StatedBy::Header => "the header".to_owned(),
        StatedBy::Step(title) => English.quote(title),
    }
}

sentences! {
    /// What an outline cannot hold of a map.
    pub(crate) trait OutlineLosses for English {
        /// A pool without a name, which is given one.
        fn stem_of_pool() => "Pool";
        /// A pool under another name.
        fn name_of_pool(name: &str, written: &str) -> Omission => {
            omission(
                format!("the name of a pool (“{name}”), written as “{written}”"),
                "an outline tells pools apart by their names",
            )
        };
        /// A pool that nothing refers to.
        fn pool_without_step() -> Omission => {
            omission("an unnamed pool that no step uses", "an outline has pools by name or at a step")
        };
        /// An outcome under another title.
        fn title_of_outcome(title: &str, written: &str) -> Omission => {
            omission(
                format!("the title of an outcome (“{title}”), written as “{written}”"),
                "in an outline one title has one kind of outcome",
            )
        };
        /// A text of the header that has several lines.
        fn line_breaks(of: HeaderText) -> Omission => {
            let text = match of {
                HeaderText::Title => "the title",
                HeaderText::Client => "the client",
                HeaderText::Period => "the period",
                HeaderText::MapName => "the map's name",
                HeaderText::About => "what the map is about",
            };
            omission(format!("the line breaks of {text}"), "a header line is one line")
        };
        /// Targets.
        fn targets(count: usize) -> Omission => { no_place(format!("{count} targets")) };
        /// Rules that are dismissed.
        fn dismissed_rules(count: usize) -> Omission => { no_place(format!("{count} rules dismissed for this map")) };
        /// Moves of a scenario.
        fn moves(count: usize) -> Omission => { no_place(format!("{count} moves of this scenario")) };
    }
}

fn no_place(what: String) -> Omission {
    omission(what, "an outline has no place for them; the workshop's JSON has")
}
