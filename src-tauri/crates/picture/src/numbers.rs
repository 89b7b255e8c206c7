//! The line of numbers on a card, touch time and the share that goes on, and those beside a link, its share and
//! its wait, each with the mark of its basis.
//!
//! It formats what the model holds and computes no flow.

use twinlane_model::{Basis, End, Link, LinkKind, MapView, Measure, OutcomeKind, Step};
use twinlane_words::{Locale, Unit, no_break};

use crate::overlay::{LinkOverlay, StepOverlay};
use crate::sentences::RecordedSentences;

/// A number in words and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub basis: Basis,
    pub text: String,
}

/// The recorded time of a visit.
pub(crate) fn recorded(over: &StepOverlay, locale: Locale) -> Option<Number> {
    over.days
        .map(|days| number(Basis::Measured, days, Unit::WorkingDays, locale))
}

/// How busy the people of a step are, in words.
pub(crate) fn busy(over: &StepOverlay, locale: Locale) -> Option<String> {
    over.busy.map(|busy| locale.busy(&percent(busy, locale)))
}

/// How many cases skip a step, in words.
pub(crate) fn skipped(over: &StepOverlay, locale: Locale) -> Option<String> {
    let share = over.worth_skipping()?;
    Some(locale.skip_it(&percent(share, locale)))
}

/// All that records say of a step, in words.
pub(crate) fn in_words(over: &StepOverlay, locale: Locale) -> String {
    let time = recorded(over, locale).map(|time| locale.recorded(&time.text));
    let parts: Vec<String> = [time, busy(over, locale), skipped(over, locale)]
        .into_iter()
        .flatten()
        .collect();
    parts.join(", ")
}

/// The numbers of a card, most telling first: its time, then the share of its cases that goes on.
pub(crate) fn numbers(view: &MapView<'_>, step: &Step, locale: Locale) -> Vec<Number> {
    let units = [
        (&step.touch, Unit::Hours),
        (&step.elapsed, Unit::WorkingDays),
        (&step.volume, Unit::Cases),
    ];
    let first = units
        .into_iter()
        .find_map(|(measure, unit)| Some((measure.as_ref()?, unit)));
    let Some((measure, unit)) = first else {
        return Vec::new();
    };
    let mut numbers = vec![number(measure.basis, measure.value, unit, locale)];
    numbers.extend(going_on(view, step, locale));
    numbers
}

/// The share of the cases that leads to another step or is won; nothing where no case is lost. It rests on
/// the weakest of its parts.
fn going_on(view: &MapView<'_>, step: &Step, locale: Locale) -> Option<Number> {
    let mut on = 0.0;
    let mut basis = Basis::Measured;
    let mut lost = false;
    for link in view.leaving(End::Step(step.id), LinkKind::Flow) {
        let share = link.share.as_ref()?;
        let goes_on = match link.to {
            End::Step(_) => true,
            End::Outcome(id) => view
                .outcome(id)
                .is_some_and(|outcome| outcome.kind == OutcomeKind::Won),
        };
        if goes_on {
            on += share.value;
            basis = basis.max(share.basis);
        } else {
            lost = true;
        }
    }
    lost.then(|| share(basis, on, locale))
}

/// The share of a link that is worth a word: a share of everything tells nothing.
fn telling_share(link: &Link) -> Option<&Measure> {
    link.share.as_ref().filter(|share| share.value < 0.9995)
}

/// Whether numbers stand beside a link.
pub(crate) fn has_numbers(link: &Link, links: &LinkOverlay) -> bool {
    let own = link.kind != LinkKind::Support && (telling_share(link).is_some() || link.wait.is_some());
    own || links.undrawn.contains_key(&link.id)
}

/// The numbers beside a link, most telling first.
pub(crate) fn at_link(link: &Link, links: &LinkOverlay, locale: Locale) -> Vec<Number> {
    if let Some(cases) = links.undrawn.get(&link.id) {
        return vec![number(Basis::Measured, *cases as f64, Unit::Cases, locale)];
    }
    if link.kind == LinkKind::Support {
        return Vec::new();
    }
    let own = telling_share(link).map(|measure| share(measure.basis, measure.value, locale));
    let wait = link.wait.as_ref();
    let wait = wait.map(|wait| number(wait.basis, wait.value, Unit::WorkingDays, locale));
    own.into_iter().chain(wait).collect()
}

fn number(basis: Basis, value: f64, unit: Unit, locale: Locale) -> Number {
    Number {
        basis,
        text: locale.with_symbol(value, unit),
    }
}

fn share(basis: Basis, share: f64, locale: Locale) -> Number {
    Number {
        basis,
        text: percent(share, locale),
    }
}

/// A share whose sign stays on the line of its number.
fn percent(share: f64, locale: Locale) -> String {
    no_break(&locale.percent(share)).into_owned()
}
