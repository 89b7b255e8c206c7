//! Maps drawn as text, in the manner of the outline, for tests.
//!
//! ```text
//! entry: Qualify 100                     cases per period that start at a step
//! pool: Field, 4 people, 320 h, cost 95
//! lane: sales [Presales] owner "Ana"     optional; else lanes come in the order they are named
//! tool: CRM
//!
//! # Buyer journey                        (not drawn) behind it leaves the mark away
//! ## Problem {after purchase}
//! - [Plant manager] Owns the problem {importance 3, heard 4, start}
//!   ? What does it cost?
//!   => Agrees                            without any: to the next step of the lane; `=> -` for none
//!
//! # Sales process
//! ## Qualify ~ Problem
//! ! They send logs {buyer, action, objective, yes-no}
//! - [Sales] Qualify -> Owns the problem (weak, answers "What does it cost?") {touch 1 h measured n=42, owner "Field"}
//!   => Demo 40 %
//!   => Lost 60 % {criterion "budget named", wait 3 d}
//!
//! # Outcomes
//! - Not ready
//!   => Qualify 20 %
//! ```
//!
//! `{id x}` names a step, `#x` refers to it; quotes take any title. Without `[Lane]` a step lies in "Buyer" or
//! "Sales", without `##` in "Stage 1". The remarks at the right are not part of a drawing.

mod attributes;
mod found;
mod links;
mod pen;

use twinlane_model::{Actor, Criterion, CriterionId, Question, QuestionId, Side, Step, StepId};

use crate::token::{joined, measure, split, tail, tokens};
use pen::Pen;

pub use found::TestMap;

/// Reads a drawing.
///
/// # Panics
/// When the drawing is wrong; the message quotes the line.
pub fn draw(text: &str) -> TestMap {
    let mut pen = Pen::new();
    for line in text.lines() {
        pen.line(line);
    }
    pen.finish()
}

impl Pen {
    fn line(&mut self, whole: &str) {
        let line = whole.trim();
        if line.is_empty() {
            return;
        }
        if let Some(rest) = line.strip_prefix("## ") {
            self.stage_line(rest);
        } else if let Some(rest) = line.strip_prefix("# ") {
            self.heading(rest);
        } else if let Some(rest) = line.strip_prefix("=>") {
            self.flow_line(rest.trim());
        } else if let Some(rest) = line.strip_prefix("- ") {
            self.step_line(rest);
        } else if let Some(rest) = line.strip_prefix("! ") {
            self.criterion_line(rest);
        } else if let Some(rest) = line.strip_prefix("? ") {
            let id = QuestionId::new(&mut self.ids);
            let text = joined(&tokens(rest));
            self.last_step(line).questions.push(Question { id, text });
        } else if let Some((key, rest)) = line.split_once(':') {
            self.header(key.trim(), rest.trim());
        } else {
            panic!("cannot read the line {whole:?}");
        }
    }

    fn heading(&mut self, rest: &str) {
        self.stage = None;
        self.outcome = None;
        let drawn = !rest.contains("(not drawn)");
        if rest.starts_with("Buyer") {
            self.side = Some(Side::Buyer);
            self.map.drawn.buyer = drawn;
        } else if rest.starts_with("Sales") {
            self.side = Some(Side::Seller);
            self.map.drawn.seller = drawn;
        } else if rest == "Outcomes" {
            self.side = None;
        } else if let Some(title) = rest.strip_prefix("Workshop:") {
            title.trim().clone_into(&mut self.charter.title);
        } else {
            panic!("there is no part named {rest:?}");
        }
    }

    fn header(&mut self, key: &str, rest: &str) {
        match key {
            "client" => rest.clone_into(&mut self.charter.client),
            "map" => rest.clone_into(&mut self.map.name),
            "about" => rest.clone_into(&mut self.map.about),
            "currency" => rest.clone_into(&mut self.charter.currency),
            "period" => self.period(rest),
            "entry" => self.entries.push(rest.to_owned()),
            "tool" => {
                self.tool(rest);
            }
            "pool" => self.pool_line(rest),
            "lane" => {
                let side = if rest.starts_with("buyer") {
                    Side::Buyer
                } else {
                    Side::Seller
                };
                let (_, title) = rest
                    .split_once('[')
                    .unwrap_or_else(|| panic!("lane without [Title]: {rest:?}"));
                let (title, after) = title
                    .split_once(']')
                    .unwrap_or_else(|| panic!("lane without ]: {rest:?}"));
                let owner = tokens(after)
                    .get(1)
                    .map(|token| token.text.clone())
                    .unwrap_or_default();
                let lane = self.lane(side, title);
                if let Some(lane) = self.lanes.iter_mut().find(|row| row.id == lane) {
                    lane.owner = owner;
                }
            }
            other => panic!("there is no header named {other:?}"),
        }
    }

    /// `month, 20 days of 8 h`
    fn period(&mut self, rest: &str) {
        let words = tokens(&rest.replace(',', " "));
        self.charter.period.clone_from(&words[0].text);
        let numbers: Vec<f64> = words.iter().filter_map(crate::token::Token::number).collect();
        if let [days, hours] = numbers[..] {
            self.charter.days_per_period = days;
            self.charter.hours_per_day = hours;
        }
    }

    fn pool_line(&mut self, rest: &str) {
        let mut parts = split(rest, ",").into_iter();
        let name = joined(&tokens(parts.next().unwrap_or_default()));
        let id = self.pool(&name);
        for part in parts {
            let words = tokens(part);
            let read = |at: usize| measure(&words[at..]).unwrap_or_else(|| panic!("no number in {part:?}"));
            let Some(pool) = self.pools.iter_mut().find(|pool| pool.id == id) else {
                return;
            };
            if words.get(1).is_some_and(|word| word.is("people")) {
                pool.people = words[0].number().map(|people| people as u32);
            } else if words[0].is("cost") {
                pool.cost = Some(read(1));
            } else {
                pool.capacity = Some(read(0));
            }
        }
    }

    fn stage_line(&mut self, rest: &str) {
        let Some(side) = self.side else {
            panic!("a stage outside of a side: {rest:?}")
        };
        let (head, attributes) = tail(rest, '{', '}');
        let mut parts = split(head, "~").into_iter();
        let title = joined(&tokens(parts.next().unwrap_or_default()));
        let id = self.new_stage(side, &title);
        if let Some(stage) = self.stages.last_mut() {
            stage.after_purchase = attributes.contains("after purchase");
        }
        if let Some(pairs) = parts.next() {
            let titles = split(pairs, ",")
                .into_iter()
                .map(|title| joined(&tokens(title)))
                .collect();
            self.pairs.push((id, titles));
        }
        self.stage = Some(id);
    }

    fn criterion_line(&mut self, rest: &str) {
        let (text, ticks) = tail(rest, '{', '}');
        let mut criterion = Criterion {
            id: CriterionId::new(&mut self.ids),
            text: joined(&tokens(text)),
            actor: None,
            action: false,
            objective: false,
            yes_no: false,
            recorded: String::new(),
        };
        for tick in split(ticks, ",") {
            match tick {
                "buyer" => criterion.actor = Some(Actor::Buyer),
                "seller" => criterion.actor = Some(Actor::Seller),
                "action" => criterion.action = true,
                "objective" => criterion.objective = true,
                "yes-no" => criterion.yes_no = true,
                other if other.starts_with("recorded") => {
                    criterion.recorded = joined(&tokens(other)[1..]);
                }
                other => panic!("a criterion has no tick {other:?}"),
            }
        }
        match self.stages.last_mut() {
            Some(stage) => stage.criteria.push(criterion),
            None => panic!("a criterion outside of a stage: {rest:?}"),
        }
    }

    fn step_line(&mut self, rest: &str) {
        let Some(side) = self.side else {
            self.outcome = Some(joined(&tokens(rest)));
            return;
        };
        let (lane, rest) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((lane, rest)) => (lane.to_owned(), rest.trim()),
            None if side == Side::Buyer => ("Buyer".to_owned(), rest),
            None => ("Sales".to_owned(), rest),
        };
        let (head, attributes) = tail(rest, '{', '}');
        let mut parts = split(head, "->").into_iter();
        let title_first = !head.starts_with("->");
        let title = if title_first {
            joined(&tokens(parts.next().unwrap_or_default()))
        } else {
            String::new()
        };
        let lane = self.lane(side, &lane);
        let stage = match self.stage {
            Some(stage) => stage,
            None => self.new_stage(side, "Stage 1"),
        };
        self.stage = Some(stage);
        let id = StepId::new(&mut self.ids);
        let mut step = Step::new(id, self.map.id, side, lane, stage, &title);
        step.position = self
            .steps
            .iter()
            .filter(|row| row.stage == stage && row.lane == lane)
            .count() as u32;
        self.attributes(&mut step, attributes);
        self.steps.push(step);
        for support in parts.next().map(|part| split(part, ",")).unwrap_or_default() {
            self.support(id, support);
        }
    }
}

#[cfg(test)]
mod tests {
    use twinlane_model::LinkKind;

    use super::*;

    #[test]
    fn a_drawing_becomes_a_map() {
        let map = draw(
            "entry: Qualify by phone 100
             pool: Field, 4 people, 320 h, cost 95
             # Buyer journey (not drawn)
             ## Problem
             - [Plant manager] Owns it {importance 3, heard 4}
               ? What does an hour cost?
             - [Plant manager] Agrees
             ## Use {after purchase}
             - [Plant manager] Uses it {start}
             # Sales process
             ## Qualify ~ Problem, Use
             ! They send logs {buyer, action, objective, yes-no}
             - [Sales] Qualify by phone -> Owns it (weak, answers \"What does an hour cost?\"), Agrees {touch 1 h measured n=420, elapsed 5 d, owner \"Field\"}
               => Demo 40 % measured n=420
               => Lost 60 %
             - [Sales] Demo {ask, tool \"Screen\"}
               => Sunk as No decision {criterion \"budget, named\", wait 3 d}
               => Won
             # Outcomes
             - No decision
               => Demo 20 %
             - Sunk
               => Qualify by phone",
        );
        let view = map.view();
        assert_eq!(view.steps.len(), 5, "every step is there");
        assert!(
            !view.map.drawn.buyer && view.map.drawn.seller,
            "the marks are read"
        );
        let first = view.step(map.step("Qualify by phone")).expect("there");
        assert_eq!(
            first.entry.as_ref().map(|entry| entry.value),
            Some(100.0),
            "entries find their step"
        );
        assert_eq!(
            first.touch.as_ref().and_then(|touch| touch.n),
            Some(420),
            "numbers keep their cases"
        );
        let weak = view
            .link(map.link(LinkKind::Support, "Qualify by phone", "Owns it"))
            .expect("there");
        assert_eq!(
            weak.answers,
            [map.question("What does an hour cost?")],
            "answers name the question"
        );
        let implied = view
            .link(map.link(LinkKind::Flow, "Agrees", "Uses it"))
            .expect("there");
        assert!(
            implied.share.is_none(),
            "flow is implied to the next step of the lane"
        );
        assert_eq!(
            view.outcomes.len(),
            4,
            "Lost, Sunk, Won and the No decision that only returns"
        );
        assert_eq!(
            view.stage(map.stage("Qualify")).expect("there").paired,
            [map.stage("Problem"), map.stage("Use")],
            "pairs may be several"
        );
        assert!(map.workshop.check().is_empty(), "a drawn map is valid");
    }
}
