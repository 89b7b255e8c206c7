//! The appendix: the words of the report, how gaps are found, where numbers come from.

use std::collections::BTreeMap;

use super::{Context, Section};
use crate::layout::{Cell, Column, Flow, Table, Type, Width};
use crate::words;

/// The words of the report that a reader who was not there may not know.
const GLOSSARY: [(&str, &str); 16] = [
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
];

/// Words of the flow, for reports that have numbers.
const OF_NUMBERS: [(&str, &str); 5] = [
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
];

/// Adds the section. There is always a glossary.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    flow.section(Section::Appendix.title(), Section::Appendix.key(), true);
    flow.heading("Method", Some("appendix-method"));
    flow.paragraph(
        "The room drew how its customers buy and, below it, how the company sells. Links across the line say \
         which activity helps with which step. Fixed rules then read the map: each looks for one kind of \
         defect and names where it is; nothing is scored by opinion. The room confirms a gap, dismisses it \
         with a reason, or leaves it open, and votes on what matters most. Numbers say what they rest on, and a \
         share is shown with its part and whole.",
        Type::BODY,
    );
    if !context.figures.is_empty() {
        flow.paragraph(
            "What comes out is worked out from the map as an absorbing Markov chain: shares on links say where \
             cases go, and how often each activity is visited follows from them. Work in process is visits times \
             elapsed time (Little’s law). At capacity a pool serves the largest part of its work that its hours \
             allow, and queues grow by the rest.",
            Type::BODY,
        );
    }
    sources(context, flow);
    flow.heading("Glossary", Some("appendix-glossary"));
    let of_numbers = OF_NUMBERS.iter().filter(|_| !context.figures.is_empty());
    let mut words: Vec<&(&str, &str)> = GLOSSARY.iter().chain(of_numbers).collect();
    words.sort_by_key(|(word, _)| *word);
    let rows = words
        .into_iter()
        .map(|(word, meaning)| vec![Cell::strong(*word), Cell::new(*meaning)])
        .collect();
    let columns = vec![
        Column::new("Word", Width::Fixed(96.0)),
        Column::new("Meaning", Width::Share(1.0)),
    ];
    Table { columns, rows }.add(flow);
}

/// Where measured numbers come from, with how many each gave.
fn sources(context: &Context<'_>, flow: &mut Flow<'_>) {
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
    flow.heading("Data sources", Some("appendix-sources"));
    let entries: Vec<String> = counts
        .into_iter()
        .map(|(source, n)| format!("{source}: {}", words::count(n, "number", "numbers")))
        .collect();
    flow.list(&entries);
}
