//! Numbers of rules, sections, commands and the like in prose go wrong with the next one that is added. Prose leaves
//! them out; what computes them may say them.
//!
//! Looked at are the documents written by hand. The changelog, decisions and benchmarks tell what was true on their day.

use super::tree::Tree;

/// Words of which a number would drift.
const COUNTED: &[&str] = &[
    "rules",
    "sections",
    "tests",
    "commands",
    "crates",
    "formats",
    "templates",
    "targets",
    "journeys",
];

/// Numbers in words; smaller ones are ways of speaking ("two sides").
const WORDS: &[&str] = &[
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
];

/// Documents that tell what was true on a day.
const DATED: &[&str] = &["CHANGELOG.md", "docs/decisions/", "docs/benchmarks.md"];

/// Finds them.
pub fn check(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in tree.written(&["md"]) {
        let mine =
            !file.path.contains('/') || file.path.starts_with("docs/") || file.path.ends_with("README.md");
        if !mine || is_dated(&file.path) {
            continue;
        }
        for (at, line) in file.text.lines().enumerate() {
            for pair in words(line).windows(2) {
                let [number, counted] = [&pair[0], &pair[1]];
                if COUNTED.contains(&counted.as_str()) && is_number(number) {
                    breaches.push(format!("{}:{}: \"{number} {counted}\"", file.path, at + 1));
                }
            }
        }
    }
    breaches
}

/// Words without signs around them, in small letters; the number of an item (`7.`) is none.
fn words(line: &str) -> Vec<String> {
    line.split_whitespace()
        .filter(|word| {
            word.strip_suffix('.')
                .is_none_or(|rest| rest.parse::<u32>().is_err())
        })
        .map(|word| {
            word.trim_matches(|sign: char| !sign.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a document tells what was true on its day.
pub fn is_dated(path: &str) -> bool {
    DATED.iter().any(|dated| path.starts_with(dated))
}

fn is_number(word: &str) -> bool {
    let digits = word.chars().all(|sign| sign.is_ascii_digit() || sign == ',');
    if digits {
        return word.len() > 1 || word > "3";
    }
    word.split('-').next().is_some_and(|first| WORDS.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_rules_in_prose_is_found() {
        let tree = Tree::of(&[
            (
                "README.md",
                "Fine.\n**Gaps.** Thirty-three rules on coverage, and 45 tests.",
            ),
            ("CHANGELOG.md", "Now 45 rules."),
            (
                "docs/guide.md",
                "Two sections follow; rules 4 and 5.\n7. Tests are data.",
            ),
        ]);
        assert_eq!(
            check(&tree),
            ["README.md:2: \"thirty-three rules\"", "README.md:2: \"45 tests\""]
        );
    }
}
