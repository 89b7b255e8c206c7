//! The documentation of the rules as Markdown, one page a rule and an index. What is written here comes from the rules
//! themselves; the pictures of the examples are drawn by whoever writes the pages to a folder, as `NAME-wrong.svg` and
//! `NAME-right.svg` beside them.

use std::fmt::Write;

use twinlane_words::{Locale, sentences};

use crate::family::Family;
use crate::rule::{Rule, WorseWhen};
use crate::rules::rules;

sentences! {
    /// What every page says.
    trait Sentences for English {
        fn catalogue() => "The gap catalogue";
        fn what_a_gap_is() =>
            "A gap is a defect in how the sales process serves the buyer journey, or in what is known about it. These \
             pages are generated from the rules.";
        fn index_head() => "| code | rule | severity |";
        fn family_and_severity(family: &str, severity: &str) => "Family: {family}. Severity: {severity}.";
        fn open_end() =>
            "Until its side of the map is marked *drawn*, a finding counts as an open end and puts no badge on a card.";
        fn what_it_finds() => "What it finds";
        fn why_it_matters() => "Why it matters";
        fn example() => "Example";
        fn wrong() => "Wrong";
        fn right() => "Right";
        fn wrong_map() => "The map that is wrong";
        fn right_map() => "The map that is right";
        fn with_these_records() => "with these records";
        fn thresholds() => "Thresholds";
        fn no_threshold() =>
            "None. The severity is a setting of the workshop, and the rule can be switched off there.";
        fn thresholds_head() => "| setting | value | unit | what it decides |";
        fn numbers() => "Numbers";
        fn reopens() => "A dismissed finding reopens when a number gets worse by a quarter.";
        fn numbers_head() => "| number | it is worse when there is |";
        fn worse(when: WorseWhen) -> &'static str => {
            match when {
                WorseWhen::Higher => "more",
                WorseWhen::Lower => "less",
                WorseWhen::Never => "– (it only describes)",
            }
        };
    }
}

/// The page of a rule.
pub fn rule_page(rule: &Rule, locale: Locale) -> String {
    let mut page = format!("# {} {}\n\n", rule.code, rule.name);
    paragraph(
        &mut page,
        &locale.family_and_severity(rule.family.title(), rule.severity),
    );
    if rule.unfinished {
        paragraph(&mut page, locale.open_end());
    }
    heading(&mut page, locale.what_it_finds());
    paragraph(&mut page, (rule.finds)(locale));
    heading(&mut page, locale.why_it_matters());
    paragraph(&mut page, (rule.matters)(locale));
    heading(&mut page, locale.example());
    let records = rule.records.as_ref();
    let wrong = records.map(|records| records.wrong);
    let right = records.map(|records| records.right);
    let _ = writeln!(page, "![{}]({}-wrong.svg)\n", locale.wrong_map(), rule.name);
    example(&mut page, locale, locale.wrong(), rule.wrong, wrong);
    let _ = writeln!(page, "![{}]({}-right.svg)\n", locale.right_map(), rule.name);
    example(&mut page, locale, locale.right(), rule.right, right);
    heading(&mut page, locale.thresholds());
    thresholds(&mut page, locale, rule);
    if !rule.numbers.is_empty() {
        heading(&mut page, locale.numbers());
        numbers(&mut page, locale, rule);
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// A map in outline syntax, and the records beside it.
fn example(page: &mut String, locale: Locale, title: &str, outline: &str, records: Option<&str>) {
    let _ = writeln!(page, "{title}:\n\n```\n{outline}\n```\n");
    if let Some(records) = records {
        let _ = writeln!(page, "{}:\n\n```\n{records}\n```\n", locale.with_these_records());
    }
}

fn thresholds(page: &mut String, locale: Locale, rule: &Rule) {
    if rule.thresholds.is_empty() {
        paragraph(page, locale.no_threshold());
        return;
    }
    let _ = writeln!(page, "{}\n|---|---|---|---|", locale.thresholds_head());
    for threshold in rule.thresholds {
        let value = locale.number(threshold.default);
        let (name, unit, what) = (threshold.name, threshold.unit, (threshold.what)(locale));
        let _ = writeln!(page, "| `{name}` | {value} | {unit} | {what} |");
    }
    page.push('\n');
}

fn numbers(page: &mut String, locale: Locale, rule: &Rule) {
    paragraph(page, locale.reopens());
    let _ = writeln!(page, "{}\n|---|---|", locale.numbers_head());
    for number in rule.numbers {
        let _ = writeln!(page, "| `{}` | {} |", number.name, locale.worse(number.worse));
    }
    page.push('\n');
}

/// The list of all rules, by family.
pub fn rules_index(locale: Locale) -> String {
    let mut page = format!("# {}\n\n{}\n", locale.catalogue(), locale.what_a_gap_is());
    for family in Family::ALL.iter().copied() {
        let head = locale.index_head();
        let _ = write!(page, "\n## {}\n\n{head}\n|---|---|---|\n", family.title());
        for rule in rules().iter().filter(|rule| rule.family == family) {
            let (code, name, severity) = (rule.code, rule.name, rule.severity);
            let _ = writeln!(page, "| {code} | [{name}]({name}.md) | {severity} |");
        }
    }
    page
}

fn paragraph(page: &mut String, text: &str) {
    let _ = writeln!(page, "{text}\n");
}

fn heading(page: &mut String, text: &str) {
    let _ = writeln!(page, "## {text}\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rule;

    const EN: Locale = Locale::English;

    #[test]
    fn every_page_has_the_fixed_headings_in_order() {
        for rule in rules() {
            let page = rule_page(rule, EN);
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
                rules_index(EN).contains(&format!("({}.md)", rule.name)),
                "the index leads to {}",
                rule.code
            );
        }
    }

    #[test]
    fn a_page_reads_like_this() {
        insta::assert_snapshot!(rule_page(rule("H2").expect("there is a rule H2"), EN));
    }

    #[test]
    fn a_page_with_records_reads_like_this() {
        insta::assert_snapshot!(rule_page(rule("R3").expect("there is a rule R3"), EN));
    }
}
