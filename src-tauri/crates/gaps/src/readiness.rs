//! Readiness: five conditions that must hold before asking salespeople to change.

use twinlane_model::{Decision, Target, Tool, ToolKind};

use crate::finding::{Condition, Readiness, ReadinessState, Scorecard, Share};
use crate::sheet::Sheet;
use crate::words::{count, decimal, list, percent, quote};

use ReadinessState::{Met, NotMet, PartlyMet, Unknown};

/// The five conditions, in order.
pub(crate) fn readiness(sheet: &Sheet<'_, '_>, scorecard: &Scorecard) -> Readiness {
    vec![
        by_share(
            "The language of the work is traceable to observable evidence.",
            &scorecard.evidence,
            "sales stages end with something the buyer does that two people would judge alike",
            "There is no sales stage with activities yet.",
        ),
        repeatable(sheet),
        by_share(
            "Pipeline reports show measured data.",
            &scorecard.measured,
            "numbers that the flow needs are measured",
            "The flow needs no number yet.",
        ),
        crm_used(sheet),
        inspected(sheet),
    ]
}

/// Met from 0.8, partly from 0.5, unknown where there is nothing to count.
fn by_share(condition: &'static str, share: &Share, what: &str, none: &str) -> Condition {
    let state = match share.share {
        None => Unknown,
        Some(share) if share >= 0.8 => Met,
        Some(share) if share >= 0.5 => PartlyMet,
        Some(_) => NotMet,
    };
    let reason = match share.share {
        None => none.to_owned(),
        Some(_) => format!("{} of {} {what}.", decimal(share.part), decimal(share.whole)),
    };
    Condition {
        condition,
        state,
        reasons: vec![reason],
    }
}

/// Condition 2: the share of activities that are timed and split with shares, and the cases that come back.
fn repeatable(sheet: &Sheet<'_, '_>) -> Condition {
    const CONDITION: &str = "The work flow is reasonably repeatable and measurable.";
    let all = sheet.activities().count();
    if all == 0 {
        let reasons = vec!["There is no activity yet.".to_owned()];
        return Condition {
            condition: CONDITION,
            state: Unknown,
            reasons,
        };
    }
    let known = sheet.activities().filter(|step| {
        let row = sheet.row(*step);
        (row.touch.is_some() || row.elapsed.is_some()) && !sheet.has_open_link(*step)
    });
    let known = known.count();
    let part = known as f64 / all as f64;
    let mut reasons = vec![format!(
        "{known} of {} have a time and a share on every link of their split.",
        count(all, "activity", "activities")
    )];
    let returning = sheet.work.returning;
    reasons.push(match returning {
        Some(share) => format!(
            "At most {} of the cases come back to the same activity.",
            percent(share)
        ),
        None => {
            "How many cases come back to the same activity is unknown: no shares, or no visits.".to_owned()
        }
    });
    let state = match returning {
        _ if part < 0.5 => NotMet,
        None => Unknown,
        Some(share) if part >= 0.8 && share < 0.2 => Met,
        Some(share) if share < 0.4 => PartlyMet,
        Some(_) => NotMet,
    };
    Condition {
        condition: CONDITION,
        state,
        reasons,
    }
}

/// The CRMs in use; one that is only planned or on its way out is none.
fn crms<'a>(sheet: &'a Sheet<'_, '_>) -> Vec<&'a Tool> {
    let tools = sheet
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
fn crm_used(sheet: &Sheet<'_, '_>) -> Condition {
    const CONDITION: &str = "Salespeople use the CRM because it makes their work easier.";
    let mut state = Met;
    let mut reasons = Vec::new();
    for tool in crms(sheet) {
        let name = quote(&tool.name);
        let of_tool = match (tool.adoption, tool.value_to_seller) {
            (None, _) => {
                reasons.push(format!("Nobody has said how many use {name}."));
                Unknown
            }
            (Some(adoption), value) => {
                reasons.push(format!("{} of its users use {name}.", percent(adoption)));
                match value {
                    None => reasons.push(format!("Nobody has said what {name} is worth to a salesperson.")),
                    Some(value) => reasons.push(format!("Its value to a salesperson is {value} (-2 to +2).")),
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
        reasons.push("No CRM is listed.".to_owned());
        state = Unknown;
    }
    Condition {
        condition: CONDITION,
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
fn inspected(sheet: &Sheet<'_, '_>) -> Condition {
    const CONDITION: &str = "Management inspects those reports and decides on them.";
    let of_steps = sheet.activities().flat_map(|step| &sheet.row(step).targets);
    let targets: Vec<&Target> = of_steps
        .chain(sheet.view.outcomes.iter().flat_map(|outcome| &outcome.targets))
        .collect();
    if targets.is_empty() {
        let reasons = vec!["No target is set on the map.".to_owned()];
        return Condition {
            condition: CONDITION,
            state: Unknown,
            reasons,
        };
    }
    let followed =
        |target: &&&Target| !target.inspector.trim().is_empty() && !target.cadence.trim().is_empty();
    let part = targets.iter().filter(followed).count();
    let mut reasons = vec![format!(
        "{part} of {} have somebody who inspects them, and how often.",
        count(targets.len(), "target", "targets")
    )];
    let tools = crms(sheet);
    let unused: Vec<String> = tools
        .iter()
        .filter(|tool| tool.managers_use != Some(true))
        .map(|tool| quote(&tool.name))
        .collect();
    if tools.is_empty() {
        reasons.push("No CRM is listed that managers could use.".to_owned());
    } else if unused.is_empty() {
        reasons.push("Managers use the CRM themselves.".to_owned());
    } else {
        reasons.push(format!(
            "Managers are not known to use {} themselves.",
            list(&unused)
        ));
    }
    let state = if part == targets.len() && !tools.is_empty() && unused.is_empty() {
        Met
    } else if part * 2 >= targets.len() {
        PartlyMet
    } else {
        NotMet
    };
    Condition {
        condition: CONDITION,
        state,
        reasons,
    }
}
