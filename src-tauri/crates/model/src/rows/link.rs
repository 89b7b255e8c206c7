//! Links: flow, returns and supports, which join the steps and outcomes of a map.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Holds, Joins, RowKind, RowRules, Scope, TableKind};
use super::outcome::Outcome;
use super::step::Step;
use crate::refusal::refuse;
use crate::{End, LinkId, MapId, Measure, OutcomeKind, QuestionId, Refusal, Side};

/// What a link means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Between steps of one side, or from an activity to an outcome.
    Flow,
    /// From an outcome (not won) back to an activity.
    Return,
    /// From an activity to a buyer step.
    Support,
}

/// How much an activity helps a buyer step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Hardly.
    Weak,
    /// Helps; the strength when none is given.
    #[default]
    Helps,
    /// Decisively.
    Strong,
}

/// A link of a map. At most one flow and one support per ordered pair of ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// Its map.
    pub map: MapId,
    /// The link it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<LinkId>,
    /// What it means.
    pub kind: LinkKind,
    /// Where it leaves.
    pub from: End,
    /// Where it arrives.
    pub to: End,
    /// Flow and returns: share of the cases, 0..1.
    #[serde(default)]
    pub share: Option<Measure>,
    /// Flow: acceptance criterion; empty when there is none.
    #[serde(default)]
    pub criterion: String,
    /// Flow and returns: wait, working days.
    #[serde(default)]
    pub wait: Option<Measure>,
    /// Support: strength.
    #[serde(default)]
    pub strength: Strength,
    /// Support: questions of the buyer step that it answers.
    #[serde(default)]
    pub answers: Vec<QuestionId>,
}

impl Link {
    /// A link with every optional field at its default.
    pub fn new(id: LinkId, map: MapId, kind: LinkKind, from: End, to: End) -> Self {
        Self {
            id,
            map,
            origin: None,
            kind,
            from,
            to,
            share: None,
            criterion: String::new(),
            wait: None,
            strength: Strength::Helps,
            answers: Vec::new(),
        }
    }
}

row_ids! {
    Link {
        Own: id;
        BelongsTo: map;
        EndsAt: from, to;
        Names: answers;
        Origin: origin;
        Plain: kind, share, criterion, wait, strength;
    }
}

impl RowKind for Link {
    const COUNTED: Counted = Counted {
        one: "link",
        many: "links",
    };
    const MANY_ON_A_MAP: bool = true;

    fn title(&self) -> Option<&str> {
        None
    }

    fn map(&self) -> Option<MapId> {
        Some(self.map)
    }

    fn side(&self) -> Option<Side> {
        None
    }

    fn position(&self) -> Option<u32> {
        None
    }
}

impl TableKind for Link {
    type Id = LinkId;

    fn stand_in(_: LinkId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }
}

impl RowRules for Link {
    const FIXED: &'static [&'static str] = &["id", "map", "origin", "kind", "from", "to"];

    fn called(&self) -> Called<'_> {
        Called::Between(self.from, self.to)
    }

    fn set_title(&mut self, _: String) -> Result<(), &'static str> {
        Err("a link has no title")
    }

    fn scope(&self) -> Option<Scope> {
        None
    }

    fn set_position(&mut self, _: u32) {}

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.measured_share("share", self.share.as_ref());
        check.measured_amount("wait", self.wait.as_ref());
        check.text("criterion", &self.criterion);
        for (number, answer) in self.answers.iter().enumerate() {
            if self.answers[..number].contains(answer) {
                check.wrong(&format!("answers.{number}"), "this question is named twice");
            }
        }
        match self.kind {
            LinkKind::Support => {
                let why = "a support has no such field";
                check.absent("share", self.share.is_some(), why);
                check.absent("wait", self.wait.is_some(), why);
                check.absent("criterion", !self.criterion.is_empty(), why);
            }
            LinkKind::Flow | LinkKind::Return => {
                let why = "only a support has this";
                check.absent("strength", self.strength != Strength::Helps, why);
                check.absent("answers", !self.answers.is_empty(), why);
                if self.kind == LinkKind::Return {
                    check.absent(
                        "criterion",
                        !self.criterion.is_empty(),
                        "a return has no criterion",
                    );
                }
            }
        }
    }
}

/// The links at an end, for the check that two things are joined once only.
pub(crate) trait LinksAt {
    /// Links that leave or reach an end.
    fn links_at(&self, end: End) -> impl Iterator<Item = &Link>;
}

impl<W: Holds<Step> + Holds<Outcome> + LinksAt> Joins<W> for Link {
    fn check_joins(&self, rows: &W, out: &mut Vec<Refusal>) {
        if let Err(refusal) = may_join(self, rows) {
            out.push(refusal);
            return;
        }
        let double = rows.links_at(self.from).any(|other| {
            other.id != self.id && (other.from, other.to, other.kind) == (self.from, self.to, self.kind)
        });
        if double {
            out.push(refuse("link.to", "these two are joined by such a link already"));
        }
        if self.kind == LinkKind::Support
            && let Some(step) = self.to.step().and_then(|id| Holds::<Step>::table(rows).get(&id))
            && let Some(number) = self
                .answers
                .iter()
                .position(|answer| !step.questions.iter().any(|question| question.id == *answer))
        {
            out.push(refuse(
                format!("link.answers.{number}"),
                format!("“{}” has no such question", step.title),
            ));
        }
    }
}

/// Whether a link joins what its kind may join.
pub(crate) fn may_join<W: Holds<Step> + Holds<Outcome>>(link: &Link, rows: &W) -> Result<(), Refusal> {
    let from = found(rows, link, link.from, "link.from")?;
    let to = found(rows, link, link.to, "link.to")?;
    match link.kind {
        LinkKind::Flow => match (from, to) {
            (Found::Outcome(_), _) => Err(refuse(
                "link.from",
                "flow leaves a step; from an outcome it is a return",
            )),
            (Found::Step(from), Found::Outcome(_)) if from.side == Side::Buyer => Err(refuse(
                "link.to",
                "only the sales process leads to outcomes; a buyer step cannot",
            )),
            (Found::Step(from), Found::Step(to)) if from.side != to.side => Err(refuse(
                "link.to",
                "flow stays on one side; across the line a link is a support",
            )),
            (Found::Step(from), Found::Step(to))
                if from.id == to.id && (from.side == Side::Buyer || from.waypoint) =>
            {
                Err(refuse(
                    "link.to",
                    "only an activity may lead to itself, as a retry",
                ))
            }
            (Found::Step(_), Found::Outcome(_) | Found::Step(_)) => Ok(()),
        },
        LinkKind::Return => match (from, to) {
            (Found::Outcome(OutcomeKind::Won), _) => {
                Err(refuse("link.from", "nothing returns from a won outcome"))
            }
            (Found::Outcome(_), Found::Step(to)) if to.side == Side::Seller => Ok(()),
            (Found::Outcome(_), _) => Err(refuse("link.to", "a return leads to an activity")),
            (Found::Step(_), _) => Err(refuse("link.from", "a return leaves an outcome")),
        },
        LinkKind::Support => match (from, to) {
            (Found::Step(from), _) if from.side == Side::Buyer => {
                Err(refuse("link.from", "a support comes from an activity"))
            }
            (Found::Step(_), Found::Step(to)) if to.side == Side::Buyer => Ok(()),
            (Found::Step(_), _) => Err(refuse("link.to", "a support goes to a buyer step")),
            (Found::Outcome(_), _) => Err(refuse("link.from", "a support comes from an activity")),
        },
    }
}

enum Found<'a> {
    Step(&'a Step),
    Outcome(OutcomeKind),
}

fn found<'a, W: Holds<Step> + Holds<Outcome>>(
    rows: &'a W,
    link: &Link,
    end: End,
    field: &str,
) -> Result<Found<'a>, Refusal> {
    let (map, found) = match end {
        End::Step(id) => {
            let step = Holds::<Step>::table(rows)
                .get(&id)
                .ok_or_else(|| refuse(field, "there is no such step"))?;
            (step.map, Found::Step(step))
        }
        End::Outcome(id) => {
            let outcome = Holds::<Outcome>::table(rows)
                .get(&id)
                .ok_or_else(|| refuse(field, "there is no such outcome"))?;
            (outcome.map, Found::Outcome(outcome.kind))
        }
    };
    if map == link.map {
        Ok(found)
    } else {
        Err(refuse(field, "a link joins things of one map"))
    }
}
