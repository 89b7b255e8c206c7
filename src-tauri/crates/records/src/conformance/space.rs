//! The markings that a case can reach, made as they are asked for and kept, since most variants share them.
//!
//! Holds nothing of a trace.

use std::collections::HashMap;

use super::bounds::{Ahead, ahead};
use super::net::{Net, SOURCE};

/// Tokens a marking may have: nobody does more at once for one case. A step that would make more does not
/// begin, so that splits without a join inside a loop cannot make markings without end.
const MOST_TOKENS: usize = 256;

/// A step that may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Firing {
    /// Its node.
    pub node: usize,
    /// The marking after it.
    pub to: u32,
}

/// A marking.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// Places of the tokens, sorted; a place with two tokens stands here twice.
    tokens: Vec<u32>,
    /// Steps that may begin; `None` until asked for.
    firings: Option<Vec<Firing>>,
    /// What lies ahead of all tokens.
    pub ahead: Ahead,
    /// The case may end here.
    pub ended: bool,
}

/// The markings met so far.
#[derive(Debug)]
pub(super) struct Space<'a> {
    /// The net they belong to.
    pub net: &'a Net,
    ahead: Vec<Ahead>,
    known: HashMap<Vec<u32>, u32>,
    marked: Vec<Marked>,
}

impl<'a> Space<'a> {
    /// The space of a net, with the marking before a case has begun.
    pub fn of(net: &'a Net) -> Self {
        let mut space = Self {
            net,
            ahead: ahead(net),
            known: HashMap::new(),
            marked: Vec::new(),
        };
        space.marking(vec![SOURCE]);
        space
    }

    /// Forgets all markings when there are more than `most`, so that memory does not grow with the log.
    pub fn trim(&mut self, most: usize) {
        if self.marked.len() > most {
            self.known.clear();
            self.marked.clear();
            self.marking(vec![SOURCE]);
        }
    }

    /// The marking before a case has begun.
    pub fn start() -> u32 {
        0
    }

    /// A marking.
    pub fn marked(&self, id: u32) -> &Marked {
        &self.marked[id as usize]
    }

    /// Steps that may begin at a marking. [`Self::unfold`] must have been called for it.
    pub fn firings(&self, id: u32) -> &[Firing] {
        self.marked[id as usize].firings.as_deref().unwrap_or_default()
    }

    /// Finds the steps that may begin at a marking; those that lead where no end can be reached are left out.
    pub fn unfold(&mut self, id: u32) {
        if self.marked[id as usize].firings.is_some() {
            return;
        }
        let net = self.net;
        let tokens = self.marked[id as usize].tokens.clone();
        let mut firings = Vec::new();
        for (at, place) in tokens.iter().enumerate() {
            if at > 0 && tokens[at - 1] == *place {
                continue;
            }
            for taker in &net.takers[*place as usize] {
                let transition = &net.transitions[*taker];
                // A step that waits is found from the first of its places, and from no other.
                let first = transition.takes[0] == *place;
                let enabled = || {
                    transition
                        .takes
                        .iter()
                        .all(|place| tokens.binary_search(place).is_ok())
                };
                let many = || tokens.len() + transition.gives.len() > MOST_TOKENS + transition.takes.len();
                if !first || !enabled() || many() {
                    continue;
                }
                let mut next = tokens.clone();
                for place in &transition.takes {
                    if let Ok(at) = next.binary_search(place) {
                        next.remove(at);
                    }
                }
                next.extend(&transition.gives);
                next.sort_unstable();
                let to = self.marking(next);
                if self.marked[to as usize].ahead.least.is_some() {
                    let node = transition.node;
                    firings.push(Firing { node, to });
                }
            }
        }
        self.marked[id as usize].firings = Some(firings);
    }

    fn marking(&mut self, tokens: Vec<u32>) -> u32 {
        if let Some(id) = self.known.get(&tokens) {
            return *id;
        }
        let id = self.marked.len() as u32;
        let mut ahead = Ahead::nothing(self.ahead[0].may.is_some());
        for place in &tokens {
            ahead.and(&self.ahead[*place as usize]);
        }
        self.marked.push(Marked {
            ended: tokens.iter().all(|place| self.net.ends[*place as usize]),
            tokens: tokens.clone(),
            firings: None,
            ahead,
        });
        self.known.insert(tokens, id);
        id
    }
}
