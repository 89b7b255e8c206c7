//! Writing a map as an outline: always the same text for the same map, with every flow explicit.

use std::collections::BTreeMap;
use std::fmt::Write;

use twinlane_model::{Charter, End, Lane, LaneId, LinkKind, MapKind, MapView, Side, Stage, StageId, Step};

use super::marks::{criterion_line, marks};
use super::measure::{Unit, digits_of, written};
use super::names::{Names, braces};
use super::title::{needs_quotes, quote, written as title};
use crate::sentences::{HeaderText, LOCALE, OutlineLosses};
use crate::{Left, Place};

/// An outline and what of the map it does not carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The outline; lines end with LF.
    pub text: String,
    /// What is not in it.
    pub left: Vec<Left>,
}

/// Writes a map, under the title, client and period of its workshop.
pub fn write(view: &MapView) -> String {
    write_accounted(view).text
}

/// Like [`write()`], and names what of the map the outline does not carry.
pub fn write_accounted(view: &MapView) -> Written {
    let mut writer = Writer::new(view);
    writer.header();
    writer.side(Side::Buyer, "Buyer journey");
    writer.side(Side::Seller, "Sales process");
    writer.outcomes();
    writer.account();
    Written {
        text: writer.text,
        left: writer.names.left,
    }
}

struct Writer<'v, 'w> {
    view: &'v MapView<'w>,
    text: String,
    names: Names,
}

impl<'v, 'w> Writer<'v, 'w> {
    fn new(view: &'v MapView<'w>) -> Self {
        Self {
            view,
            text: String::new(),
            names: Names::of(view),
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A text of a header line, which has no quotes: what would end the line becomes a space.
    fn plain(&mut self, what: HeaderText, text: &str) -> String {
        if !text.contains('\n') && !text.ends_with('\r') {
            return text.to_owned();
        }
        self.names.left.push(LOCALE.line_breaks(what).at(Place::Whole));
        text.replace("\r\n", " ").replace(['\n', '\r'], " ")
    }

    fn header(&mut self) {
        let charter = self.view.workshop.charter();
        let text = self.plain(HeaderText::Title, &charter.title);
        self.line(&format!("# Workshop: {text}"));
        if !charter.client.is_empty() {
            let text = self.plain(HeaderText::Client, &charter.client);
            self.line(&format!("client: {text}"));
        }
        let period = self.plain(HeaderText::Period, &period(charter));
        self.line(&format!("period: {period}"));
        let map = self.view.map;
        let text = self.plain(HeaderText::MapName, &map.name);
        self.line(&format!("map: {text}"));
        if map.kind == MapKind::Scenario {
            self.line("kind: scenario");
        }
        if !map.about.is_empty() {
            for part in map.about.split('\n') {
                let part = self.plain(HeaderText::About, part);
                self.line(&format!("about: {part}"));
            }
        }
        for side in [Side::Buyer, Side::Seller] {
            self.lanes(side);
        }
        let pools = self.view.pools.clone();
        for pool in pools {
            let Some(name) = self.names.pools.get(&pool.id).filter(|name| !name.is_empty()) else {
                continue;
            };
            let mut line = format!("pool: {}", title(name));
            if let Some(people) = pool.people {
                let _ = write!(line, ", {people} people");
            }
            if let Some(capacity) = &pool.capacity {
                let _ = write!(line, ", {}", written(capacity, Unit::Hours));
            }
            if let Some(cost) = &pool.cost {
                let _ = write!(line, ", cost {}", written(cost, Unit::Plain));
            }
            self.line(&line);
        }
        let entries: Vec<String> = self
            .view
            .steps
            .iter()
            .filter_map(|step| {
                let volume = written(step.entry.as_ref()?, Unit::Plain);
                Some(format!("entry: {} {volume}", self.entry_title(step)))
            })
            .collect();
        for line in entries {
            self.line(&line);
        }
    }

    /// A title in front of a plain number: one that holds a number of its own is put in quotes.
    fn entry_title(&self, step: &Step) -> String {
        let name = self.names.step(step);
        let digits = |c: char| c.is_ascii_digit();
        if name.starts_with(['"', '#']) || !name.contains(digits) {
            name
        } else {
            quote(&name)
        }
    }

    /// Lane lines, where the steps alone would not give the same lanes in the same order.
    fn lanes(&mut self, side: Side) {
        let lanes: Vec<&Lane> = self.view.lanes_of(side).collect();
        let mut seen: Vec<LaneId> = Vec::new();
        for step in self.view.steps_of(side) {
            if !seen.contains(&step.lane) {
                seen.push(step.lane);
            }
        }
        let plain = lanes
            .iter()
            .all(|lane| lane.owner.is_empty() && !self.names.lanes.contains_key(&lane.id));
        if plain && lanes.iter().map(|lane| lane.id).eq(seen) {
            return;
        }
        for lane in lanes {
            let mut line = match side {
                Side::Buyer => "lane: buyer".to_owned(),
                Side::Seller => "lane: sales".to_owned(),
            };
            let _ = write!(line, " [{}]", title(&lane.title));
            if !lane.owner.is_empty() {
                let _ = write!(line, " owner {}", quote(&lane.owner));
            }
            if let Some(id) = self.names.lanes.get(&lane.id) {
                let _ = write!(line, " {{id {id}}}");
            }
            self.line(&line);
        }
    }

    fn side(&mut self, side: Side, name: &str) {
        let stages: Vec<&Stage> = self.view.stages_of(side).collect();
        let drawn = self.view.map.drawn.of(side);
        if stages.is_empty() && !drawn {
            return;
        }
        let mark = if drawn { "" } else { " (not drawn)" };
        self.line(&format!("\n# {name}{mark}"));
        let mut by_stage: BTreeMap<StageId, Vec<&Step>> = BTreeMap::new();
        for step in self.view.steps_of(side) {
            by_stage.entry(step.stage).or_default().push(step);
        }
        for stage in stages {
            self.stage(stage);
            for step in by_stage.remove(&stage.id).unwrap_or_default() {
                self.step(step);
            }
        }
    }

    fn stage(&mut self, stage: &Stage) {
        let mut line = format!("## {}", self.stage_name(stage));
        let mut pairs: Vec<StageId> = stage.paired.clone();
        pairs.sort_by_key(|id| self.view.stage_place(*id));
        for (at, pair) in pairs.iter().filter_map(|id| self.view.stage(*id)).enumerate() {
            line.push_str(if at == 0 { " ~ " } else { ", " });
            match self.names.stages.get(&pair.id) {
                Some(id) => {
                    let _ = write!(line, "#{id}");
                }
                None => line.push_str(&title(&pair.title)),
            }
        }
        let mut marks = Vec::new();
        if let Some(id) = self.names.stages.get(&stage.id) {
            marks.push(format!("id {id}"));
        }
        if stage.after_purchase {
            marks.push("after purchase".to_owned());
        }
        line.push_str(&braces(&marks));
        self.line(&line);
        for criterion in &stage.criteria {
            self.line(&criterion_line(criterion));
        }
    }

    /// A title where it is defined; one that repeats is put in quotes.
    fn stage_name(&self, stage: &Stage) -> String {
        if self.names.stages.contains_key(&stage.id) {
            quote(&stage.title)
        } else {
            title(&stage.title)
        }
    }

    fn step(&mut self, step: &Step) {
        let lane = match self.names.lanes.get(&step.lane) {
            Some(id) => format!("#{id}"),
            None => self
                .view
                .lane(step.lane)
                .map_or_else(|| quote(""), |lane| title(&lane.title)),
        };
        let name = if self.names.steps.contains_key(&step.id) || needs_quotes(&step.title) {
            quote(&step.title)
        } else {
            step.title.clone()
        };
        let mut line = format!("- [{lane}] {name}");
        for (at, link) in self.view.supports_from(step.id).enumerate() {
            line.push_str(if at == 0 { " -> " } else { ", " });
            line.push_str(&self.names.support(self.view, link));
        }
        line.push_str(&braces(&marks(self.view, &self.names, step)));
        self.line(&line);
        for question in &step.questions {
            let line = match self.names.questions.get(&question.id) {
                Some(id) => format!("  ? {} {{id {id}}}", quote(&question.text)),
                None => format!("  ? {}", title(&question.text)),
            };
            self.line(&line);
        }
        let mut flows: Vec<String> = Vec::new();
        for link in self.view.flow_from(step.id) {
            flows.push(format!("  => {}", self.names.flow(self.view, link)));
        }
        if flows.is_empty() {
            flows.push("  => -".to_owned());
        }
        for line in flows {
            self.line(&line);
        }
    }

    fn outcomes(&mut self) {
        let mut lines = Vec::new();
        for outcome in &self.view.outcomes {
            let end = End::Outcome(outcome.id);
            let unused = self.view.arriving(end, LinkKind::Flow).next().is_none();
            let returns: Vec<String> = self
                .view
                .leaving(end, LinkKind::Return)
                .map(|link| format!("  => {}", self.names.flow(self.view, link)))
                .collect();
            if returns.is_empty() && !unused {
                continue;
            }
            lines.push(match self.names.outcomes.get(&outcome.id) {
                Some(own) if !unused => format!("- {}", title(own)),
                _ => format!("- {}", self.names.outcome(outcome)),
            });
            lines.extend(returns);
        }
        if !lines.is_empty() {
            self.line("\n# Outcomes");
            for line in lines {
                self.line(&line);
            }
        }
    }

    /// Names what the format does not carry at all.
    fn account(&mut self) {
        let targets: usize = self
            .view
            .steps
            .iter()
            .map(|step| step.targets.len())
            .sum::<usize>()
            + self
                .view
                .outcomes
                .iter()
                .map(|outcome| outcome.targets.len())
                .sum::<usize>();
        let dismissed = self.view.map.dismissed_rules.len();
        let moves = self.view.map.moves.len();
        for (count, omission) in [
            (targets, LOCALE.targets(targets)),
            (dismissed, LOCALE.dismissed_rules(dismissed)),
            (moves, LOCALE.moves(moves)),
        ] {
            if count > 0 {
                self.names.left.push(omission.at(Place::Whole));
            }
        }
    }
}

fn period(charter: &Charter) -> String {
    format!(
        "{}, {} days of {} h",
        charter.period,
        digits_of(charter.days_per_period, Unit::Plain),
        digits_of(charter.hours_per_day, Unit::Plain)
    )
}
