//! The flow arithmetic in words: names of what its numbers are about, and why one is not known.
//!
//! It works nothing out.

use twinlane_flow::{Figure, Missing, Problem, RowNames, Subject, WhyUnknown};
use twinlane_model::{End, LinkId, MapView, PoolId, StepId};
use twinlane_words::{Locale, no_break};

use crate::words;

/// Names of a map's rows as sentences have them.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) view: &'a MapView<'a>,
}

impl Names<'_> {
    pub(super) fn step(self, id: StepId) -> String {
        self.end(End::Step(id))
    }

    pub(super) fn end(self, end: End) -> String {
        words::titled(self.view.end_title(end))
    }

    /// "Demo → Proposal".
    pub(super) fn link(self, id: LinkId) -> String {
        let link = self.view.link(id);
        link.map_or_else(String::new, |link| {
            format!("{} → {}", self.end(link.from), self.end(link.to))
        })
    }

    /// Name of a pool; that of its step where a step has the pool to itself.
    pub(super) fn pool(self, id: PoolId) -> String {
        let name = self.view.pool(id).map_or("", |pool| pool.name.trim());
        if !name.is_empty() {
            return name.to_owned();
        }
        let step = self.view.activities().find(|step| step.pool == Some(id));
        step.map_or_else(|| "people without a name".to_owned(), |step| self.step(step.id))
    }

    /// What a number is about.
    pub(super) fn subject(self, subject: Subject) -> String {
        match subject {
            Subject::Share(link) => format!("{}: share", self.link(link)),
            Subject::Wait(link) => format!("{}: wait", self.link(link)),
            Subject::Entry(step) => format!("{}: entries", self.step(step)),
            Subject::Touch(step) => format!("{}: touch time", self.step(step)),
            Subject::Elapsed(step) => format!("{}: elapsed time", self.step(step)),
            Subject::Cost(pool) => format!("{}: cost of an hour", self.pool(pool)),
        }
    }

    /// The step a number stands at, where it stands at one.
    pub(super) fn place(self, subject: Subject) -> Option<StepId> {
        match subject {
            Subject::Share(link) | Subject::Wait(link) => self.view.link(link)?.from.step(),
            Subject::Entry(step) | Subject::Touch(step) | Subject::Elapsed(step) => Some(step),
            Subject::Cost(_) => None,
        }
    }

    /// Why a number is not known.
    pub(super) fn why(self, why: &WhyUnknown) -> String {
        no_break(&why.phrase(Locale::English, &self)).into_owned()
    }

    /// What the reader must know about the numbers; what `why` says already is left to it.
    pub(super) fn problem(self, problem: &Problem) -> Option<String> {
        let told = *problem == Problem::NoEntry;
        (!told).then(|| no_break(&problem.sentence(Locale::English, &self)).into_owned())
    }

    /// What counts as nothing because nobody gave a number, in sentences.
    pub(super) fn missing(self, missing: &Missing) -> Vec<String> {
        missing.sentences(Locale::English, &self)
    }
}

impl RowNames for Names<'_> {
    fn end(&self, end: End) -> String {
        Names::end(*self, end)
    }

    fn link(&self, link: LinkId) -> String {
        Names::link(*self, link)
    }

    fn pool(&self, pool: PoolId) -> String {
        Names::pool(*self, pool)
    }
}

/// The name of a result.
pub(super) fn figure(figure: Figure) -> &'static str {
    figure.name(Locale::English)
}
