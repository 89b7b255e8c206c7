//! Who may use whom among our crates, and the libraries that belong to one crate.

use std::collections::BTreeSet;

use serde_json::Value;

use super::tree::Tree;
use crate::shell::{command, read};

/// Who may use whom among our crates, development dependencies apart. Everybody may use `words`.
const ARROWS: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("model", &[]),
    ("flow", &["model"]),
    ("text", &["model"]),
    ("records", &["model"]),
    ("gaps", &["flow", "records", "model"]),
    ("picture", &["text", "model", "gaps", "flow"]),
    ("store", &["model"]),
    ("exchange", &["model", "records", "picture"]),
    ("report", &["picture", "gaps", "flow", "records", "model", "text"]),
    (
        "wire",
        &[
            "model", "gaps", "flow", "records", "picture", "report", "exchange", "store",
        ],
    ),
    (
        "usecases",
        &[
            "model", "flow", "records", "gaps", "text", "picture", "report", "exchange", "store", "wire",
        ],
    ),
    ("testkit", &["model"]),
];

/// Libraries that only one crate may name.
const CONFINED: &[(&str, &str)] = &[
    ("tauri", "twinlane-app"),
    ("printpdf", "twinlane-report"),
    ("rusqlite", "twinlane-store"),
    ("axum", "twinlane-live"),
];

/// Finds arrows that must not be there.
pub fn check(_tree: &Tree) -> Vec<String> {
    let metadata = read(&mut command("cargo metadata --format-version 1 --no-deps"))
        .and_then(|text| serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}")));
    match metadata {
        Ok(metadata) => breaches(&metadata),
        Err(why) => vec![why],
    }
}

fn breaches(metadata: &Value) -> Vec<String> {
    let mut breaches = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let uses: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
            .filter_map(|dependency| dependency["name"].as_str())
            .collect();
        for (library, owner) in CONFINED {
            if uses.contains(library) && name != *owner {
                breaches.push(format!("{name} uses {library}, which belongs to {owner}"));
            }
        }
        let short = name.strip_prefix("twinlane-").unwrap_or(name);
        if let Some((_, allowed)) = ARROWS.iter().find(|(of, _)| *of == short) {
            for used in uses.iter().filter_map(|used| used.strip_prefix("twinlane-")) {
                if !allowed.contains(&used) && (used != "words" || short == "words") {
                    breaches.push(format!("{short} must not use {used}"));
                }
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn arrows_that_run_back_and_libraries_of_others_are_found() {
        let metadata = json!({ "packages": [{
            "name": "twinlane-model",
            "dependencies": [
                { "name": "twinlane-gaps", "kind": null },
                { "name": "twinlane-testkit", "kind": "dev" },
                { "name": "rusqlite", "kind": null },
                { "name": "serde", "kind": null },
            ],
        }] });
        assert_eq!(
            breaches(&metadata),
            [
                "twinlane-model uses rusqlite, which belongs to twinlane-store",
                "model must not use gaps"
            ]
        );
    }
}
