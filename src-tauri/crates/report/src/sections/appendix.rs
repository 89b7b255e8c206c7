//! The appendix: the words of the report, how gaps are found, where numbers come from.

use std::collections::BTreeMap;

use twinlane_words::{English, sentences};

use super::Context;
use crate::layout::{Cell, Column, DocumentBuilder, Heading, Table, Type, Width};

sentences! {
    /// What the appendix says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Appendix";
        /// Heading of the method.
        fn method_heading() => "Method";
        /// The method.
        fn method() => "The room drew how its customers buy and, below it, how the company sells. Links across the line say which activity helps with which step. Fixed rules then read the map: each looks for one kind of defect and names where it is; nothing is scored by opinion. The room confirms a gap, dismisses it with a reason, or leaves it open, and votes on what matters most. Numbers say what they rest on, and a share is shown with its part and whole.";
        /// The method of numbers.
        fn method_of_numbers() => "What comes out is worked out from the map as an absorbing Markov chain: shares on links say where cases go, and how often each activity is visited follows from them. Work in process is visits times elapsed time (Little’s law). At capacity a pool serves the largest part of its work that its hours allow, and queues grow by the rest.";
        /// Heading of the glossary.
        fn glossary_heading() => "Glossary";
        /// Heads of the glossary: word, meaning.
        fn glossary_columns() -> [&'static str; 2] => { ["Word", "Meaning"] };
        /// The words of the report that a reader who was not there may not know.
        fn glossary() -> Vec<(&'static str, &'static str)> => { vec![
    (
        "Activity",
        "Something the company does. Activities lie below the line of visibility.",
    ),
    ("Basis", "What a number rests on: measured, estimated or assumed."),
    (
        "Buyer step",
        "Something the buyer does on the way to a decision and after it. Buyer steps lie above the line.",
    ),
    (
        "Coverage",
        "The importance of the buyer steps that somebody helps, as a share of the importance of all.",
    ),
    (
        "Exit criterion",
        "What must be true before a sales stage ends. Good ones are a buyer’s action, objective, and answered by yes or no.",
    ),
    ("Flow", "What follows what inside one side."),
    (
        "Gap",
        "A defect in how the sales process serves the buyer journey, or in what is known about it.",
    ),
    ("Handoff", "Work that passes from one function to another."),
    ("Lane", "A role of the buyer or a function of the company."),
    (
        "Lead time",
        "The time from the first contact to the end, waiting included.",
    ),
    (
        "Line of visibility",
        "Above it is what buyers do and see; below it is what the company does.",
    ),
    (
        "Order",
        "How far help arrives in the order in which the buyer needs it.",
    ),
    (
        "Stage",
        "A part of the buyer journey or of the sales process; a column of the map.",
    ),
    (
        "Support",
        "A link across the line: an activity that helps a buyer with a step, weakly, usefully or strongly.",
    ),
    ("Touch time", "The hours people work on a case, waiting left out."),
    ("Value", "That which the customer will take action to get."),
] };
        /// Words of the flow, for reports that have numbers.
        fn glossary_of_numbers() -> Vec<(&'static str, &'static str)> => { vec![
    (
        "Capacity",
        "The hours a pool has. At capacity means: pools serve no more than they can, and the rest waits.",
    ),
    (
        "Constraint",
        "The pool that is asked for the largest share of its hours.",
    ),
    (
        "Demand",
        "What would come out if everything that arrives were served.",
    ),
    ("Pool", "People who share work and its hours."),
    (
        "Work in process",
        "Cases that are at an activity at any time, worked on or waiting.",
    ),
] };
        /// Heading of the sources.
        fn sources_heading() => "Data sources";
        /// A source and how many numbers it gave.
        fn source(source: &str, numbers: usize) => {
            format!("{source}: {}", English.counted(numbers, "number", "numbers"))
        };
    }
}

/// Adds the section. There is always a glossary.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    document.section_on_new_page(heading);
    let locale = document.locale;
    document.heading(locale.method_heading(), Some("appendix-method"));
    document.paragraph(locale.method(), Type::BODY);
    if !context.results.is_empty() {
        document.paragraph(locale.method_of_numbers(), Type::BODY);
    }
    sources(context, document);
    document.heading(locale.glossary_heading(), Some("appendix-glossary"));
    let mut words = locale.glossary();
    if !context.results.is_empty() {
        words.extend(locale.glossary_of_numbers());
    }
    words.sort_by_key(|(word, _)| *word);
    let rows = words
        .into_iter()
        .map(|(word, meaning)| vec![Cell::strong(word), Cell::new(meaning)])
        .collect();
    let [word, meaning] = locale.glossary_columns();
    let columns = vec![
        Column::new(word, Width::Fixed(96.0)),
        Column::new(meaning, Width::Share(1.0)),
    ];
    Table { columns, rows }.add(document);
}

/// Where measured numbers come from, with how many each gave.
fn sources(context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, view) in &context.views {
        let of_steps = view
            .steps
            .iter()
            .flat_map(|s| [&s.entry, &s.touch, &s.elapsed, &s.volume, &s.complete_accurate]);
        let of_links = view.links.iter().flat_map(|l| [&l.share, &l.wait]);
        let of_pools = view.pools.iter().flat_map(|p| [&p.capacity, &p.cost]);
        for measure in of_steps.chain(of_links).chain(of_pools).flatten() {
            if let Some(source) = measure.source.as_deref().map(str::trim).filter(|s| !s.is_empty()) {
                *counts.entry(source.to_owned()).or_default() += 1;
            }
        }
    }
    if counts.is_empty() {
        return;
    }
    let locale = document.locale;
    document.heading(locale.sources_heading(), Some("appendix-sources"));
    let entries: Vec<String> = counts
        .into_iter()
        .map(|(source, n)| locale.source(&source, n))
        .collect();
    document.list(&entries);
}
