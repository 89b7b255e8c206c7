//! What a row's own fields may hold: lengths, ranges, and which side has which field.

use crate::plan::refuse;
use crate::{
    Charter, Link, LinkKind, Map, MapKind, Measure, Outcome, Pool, Refusal, Row, ScenarioMove, Settings,
    Side, Stage, Step, Strength, TEXT_LIMIT, Target, Tool,
};

/// Collects what is wrong with one row, under its name.
struct Fields<'a> {
    row: &'static str,
    out: &'a mut Vec<Refusal>,
}

/// Checks the fields of a row by themselves.
pub(super) fn row(row: &Row, out: &mut Vec<Refusal>) {
    let mut check = Fields { row: name(row), out };
    if row.key().uuid().is_some_and(|id| id.is_nil()) {
        check.wrong("id", "the id is missing");
    }
    match row {
        Row::Step(row) => check.step(row),
        Row::Stage(row) => check.stage(row),
        Row::Link(row) => check.link(row),
        Row::Pool(row) => check.pool(row),
        Row::Outcome(row) => check.outcome(row),
        Row::Tool(row) => check.tool(row),
        Row::Charter(row) => check.charter(row),
        Row::Settings(row) => check.settings(row),
        Row::Lane(row) => {
            check.text("title", &row.title);
            check.text("owner", &row.owner);
        }
        Row::Map(row) => {
            check.text("name", &row.name);
            check.text("about", &row.about);
            for (rule, reason) in &row.dismissed_rules {
                check.text(&format!("dismissed_rules.{rule}"), reason);
            }
            check.moves(row);
        }
        Row::Participant(row) => {
            check.text("name", &row.name);
            check.text("function", &row.function);
            check.text("private_note", &row.private_note);
        }
        Row::Agenda(row) => check.text("title", &row.title),
        Row::Note(row) => {
            check.text("text", &row.text);
            check.text("author", &row.author);
        }
        Row::Log(row) => {
            check.text("name", &row.name);
            check.text("source", &row.source);
        }
        Row::Gap(row) => {
            check.text("title", &row.title);
            check.text("comment", &row.comment);
            check.text("reason", &row.reason);
            for (name, number) in &row.numbers {
                check.finite(&format!("numbers.{name}"), *number);
            }
        }
    }
}

fn name(row: &Row) -> &'static str {
    match row {
        Row::Participant(_) => "participant",
        Row::Agenda(_) => "agenda",
        Row::Note(_) => "note",
        Row::Tool(_) => "tool",
        Row::Map(_) => "map",
        Row::Lane(_) => "lane",
        Row::Stage(_) => "stage",
        Row::Pool(_) => "pool",
        Row::Step(_) => "step",
        Row::Outcome(_) => "outcome",
        Row::Link(_) => "link",
        Row::Gap(_) => "gap",
        Row::Log(_) => "log",
        Row::Charter(_) => "charter",
        Row::Settings(_) => "settings",
    }
}

impl Fields<'_> {
    fn wrong(&mut self, field: &str, why: &str) {
        self.out.push(refuse(format!("{}.{field}", self.row), why));
    }

    fn text(&mut self, field: &str, text: &str) {
        // A byte is at least as many as a character: the count is needed for long texts only.
        if text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT {
            self.wrong(field, "the text is longer than 10,000 characters");
        }
    }

    fn finite(&mut self, field: &str, number: f64) {
        if !number.is_finite() {
            self.wrong(field, "this is not a number");
        }
    }

    fn amount(&mut self, field: &str, number: f64) {
        if !number.is_finite() {
            self.wrong(field, "this is not a number");
        } else if number < 0.0 {
            self.wrong(field, "the number is below 0");
        }
    }

    fn share(&mut self, field: &str, number: f64) {
        if !(0.0..=1.0).contains(&number) {
            self.wrong(field, "a share lies between 0 and 1");
        }
    }

    fn grade(&mut self, field: &str, grade: Option<i8>) {
        if grade.is_some_and(|grade| !(-2..=2).contains(&grade)) {
            self.wrong(field, "this goes from -2 to 2");
        }
    }

    fn measure(&mut self, field: &str, measure: Option<&Measure>, share: bool) {
        let Some(measure) = measure else { return };
        let numbers = [
            ("value", Some(measure.value)),
            ("low", measure.low),
            ("high", measure.high),
        ];
        for (part, number) in numbers {
            let Some(number) = number else { continue };
            let field = format!("{field}.{part}");
            if share {
                self.share(&field, number);
            } else {
                self.amount(&field, number);
            }
        }
        if let Some(deviation) = measure.deviation {
            self.amount(&format!("{field}.deviation"), deviation);
        }
        if let (Some(low), Some(high)) = (measure.low, measure.high)
            && low > high
        {
            self.wrong(&format!("{field}.low"), "the low end is above the high end");
        }
        if let Some(source) = &measure.source {
            self.text(&format!("{field}.source"), source);
        }
    }

    fn moves(&mut self, map: &Map) {
        let current = map.kind == MapKind::Current;
        self.absent(
            "moves",
            current && !map.moves.is_empty(),
            "only a scenario has this",
        );
        for (number, row) in map.moves.iter().enumerate() {
            match row {
                ScenarioMove::TryHarder { factor } => self.amount(&format!("moves.{number}.factor"), *factor),
                ScenarioMove::Force { share, measured, .. } => {
                    self.share(&format!("moves.{number}.share"), *share);
                    for (place, row) in measured.iter().enumerate() {
                        self.share(&format!("moves.{number}.measured.{place}.share"), row.share);
                    }
                }
            }
        }
    }

    fn absent(&mut self, field: &str, there: bool, why: &str) {
        if there {
            self.wrong(field, why);
        }
    }

    fn targets(&mut self, targets: &[Target]) {
        for (number, target) in targets.iter().enumerate() {
            self.finite(&format!("targets.{number}.value"), target.value);
            for (field, text) in [
                ("what", &target.what),
                ("unit", &target.unit),
                ("inspector", &target.inspector),
                ("cadence", &target.cadence),
            ] {
                self.text(&format!("targets.{number}.{field}"), text);
            }
        }
    }

    fn step(&mut self, step: &Step) {
        self.text("title", &step.title);
        self.text("note", &step.note);
        self.text("accountable", &step.accountable);
        if step
            .importance
            .is_some_and(|importance| !(1..=3).contains(&importance))
        {
            self.wrong("importance", "importance goes from 1 to 3");
        }
        self.grade("value", step.value);
        self.grade("motivation", step.motivation);
        for (number, question) in step.questions.iter().enumerate() {
            self.text(&format!("questions.{number}.text"), &question.text);
            if question.id.0.is_nil() {
                self.wrong(&format!("questions.{number}.id"), "the id is missing");
            }
        }
        self.targets(&step.targets);
        self.measure("entry", step.entry.as_ref(), false);
        self.measure("touch", step.touch.as_ref(), false);
        self.measure("elapsed", step.elapsed.as_ref(), false);
        self.measure("volume", step.volume.as_ref(), false);
        self.measure("complete_accurate", step.complete_accurate.as_ref(), true);
        match step.side {
            Side::Seller => {
                let why = "only a buyer step has this";
                self.absent("start", step.start, why);
                self.absent("motivation", step.motivation.is_some(), why);
                self.absent("knowledge", step.knowledge.is_some(), why);
                self.absent("questions", !step.questions.is_empty(), why);
            }
            Side::Buyer => {
                let why = "only an activity has this";
                self.absent("required", step.required, why);
                self.absent("ask", step.ask, why);
                self.absent("pool", step.pool.is_some(), why);
                self.absent("accountable", !step.accountable.is_empty(), why);
                self.absent("tools", !step.tools.is_empty(), why);
                self.absent("targets", !step.targets.is_empty(), why);
                self.absent("entry", step.entry.is_some(), why);
            }
        }
    }

    fn stage(&mut self, stage: &Stage) {
        self.text("title", &stage.title);
        for (number, criterion) in stage.criteria.iter().enumerate() {
            self.text(&format!("criteria.{number}.text"), &criterion.text);
            self.text(&format!("criteria.{number}.recorded"), &criterion.recorded);
            if criterion.id.0.is_nil() {
                self.wrong(&format!("criteria.{number}.id"), "the id is missing");
            }
            if stage.criteria[..number]
                .iter()
                .any(|other| other.id == criterion.id)
            {
                self.wrong(
                    &format!("criteria.{number}.id"),
                    "another criterion of the stage has this id",
                );
            }
        }
        match stage.side {
            Side::Seller => self.absent(
                "after_purchase",
                stage.after_purchase,
                "only a buyer stage has this",
            ),
            Side::Buyer => {
                let why = "only a stage of the sales process has this";
                self.absent("paired", !stage.paired.is_empty(), why);
                self.absent("criteria", !stage.criteria.is_empty(), why);
            }
        }
    }

    fn link(&mut self, link: &Link) {
        self.measure("share", link.share.as_ref(), true);
        self.measure("wait", link.wait.as_ref(), false);
        self.text("criterion", &link.criterion);
        for (number, answer) in link.answers.iter().enumerate() {
            if link.answers[..number].contains(answer) {
                self.wrong(&format!("answers.{number}"), "this question is named twice");
            }
        }
        match link.kind {
            LinkKind::Support => {
                let why = "a support has no such field";
                self.absent("share", link.share.is_some(), why);
                self.absent("wait", link.wait.is_some(), why);
                self.absent("criterion", !link.criterion.is_empty(), why);
            }
            LinkKind::Flow | LinkKind::Return => {
                let why = "only a support has this";
                self.absent("strength", link.strength != Strength::Helps, why);
                self.absent("answers", !link.answers.is_empty(), why);
                if link.kind == LinkKind::Return {
                    self.absent(
                        "criterion",
                        !link.criterion.is_empty(),
                        "a return has no criterion",
                    );
                }
            }
        }
    }

    fn pool(&mut self, pool: &Pool) {
        self.text("name", &pool.name);
        self.measure("capacity", pool.capacity.as_ref(), false);
        self.measure("cost", pool.cost.as_ref(), false);
    }

    fn outcome(&mut self, outcome: &Outcome) {
        self.text("title", &outcome.title);
        self.targets(&outcome.targets);
    }

    fn tool(&mut self, tool: &Tool) {
        self.text("name", &tool.name);
        self.text("expected_outcome", &tool.expected_outcome);
        self.text("outcome_seen", &tool.outcome_seen);
        self.text("coached_by", &tool.coached_by);
        self.grade("value_to_seller", tool.value_to_seller);
        self.grade("value_to_buyer", tool.value_to_buyer);
        if let Some(adoption) = tool.adoption {
            self.share("adoption", adoption);
        }
        if let Some(cost) = tool.cost_per_year {
            self.amount("cost_per_year", cost);
        }
        if let Some(minutes) = tool.minutes_per_deal {
            self.amount("minutes_per_deal", minutes);
        }
    }

    fn charter(&mut self, charter: &Charter) {
        for (field, text) in [
            ("title", &charter.title),
            ("client", &charter.client),
            ("place", &charter.place),
            ("facilitator", &charter.facilitator),
            ("language", &charter.language),
            ("currency", &charter.currency),
            ("period", &charter.period),
            ("problem", &charter.problem),
            ("good_lead", &charter.good_lead),
        ] {
            self.text(field, text);
        }
        for (field, list) in [
            ("scope_in", &charter.scope_in),
            ("scope_out", &charter.scope_out),
            ("rules", &charter.rules),
        ] {
            for (number, text) in list.iter().enumerate() {
                self.text(&format!("{field}.{number}"), text);
            }
        }
        self.amount("hours_per_day", charter.hours_per_day);
        self.amount("days_per_period", charter.days_per_period);
        if let Some(value) = charter.deal_value {
            self.amount("deal_value", value);
        }
        for (number, goal) in charter.goals.iter().enumerate() {
            self.text(&format!("goals.{number}.metric"), &goal.metric);
            self.text(&format!("goals.{number}.unit"), &goal.unit);
            for (field, value) in [("baseline", goal.baseline), ("target", goal.target)] {
                if let Some(value) = value {
                    self.finite(&format!("goals.{number}.{field}"), value);
                }
            }
        }
    }

    fn settings(&mut self, settings: &Settings) {
        for (name, value) in &settings.thresholds {
            self.finite(&format!("thresholds.{name}"), *value);
        }
        for (rule, why) in &settings.off {
            self.text(&format!("off.{rule}"), why);
        }
    }
}
