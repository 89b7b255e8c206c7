//! The links of a random map.

use twinlane_model::{End, Link, LinkId, LinkKind, Measure, OutcomeId, Strength};

use super::maker::{Half, Maker};

impl Maker {
    /// Flow of a side: a chain with leaps, ways back, exits and parallel blocks.
    pub(super) fn flow(&mut self, half: &mut Half, outcomes: &[OutcomeId]) -> Vec<Link> {
        let count = half.steps.len();
        let mut links = Vec::new();
        let seller = !outcomes.is_empty();
        if seller && self.dice.chance(80) {
            half.steps[0].entry = Some(self.based(100.0));
        }
        let mut at = 0;
        while at < count {
            if at + 3 < count && !half.blocked.contains(&half.steps[at].id) && self.dice.chance(5) {
                half.steps[at].all = true;
                half.steps[at + 3].waits = true;
                for (from, to) in [(0, 1), (0, 2), (1, 3), (2, 3)] {
                    let (from, to) = (half.steps[at + from].id, half.steps[at + to].id);
                    links.push(self.link(LinkKind::Flow, End::Step(from), End::Step(to)));
                }
                half.blocked
                    .extend(half.steps[at + 1..=at + 3].iter().map(|step| step.id));
                at += 3;
                continue;
            }
            let out = self.leaving(half, at, outcomes);
            links.extend(out);
            at += 1;
        }
        links
    }

    fn leaving(&mut self, half: &Half, at: usize, outcomes: &[OutcomeId]) -> Vec<Link> {
        let count = half.steps.len();
        let mut ends: Vec<End> = Vec::new();
        if at + 1 < count && self.dice.chance(85) {
            ends.push(End::Step(half.steps[at + 1].id));
        }
        if at + 2 < count && self.dice.chance(20) {
            let leap = at + 2 + self.dice.below((count - at - 2).min(5));
            ends.push(End::Step(half.steps[leap].id));
        }
        if at > 0 && self.dice.chance(10) {
            let back = at - 1 - self.dice.below(at.min(5));
            ends.push(End::Step(half.steps[back].id));
        }
        if !outcomes.is_empty() {
            if at + 1 == count {
                ends.push(End::Outcome(outcomes[0]));
            }
            if self.dice.chance(25) {
                let end = 1 + self.dice.below(outcomes.len() - 1);
                ends.push(End::Outcome(outcomes[end]));
            }
            if !half.steps[at].waypoint && self.dice.chance(3) {
                ends.push(End::Step(half.steps[at].id));
            }
        }
        // No step leads into the middle of a parallel block.
        ends.retain(|end| end.step().is_none_or(|id| !half.blocked.contains(&id)));
        let from = End::Step(half.steps[at].id);
        let mut links: Vec<Link> = ends
            .into_iter()
            .map(|to| self.link(LinkKind::Flow, from, to))
            .collect();
        self.shares(&mut links);
        for link in &mut links {
            if self.dice.chance(20) {
                "Budget, named by the plant".clone_into(&mut link.criterion);
            }
            if self.dice.chance(10) {
                link.wait = Some(self.based(3.0));
            }
        }
        links
    }

    /// All shares, adding up to a hundred; some; or none.
    fn shares(&mut self, links: &mut [Link]) {
        let mode = self.dice.below(4);
        if links.is_empty() || mode == 0 {
            return;
        }
        let mut left = 100;
        let last = links.len() - 1;
        for (number, link) in links.iter_mut().enumerate() {
            let share = if number == last {
                left
            } else {
                self.dice.below(left + 1)
            };
            left -= share;
            if mode == 1 && number == last {
                continue;
            }
            link.share = Some(self.based(share as f64 / 100.0));
        }
    }

    pub(super) fn returns(&mut self, seller: &Half, outcomes: &[OutcomeId]) -> Vec<Link> {
        let mut links = Vec::new();
        for outcome in outcomes.iter().skip(1) {
            let at = self.dice.below(seller.steps.len());
            if self.dice.chance(30) && !seller.blocked.contains(&seller.steps[at].id) {
                let mut link = self.link(
                    LinkKind::Return,
                    End::Outcome(*outcome),
                    End::Step(seller.steps[at].id),
                );
                link.share = self.dice.chance(60).then(|| Measure::estimated(0.2));
                links.push(link);
            }
        }
        links
    }

    pub(super) fn supports(&mut self, seller: &Half, buyer: &Half) -> Vec<Link> {
        let mut links = Vec::new();
        if buyer.steps.is_empty() {
            return links;
        }
        for (number, step) in seller.steps.iter().enumerate() {
            if step.waypoint || !self.dice.chance(65) {
                continue;
            }
            let mut taken = Vec::new();
            for _ in 0..=self.dice.below(2) {
                let near = number * buyer.steps.len() / seller.steps.len() + self.dice.below(5);
                let helped = &buyer.steps[near.saturating_sub(2).min(buyer.steps.len() - 1)];
                if helped.waypoint || taken.contains(&helped.id) {
                    continue;
                }
                taken.push(helped.id);
                let mut link = self.link(LinkKind::Support, End::Step(step.id), End::Step(helped.id));
                link.strength = self
                    .dice
                    .pick(&[Strength::Weak, Strength::Helps, Strength::Strong]);
                let answers = helped.questions.iter().filter(|_| self.dice.chance(50));
                link.answers = answers.map(|question| question.id).collect();
                links.push(link);
            }
        }
        links
    }

    fn link(&mut self, kind: LinkKind, from: End, to: End) -> Link {
        Link::new(LinkId::new(&mut self.ids), self.map, kind, from, to)
    }
}
