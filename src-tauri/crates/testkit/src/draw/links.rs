//! The links of a drawing: written down while reading, joined when every step is known.

use twinlane_model::{
    End, Link, LinkId, LinkKind, Outcome, OutcomeId, OutcomeKind, Row, StepId, Strength, Workshop,
};

use super::found::{TestMap, one};
use super::pen::{Pen, Pending, Start};
use crate::token::{Token, joined, measure, split, tail, title_and_measure, tokens};

impl Pen {
    pub(super) fn flow_line(&mut self, rest: &str) {
        let (head, attributes) = tail(rest, '{', '}');
        let (to, share) = title_and_measure(&tokens(head));
        let (from, kind) = if let Some(outcome) = &self.outcome {
            (Start::Outcome(outcome.clone()), LinkKind::Return)
        } else {
            let step = self.last_step(rest).id;
            self.explicit.push(step);
            (Start::Step(step), LinkKind::Flow)
        };
        if to.len() == 1 && to[0].is("-") {
            return;
        }
        let mut link = Pending {
            from,
            to,
            kind,
            share,
            criterion: String::new(),
            wait: None,
            strength: Strength::Helps,
            answers: Vec::new(),
        };
        for part in split(attributes, ",") {
            let words = tokens(part);
            match words[0].text.as_str() {
                "criterion" => link.criterion.clone_from(&words[1].text),
                "wait" => link.wait = measure(&words[1..]),
                other => panic!("a link has no attribute {other:?}"),
            }
        }
        self.pending.push(link);
    }

    pub(super) fn support(&mut self, from: StepId, text: &str) {
        let (head, inside) = tail(text, '(', ')');
        let mut link = Pending {
            from: Start::Step(from),
            to: tokens(head),
            kind: LinkKind::Support,
            share: None,
            criterion: String::new(),
            wait: None,
            strength: Strength::Helps,
            answers: Vec::new(),
        };
        for part in split(inside, ",") {
            let words = tokens(part);
            match words[0].text.as_str() {
                "weak" => link.strength = Strength::Weak,
                "helps" => link.strength = Strength::Helps,
                "strong" => link.strength = Strength::Strong,
                "answers" => link.answers.push(words[1].text.clone()),
                other => panic!("a support is not {other:?}"),
            }
        }
        self.pending.push(link);
    }

    pub(super) fn finish(mut self) -> TestMap {
        self.entries();
        self.pair();
        for link in std::mem::take(&mut self.pending) {
            self.join(&link);
        }
        self.implied();
        let rows = std::iter::once(Row::Charter(self.charter))
            .chain([Row::Map(self.map.clone())])
            .chain(self.tools.into_iter().map(Row::Tool))
            .chain(self.lanes.into_iter().map(Row::Lane))
            .chain(self.stages.into_iter().map(Row::Stage))
            .chain(self.pools.into_iter().map(Row::Pool))
            .chain(self.steps.into_iter().map(Row::Step))
            .chain(self.outcomes.into_iter().map(Row::Outcome))
            .chain(self.links.into_iter().map(Row::Link));
        match Workshop::from_rows(rows) {
            Ok(workshop) => TestMap {
                workshop,
                map: self.map.id,
                ids: self.ids,
                named: self.named,
            },
            Err(refusal) => panic!("the drawing is no map: {refusal}"),
        }
    }

    fn entries(&mut self) {
        for entry in std::mem::take(&mut self.entries) {
            let (title, volume) = title_and_measure(&tokens(&entry));
            let id = self.find_step(&title);
            if let Some(step) = self.steps.iter_mut().find(|step| step.id == id) {
                step.entry = volume;
            }
        }
    }

    fn pair(&mut self) {
        for (sales, titles) in std::mem::take(&mut self.pairs) {
            let buyers = titles
                .iter()
                .map(|title| {
                    let found = self
                        .stages
                        .iter()
                        .filter(|row| row.side == twinlane_model::Side::Buyer && row.title == *title);
                    one(found.map(|row| row.id), title)
                })
                .collect();
            if let Some(stage) = self.stages.iter_mut().find(|row| row.id == sales) {
                stage.paired = buyers;
            }
        }
    }

    fn find_step(&self, title: &[Token]) -> StepId {
        let text = joined(title);
        if let [Token { text, quoted: false }] = title
            && let Some(name) = text.strip_prefix('#')
        {
            return *self
                .named
                .get(name)
                .unwrap_or_else(|| panic!("no step has the id {name:?}"));
        }
        one(
            self.steps
                .iter()
                .filter(|step| step.title == text)
                .map(|step| step.id),
            &text,
        )
    }

    /// An outcome by its word or its `Title as Word`, made when it is not there.
    fn find_outcome(&mut self, title: &[Token]) -> Option<OutcomeId> {
        let of_word = |words: &[Token]| {
            let text = joined(words);
            OutcomeKind::ALL.into_iter().find(|kind| kind.word() == text)
        };
        let quoted = title.iter().any(|token| token.quoted);
        let (own, kind) = match title.iter().rposition(|token| token.is("as")) {
            Some(at) if at > 0 && of_word(&title[at + 1..]).is_some() => {
                (joined(&title[..at]), of_word(&title[at + 1..]))
            }
            _ if quoted => return None,
            _ => (String::new(), of_word(title)),
        };
        let kind = kind?;
        if let Some(row) = self
            .outcomes
            .iter()
            .find(|row| row.kind == kind && row.title == own)
        {
            return Some(row.id);
        }
        let id = OutcomeId::new(&mut self.ids);
        self.outcomes.push(Outcome {
            id,
            map: self.map.id,
            origin: None,
            kind,
            title: own,
            targets: Vec::new(),
            position: self.outcomes.len() as u32,
        });
        Some(id)
    }

    fn join(&mut self, pending: &Pending) {
        let from = match &pending.from {
            Start::Step(id) => End::Step(*id),
            Start::Outcome(title) => {
                let by_title = self
                    .outcomes
                    .iter()
                    .find(|row| row.title == *title)
                    .map(|row| row.id);
                let found = by_title.or_else(|| self.find_outcome(&tokens(title)));
                End::Outcome(found.unwrap_or_else(|| panic!("there is no outcome {title:?}")))
            }
        };
        let outcome = match pending.kind {
            LinkKind::Flow => self.find_outcome(&pending.to),
            LinkKind::Return | LinkKind::Support => None,
        };
        let to = outcome.map_or_else(|| End::Step(self.find_step(&pending.to)), End::Outcome);
        let mut link = Link::new(LinkId::new(&mut self.ids), self.map.id, pending.kind, from, to);
        link.share.clone_from(&pending.share);
        link.criterion.clone_from(&pending.criterion);
        link.wait.clone_from(&pending.wait);
        link.strength = pending.strength;
        for text in &pending.answers {
            let questions = self
                .steps
                .iter()
                .filter(|step| End::Step(step.id) == to)
                .flat_map(|step| &step.questions);
            link.answers.push(one(
                questions.filter(|row| row.text == *text).map(|row| row.id),
                text,
            ));
        }
        self.links.push(link);
    }

    /// A step without written flow goes to the next step of its lane.
    fn implied(&mut self) {
        for (at, step) in self.steps.iter().enumerate() {
            if self.explicit.contains(&step.id) {
                continue;
            }
            let next = self.steps[at + 1..]
                .iter()
                .find(|next| next.side == step.side && next.lane == step.lane);
            if let Some(next) = next {
                self.links.push(Link::new(
                    LinkId::new(&mut self.ids),
                    self.map.id,
                    LinkKind::Flow,
                    End::Step(step.id),
                    End::Step(next.id),
                ));
            }
        }
    }
}
