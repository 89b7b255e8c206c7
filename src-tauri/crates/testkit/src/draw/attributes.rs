//! The attributes of a drawn step: what stands in `{…}` behind it.

use twinlane_model::{Knowledge, Measure, PoolId, Step};

use super::pen::Pen;
use crate::token::{Token, measure, split, tokens};

impl Pen {
    pub(super) fn attributes(&mut self, step: &mut Step, text: &str) {
        // The owner first: `people`, `capacity` and `cost` describe its pool, wherever they stand.
        let parts: Vec<Vec<Token>> = split(text, ",").into_iter().map(tokens).collect();
        for words in parts.iter().filter(|words| words[0].is("owner")) {
            step.pool = Some(self.pool(&words[1].text));
        }
        for words in &parts {
            self.attribute(step, words);
        }
    }

    fn attribute(&mut self, step: &mut Step, words: &[Token]) {
        let rest = &words[1..];
        let number = || -> Measure {
            measure(rest).unwrap_or_else(|| panic!("{:?} of {:?} has no number", words[0].text, step.title))
        };
        match words[0].text.as_str() {
            "id" => {
                self.named.insert(rest[0].text.clone(), step.id);
            }
            "importance" => step.importance = Some(number().value as u8),
            "value" => step.value = Some(number().value as i8),
            "motivation" => step.motivation = Some(number().value as i8),
            "heard" => {
                step.knowledge = Some(Knowledge::Heard {
                    buyers: number().value as u32,
                    on: None,
                });
            }
            "observed" => step.knowledge = Some(Knowledge::Observed),
            "guess" => step.knowledge = Some(Knowledge::Guess),
            "start" => step.start = true,
            "required" => step.required = true,
            "ask" => step.ask = true,
            "all" => step.all = true,
            "waits" => step.waits = true,
            "waypoint" => step.waypoint = true,
            "owner" => {}
            "accountable" => step.accountable.clone_from(&rest[0].text),
            "note" => step.note.clone_from(&rest[0].text),
            "tool" => {
                let tool = self.tool(&rest[0].text);
                step.tools.push(tool);
            }
            "touch" => step.touch = Some(number()),
            "elapsed" => step.elapsed = Some(number()),
            "volume" => step.volume = Some(number()),
            "ca" => step.complete_accurate = Some(number()),
            "people" | "capacity" | "cost" => {
                let value = number();
                let pool = self.pool_of(step);
                if let Some(pool) = self.pools.iter_mut().find(|row| row.id == pool) {
                    match words[0].text.as_str() {
                        "people" => pool.people = Some(value.value as u32),
                        "capacity" => pool.capacity = Some(value),
                        _ => pool.cost = Some(value),
                    }
                }
            }
            other => panic!("a step has no attribute {other:?}"),
        }
    }

    /// The pool of a step, an unnamed one of its own when it has none.
    fn pool_of(&mut self, step: &mut Step) -> PoolId {
        if let Some(pool) = step.pool {
            return pool;
        }
        let pool = self.pool("");
        step.pool = Some(pool);
        pool
    }
}
