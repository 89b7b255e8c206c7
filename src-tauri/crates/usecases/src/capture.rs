//! A line typed into the card editor, as a change of the workshop.

use twinlane_model::capture::{CaptureContext, CaptureMode, Captured};
use twinlane_model::{Change, IdSource, RowKey, Side, StepId, Workshop};
use twinlane_wire::commands::Enter;
use twinlane_wire::{EntryMode, Fault};

use crate::fault::from_refusal;

/// Plans what a typed line does.
pub(crate) fn plan(workshop: &Workshop, line: &Enter, ids: &mut dyn IdSource) -> Result<Captured, Fault> {
    let sign = line.text.trim_start().starts_with(['?', '!', '+']);
    let mode = match line.mode {
        EntryMode::First => CaptureMode::First,
        EntryMode::Sibling => CaptureMode::Sibling,
        EntryMode::Across => CaptureMode::Across,
        EntryMode::Next => CaptureMode::Next,
        EntryMode::Retitle => match line.from {
            // A line with a sign says something about the card and leaves its title as it is.
            Some(step) if !sign => return Ok(retitle(step, &line.text)),
            _ => CaptureMode::Next,
        },
    };
    let side = line
        .lane
        .and_then(|lane| workshop.lanes().get(&lane))
        .map(|lane| lane.side)
        .or_else(|| {
            line.stage
                .and_then(|stage| workshop.stages().get(&stage))
                .map(|stage| stage.side)
        })
        .or(line.side)
        .unwrap_or(Side::Buyer);
    let context = CaptureContext {
        map: line.map,
        side,
        from: line.from,
        mode,
        lane: line.lane,
        stage: line.stage,
    };
    twinlane_model::capture::entry(workshop, &context, &line.text, ids)
        .map_err(|refusal| from_refusal(&refusal))
}

fn retitle(step: StepId, text: &str) -> Captured {
    Captured {
        change: Change::Rename {
            of: RowKey::Step(step),
            title: text.to_owned(),
        },
        made: Vec::new(),
        next: Some(step),
        also: Vec::new(),
        remarks: Vec::new(),
    }
}

/// Whether a captured line changes nothing.
pub(crate) fn is_blank(change: &Change) -> bool {
    matches!(change, Change::Batch { changes, .. } if changes.is_empty())
}

/// Steps that bear the same title already, each with the title of its stage.
pub(crate) fn also(workshop: &Workshop, steps: &[StepId]) -> Vec<(String, StepId)> {
    steps
        .iter()
        .filter_map(|id| workshop.steps().get(id))
        .filter_map(|step| {
            workshop
                .stages()
                .get(&step.stage)
                .map(|stage| (stage.title.clone(), step.id))
        })
        .collect()
}
