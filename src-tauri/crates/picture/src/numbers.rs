//! The line of numbers on a card, touch time and the share that goes on, and those beside a link, its share and
//! its wait, each with the mark of its basis.
//!
//! It formats what the model holds and computes no flow.

use twinlane_model::{Basis, End, Link, LinkKind, MapView, OutcomeKind, Step};

use crate::LayoutOptions;
use crate::overlay::{Over, OverStep};

/// A number in words and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub basis: Basis,
    pub text: String,
}

/// Lines of numbers on a card. They ask the step alone, so that a link changes no card's height.
pub(crate) fn lines(step: &Step, options: &LayoutOptions) -> usize {
    let own = step.touch.is_some() || step.elapsed.is_some() || step.volume.is_some();
    over_step(step, options).map_or(usize::from(own), OverStep::lines)
}

/// What records say of a step, where they are drawn over the map.
pub(crate) fn over_step<'a>(step: &Step, options: &'a LayoutOptions) -> Option<&'a OverStep> {
    options.overlay.as_ref()?.steps.get(&step.id)
}

/// The recorded time of a visit.
pub(crate) fn recorded(over: &OverStep) -> Option<Number> {
    over.days.map(|days| number(Basis::Measured, days, "d"))
}

/// How busy the people of a step are, in words.
pub(crate) fn busy(over: &OverStep) -> Option<String> {
    over.busy
        .map(|busy| format!("{} busy", number(Basis::Measured, busy * 100.0, "%").text))
}

/// How many cases skip a step, in words.
pub(crate) fn skipped(over: &OverStep) -> Option<String> {
    let share = over.worth_skipping()?;
    Some(format!(
        "{} skip it",
        number(Basis::Measured, share * 100.0, "%").text
    ))
}

/// All that records say of a step, in words.
pub(crate) fn in_words(over: &OverStep) -> String {
    let time = recorded(over).map(|time| format!("{} recorded", time.text));
    let parts: Vec<String> = [time, busy(over), skipped(over)].into_iter().flatten().collect();
    parts.join(", ")
}

/// The numbers of a card, most telling first: its time, then the share of its cases that goes on.
pub(crate) fn numbers(view: &MapView<'_>, step: &Step) -> Vec<Number> {
    let mut numbers = Vec::new();
    if let Some(touch) = &step.touch {
        numbers.push(number(touch.basis, touch.value, "h"));
    } else if let Some(elapsed) = &step.elapsed {
        numbers.push(number(elapsed.basis, elapsed.value, "d"));
    } else if let Some(volume) = &step.volume {
        numbers.push(number(volume.basis, volume.value, "cases"));
    } else {
        return numbers;
    }
    numbers.extend(going_on(view, step));
    numbers
}

/// The share of the cases that leads to another step or is won; nothing where no case is lost. It rests on
/// the weakest of its parts.
fn going_on(view: &MapView<'_>, step: &Step) -> Option<Number> {
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
    lost.then(|| number(basis, on * 100.0, "%"))
}

/// The numbers beside a link, most telling first. A share of everything tells nothing.
pub(crate) fn at_link(link: &Link, over: &Over) -> Vec<Number> {
    if let Some(cases) = over.undrawn.get(&link.id) {
        return vec![number(Basis::Measured, *cases as f64, "cases")];
    }
    if link.kind == LinkKind::Support {
        return Vec::new();
    }
    let share = link.share.as_ref().filter(|share| share.value < 0.9995);
    let share = share.map(|share| number(share.basis, share.value * 100.0, "%"));
    let wait = link.wait.as_ref().map(|wait| number(wait.basis, wait.value, "d"));
    share.into_iter().chain(wait).collect()
}

fn number(basis: Basis, value: f64, unit: &str) -> Number {
    // A no-break space keeps number and unit together; three significant figures say enough on a card.
    let text = if value >= 10_000_000.0 {
        format!("{value:.1e}")
    } else if value >= 100.0 || (value - value.round()).abs() < 0.005 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        trimmed(&format!("{value:.1}"))
    } else {
        trimmed(&format!("{value:.2}"))
    };
    Number {
        basis,
        text: format!("{text}\u{a0}{unit}"),
    }
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let cases = [
            (6.0, "6\u{a0}h"),
            (0.3, "0.3\u{a0}h"),
            (0.25, "0.25\u{a0}h"),
            (12.34, "12.3\u{a0}h"),
            (1234.5, "1234\u{a0}h"),
            (1e12, "1.0e12\u{a0}h"),
        ];
        for (value, text) in cases {
            assert_eq!(
                number(Basis::Measured, value, "h").text,
                text,
                "three figures at most"
            );
        }
    }
}
