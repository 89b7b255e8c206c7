//! How things on the map are named inside a sentence. No rule here.

use std::fmt::Write;

use twinlane_model::{OutcomeKind, Spot};

use crate::sheet::Sheet;

/// Names listed in full before the rest is counted.
pub(crate) const LISTED: usize = 4;

/// A title between quotation marks.
pub(crate) fn quote(title: &str) -> String {
    // Findings by the thousand are named on every edit, and this is their innermost call.
    let mut quoted = String::with_capacity(title.len() + 6);
    quoted.push('“');
    quoted.push_str(title);
    quoted.push('”');
    quoted
}

/// "a, b and c"; of more than four the first three and how many more.
pub(crate) fn list(names: &[String]) -> String {
    some(names.len(), |at| names[at].clone())
}

/// The same for things that are named only when they are listed.
fn some(count: usize, name: impl Fn(usize) -> String) -> String {
    let listed = if count <= LISTED { count } else { LISTED - 1 };
    let mut text = String::new();
    for at in 0..listed {
        if at > 0 {
            text.push_str(if at + 1 == count { " and " } else { ", " });
        }
        text.push_str(&name(at));
    }
    if listed < count {
        let _ = write!(text, " and {} more", count - listed);
    }
    text
}

/// A phrase at the beginning of a sentence.
pub(crate) fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "1 buyer step", "3 buyer steps".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A share as a percentage without needless digits: 0.4 reads "40 %", 0.125 "12.5 %".
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", decimal(share * 100.0))
}

/// A number with at most one digit behind the point.
pub(crate) fn decimal(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    if tenths.fract() == 0.0 {
        format!("{tenths:.0}")
    } else {
        format!("{tenths:.1}")
    }
}

/// A number with at most two digits behind the point.
pub(crate) fn two_digits(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Sheet<'_, '_> {
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
        let what = if row.waypoint { "junction" } else { "untitled step" };
        if stage.trim().is_empty() {
            what.to_owned()
        } else {
            format!("{what} in {stage}")
        }
    }

    /// A step inside a sentence: quoted, or "the untitled step in Prove".
    pub fn step(&self, step: usize) -> String {
        if self.view.steps[step].title.trim().is_empty() {
            format!("the {}", self.step_title(step))
        } else {
            quote(&self.view.steps[step].title)
        }
    }

    /// Steps inside a sentence.
    pub fn steps(&self, steps: &[usize]) -> String {
        some(steps.len(), |at| self.step(steps[at]))
    }

    /// Steps inside a sentence, of which no more than the first [`LISTED`] are handed in.
    pub fn first_steps(&self, first: &[usize], count: usize) -> String {
        some(count, |at| self.step(first[at]))
    }

    /// A stage inside a sentence.
    pub fn stage(&self, stage: usize) -> String {
        let title = &self.view.stages[stage].title;
        if title.trim().is_empty() {
            format!("the untitled stage {}", self.stage_number(stage))
        } else {
            quote(title)
        }
    }

    /// A stage as a subject.
    pub fn stage_title(&self, stage: usize) -> String {
        let title = &self.view.stages[stage].title;
        if title.trim().is_empty() {
            format!("untitled stage {}", self.stage_number(stage))
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
            format!("untitled lane {number}")
        } else {
            row.title.clone()
        }
    }

    /// A lane inside a sentence, as it was typed: it may be a role, a person or a word of any language.
    pub fn lane(&self, lane: usize) -> String {
        if self.view.lanes[lane].title.trim().is_empty() {
            format!("the {}", self.lane_title(lane))
        } else {
            quote(&self.view.lanes[lane].title)
        }
    }

    /// An outcome inside a sentence: its own title quoted, else the word in lower case.
    pub fn outcome(&self, outcome: usize) -> String {
        let row = self.view.outcomes[outcome];
        if row.title.is_empty() {
            quote(&word(row.kind))
        } else {
            quote(&row.title)
        }
    }

    /// Title of one end of a link, as a subject.
    pub fn end_title(&self, end: Spot) -> String {
        match end {
            Spot::Step(step) => self.step_title(step),
            Spot::Outcome(outcome) => self.view.outcomes[outcome].name().to_owned(),
            Spot::Nowhere => String::new(),
        }
    }
}

/// An outcome's word in lower case.
fn word(kind: OutcomeKind) -> String {
    kind.word().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_like_prose() {
        let names: Vec<String> = ["a", "b", "c", "d", "e"].map(String::from).to_vec();
        assert_eq!(list(&names[..2]), "a and b");
        assert_eq!(list(&names[..4]), "a, b, c and d");
        assert_eq!(
            list(&names),
            "a, b, c and 2 more",
            "long lists are counted, not recited"
        );
        assert_eq!(percent(0.4), "40 %");
        assert_eq!(percent(0.125), "12.5 %");
    }
}
