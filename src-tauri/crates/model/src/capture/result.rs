//! The change that a text has come to, its label, and what is to be said of it.

use std::collections::BTreeSet;

use serde_json::{Map as JsonMap, json};

use super::context::{CaptureMode, Captured};
use super::reader::LineReader;
use crate::plan::quoted;
use crate::{Change, Row, RowKey, StepId};

impl LineReader<'_> {
    pub(super) fn finish(self) -> Captured {
        let made: Vec<StepId> = self.steps.iter().map(|step| step.id).collect();
        let next = match self.context.mode {
            CaptureMode::Across => self.context.from,
            _ => made.last().copied().or(self.context.from),
        };
        let titles: BTreeSet<String> = self.steps.iter().map(|step| step.title.to_lowercase()).collect();
        let also = self
            .workshop
            .steps()
            .values()
            .filter(|step| step.map == self.context.map && titles.contains(&step.title.trim().to_lowercase()))
            .map(|step| step.id)
            .collect();
        let label = self.label();
        let block = self.block();
        let mut changes: Vec<Change> = Vec::new();
        let add = |row: Row| Change::Add { row };
        changes.extend(self.lanes.into_iter().map(Row::Lane).map(add));
        changes.extend(self.stages.into_iter().map(Row::Stage).map(add));
        let many = self.steps.len() > 1;
        changes.extend(self.steps.into_iter().map(|mut step| {
            if many {
                step.position = u32::MAX;
            }
            add(Row::Step(step))
        }));
        changes.extend(block);
        changes.extend(self.links.into_iter().map(Row::Link).map(add));
        changes.extend(self.notes.into_iter().map(Row::Note).map(add));
        for (step, new) in self.questions {
            let mut all = self
                .workshop
                .steps()
                .get(&step)
                .map_or_else(Vec::new, |row| row.questions.clone());
            all.extend(new);
            changes.push(set(RowKey::Step(step), "questions", json!(all)));
        }
        for (stage, new) in self.criteria {
            let mut all = self
                .workshop
                .stages()
                .get(&stage)
                .map_or_else(Vec::new, |row| row.criteria.clone());
            all.extend(new);
            changes.push(set(RowKey::Stage(stage), "criteria", json!(all)));
        }
        Captured {
            change: Change::Batch { label, changes },
            made,
            next,
            also,
            remarks: self.remarks,
        }
    }

    /// Moves several new steps behind the one they were typed from, at once: putting each into the middle of a
    /// long cell would renumber the rest of it each time.
    fn block(&self) -> Option<Change> {
        let from = self.at.as_ref()?;
        let steps: Vec<StepId> = self
            .steps
            .iter()
            .filter(|step| (step.stage, step.lane) == (from.stage, from.lane))
            .map(|step| step.id)
            .collect();
        (self.steps.len() > 1 && !steps.is_empty()).then(|| Change::Move {
            steps,
            lane: None,
            stage: None,
            position: Some(from.position.saturating_add(1)),
        })
    }

    fn label(&self) -> String {
        let question = self.questions.values().flatten().next();
        let criterion = self.criteria.values().flatten().next();
        match (self.steps.as_slice(), question, criterion, self.notes.as_slice()) {
            ([one], ..) => format!("Add {}", quoted(&one.title)),
            ([_, ..], ..) => format!("Add {} steps", self.steps.len()),
            ([], Some(question), ..) => format!("Add the question {}", quoted(&question.text)),
            ([], None, Some(criterion), _) => {
                format!("Add the exit criterion {}", quoted(&criterion.text))
            }
            ([], None, None, [note, ..]) => format!("Park {}", quoted(&note.text)),
            ([], None, None, []) => self
                .lanes
                .first()
                .map_or_else(String::new, |lane| format!("Add {}", quoted(&lane.title))),
        }
    }
}

fn set(of: RowKey, field: &str, value: serde_json::Value) -> Change {
    Change::Set {
        of,
        values: JsonMap::from_iter([(field.to_owned(), value)]),
    }
}
