//! When the rules go over a map. Of most maps they do with every computation; over a very large one they go aside,
//! and what they found before stands meanwhile, marked with its revision. No rule and no thread of the desk here.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use jiff::civil::Date;
use twinlane_gaps::{Catalogue, Finding, Readiness, Scorecard};
use twinlane_model::{MapId, MapView, Workshop};

use crate::desk::Message;

/// A map with at most so many steps is gone over with every computation: it takes less than a frame.
pub(crate) const AT_ONCE: usize = 3_000;

/// What the rules said of a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Judged {
    pub map: MapId,
    /// Revision of the rows they saw.
    pub rev: u64,
    pub findings: Arc<Vec<Finding>>,
    pub scorecard: Scorecard,
    pub readiness: Readiness,
}

impl Judged {
    /// Goes over a map.
    pub fn of(view: &MapView<'_>, rev: u64, today: Date) -> Self {
        let context = twinlane_gaps::Context {
            today: Some(today),
            ..twinlane_gaps::Context::default()
        };
        let Catalogue {
            findings,
            scorecard,
            readiness,
        } = twinlane_gaps::catalogue(view, &context);
        Self {
            map: view.map.id,
            rev,
            findings: Arc::new(findings),
            scorecard,
            readiness,
        }
    }
}

/// The verdicts on the map shown.
#[derive(Debug, Default)]
pub(crate) struct Judging {
    last: Option<Judged>,
    /// The rules are going over a map aside.
    under_way: bool,
}

impl Judging {
    /// What is said of a map at a revision: of most maps just that, of a very large one what was said last, if
    /// anything.
    pub fn verdict(&mut self, view: &MapView<'_>, rev: u64, today: Date) -> Option<&Judged> {
        if view.steps.len() <= AT_ONCE {
            self.last = Some(Judged::of(view, rev, today));
        } else if self.last.as_ref().is_some_and(|last| last.map != view.map.id) {
            self.last = None;
        }
        self.last.as_ref()
    }

    /// Takes what was found aside.
    pub fn take(&mut self, judged: Judged) {
        self.under_way = false;
        self.last = Some(judged);
    }

    /// Sends the rules over a map aside, unless they are at it or know this revision.
    pub fn begin(
        &mut self,
        workshop: Arc<Workshop>,
        map: MapId,
        rev: u64,
        today: Date,
        tell: impl FnOnce(Judged) + Send + 'static,
    ) {
        let known = |last: &Judged| last.map == map && last.rev == rev;
        if self.under_way || self.last.as_ref().is_some_and(known) {
            return;
        }
        self.under_way = true;
        std::thread::spawn(move || {
            if let Some(view) = workshop.view(map) {
                tell(Judged::of(&view, rev, today));
            }
        });
    }
}

/// Tells the desk what was found.
pub(crate) fn teller(opening: u64, desk: &Sender<Message>) -> impl FnOnce(Judged) + Send + 'static {
    let desk = desk.clone();
    move |judged| {
        // A desk that has ended needs no news.
        let _ = desk.send(Message::Judged(opening, Box::new(judged)));
    }
}
