//! `twinlane gaps`: findings, scorecard and readiness, for people and for machines.

use std::path::Path;

use twinlane_usecases::Environment;
use twinlane_usecases::gaps::{Catalogue, Finding, Share};
use twinlane_usecases::model::GapState;

use super::outcome::{Outcome, print_json};
use super::output::map_of;
use crate::sentences::{GapLines, LOCALE};

/// Finds the gaps of a map.
pub fn gaps(
    file: &Path,
    map: Option<&str>,
    date: Option<&str>,
    json: bool,
    environment: &mut Environment,
) -> Outcome {
    let loaded = twinlane_usecases::load(file, environment).map_err(|fault| fault.to_string())?;
    let map = map_of(&loaded.workshop, map)?;
    let catalogue =
        twinlane_usecases::find_gaps(&loaded.workshop, map, date).map_err(|fault| fault.to_string())?;
    if json {
        return print_json(&serde_json::json!({
            "findings": catalogue.findings,
            "scorecard": catalogue.scorecard,
            "readiness": catalogue.readiness,
        }));
    }
    print(&catalogue);
    Ok(())
}

fn print(catalogue: &Catalogue) {
    let open: Vec<&Finding> = catalogue
        .findings
        .iter()
        .filter(|finding| finding.decision.state != GapState::Dismissed)
        .collect();
    let mut code = "";
    let mut sorted = open.clone();
    sorted.sort_by(|a, b| natural(a.code).cmp(&natural(b.code)));
    for finding in &sorted {
        if finding.code != code {
            code = finding.code;
            let number = sorted.iter().filter(|other| other.code == code).count();
            println!("{code} {} {number}", finding.rule);
        }
        let unfinished = if finding.unfinished {
            LOCALE.not_finished()
        } else {
            ""
        };
        let severity = format!("{:?}", finding.severity).to_lowercase();
        println!("    {severity}{unfinished}: {}", finding.title);
    }
    let unfinished = open.iter().filter(|finding| finding.unfinished).count();
    println!("{}\n", LOCALE.gap_counts(open.len() - unfinished, unfinished));
    let card = &catalogue.scorecard;
    let shares = [
        &card.coverage,
        &card.purpose,
        &card.order,
        &card.evidence,
        &card.measured,
        &card.handoffs,
        &card.adoption,
    ];
    for (name, share) in LOCALE.scores().into_iter().zip(shares) {
        println!("{name:10} {}", words(share));
    }
    println!();
    for (number, condition) in (1..).zip(&catalogue.readiness) {
        let state = match condition.state {
            twinlane_usecases::gaps::ReadinessState::Met => LOCALE.met(),
            twinlane_usecases::gaps::ReadinessState::PartlyMet => LOCALE.partly_met(),
            twinlane_usecases::gaps::ReadinessState::NotMet => LOCALE.not_met(),
            twinlane_usecases::gaps::ReadinessState::Unknown => LOCALE.nobody_knows(),
        };
        println!("{number}. {state}: {}", condition.condition);
        for reason in &condition.reasons {
            println!("   {reason}");
        }
    }
}

/// Families in their alphabet, numbers by value.
fn natural(code: &str) -> (&str, u32) {
    let at = code
        .find(|letter: char| letter.is_ascii_digit())
        .unwrap_or(code.len());
    (&code[..at], code[at..].parse().unwrap_or(0))
}

fn words(share: &Share) -> String {
    match share.share {
        Some(value) => LOCALE.score(
            &LOCALE.number(share.part),
            &LOCALE.number(share.whole),
            share.unit,
            &LOCALE.percent(value),
        ),
        None => LOCALE.nobody_knows().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn codes_sort_by_family_and_number() {
        let mut codes = ["E10", "C2", "E9", "C1"];
        codes.sort_by(|a, b| natural(a).cmp(&natural(b)));
        assert_eq!(codes, ["C1", "C2", "E9", "E10"]);
    }
}
