//! How things of a map are named in an outline: by title, or by an id where a title is not enough.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use twinlane_model::{
    End, LaneId, Link, MapView, Outcome, OutcomeId, OutcomeKind, PoolId, QuestionId, StageId, Step, StepId,
    Strength,
};

use super::measure::{Unit, written};
use super::title::{quote, written as title};
use crate::sentences::{LOCALE, OutlineLosses};
use crate::{Left, Place};

/// The names of a map's things, and what of them could not be kept.
pub(crate) struct Names {
    pub steps: BTreeMap<StepId, String>,
    pub stages: BTreeMap<StageId, String>,
    pub lanes: BTreeMap<LaneId, String>,
    pub questions: BTreeMap<QuestionId, String>,
    pub pools: BTreeMap<PoolId, String>,
    pub outcomes: BTreeMap<OutcomeId, String>,
    pub left: Vec<Left>,
    /// Whether what refers to something stands in a list with `;` between its items.
    in_lists: bool,
}

impl Names {
    /// Gives every thing of a map its name.
    pub fn of(view: &MapView) -> Self {
        let mut left = Vec::new();
        let questions = view.steps.iter().flat_map(|step| {
            let of_step = step.questions.iter();
            of_step.map(|question| (question.id, (step.id, question.text.as_str())))
        });
        Self {
            steps: step_ids(view),
            stages: repeated(
                "g",
                view.stages
                    .iter()
                    .map(|stage| (stage.id, (stage.side, &*stage.title))),
            ),
            lanes: repeated(
                "l",
                view.lanes.iter().map(|lane| (lane.id, (lane.side, &*lane.title))),
            ),
            questions: repeated("q", questions),
            pools: pool_names(view, &mut left),
            outcomes: outcome_titles(view, &mut left),
            left,
            in_lists: false,
        }
    }

    /// The same for the cells of a table, where `;` parts one reference from the next.
    pub fn in_lists(self) -> Self {
        Self {
            in_lists: true,
            ..self
        }
    }

    /// A title as a reference writes it.
    fn title(&self, text: &str) -> String {
        if self.in_lists && text.contains(';') {
            quote(text)
        } else {
            title(text)
        }
    }

    /// The id of a step that has one.
    pub fn step_id(&self, step: StepId) -> Option<&str> {
        self.steps.get(&step).map(String::as_str)
    }

    /// How links refer to a step.
    pub fn step(&self, step: &Step) -> String {
        match self.steps.get(&step.id) {
            Some(id) => format!("#{id}"),
            None => self.title(&step.title),
        }
    }

    /// What stands behind `->` for a support.
    pub fn support(&self, view: &MapView, link: &Link) -> String {
        let Some(step) = link.to.step().and_then(|id| view.step(id)) else {
            return String::new();
        };
        let mut details = Vec::new();
        match link.strength {
            Strength::Weak => details.push("weak".to_owned()),
            Strength::Helps => {}
            Strength::Strong => details.push("strong".to_owned()),
        }
        for question in step
            .questions
            .iter()
            .filter(|question| link.answers.contains(&question.id))
        {
            details.push(match self.questions.get(&question.id) {
                Some(id) => format!("answers #{id}"),
                None => format!("answers {}", quote(&question.text)),
            });
        }
        let name = self.step(step);
        if details.is_empty() {
            name
        } else {
            format!("{name} ({})", details.join(", "))
        }
    }

    /// What stands behind `=>` for a flow or a return.
    pub fn flow(&self, view: &MapView, link: &Link) -> String {
        let mut line = match link.to {
            End::Step(id) => view.step(id).map(|step| self.step(step)).unwrap_or_default(),
            End::Outcome(id) => view
                .outcome(id)
                .map(|outcome| self.outcome(outcome))
                .unwrap_or_default(),
        };
        if let Some(share) = &link.share {
            let _ = write!(line, " {}", written(share, Unit::Percent));
        }
        let mut marks = Vec::new();
        if !link.criterion.is_empty() {
            marks.push(format!("criterion {}", quote(&link.criterion)));
        }
        if let Some(wait) = &link.wait {
            marks.push(format!("wait {}", written(wait, Unit::Days)));
        }
        line.push_str(&braces(&marks));
        line
    }

    /// An outcome with its kind: `Lost`, or `Title as Lost`.
    pub fn outcome(&self, outcome: &Outcome) -> String {
        match self.outcomes.get(&outcome.id) {
            Some(own) => format!("{} as {}", self.title(own), outcome.kind.word()),
            None => outcome.kind.word().to_owned(),
        }
    }
}

/// Attributes in braces, with a space before them; nothing when there are none.
pub(crate) fn braces(marks: &[String]) -> String {
    if marks.is_empty() {
        String::new()
    } else {
        format!(" {{{}}}", marks.join(", "))
    }
}

/// Ids for things whose title repeats in their group, by running number.
fn repeated<'a, T: Ord + Copy, G: Ord + Copy>(
    prefix: &str,
    things: impl Iterator<Item = (T, (G, &'a str))> + Clone,
) -> BTreeMap<T, String> {
    let mut count: BTreeMap<(G, &str), usize> = BTreeMap::new();
    for (_, key) in things.clone() {
        *count.entry(key).or_default() += 1;
    }
    things
        .filter(|(_, key)| count.get(key).is_some_and(|count| *count > 1))
        .enumerate()
        .map(|(at, (thing, _))| (thing, format!("{prefix}{}", at + 1)))
        .collect()
}

/// Ids for steps that links cannot name by title: it repeats on the map, or is empty.
fn step_ids(view: &MapView) -> BTreeMap<StepId, String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for step in &view.steps {
        *count.entry(&step.title).or_default() += 1;
    }
    view.steps
        .iter()
        .filter(|step| step.title.is_empty() || count.get(&*step.title).is_some_and(|count| *count > 1))
        .enumerate()
        .map(|(at, step)| (step.id, format!("s{}", at + 1)))
        .collect()
}

/// Names under which pools are written. An unnamed pool stays unnamed when one step alone has it; two pools
/// of one name are told apart by a number.
fn pool_names(view: &MapView, left: &mut Vec<Left>) -> BTreeMap<PoolId, String> {
    let mut users: BTreeMap<PoolId, usize> = BTreeMap::new();
    for pool in view.steps.iter().filter_map(|step| step.pool) {
        *users.entry(pool).or_default() += 1;
    }
    let mut taken: BTreeSet<String> = view.pools.iter().map(|pool| pool.name.clone()).collect();
    let mut given: BTreeSet<&str> = BTreeSet::new();
    let mut names = BTreeMap::new();
    for pool in &view.pools {
        let shared = users.get(&pool.id).copied().unwrap_or(0);
        let name = if pool.name.is_empty() && shared <= 1 || given.insert(&pool.name) && !pool.name.is_empty()
        {
            pool.name.clone()
        } else {
            let stem = if pool.name.is_empty() {
                LOCALE.stem_of_pool()
            } else {
                &pool.name
            };
            let name = fresh(stem, &mut taken);
            left.push(LOCALE.name_of_pool(&pool.name, &name).at(Place::Whole));
            name
        };
        if pool.name.is_empty() && shared == 0 {
            left.push(LOCALE.pool_without_step().at(Place::Whole));
        }
        names.insert(pool.id, name);
    }
    names
}

/// Titles of outcomes that have one of their own. One title with two kinds cannot be written, so the later
/// one gets a number.
fn outcome_titles(view: &MapView, left: &mut Vec<Left>) -> BTreeMap<OutcomeId, String> {
    let mut taken: BTreeSet<String> = view
        .outcomes
        .iter()
        .map(|outcome| outcome.title.clone())
        .collect();
    let mut kinds: BTreeMap<&str, OutcomeKind> = BTreeMap::new();
    let mut titles = BTreeMap::new();
    for outcome in view.outcomes.iter().filter(|outcome| !outcome.title.is_empty()) {
        let kind = *kinds.entry(&outcome.title).or_insert(outcome.kind);
        let own = if kind == outcome.kind {
            outcome.title.clone()
        } else {
            let own = fresh(&outcome.title, &mut taken);
            left.push(LOCALE.title_of_outcome(&outcome.title, &own).at(Place::Whole));
            own
        };
        titles.insert(outcome.id, own);
    }
    titles
}

fn fresh(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let mut number = 2u32;
    loop {
        let name = format!("{stem} ({number})");
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}
