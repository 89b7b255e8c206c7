//! A map as boxes and arrows with short names, for languages that draw such things: sides hold stages, stages
//! hold steps, arrows go by name.
//!
//! It knows no language; words and quoting are those of the writers.

use std::collections::BTreeMap;

use twinlane_model::{End, Link, LinkKind, MapView, Side};

use crate::sentences::{ChartWords, LOCALE};

/// Boxes and arrows of a map, in the order of the map.
pub(crate) struct Chart<'a> {
    /// Sides that have stages.
    pub sides: Vec<SideBox<'a>>,
    pub outcomes: Vec<OutcomeBox<'a>>,
    pub arrows: Vec<Arrow>,
}

/// A side of the line.
pub(crate) struct SideBox<'a> {
    pub letter: char,
    pub title: &'static str,
    pub stages: Vec<StageBox<'a>>,
}

/// A stage of a side.
pub(crate) struct StageBox<'a> {
    /// From 1, inside its side.
    pub number: usize,
    pub title: &'a str,
    pub steps: Vec<StepBox<'a>>,
}

/// A step of a stage.
pub(crate) struct StepBox<'a> {
    pub name: String,
    /// A title; an untitled step says so.
    pub title: &'a str,
    pub lane: &'a str,
    pub waypoint: bool,
}

/// An outcome.
pub(crate) struct OutcomeBox<'a> {
    pub name: String,
    pub title: &'a str,
}

/// A link whose ends are both drawn.
pub(crate) struct Arrow {
    pub from: String,
    pub to: String,
    /// Flow; supports and returns otherwise.
    pub flow: bool,
    /// What stands at it; may be empty.
    pub words: String,
}

impl<'a> Chart<'a> {
    /// The boxes and arrows of a map.
    pub fn of(view: &'a MapView<'a>) -> Self {
        let mut names: BTreeMap<End, String> = BTreeMap::new();
        let mut sides = Vec::new();
        for (side, letter) in [(Side::Buyer, 'b'), (Side::Seller, 's')] {
            let mut stages = Vec::new();
            for (at, stage) in view.stages_of(side).enumerate() {
                let mut steps = Vec::new();
                for step in view.steps_of(side).filter(|step| step.stage == stage.id) {
                    let name = format!("{letter}{}", names.len() + 1);
                    names.insert(End::Step(step.id), name.clone());
                    steps.push(StepBox {
                        name,
                        title: if step.title.is_empty() {
                            LOCALE.untitled()
                        } else {
                            &step.title
                        },
                        lane: view.lane(step.lane).map_or("", |lane| &lane.title),
                        waypoint: step.waypoint,
                    });
                }
                stages.push(StageBox {
                    number: at + 1,
                    title: &stage.title,
                    steps,
                });
            }
            if !stages.is_empty() {
                sides.push(SideBox {
                    letter,
                    title: LOCALE.side(side),
                    stages,
                });
            }
        }
        let mut outcomes = Vec::new();
        for (at, outcome) in view.outcomes.iter().enumerate() {
            let name = format!("o{}", at + 1);
            names.insert(End::Outcome(outcome.id), name.clone());
            outcomes.push(OutcomeBox {
                name,
                title: outcome.name(),
            });
        }
        let arrow = |link: &&Link| {
            Some(Arrow {
                from: names.get(&link.from)?.clone(),
                to: names.get(&link.to)?.clone(),
                flow: link.kind == LinkKind::Flow,
                words: words(link),
            })
        };
        let arrows = view.links.iter().filter_map(arrow).collect();
        Self {
            sides,
            outcomes,
            arrows,
        }
    }
}

/// What stands at a link.
fn words(link: &Link) -> String {
    let share = link
        .share
        .as_ref()
        .map(|share| LOCALE.share((share.value * 1000.0).round() / 10.0));
    match link.kind {
        LinkKind::Support => LOCALE.strength(link.strength).to_owned(),
        LinkKind::Return => LOCALE.returns(share),
        LinkKind::Flow => share.unwrap_or_default(),
    }
}
