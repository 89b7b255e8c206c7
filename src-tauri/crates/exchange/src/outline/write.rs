//! Writing a map as an outline: always the same text for the same map, with every flow explicit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use twinlane_model::{
    Charter, Criterion, End, Knowledge, Lane, LaneId, Link, LinkKind, MapKind, MapView, Outcome, OutcomeId,
    OutcomeKind, PoolId, QuestionId, Side, Stage, StageId, Step, StepId, Strength,
};

use super::measure::{Unit, digits_of, written};
use super::title::{needs_quotes, quote, written as title};
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
pub fn write(view: &MapView) -> Written {
    let mut writer = Writer::new(view);
    writer.header();
    writer.side(Side::Buyer, "Buyer journey");
    writer.side(Side::Seller, "Sales process");
    writer.outcomes();
    writer.account();
    Written {
        text: writer.text,
        left: writer.left,
    }
}

struct Writer<'v, 'w> {
    view: &'v MapView<'w>,
    text: String,
    left: Vec<Left>,
    step_ids: BTreeMap<StepId, String>,
    stage_ids: BTreeMap<StageId, String>,
    lane_ids: BTreeMap<LaneId, String>,
    question_ids: BTreeMap<QuestionId, String>,
    pool_names: BTreeMap<PoolId, String>,
    outcome_titles: BTreeMap<OutcomeId, String>,
    tools: BTreeMap<twinlane_model::ToolId, &'w str>,
}

impl<'v, 'w> Writer<'v, 'w> {
    fn new(view: &'v MapView<'w>) -> Self {
        let mut left = Vec::new();
        Self {
            view,
            text: String::new(),
            step_ids: step_ids(view),
            stage_ids: repeated(
                "g",
                view.stages
                    .iter()
                    .map(|stage| (stage.id, (stage.side, &*stage.title))),
            ),
            lane_ids: repeated(
                "l",
                view.lanes.iter().map(|lane| (lane.id, (lane.side, &*lane.title))),
            ),
            question_ids: repeated(
                "q",
                view.steps.iter().flat_map(|step| {
                    step.questions
                        .iter()
                        .map(|question| (question.id, (step.id, &*question.text)))
                }),
            ),
            pool_names: pool_names(view, &mut left),
            outcome_titles: outcome_titles(view, &mut left),
            tools: view
                .workshop
                .tools()
                .values()
                .map(|tool| (tool.id, &*tool.name))
                .collect(),
            left,
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A text of a header line, which has no quotes: what would end the line becomes a space.
    fn plain(&mut self, what: &str, text: &str) -> String {
        if !text.contains('\n') && !text.ends_with('\r') {
            return text.to_owned();
        }
        self.left.push(Left {
            what: format!("the line breaks of {what}"),
            why: "a header line is one line".to_owned(),
            place: Place::Whole,
        });
        text.replace("\r\n", " ").replace(['\n', '\r'], " ")
    }

    fn header(&mut self) {
        let charter = self.view.workshop.charter();
        let text = self.plain("the title", &charter.title);
        self.line(&format!("# Workshop: {text}"));
        if !charter.client.is_empty() {
            let text = self.plain("the client", &charter.client);
            self.line(&format!("client: {text}"));
        }
        let period = self.plain("the period", &period(charter));
        self.line(&format!("period: {period}"));
        let map = self.view.map;
        let text = self.plain("the map's name", &map.name);
        self.line(&format!("map: {text}"));
        if map.kind == MapKind::Scenario {
            self.line("kind: scenario");
        }
        if !map.about.is_empty() {
            for part in map.about.split('\n') {
                let part = self.plain("what the map is about", part);
                self.line(&format!("about: {part}"));
            }
        }
        for side in [Side::Buyer, Side::Seller] {
            self.lanes(side);
        }
        let pools = self.view.pools.clone();
        for pool in pools {
            let Some(name) = self.pool_names.get(&pool.id).filter(|name| !name.is_empty()) else {
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
        let name = self.step_name(step);
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
            .all(|lane| lane.owner.is_empty() && !self.lane_ids.contains_key(&lane.id));
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
            if let Some(id) = self.lane_ids.get(&lane.id) {
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
            match self.stage_ids.get(&pair.id) {
                Some(id) => {
                    let _ = write!(line, "#{id}");
                }
                None => line.push_str(&title(&pair.title)),
            }
        }
        let mut marks = Vec::new();
        if let Some(id) = self.stage_ids.get(&stage.id) {
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
        if self.stage_ids.contains_key(&stage.id) {
            quote(&stage.title)
        } else {
            title(&stage.title)
        }
    }

    /// How links refer to a step.
    fn step_name(&self, step: &Step) -> String {
        match self.step_ids.get(&step.id) {
            Some(id) => format!("#{id}"),
            None => title(&step.title),
        }
    }

    fn step(&mut self, step: &Step) {
        let lane = match self.lane_ids.get(&step.lane) {
            Some(id) => format!("#{id}"),
            None => self
                .view
                .lane(step.lane)
                .map_or_else(|| quote(""), |lane| title(&lane.title)),
        };
        let name = if self.step_ids.contains_key(&step.id) || needs_quotes(&step.title) {
            quote(&step.title)
        } else {
            step.title.clone()
        };
        let mut line = format!("- [{lane}] {name}");
        for (at, link) in self.view.supports_from(step.id).enumerate() {
            line.push_str(if at == 0 { " -> " } else { ", " });
            line.push_str(&self.support(link));
        }
        line.push_str(&braces(&self.marks(step)));
        self.line(&line);
        for question in &step.questions {
            let line = match self.question_ids.get(&question.id) {
                Some(id) => format!("  ? {} {{id {id}}}", quote(&question.text)),
                None => format!("  ? {}", title(&question.text)),
            };
            self.line(&line);
        }
        let mut flows: Vec<String> = Vec::new();
        for link in self.view.flow_from(step.id) {
            flows.push(self.flow(link));
        }
        if flows.is_empty() {
            flows.push("  => -".to_owned());
        }
        for line in flows {
            self.line(&line);
        }
    }

    fn support(&self, link: &Link) -> String {
        let Some(step) = link.to.step().and_then(|id| self.view.step(id)) else {
            return String::new();
        };
        let mut said = Vec::new();
        match link.strength {
            Strength::Weak => said.push("weak".to_owned()),
            Strength::Helps => {}
            Strength::Strong => said.push("strong".to_owned()),
        }
        for question in step
            .questions
            .iter()
            .filter(|question| link.answers.contains(&question.id))
        {
            said.push(match self.question_ids.get(&question.id) {
                Some(id) => format!("answers #{id}"),
                None => format!("answers {}", quote(&question.text)),
            });
        }
        let name = self.step_name(step);
        if said.is_empty() {
            name
        } else {
            format!("{name} ({})", said.join(", "))
        }
    }

    fn flow(&self, link: &Link) -> String {
        let mut line = match link.to {
            End::Step(id) => {
                let name = self
                    .view
                    .step(id)
                    .map_or_else(String::new, |step| self.step_name(step));
                format!("  => {name}")
            }
            End::Outcome(id) => match self.view.outcome(id) {
                Some(outcome) => format!("  => {}", self.outcome_end(outcome)),
                None => "  => ".to_owned(),
            },
        };
        if let Some(share) = &link.share {
            let _ = write!(line, " {}", written(share, Unit::Percent));
        }
        let mut marks = Vec::new();
        if !link.criterion.is_empty() {
            marks.push(format!("criterion {}", quote(&link.criterion)));
        }
        if let Some(wait) = &link.wait {
            marks.push(format!("wait {}", written(wait, Unit::Days)));
        }
        line.push_str(&braces(&marks));
        line
    }

    fn outcome_end(&self, outcome: &Outcome) -> String {
        match self.outcome_titles.get(&outcome.id) {
            Some(own) => format!("{} as {}", title(own), outcome.kind.word()),
            None => outcome.kind.word().to_owned(),
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
                .map(|link| self.flow(link))
                .collect();
            if returns.is_empty() && !unused {
                continue;
            }
            lines.push(match self.outcome_titles.get(&outcome.id) {
                Some(own) if !unused => format!("- {}", title(own)),
                _ => format!("- {}", self.outcome_end(outcome)),
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

    /// The attributes of a step, in the order of the user guide.
    fn marks(&self, step: &Step) -> Vec<String> {
        let mut marks: Vec<String> = Vec::new();
        if let Some(id) = self.step_ids.get(&step.id) {
            marks.push(format!("id {id}"));
        }
        let numbers = [
            ("importance", step.importance.map(|n| n.to_string())),
            ("value", step.value.map(|n| n.to_string())),
            ("motivation", step.motivation.map(|n| n.to_string())),
        ];
        for (word, number) in numbers {
            marks.extend(number.map(|number| format!("{word} {number}")));
        }
        match &step.knowledge {
            Some(Knowledge::Heard { buyers, on }) => {
                let on = on.map(|date| format!(" as-of {date}")).unwrap_or_default();
                marks.push(format!("heard {buyers}{on}"));
            }
            Some(Knowledge::Observed) => marks.push("observed".to_owned()),
            Some(Knowledge::Guess) => marks.push("guess".to_owned()),
            None => {}
        }
        let flags = [
            (step.start, "start"),
            (step.required, "required"),
            (step.ask, "ask"),
            (step.all, "all"),
            (step.waits, "waits"),
            (step.waypoint, "waypoint"),
        ];
        marks.extend(
            flags
                .into_iter()
                .filter(|(on, _)| *on)
                .map(|(_, word)| word.to_owned()),
        );
        self.pool_marks(step, &mut marks);
        if !step.accountable.is_empty() {
            marks.push(format!("accountable {}", quote(&step.accountable)));
        }
        for tool in step.tools.iter().filter_map(|id| self.tools.get(id)) {
            marks.push(format!("tool {}", quote(tool)));
        }
        let measures = [
            ("touch", &step.touch, Unit::Hours),
            ("elapsed", &step.elapsed, Unit::Days),
            ("volume", &step.volume, Unit::Plain),
            ("ca", &step.complete_accurate, Unit::Percent),
        ];
        for (word, measure, unit) in measures {
            marks.extend(
                measure
                    .as_ref()
                    .map(|measure| format!("{word} {}", written(measure, unit))),
            );
        }
        if !step.note.is_empty() {
            marks.push(format!("note {}", quote(&step.note)));
        }
        marks
    }

    fn pool_marks(&self, step: &Step, marks: &mut Vec<String>) {
        let Some(pool) = step.pool.and_then(|id| self.view.pool(id)) else {
            return;
        };
        if let Some(name) = self.pool_names.get(&pool.id).filter(|name| !name.is_empty()) {
            marks.push(format!("owner {}", quote(name)));
            return;
        }
        marks.extend(pool.people.map(|people| format!("people {people}")));
        marks.extend(
            pool.capacity
                .as_ref()
                .map(|m| format!("capacity {}", written(m, Unit::Hours))),
        );
        marks.extend(
            pool.cost
                .as_ref()
                .map(|m| format!("cost {}", written(m, Unit::Plain))),
        );
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
        for (count, noun) in [(targets, "targets"), (dismissed, "rules dismissed for this map")] {
            if count > 0 {
                self.left.push(Left {
                    what: format!("{count} {noun}"),
                    why: "an outline has no place for them; the workshop's JSON has".to_owned(),
                    place: Place::Whole,
                });
            }
        }
    }
}

fn braces(marks: &[String]) -> String {
    if marks.is_empty() {
        String::new()
    } else {
        format!(" {{{}}}", marks.join(", "))
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

fn criterion_line(criterion: &Criterion) -> String {
    let mut marks = Vec::new();
    match criterion.actor {
        Some(twinlane_model::Actor::Buyer) => marks.push("buyer".to_owned()),
        Some(twinlane_model::Actor::Seller) => marks.push("seller".to_owned()),
        None => {}
    }
    let ticks = [
        (criterion.action, "action"),
        (criterion.objective, "objective"),
        (criterion.yes_no, "yes-no"),
    ];
    marks.extend(
        ticks
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, word)| word.to_owned()),
    );
    if !criterion.recorded.is_empty() {
        marks.push(format!("recorded {}", quote(&criterion.recorded)));
    }
    format!("! {}{}", title(&criterion.text), braces(&marks))
}

/// Ids for things whose title repeats in their group, by running number.
fn repeated<'a, T: Ord + Copy, G: Ord + Copy>(
    prefix: &str,
    things: impl Iterator<Item = (T, (G, &'a str))> + Clone,
) -> BTreeMap<T, String> {
    let mut count: BTreeMap<(G, &str), usize> = BTreeMap::new();
    for (_, key) in things.clone() {
        *count.entry(key).or_default() += 1;
    }
    things
        .filter(|(_, key)| count.get(key).is_some_and(|count| *count > 1))
        .enumerate()
        .map(|(at, (thing, _))| (thing, format!("{prefix}{}", at + 1)))
        .collect()
}

/// Ids for steps that links cannot name by title: it repeats on the map, or is empty.
fn step_ids(view: &MapView) -> BTreeMap<StepId, String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for step in &view.steps {
        *count.entry(&step.title).or_default() += 1;
    }
    view.steps
        .iter()
        .filter(|step| step.title.is_empty() || count.get(&*step.title).is_some_and(|count| *count > 1))
        .enumerate()
        .map(|(at, step)| (step.id, format!("s{}", at + 1)))
        .collect()
}

/// Names under which pools are written. An unnamed pool stays unnamed when one step alone has it; two pools
/// of one name are told apart by a number.
fn pool_names(view: &MapView, left: &mut Vec<Left>) -> BTreeMap<PoolId, String> {
    let mut users: BTreeMap<PoolId, usize> = BTreeMap::new();
    for pool in view.steps.iter().filter_map(|step| step.pool) {
        *users.entry(pool).or_default() += 1;
    }
    let mut taken: BTreeSet<String> = view.pools.iter().map(|pool| pool.name.clone()).collect();
    let mut given: BTreeSet<&str> = BTreeSet::new();
    let mut names = BTreeMap::new();
    for pool in &view.pools {
        let shared = users.get(&pool.id).copied().unwrap_or(0);
        let name = if pool.name.is_empty() && shared <= 1 || given.insert(&pool.name) && !pool.name.is_empty()
        {
            pool.name.clone()
        } else {
            let stem = if pool.name.is_empty() { "Pool" } else { &pool.name };
            let name = fresh(stem, &mut taken);
            left.push(Left {
                what: format!("the name of a pool (“{}”), written as “{name}”", pool.name),
                why: "an outline tells pools apart by their names".to_owned(),
                place: Place::Whole,
            });
            name
        };
        if pool.name.is_empty() && shared == 0 {
            left.push(Left {
                what: "an unnamed pool that no step uses".to_owned(),
                why: "an outline has pools by name or at a step".to_owned(),
                place: Place::Whole,
            });
        }
        names.insert(pool.id, name);
    }
    names
}

/// Titles of outcomes that have one of their own. One title with two kinds cannot be written, so the later
/// one gets a number.
fn outcome_titles(view: &MapView, left: &mut Vec<Left>) -> BTreeMap<OutcomeId, String> {
    let mut taken: BTreeSet<String> = view
        .outcomes
        .iter()
        .map(|outcome| outcome.title.clone())
        .collect();
    let mut kinds: BTreeMap<&str, OutcomeKind> = BTreeMap::new();
    let mut titles = BTreeMap::new();
    for outcome in view.outcomes.iter().filter(|outcome| !outcome.title.is_empty()) {
        let kind = *kinds.entry(&outcome.title).or_insert(outcome.kind);
        let own = if kind == outcome.kind {
            outcome.title.clone()
        } else {
            let own = fresh(&outcome.title, &mut taken);
            left.push(Left {
                what: format!(
                    "the title of an outcome (“{}”), written as “{own}”",
                    outcome.title
                ),
                why: "in an outline one title has one kind of outcome".to_owned(),
                place: Place::Whole,
            });
            own
        };
        titles.insert(outcome.id, own);
    }
    titles
}

fn fresh(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let mut number = 2u32;
    loop {
        let name = format!("{stem} ({number})");
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}
