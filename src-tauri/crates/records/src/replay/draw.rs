//! A proposal becomes a sales process: rows, and the numbers that the log measures of them, as one change.
//!
//! What is proposed is decided in [`super::proposal`], what is measured in [`super::measures`].

use std::collections::BTreeMap;

use twinlane_model::ImportedLog;
use twinlane_model::{
    Change, End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Map, MapView, Measure, Outcome, OutcomeId,
    Refusal, Row, Side, Stage, StageId, Step, StepId,
};
use twinlane_words::Locale;

use super::measures::measures;
use super::proposal::{Place, Proposal};
use super::provenance::as_of;
use crate::conformance::names::matching;
use crate::sentences::ReadingSentences as _;

/// Lane of what is drawn.
const LANE: &str = "Sales";

/// Why nothing is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawRefused {
    /// The sales side has steps already.
    NotEmpty,
    /// No activity is frequent enough, or the log has none.
    Nothing,
    /// The map does not take what is drawn.
    Refused(Refusal),
}

impl From<Refusal> for DrawRefused {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl std::error::Error for DrawRefused {}

impl std::fmt::Display for DrawRefused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.words(Locale::English))
    }
}

impl DrawRefused {
    /// Why nothing is drawn, without a full stop.
    pub fn words(&self, locale: Locale) -> String {
        match self {
            Self::NotEmpty => locale.side_has_steps().to_owned(),
            Self::Nothing => locale.nothing_frequent().to_owned(),
            Self::Refused(refusal) => refusal.to_string(),
        }
    }
}

/// Draws a proposal made of a log on the empty sales side of a map, which then counts as drawn. Steps lie in the lane
/// "Sales"; stages, lanes and outcomes of the same title that are there are taken. What each activity means is kept with
/// the map, so that a step can get another title. Volumes are for a period of `days_per_period` working days.
///
/// # Errors
/// The side has steps; there is nothing to draw; the map does not take it.
pub fn draw(
    proposal: &Proposal,
    view: &MapView<'_>,
    log: &ImportedLog,
    days_per_period: f64,
    ids: &mut dyn IdSource,
    locale: Locale,
) -> Result<Change, DrawRefused> {
    if view.steps_of(Side::Seller).next().is_some() {
        return Err(DrawRefused::NotEmpty);
    }
    if proposal.steps.is_empty() {
        return Err(DrawRefused::Nothing);
    }
    let label = locale.draw_from(&log.name);
    let rows = Change::Rows {
        label: label.clone(),
        put: RowWriter { view, log, ids }.rows(proposal, days_per_period),
        delete: Vec::new(),
    };
    // Measured on a copy, so that the numbers are those that the map would get from the log at any other time.
    let mut copy = view.workshop.clone();
    copy.apply(&rows, ids)?;
    let mut changes = vec![rows];
    if let Some(drawn) = copy.view(view.map.id) {
        let names = log
            .summary
            .activities
            .iter()
            .map(|activity| activity.name.as_str());
        let meant = matching(&drawn, names);
        if let Change::Batch { changes: numbers, .. } =
            measures(&drawn, log, &meant, days_per_period, locale).change
        {
            changes.extend(numbers);
        }
    }
    Ok(Change::Batch { label, changes })
}

struct RowWriter<'a, 'v> {
    view: &'a MapView<'v>,
    log: &'a ImportedLog,
    ids: &'a mut dyn IdSource,
}

impl RowWriter<'_, '_> {
    fn rows(mut self, proposal: &Proposal, days_per_period: f64) -> Vec<Row> {
        let mut rows = Vec::new();
        let lane = self.lane(&mut rows);
        let stages: Vec<StageId> = self.stages(proposal, &mut rows);
        let mut cell: BTreeMap<StageId, u32> = BTreeMap::new();
        let steps: Vec<StepId> = proposal
            .steps
            .iter()
            .map(|proposed| {
                let stage = stages[proposed.stage];
                let id = StepId::new(self.ids);
                let position = cell.entry(stage).or_default();
                rows.push(Row::Step(Step {
                    position: *position,
                    entry: proposed
                        .begun
                        .map(|begun| self.entry(proposal, begun, days_per_period)),
                    ..Step::new(id, self.view.map.id, Side::Seller, lane, stage, &proposed.title)
                }));
                *position += 1;
                id
            })
            .collect();
        let outcomes = self.outcomes(proposal, &mut rows);
        let end = |place: Place| match place {
            Place::Step(at) => End::Step(steps[at]),
            Place::Outcome(at) => End::Outcome(outcomes[at]),
        };
        for link in &proposal.links {
            let kind = match link.from {
                Place::Step(_) => LinkKind::Flow,
                Place::Outcome(_) => LinkKind::Return,
            };
            let id = LinkId::new(self.ids);
            let (from, to) = (end(link.from), end(link.to));
            rows.push(Row::Link(Link::new(id, self.view.map.id, kind, from, to)));
        }
        let mut map: Map = self.view.map.clone();
        map.drawn.seller = true;
        let name = |activity: u32| self.log.summary.name(activity).to_owned();
        let ended = proposal
            .outcomes
            .iter()
            .zip(&outcomes)
            .filter_map(|(row, id)| Some((name(row.activity?), vec![End::Outcome(*id)])));
        let done = proposal
            .steps
            .iter()
            .zip(&steps)
            .map(|(row, id)| (name(row.activity), vec![End::Step(*id)]));
        map.matching.extend(done.chain(ended));
        rows.push(Row::Map(map));
        rows
    }

    /// Cases per period that begin at a step. A start needs an entry, or the steps that only some cases begin at are no
    /// starts; where the log has no working day, that number is assumed.
    fn entry(&self, proposal: &Proposal, begun: u64, days_per_period: f64) -> Measure {
        let days = self.log.summary.working_days;
        if days > 0.0 && days_per_period > 0.0 && proposal.followed > 0 {
            let scale = proposal.cases as f64 / proposal.followed as f64 / days * days_per_period;
            Measure {
                source: Some(self.log.name.clone()),
                as_of: as_of(self.log),
                ..Measure::measured(begun as f64 * scale, u32::try_from(begun).unwrap_or(u32::MAX))
            }
        } else {
            Measure::assumed(begun as f64)
        }
    }

    fn lane(&mut self, rows: &mut Vec<Row>) -> LaneId {
        let lanes: Vec<&Lane> = self.view.lanes_of(Side::Seller).collect();
        if let Some(lane) = lanes.iter().find(|lane| lane.title == LANE) {
            return lane.id;
        }
        let id = LaneId::new(self.ids);
        rows.push(Row::Lane(Lane {
            id,
            map: self.view.map.id,
            origin: None,
            side: Side::Seller,
            title: LANE.to_owned(),
            owner: String::new(),
            position: lanes.len() as u32,
        }));
        id
    }

    fn stages(&mut self, proposal: &Proposal, rows: &mut Vec<Row>) -> Vec<StageId> {
        let there: Vec<&Stage> = self.view.stages_of(Side::Seller).collect();
        let mut next = there.len() as u32;
        let mut taken: Vec<StageId> = Vec::new();
        for title in &proposal.stages {
            let same = there
                .iter()
                .find(|stage| stage.title == *title && !taken.contains(&stage.id));
            let id = if let Some(stage) = same {
                stage.id
            } else {
                let id = StageId::new(self.ids);
                rows.push(Row::Stage(Stage {
                    id,
                    map: self.view.map.id,
                    origin: None,
                    side: Side::Seller,
                    title: title.clone(),
                    paired: Vec::new(),
                    after_purchase: false,
                    criteria: Vec::new(),
                    position: next,
                }));
                next += 1;
                id
            };
            taken.push(id);
        }
        taken
    }

    fn outcomes(&mut self, proposal: &Proposal, rows: &mut Vec<Row>) -> Vec<OutcomeId> {
        let there = &self.view.outcomes;
        let mut next = there.len() as u32;
        let mut taken: Vec<OutcomeId> = Vec::new();
        for proposed in &proposal.outcomes {
            let name = if proposed.title.is_empty() {
                proposed.kind.word()
            } else {
                &proposed.title
            };
            let same = there
                .iter()
                .find(|row| row.kind == proposed.kind && row.name() == name && !taken.contains(&row.id));
            let id = same.map_or_else(|| OutcomeId::new(self.ids), |row| row.id);
            if same.is_none() {
                rows.push(Row::Outcome(Outcome {
                    id,
                    map: self.view.map.id,
                    origin: None,
                    kind: proposed.kind,
                    title: proposed.title.clone(),
                    targets: Vec::new(),
                    position: next,
                }));
                next += 1;
            }
            taken.push(id);
        }
        taken
    }
}
