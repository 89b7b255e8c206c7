//! `twinlane rules | explain | schema`: what the program knows, in words.

use std::path::Path;

use serde_json::json;

use super::outcome::{Outcome, print_json};
use crate::sentences::{LOCALE, Refusals};

/// Lists the rules, or writes their pages.
pub fn rules(json: bool, pages: Option<&Path>) -> Outcome {
    if let Some(folder) = pages {
        let pages = twinlane_usecases::rule_pages().map_err(|fault| fault.to_string())?;
        for page in &pages {
            let path = folder.join(&page.name);
            std::fs::write(&path, &page.bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        return Ok(());
    }
    let rules = twinlane_usecases::gaps::rules();
    if json {
        let list: Vec<serde_json::Value> = rules
            .iter()
            .map(|rule| json!({ "code": rule.code, "rule": rule.name, "severity": rule.severity, "finds": (rule.finds)(LOCALE) }))
            .collect();
        return print_json(&list);
    }
    for rule in rules {
        println!(
            "{:4} {:28} {}",
            rule.code,
            rule.name,
            (rule.finds)(LOCALE).lines().next().unwrap_or_default()
        );
    }
    Ok(())
}

/// Explains one rule.
pub fn explain(code: &str) -> Outcome {
    let rule = twinlane_usecases::gaps::rules()
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
        .ok_or_else(|| LOCALE.no_such_rule(code))?;
    println!("{}", twinlane_usecases::gaps::rule_page(rule, LOCALE));
    Ok(())
}

/// Prints a schema.
pub fn schema(changes: bool) {
    let schema = if changes {
        twinlane_usecases::changes_schema()
    } else {
        twinlane_usecases::schema()
    };
    println!("{schema}");
}
