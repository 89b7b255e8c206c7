//! Readiness: five conditions that must hold before asking salespeople to change.

use twinlane_model::{Decision, Target, Tool, ToolKind};
use twinlane_words::{English, sentences};

use crate::facts::MapFacts;
use crate::finding::{Condition, Readiness, ReadinessState, Scorecard, Share};

use ReadinessState::{Met, NotMet, PartlyMet, Unknown};

sentences! {
    /// The conditions, and why they are met or not.
    trait Sentences for English {
        fn traceable_language() => "The language of the work is traceable to observable evidence.";
        fn sound_stages(part: f64, all: f64) => {
            format!(
                "{} of {} sales stages end with something the buyer does that two people would judge alike.",
                English.number(part),
                English.number(all)
            )
        };
        fn no_stage() => "There is no sales stage with activities yet.";

        fn repeatable() => "The work flow is reasonably repeatable and measurable.";
        fn no_activity() => "There is no activity yet.";
        fn timed(part: usize, all: usize) => {
            format!(
                "{} of {} have a time and a share on every link of their split.",
                English.count(part),
                English.counted(all, "activity", "activities")
            )
        };
        fn come_back(share: f64) => {
            format!("At most {} of the cases come back to the same activity.", English.percent(share))
        };
        fn unknown_how_many_come_back() =>
            "How many cases come back to the same activity is unknown: no shares, or no visits.";

        fn reports() => "Pipeline reports show measured data.";
        fn measured_numbers(part: f64, all: f64) => {
            format!(
                "{} of {} numbers that the flow needs are measured.",
                English.number(part),
                English.number(all)
            )
        };
        fn no_needed_number() => "The flow needs no number yet.";

        fn crm_is_used() => "Salespeople use the CRM because it makes their work easier.";
        fn unknown_use(tool: &str) => "Nobody has said how many use {tool}.";
        fn used_by(share: f64, tool: &str) => { format!("{} of its users use {tool}.", English.percent(share)) };
        fn unknown_value(tool: &str) => "Nobody has said what {tool} is worth to a salesperson.";
        fn value(value: i8) => {
            format!("Its value to a salesperson is {} (−2 to +2).", English.number(value.into()))
        };
        fn no_crm() => "No CRM is listed.";

        fn inspected() => "Management inspects those reports and decides on them.";
        fn no_target() => "No target is set on the map.";
        fn followed_targets(part: usize, all: usize) => {
            format!(
                "{} of {} have somebody who inspects them, and how often.",
                English.count(part),
                English.counted(all, "target", "targets")
            )
        };
        fn no_crm_for_managers() => "No CRM is listed that managers could use.";
        fn managers_use_it() => "Managers use the CRM themselves.";
        fn managers_do_not_use(tools: &str) => "Managers are not known to use {tools} themselves.";
    }
}

/// The five conditions, in order.
pub(crate) fn readiness(facts: &MapFacts<'_, '_>, scorecard: &Scorecard) -> Readiness {
    let say = facts.locale;
    let evidence = &scorecard.evidence;
    let measured = &scorecard.measured;
    vec![
        by_share(
            say.traceable_language(),
            evidence,
            say.sound_stages(evidence.part, evidence.whole),
            say.no_stage(),
        ),
        repeatable(facts),
        by_share(
            say.reports(),
            measured,
            say.measured_numbers(measured.part, measured.whole),
            say.no_needed_number(),
        ),
        crm_used(facts),
        inspected(facts),
    ]
}

/// Met from 0.8, partly from 0.5, unknown where there is nothing to count.
fn by_share(condition: &'static str, share: &Share, some: String, none: &str) -> Condition {
    let state = match share.share {
        None => Unknown,
        Some(share) if share >= 0.8 => Met,
        Some(share) if share >= 0.5 => PartlyMet,
        Some(_) => NotMet,
    };
    let reason = match share.share {
        None => none.to_owned(),
        Some(_) => some,
    };
    Condition {
        condition,
        state,
        reasons: vec![reason],
    }
}

/// Condition 2: the share of activities that are timed and split with shares, and the cases that come back.
fn repeatable(facts: &MapFacts<'_, '_>) -> Condition {
    let say = facts.locale;
    let condition = say.repeatable();
    let all = facts.activities().count();
    if all == 0 {
        let reasons = vec![say.no_activity().to_owned()];
        return Condition {
            condition,
            state: Unknown,
            reasons,
        };
    }
    let known = facts.activities().filter(|step| {
        let row = facts.row(*step);
        (row.touch.is_some() || row.elapsed.is_some()) && !facts.has_open_link(*step)
    });
    let known = known.count();
    let part = known as f64 / all as f64;
    let mut reasons = vec![say.timed(known, all)];
    let returning = facts.visits.returning;
    reasons.push(match returning {
        Some(share) => say.come_back(share),
        None => say.unknown_how_many_come_back().to_owned(),
    });
    let state = match returning {
        _ if part < 0.5 => NotMet,
        None => Unknown,
        Some(share) if part >= 0.8 && share < 0.2 => Met,
        Some(share) if share < 0.4 => PartlyMet,
        Some(_) => NotMet,
    };
    Condition {
        condition,
        state,
        reasons,
    }
}

/// The CRMs in use; one that is only planned or on its way out is none.
fn crms<'a>(facts: &'a MapFacts<'_, '_>) -> Vec<&'a Tool> {
    let tools = facts
        .view
        .workshop
        .tools()
        .values()
        .filter(|tool| tool.kind == ToolKind::Crm);
    tools
        .filter(|tool| !matches!(tool.decision, Some(Decision::Planned | Decision::Stop)))
        .collect()
}

/// Condition 4, judged by the worst of several CRMs.
fn crm_used(facts: &MapFacts<'_, '_>) -> Condition {
    let say = facts.locale;
    let condition = say.crm_is_used();
    let mut state = Met;
    let mut reasons = Vec::new();
    for tool in crms(facts) {
        let name = say.quote(&tool.name);
        let of_tool = match (tool.adoption, tool.value_to_seller) {
            (None, _) => {
                reasons.push(say.unknown_use(&name));
                Unknown
            }
            (Some(adoption), value) => {
                reasons.push(say.used_by(adoption, &name));
                match value {
                    None => reasons.push(say.unknown_value(&name)),
                    Some(value) => reasons.push(say.value(value)),
                }
                if adoption >= 0.8 && value.is_some_and(|value| value >= 0) {
                    Met
                } else if adoption >= 0.5 {
                    PartlyMet
                } else {
                    NotMet
                }
            }
        };
        state = worse(state, of_tool);
    }
    if reasons.is_empty() {
        reasons.push(say.no_crm().to_owned());
        state = Unknown;
    }
    Condition {
        condition,
        state,
        reasons,
    }
}

/// The worse of two states; not met outweighs unknown, since it is known to fail.
fn worse(a: ReadinessState, b: ReadinessState) -> ReadinessState {
    let rank = |state| match state {
        Met => 0,
        PartlyMet => 1,
        Unknown => 2,
        NotMet => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// Condition 5: who looks at the targets, and whether managers work with the tool themselves.
fn inspected(facts: &MapFacts<'_, '_>) -> Condition {
    let say = facts.locale;
    let condition = say.inspected();
    let of_steps = facts.activities().flat_map(|step| &facts.row(step).targets);
    let targets: Vec<&Target> = of_steps
        .chain(facts.view.outcomes.iter().flat_map(|outcome| &outcome.targets))
        .collect();
    if targets.is_empty() {
        let reasons = vec![say.no_target().to_owned()];
        return Condition {
            condition,
            state: Unknown,
            reasons,
        };
    }
    let followed =
        |target: &&&Target| !target.inspector.trim().is_empty() && !target.cadence.trim().is_empty();
    let part = targets.iter().filter(followed).count();
    let mut reasons = vec![say.followed_targets(part, targets.len())];
    let tools = crms(facts);
    let unused: Vec<String> = tools
        .iter()
        .filter(|tool| tool.managers_use != Some(true))
        .map(|tool| say.quote(&tool.name))
        .collect();
    if tools.is_empty() {
        reasons.push(say.no_crm_for_managers().to_owned());
    } else if unused.is_empty() {
        reasons.push(say.managers_use_it().to_owned());
    } else {
        reasons.push(say.managers_do_not_use(&facts.list(&unused)));
    }
    let state = if part == targets.len() && !tools.is_empty() && unused.is_empty() {
        Met
    } else if part * 2 >= targets.len() {
        PartlyMet
    } else {
        NotMet
    };
    Condition {
        condition,
        state,
        reasons,
    }
}
