//! Makes one map the descendant of another, by titles: rows of one name are the same thing on both.

use std::collections::BTreeMap;

use twinlane_model::{CriterionId, End, LinkId, LinkKind, MapId, OutcomeId, QuestionId, Row, StepId, ToolId};
use uuid::Uuid;

/// What makes a row of one map the same as a row of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Named(&'static str, String),
    Link(LinkKind, Uuid, Uuid),
}

/// Gives every row of `rows` its origin in `before`, and lets questions, criteria and tools that are the same
/// keep their ids. Tools that `before` has are left out.
pub(super) fn descend(before: &[Row], rows: Vec<Row>) -> Vec<Row> {
    let mut family = Family::default();
    for row in before {
        family.learn(row);
    }
    // Ends and tools are needed by the rows that name them, which stand behind them.
    rows.into_iter().filter_map(|row| family.adopt(row)).collect()
}

#[derive(Default)]
struct Family {
    map: Option<MapId>,
    known: BTreeMap<Name, Uuid>,
    questions: BTreeMap<(StepId, String), QuestionId>,
    criteria: BTreeMap<(String, String), CriterionId>,
    /// Ids of the new map → what they become: origins of steps and outcomes, kept ids of questions and tools.
    origins: BTreeMap<Uuid, Uuid>,
    kept_questions: BTreeMap<QuestionId, QuestionId>,
    kept_tools: BTreeMap<ToolId, ToolId>,
}

fn end(end: End) -> Uuid {
    match end {
        End::Step(id) => id.0,
        End::Outcome(id) => id.0,
    }
}

impl Family {
    fn learn(&mut self, row: &Row) {
        let name = match row {
            Row::Map(map) => {
                self.map = Some(map.id);
                return;
            }
            Row::Stage(stage) => {
                for criterion in &stage.criteria {
                    let key = (stage.title.clone(), criterion.text.clone());
                    self.criteria.insert(key, criterion.id);
                }
                name(row)
            }
            Row::Step(step) => {
                for question in &step.questions {
                    self.questions
                        .insert((step.id, question.text.clone()), question.id);
                }
                name(row)
            }
            Row::Link(link) => Some(Name::Link(link.kind, end(link.from), end(link.to))),
            _ => name(row),
        };
        if let (Some(name), Some(id)) = (name, row.key().uuid()) {
            self.known.insert(name, id);
        }
    }

    fn origin(&mut self, row: &Row) -> Option<Uuid> {
        let origin = name(row).and_then(|name| self.known.get(&name).copied());
        if let (Some(id), Some(origin)) = (row.key().uuid(), origin) {
            self.origins.insert(id, origin);
        }
        origin
    }

    fn adopt(&mut self, mut row: Row) -> Option<Row> {
        let origin = self.origin(&row);
        match &mut row {
            Row::Map(map) => {
                map.copied_from = self.map;
                map.position = 1;
            }
            Row::Tool(tool) => {
                if let Some(kept) = origin.map(ToolId) {
                    self.kept_tools.insert(tool.id, kept);
                    return None;
                }
            }
            Row::Lane(lane) => lane.origin = origin.map(twinlane_model::LaneId),
            Row::Pool(pool) => pool.origin = origin.map(twinlane_model::PoolId),
            Row::Outcome(outcome) => outcome.origin = origin.map(OutcomeId),
            Row::Stage(stage) => {
                stage.origin = origin.map(twinlane_model::StageId);
                for criterion in &mut stage.criteria {
                    let key = (stage.title.clone(), criterion.text.clone());
                    criterion.id = self.criteria.get(&key).copied().unwrap_or(criterion.id);
                }
            }
            Row::Step(step) => {
                step.origin = origin.map(StepId);
                for question in &mut step.questions {
                    let Some(origin) = step.origin else { continue };
                    if let Some(kept) = self.questions.get(&(origin, question.text.clone())) {
                        self.kept_questions.insert(question.id, *kept);
                        question.id = *kept;
                    }
                }
                for tool in &mut step.tools {
                    *tool = self.kept_tools.get(tool).copied().unwrap_or(*tool);
                }
            }
            Row::Link(link) => {
                let ends = (self.origins.get(&end(link.from)), self.origins.get(&end(link.to)));
                if let (Some(from), Some(to)) = ends {
                    let name = Name::Link(link.kind, *from, *to);
                    link.origin = self.known.get(&name).copied().map(LinkId);
                }
                for answer in &mut link.answers {
                    *answer = self.kept_questions.get(answer).copied().unwrap_or(*answer);
                }
            }
            _ => {}
        }
        Some(row)
    }
}

fn name(row: &Row) -> Option<Name> {
    let (table, text) = match row {
        Row::Lane(lane) => ("lanes", format!("{:?} {}", lane.side, lane.title)),
        Row::Stage(stage) => ("stages", format!("{:?} {}", stage.side, stage.title)),
        Row::Step(step) => ("steps", format!("{:?} {}", step.side, step.title)),
        Row::Outcome(outcome) => ("outcomes", format!("{:?} {}", outcome.kind, outcome.title)),
        Row::Pool(pool) => ("pools", pool.name.clone()),
        Row::Tool(tool) => ("tools", tool.name.clone()),
        _ => return None,
    };
    Some(Name::Named(table, text))
}
