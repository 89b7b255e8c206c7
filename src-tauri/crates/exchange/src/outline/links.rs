//! The links of an outline: flow, supports, outcomes and returns.

use std::collections::BTreeMap;

use twinlane_model::{End, LaneId, Link, LinkId, LinkKind, OutcomeId, OutcomeKind, Side, StepId};
use uuid::Uuid;

use super::build::Builder;
use super::tree::{At, Flow, FlowEnd, FlowLine, OutcomeName, Outline, StepBlock};
use crate::sentences::{LOCALE, OutlineFaults};
use crate::{ExchangeError, Place};

impl Builder<'_> {
    pub(super) fn step_links(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        let blocks: Vec<&StepBlock> = outline
            .sides
            .iter()
            .flat_map(|side| &side.stages)
            .flat_map(|stage| &stage.steps)
            .collect();
        let next_in_lane = self.next_in_lane();
        for ((at, block), next) in blocks.into_iter().enumerate().zip(next_in_lane) {
            let (id, side) = (self.steps[at].id, self.steps[at].side);
            match &block.flow {
                Flow::Nothing => {}
                Flow::Silent => {
                    if let Some(to) = next.map(End::Step) {
                        let draft = Link::new(LinkId(Uuid::nil()), self.map, LinkKind::Flow, to, to);
                        self.join(draft, LinkKind::Flow, End::Step(id), to, &block.place)?;
                    }
                }
                Flow::Links(lines) => {
                    for line in lines {
                        self.flow(line, id, side)?;
                    }
                }
            }
            for part in &block.supports {
                let to = self.steps[self.step_index.find(Side::Buyer, &part.to)?].id;
                let end = End::Step(to);
                let mut draft = Link::new(LinkId(Uuid::nil()), self.map, LinkKind::Support, end, end);
                draft.strength = part.strength;
                for answer in &part.answers {
                    let question = self.question_index.find(to, answer)?;
                    if !draft.answers.contains(&question) {
                        draft.answers.push(question);
                    }
                }
                self.join(draft, LinkKind::Support, End::Step(id), end, &part.to.place)?;
            }
        }
        Ok(())
    }

    /// For each step, the next one of its lane in the order of reading.
    fn next_in_lane(&self) -> Vec<Option<StepId>> {
        let mut next: BTreeMap<LaneId, StepId> = BTreeMap::new();
        let mut found: Vec<Option<StepId>> = self
            .steps
            .iter()
            .rev()
            .map(|step| next.insert(step.lane, step.id))
            .collect();
        found.reverse();
        found
    }

    fn flow(&mut self, line: &FlowLine, from: StepId, side: Side) -> Result<(), ExchangeError> {
        let to = match &line.to.value {
            FlowEnd::Step(reference) => {
                let reference = At {
                    value: reference.clone(),
                    place: line.to.place.clone(),
                };
                End::Step(self.steps[self.step_index.find(side, &reference)?].id)
            }
            FlowEnd::Outcome(..) if side == Side::Buyer => {
                return Err(LOCALE.buyer_step_to_outcome().syntax(line.to.place.clone()));
            }
            FlowEnd::Outcome(title, kind) => End::Outcome(self.outcome(title, *kind, &line.to.place)?),
        };
        if side == Side::Buyer && to == End::Step(from) {
            return Err(LOCALE.buyer_step_to_itself().syntax(line.to.place.clone()));
        }
        self.join(
            line.draft.clone(),
            LinkKind::Flow,
            End::Step(from),
            to,
            &line.to.place,
        )
    }

    fn outcome(&mut self, title: &str, kind: OutcomeKind, place: &Place) -> Result<OutcomeId, ExchangeError> {
        if !title.is_empty() {
            let first = self
                .outcome_titles
                .entry(title.to_owned())
                .or_insert_with(|| (kind, place.clone()));
            if first.0 != kind {
                return Err(LOCALE
                    .outcome_of_two_kinds(title, first.0, kind)
                    .conflict(place.clone(), first.1.clone()));
            }
        }
        let ids = &mut *self.ids;
        Ok(*self
            .outcomes
            .entry((title.to_owned(), kind))
            .or_insert_with(|| OutcomeId::new(ids)))
    }

    pub(super) fn returns(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        for block in &outline.outcomes {
            let place = &block.name.place;
            let (id, kind) = match &block.name.value {
                OutcomeName::Word(kind) => (self.outcome("", *kind, place)?, *kind),
                OutcomeName::Declared(title, kind) => (self.outcome(title, *kind, place)?, *kind),
                OutcomeName::Title(title) => {
                    let Some((kind, _)) = self.outcome_titles.get(title) else {
                        return Err(LOCALE.no_flow_to_outcome(title).reference(place.clone()));
                    };
                    let kind = *kind;
                    (self.outcome(title, kind, place)?, kind)
                }
            };
            for line in &block.returns {
                let place = &line.to.place;
                if kind == OutcomeKind::Won {
                    return Err(LOCALE.return_from_won().syntax(place.clone()));
                }
                let FlowEnd::Step(reference) = &line.to.value else {
                    return Err(LOCALE.return_to_outcome().syntax(place.clone()));
                };
                if !line.draft.criterion.is_empty() {
                    return Err(LOCALE.return_with_criterion().syntax(place.clone()));
                }
                let reference = At {
                    value: reference.clone(),
                    place: place.clone(),
                };
                let to = self.steps[self.step_index.find(Side::Seller, &reference)?].id;
                let (from, to) = (End::Outcome(id), End::Step(to));
                self.join(line.draft.clone(), LinkKind::Return, from, to, place)?;
            }
        }
        Ok(())
    }

    /// Adds a link; a second one of its kind between the same two is refused.
    fn join(
        &mut self,
        draft: Link,
        kind: LinkKind,
        from: End,
        to: End,
        place: &Place,
    ) -> Result<(), ExchangeError> {
        if !self.joined.insert((kind, from, to)) {
            return Err(LOCALE.link_twice().syntax(place.clone()));
        }
        self.links.push(Link {
            id: LinkId::new(self.ids),
            map: self.map,
            kind,
            from,
            to,
            ..draft
        });
        Ok(())
    }
}
