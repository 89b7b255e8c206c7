//! The documentation of the rules as Markdown, one page a rule and an index. What is written here comes from
//! the rules themselves; the pictures of the examples are drawn by whoever writes the pages to a folder, as
//! `NAME-wrong.svg` and `NAME-right.svg` beside them.

use std::fmt::Write;

use crate::family::Family;
use crate::rule::{Rule, Worse};
use crate::rules::rules;
use crate::words::decimal;

/// The page of a rule.
pub fn page(rule: &Rule) -> String {
    let mut text = format!("# {} {}\n\n", rule.code, rule.name);
    let family = rule.family.title();
    line(
        &mut text,
        &format!("Family: {family}. Severity: {}.", rule.severity),
    );
    if rule.unfinished {
        line(
            &mut text,
            "Until its side of the map is marked *drawn*, a finding counts as an open end and puts no badge on a \
             card.",
        );
    }
    section(&mut text, "What it finds", rule.finds);
    section(&mut text, "Why it matters", rule.matters);
    text.push_str("## Example\n\n");
    for (what, outline) in [("wrong", rule.wrong), ("right", rule.right)] {
        let _ = writeln!(text, "![The map that is {what}]({}-{what}.svg)\n", rule.name);
        let title = if what == "wrong" { "Wrong" } else { "Right" };
        let _ = writeln!(text, "{title}:\n\n```\n{outline}\n```\n");
        if let Some(records) = rule.records {
            let history = if what == "wrong" {
                records.wrong
            } else {
                records.right
            };
            let _ = writeln!(text, "with these records:\n\n```\n{history}\n```\n");
        }
    }
    text.push_str("## Thresholds\n\n");
    if rule.thresholds.is_empty() {
        line(
            &mut text,
            "None. The severity is a setting of the workshop, and the rule can be switched off there.",
        );
    } else {
        text.push_str("| setting | value | unit | what it decides |\n|---|---|---|---|\n");
        for threshold in rule.thresholds {
            let value = decimal(threshold.default);
            let _ = writeln!(
                text,
                "| `{}` | {value} | {} | {} |",
                threshold.name, threshold.unit, threshold.what
            );
        }
        text.push('\n');
    }
    if !rule.numbers.is_empty() {
        text.push_str("## Numbers\n\nA dismissed finding reopens when a number gets worse by a quarter.\n\n");
        text.push_str("| number | it is worse when there is |\n|---|---|\n");
        for number in rule.numbers {
            let worse = match number.worse {
                Worse::Up => "more",
                Worse::Down => "less",
                Worse::Never => "– (it only describes)",
            };
            let _ = writeln!(text, "| `{}` | {worse} |", number.name);
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The list of all rules, by family.
pub fn index() -> String {
    let mut text =
        "# The gap catalogue\n\nA gap is a defect in how the sales process serves the buyer journey, or in \
                    what is known about it. These pages are generated from the rules.\n"
            .to_owned();
    for family in Family::ALL.iter().copied() {
        let _ = write!(
            text,
            "\n## {}\n\n| code | rule | severity |\n|---|---|---|\n",
            family.title()
        );
        for rule in rules().iter().filter(|rule| rule.family == family) {
            let _ = writeln!(
                text,
                "| {} | [{}]({}.md) | {} |",
                rule.code, rule.name, rule.name, rule.severity
            );
        }
    }
    text
}

fn line(text: &mut String, words: &str) {
    let _ = writeln!(text, "{words}\n");
}

fn section(text: &mut String, heading: &str, words: &str) {
    let _ = writeln!(text, "## {heading}\n\n{words}\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rule;

    #[test]
    fn every_page_has_the_fixed_headings_in_order() {
        for rule in rules() {
            let page = page(rule);
            let mut from = 0;
            for heading in [
                "# ",
                "## What it finds\n",
                "## Why it matters\n",
                "## Example\n",
                "## Thresholds\n",
            ] {
                let at = page[from..].find(heading).map(|at| from + at);
                assert!(at.is_some(), "{} has no {heading:?} where it belongs", rule.code);
                from = at.unwrap_or(from);
            }
            assert!(
                index().contains(&format!("({}.md)", rule.name)),
                "the index leads to {}",
                rule.code
            );
        }
    }

    #[test]
    fn a_page_reads_like_this() {
        insta::assert_snapshot!(page(rule("H2").expect("there is a rule H2")));
    }

    #[test]
    fn a_page_with_records_reads_like_this() {
        insta::assert_snapshot!(page(rule("R3").expect("there is a rule R3")));
    }
}
