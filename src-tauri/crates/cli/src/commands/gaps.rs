//! `twinlane gaps`: findings, scorecard and readiness, for people and for machines.

use std::path::Path;

use twinlane_usecases::Environment;
use twinlane_usecases::gaps::{Catalogue, Finding, Share};
use twinlane_usecases::model::GapState;
use twinlane_words::Locale;

use super::outcome::{Outcome, print_json};
use super::output::map_of;

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
            ", not finished yet"
        } else {
            ""
        };
        let severity = format!("{:?}", finding.severity).to_lowercase();
        println!("    {severity}{unfinished}: {}", finding.title);
    }
    let unfinished = open.iter().filter(|finding| finding.unfinished).count();
    println!("{} gaps, {unfinished} open ends\n", open.len() - unfinished);
    let card = &catalogue.scorecard;
    for (name, share) in [
        ("coverage", &card.coverage),
        ("purpose", &card.purpose),
        ("order", &card.order),
        ("evidence", &card.evidence),
        ("measured", &card.measured),
        ("handoffs", &card.handoffs),
        ("adoption", &card.adoption),
    ] {
        println!("{name:10} {}", words(share));
    }
    println!();
    for (number, condition) in (1..).zip(&catalogue.readiness) {
        let state = match condition.state {
            twinlane_usecases::gaps::ReadinessState::Met => "met",
            twinlane_usecases::gaps::ReadinessState::PartlyMet => "partly met",
            twinlane_usecases::gaps::ReadinessState::NotMet => "not met",
            twinlane_usecases::gaps::ReadinessState::Unknown => "unknown",
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
    let en = Locale::English;
    match share.share {
        Some(value) => format!(
            "{} of {} {} ({})",
            en.number(share.part),
            en.number(share.whole),
            share.unit,
            en.percent(value)
        ),
        None => "unknown".to_owned(),
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
