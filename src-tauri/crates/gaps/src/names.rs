//! How things on the map are named inside a sentence. No rule here.

use twinlane_model::EndIndex;
use twinlane_words::sentences;

use crate::facts::{MapFacts, Quantity};

/// Names listed in full before the rest is counted.
pub(crate) const LISTED: usize = 4;

sentences! {
    /// Names for what has no title of its own, and for numbers.
    pub(crate) trait Names for English {
        fn junction() => "junction";
        fn untitled_step() => "untitled step";
        /// A step inside a stage.
        fn inside(step: &str, stage: &str) => "{step} in {stage}";
        fn untitled_stage(number: usize) => "untitled stage {number}";
        fn untitled_lane(number: usize) => "untitled lane {number}";
        fn unnamed_pool() => "an unnamed pool";
        /// One of the names above inside a sentence.
        fn the(name: &str) => "the {name}";
        fn share_to(name: &str) => "the share to {name}";
        /// A number inside a sentence.
        fn quantity(quantity: Quantity) -> &'static str => {
            match quantity {
                Quantity::Entry => "the entry",
                Quantity::Touch => "the touch time",
                Quantity::Elapsed => "the elapsed time",
                Quantity::Volume => "the volume",
                Quantity::CompleteAccurate => "the percent complete and accurate",
                Quantity::Share => "the share",
                Quantity::Wait => "the wait",
                Quantity::Capacity => "the capacity",
                Quantity::Cost => "the cost",
            }
        };
        fn buyer_journey() => "Buyer journey";
        fn sales_process() => "Sales process";
    }
}

impl MapFacts<'_, '_> {
    /// Title of a step as a subject; an untitled one is named by its stage.
    pub fn step_title(&self, step: usize) -> String {
        let row = self.view.steps[step];
        if !row.title.trim().is_empty() {
            return row.title.clone();
        }
        let stage = self
            .view
            .stage(row.stage)
            .map_or("", |stage| stage.title.as_str());
        let what = if row.waypoint {
            self.locale.junction()
        } else {
            self.locale.untitled_step()
        };
        if stage.trim().is_empty() {
            what.to_owned()
        } else {
            self.locale.inside(what, stage)
        }
    }

    /// A step inside a sentence: quoted, or "the untitled step in Prove".
    pub fn step(&self, step: usize) -> String {
        if self.view.steps[step].title.trim().is_empty() {
            self.locale.the(&self.step_title(step))
        } else {
            self.locale.quote(&self.view.steps[step].title)
        }
    }

    /// Steps inside a sentence.
    pub fn steps(&self, steps: &[usize]) -> String {
        self.first_steps(steps, steps.len())
    }

    /// Steps inside a sentence, of which no more than the first [`LISTED`] are handed in.
    pub fn first_steps(&self, first: &[usize], count: usize) -> String {
        self.locale
            .list_of(count, LISTED, |at, out| out.push_str(&self.step(first[at])))
    }

    /// A stage inside a sentence: quoted, or "the untitled stage 2".
    pub fn stage(&self, stage: usize) -> String {
        let title = &self.view.stages[stage].title;
        if title.trim().is_empty() {
            self.locale.the(&self.stage_title(stage))
        } else {
            self.locale.quote(title)
        }
    }

    /// A stage as a subject.
    pub fn stage_title(&self, stage: usize) -> String {
        let title = &self.view.stages[stage].title;
        if title.trim().is_empty() {
            self.locale.untitled_stage(self.stage_number(stage))
        } else {
            title.clone()
        }
    }

    /// A stage's number on its side, from 1.
    fn stage_number(&self, stage: usize) -> usize {
        let side = self.view.stages[stage].side;
        self.view.stages[..=stage]
            .iter()
            .filter(|row| row.side == side)
            .count()
    }

    /// A lane's title; an untitled one is named by its number.
    pub fn lane_title(&self, lane: usize) -> String {
        let row = self.view.lanes[lane];
        if row.title.trim().is_empty() {
            let number = self.view.lanes[..=lane]
                .iter()
                .filter(|other| other.side == row.side)
                .count();
            self.locale.untitled_lane(number)
        } else {
            row.title.clone()
        }
    }

    /// A lane inside a sentence, as it was typed: it may be a role, a person or a word of any language.
    pub fn lane(&self, lane: usize) -> String {
        if self.view.lanes[lane].title.trim().is_empty() {
            self.locale.the(&self.lane_title(lane))
        } else {
            self.locale.quote(&self.view.lanes[lane].title)
        }
    }

    /// An outcome inside a sentence: its own title quoted, else the word in lower case.
    pub fn outcome(&self, outcome: usize) -> String {
        let row = self.view.outcomes[outcome];
        if row.title.is_empty() {
            self.locale.quote(&row.kind.word().to_lowercase())
        } else {
            self.locale.quote(&row.title)
        }
    }

    /// Title of one end of a link, as a subject.
    pub fn end_title(&self, end: EndIndex) -> String {
        match end {
            EndIndex::Step(step) => self.step_title(step),
            EndIndex::Outcome(outcome) => self.view.outcomes[outcome].name().to_owned(),
            EndIndex::Nowhere => String::new(),
        }
    }

    /// A link inside a sentence: "“Call” → “Visit”".
    pub fn link(&self, link: usize) -> String {
        let (from, to) = self.view.ends(link);
        let quoted = |end| self.locale.quote(&self.end_title(end));
        format!("{} → {}", quoted(from), quoted(to))
    }

    /// A link's share inside a sentence: "the share to “Visit the plant”".
    pub fn share_name(&self, link: usize) -> String {
        let to = self.end_title(self.view.ends(link).1);
        self.locale.share_to(&self.locale.quote(&to))
    }

    /// A pool inside a sentence.
    pub fn pool(&self, pool: usize) -> String {
        let name = self.view.pools[pool].name.trim();
        if name.is_empty() {
            self.locale.unnamed_pool().to_owned()
        } else {
            self.locale.quote(name)
        }
    }

    /// Names in a row, of which no more than [`LISTED`] are recited.
    pub fn list(&self, names: &[String]) -> String {
        self.locale
            .list_of(names.len(), LISTED, |at, out| out.push_str(&names[at]))
    }
}
