//! The flow arithmetic in words: names of what its numbers are about, and why one is not known.
//!
//! It works nothing out.

use twinlane_flow::{Missing, Problem, RowNames, Subject, WhyUnknown};
use twinlane_model::{End, LinkId, MapView, PoolId, StepId};
use twinlane_words::{Locale, no_break, sentences};

use crate::sentences::ReportSentences;

sentences! {
    /// What numbers are about.
    pub(crate) trait NameSentences for English {
        /// A link by its ends.
        fn from_to(from: &str, to: &str) => "{from} → {to}";
        /// A pool without a name and without a step.
        fn nameless_people() => "people without a name";
        /// The share of a link.
        fn about_share(link: &str) => "{link}: share";
        /// The wait of a link.
        fn about_wait(link: &str) => "{link}: wait";
        /// The entries of a step.
        fn about_entries(step: &str) => "{step}: entries";
        /// The touch time of a step.
        fn about_touch_time(step: &str) => "{step}: touch time";
        /// The elapsed time of a step.
        fn about_elapsed_time(step: &str) => "{step}: elapsed time";
        /// The cost of a pool.
        fn about_cost(pool: &str) => "{pool}: cost of an hour";
    }
}

/// Names of a map's rows as sentences have them.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) view: &'a MapView<'a>,
    pub(super) locale: Locale,
}

impl Names<'_> {
    pub(super) fn step(self, id: StepId) -> String {
        self.end(End::Step(id))
    }

    pub(super) fn end(self, end: End) -> String {
        self.locale.titled(self.view.end_title(end))
    }

    /// "Demo → Proposal".
    pub(super) fn link(self, id: LinkId) -> String {
        let link = self.view.link(id);
        link.map_or_else(String::new, |link| {
            self.locale.from_to(&self.end(link.from), &self.end(link.to))
        })
    }

    /// Name of a pool; that of its step where a step has the pool to itself.
    pub(super) fn pool(self, id: PoolId) -> String {
        let name = self.view.pool(id).map_or("", |pool| pool.name.trim());
        if !name.is_empty() {
            return name.to_owned();
        }
        let step = self.view.activities().find(|step| step.pool == Some(id));
        step.map_or_else(
            || self.locale.nameless_people().to_owned(),
            |step| self.step(step.id),
        )
    }

    /// What a number is about.
    pub(super) fn subject(self, subject: Subject) -> String {
        match subject {
            Subject::Share(link) => self.locale.about_share(&self.link(link)),
            Subject::Wait(link) => self.locale.about_wait(&self.link(link)),
            Subject::Entry(step) => self.locale.about_entries(&self.step(step)),
            Subject::Touch(step) => self.locale.about_touch_time(&self.step(step)),
            Subject::Elapsed(step) => self.locale.about_elapsed_time(&self.step(step)),
            Subject::Cost(pool) => self.locale.about_cost(&self.pool(pool)),
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
        no_break(&why.phrase(self.locale, &self)).into_owned()
    }

    /// What the reader must know about the numbers; what `why` says already is left to it.
    pub(super) fn problem(self, problem: &Problem) -> Option<String> {
        let told = *problem == Problem::NoEntry;
        (!told).then(|| no_break(&problem.sentence(self.locale, &self)).into_owned())
    }

    /// What counts as nothing because nobody gave a number, in sentences.
    pub(super) fn missing(self, missing: &Missing) -> Vec<String> {
        missing.sentences(self.locale, &self)
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
