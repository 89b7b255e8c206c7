//! `twinlane gaps`: findings, scorecard and readiness, for people and for machines.

use std::path::Path;

use twinlane_usecases::Environment;
use twinlane_usecases::gaps::{Catalogue, Finding, Share};
use twinlane_usecases::model::GapState;

use super::output::map_of;
use super::{Outcome, print_json};

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
    match share.share {
        Some(value) => format!(
            "{} of {} {} ({:.0} %)",
            number(share.part),
            number(share.whole),
            share.unit,
            value * 100.0
        ),
        None => "unknown".to_owned(),
    }
}

/// Thousands with a comma, at most two digits behind the point, no trailing zeros.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let digits: Vec<char> = whole.chars().rev().collect();
    let groups: Vec<String> = digits.chunks(3).map(|chunk| chunk.iter().collect()).collect();
    let whole: String = groups.join(",").chars().rev().collect();
    format!("{whole}{rest}")
}

#[cfg(test)]
mod tests {
    use super::{natural, number};

    #[test]
    fn numbers_are_grouped_and_short() {
        let shown: Vec<String> = [9.0, 1456.0, 1_561_000.5, 0.25, 0.0]
            .into_iter()
            .map(number)
            .collect();
        assert_eq!(shown, ["9", "1,456", "1,561,000.5", "0.25", "0"]);
    }

    #[test]
    fn codes_sort_by_family_and_number() {
        let mut codes = ["E10", "C2", "E9", "C1"];
        codes.sort_by(|a, b| natural(a).cmp(&natural(b)));
        assert_eq!(codes, ["C1", "C2", "E9", "E10"]);
    }
}
