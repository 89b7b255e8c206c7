//! Random logs over random maps: a second, plain implementation finds the same straight from the deals.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use twinlane_gaps::{Context, Finding, catalogue};
use twinlane_model::{End, LinkKind, Map, MapKind, MapView, OutcomeKind, Row, Side, Step, Workshop};
use twinlane_testkit::random::{self, Dice};

use crate::logs;
use crate::naive::records::{Deal, Event, Findings, TWINS, findings};
use crate::naive::rule_of;

const TODAY: Date = date(2026, 1, 31);
const DAY: i64 = 86_400;
/// 1 January 2025.
const BEGIN: i64 = 1_735_689_600;

/// A random map with what names of a log can run into: titles that repeat, names the room has given a meaning,
/// thresholds of its own, and now and then a scenario.
fn map(dice: &mut Dice, seed: u64) -> Workshop {
    let calm = random::workshop(seed, 6 + (seed as usize * 7) % 34);
    let mut rows: Vec<Row> = calm.rows().collect();
    let activities: Vec<Step> = calm
        .steps()
        .values()
        .filter(|step| step.side == Side::Seller && !step.waypoint)
        .cloned()
        .collect();
    let (one, other, third) = (
        dice.pick(&activities),
        dice.pick(&activities),
        dice.pick(&activities),
    );
    let (repeats, said, nothing) = (dice.chance(30), dice.chance(30), dice.chance(10));
    let scenario = dice.chance(5);
    for row in &mut rows {
        match row {
            Row::Step(step) if repeats && step.id == one.id => step.title.clone_from(&other.title),
            Row::Map(map) => {
                if said {
                    map.matching
                        .insert("Extra 1".to_owned(), vec![End::Step(third.id)]);
                }
                if nothing {
                    map.matching.insert(other.title.clone(), Vec::new());
                }
                if scenario {
                    *map = Map {
                        kind: MapKind::Scenario,
                        ..map.clone()
                    };
                }
            }
            Row::Settings(settings) => {
                for name in [
                    "skipped-step.percent",
                    "unmapped-activity.percent",
                    "unmapped-transition.percent",
                    "recorded-rework.percent",
                ] {
                    if dice.chance(40) {
                        let percent = dice.pick(&[0.0, 5.0, 10.0, 25.0, 50.0]);
                        settings.thresholds.insert(name.to_owned(), percent);
                    }
                }
            }
            _ => {}
        }
    }
    Workshop::from_rows(rows).expect("other titles and settings keep a map valid")
}

/// Deals that mostly go the ways of the map.
struct Walker<'a> {
    view: &'a MapView<'a>,
    steps: Vec<&'a Step>,
    /// Steps that nobody records.
    silent: Vec<bool>,
    dice: &'a mut Dice,
}

impl Walker<'_> {
    fn deals(&mut self) -> Vec<Deal> {
        let mut deals: Vec<Deal> = (0..=self.dice.below(80)).map(|_| self.deal()).collect();
        deals.retain(|deal| !deal.is_empty());
        if self.dice.chance(30) {
            self.evening(&mut deals);
        }
        deals
    }

    fn deal(&mut self) -> Deal {
        let mut at = Some(self.dice.below(3).min(self.steps.len() - 1));
        let mut names: Vec<String> = Vec::new();
        let mut ended = false;
        for _ in 0..2 + self.dice.below(14) {
            let Some(step) = at else { break };
            if !self.silent[step] && !self.steps[step].waypoint {
                let title = self.steps[step].title.clone();
                names.push(if self.dice.chance(5) {
                    title.to_uppercase()
                } else {
                    title
                });
            }
            if self.dice.chance(4) {
                names.push(self.dice.pick(&["Extra 1", "Extra 2", "extra-3"]).to_owned());
            }
            at = if self.dice.chance(8) {
                Some(self.dice.below(self.steps.len()))
            } else {
                self.follow(step, &mut names, &mut ended)
            };
        }
        let hasty = self.dice.chance(6);
        let mut time = BEGIN + self.dice.below(300 * DAY as usize) as i64;
        let user = self.dice.pick(&["Ann", "Bob", ""]).to_owned();
        let event = |activity: String| {
            let event = Event {
                activity,
                time,
                user: user.clone(),
            };
            time += match self.dice.below(10) {
                _ if hasty => self.dice.below(20) as i64,
                0 => self.dice.below(60) as i64,
                1 | 2 => self.dice.below(40_000) as i64,
                _ => self.dice.below(9 * DAY as usize) as i64,
            };
            event
        };
        names.into_iter().map(event).collect()
    }

    /// Goes on along a random link; of work side by side, does all of it in some order. A deal says at most once how
    /// it ends.
    fn follow(&mut self, from: usize, names: &mut Vec<String>, ended: &mut bool) -> Option<usize> {
        let links = || {
            self.view
                .links
                .iter()
                .filter(|link| link.kind != LinkKind::Support)
        };
        let from = End::Step(self.steps[from].id);
        let mut ends: Vec<End> = links()
            .filter(|link| link.from == from)
            .map(|link| link.to)
            .collect();
        let all = from
            .step()
            .and_then(|id| self.view.step(id))
            .is_some_and(|step| step.all);
        if all && ends.len() > 1 {
            let first = ends.swap_remove(self.dice.below(ends.len()));
            if let Some(step) = first.step().and_then(|id| self.place(id))
                && !self.silent[step]
                && !self.steps[step].waypoint
            {
                names.push(self.steps[step].title.clone());
            }
        }
        if ends.is_empty() {
            return None;
        }
        match self.dice.pick(&ends) {
            End::Step(id) => self.place(id),
            End::Outcome(id) => {
                let outcome = self.view.outcome(id)?;
                if !*ended && self.dice.chance(70) {
                    *ended = true;
                    let won = outcome.kind == OutcomeKind::Won;
                    names.push(if won { "Won" } else { "Lost" }.to_owned());
                }
                let back = links().find(|link| link.from == End::Outcome(id))?;
                back.to.step().and_then(|id| self.place(id))
            }
        }
    }

    fn place(&self, id: twinlane_model::StepId) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// Somebody enters the last step of many deals in one minute, or in a little more.
    fn evening(&mut self, deals: &mut [Deal]) {
        let apart = self.dice.pick(&[2, 3, 4]);
        let later = BEGIN + 500 * DAY + 61_234;
        for (number, deal) in (0..).zip(deals.iter_mut().take(22)) {
            if let Some(last) = deal.last_mut() {
                last.time = later + number * apart;
                "Bob".clone_into(&mut last.user);
            }
        }
    }
}

fn csv(deals: &[Deal]) -> String {
    let mut csv = "deal,stage,date,user\n".to_owned();
    for (number, deal) in deals.iter().enumerate() {
        for event in deal {
            let moment = Timestamp::from_second(event.time).expect("a moment of this century");
            let _ = writeln!(
                csv,
                "{number},\"{}\",{},{}",
                event.activity,
                moment.strftime("%Y-%m-%d %H:%M:%S"),
                event.user
            );
        }
    }
    csv
}

/// A finding as its twin states it: the text that tells findings about the same rows apart is among the subjects.
fn as_a_twin_states_it(finding: &Finding) -> Option<(String, Vec<String>, Vec<u64>)> {
    let (_, names, _) = TWINS
        .iter()
        .find(|(name, _, _)| rule_of(name).name == finding.rule)?;
    let mut subjects: Vec<String> = finding
        .subjects
        .iter()
        .map(|subject| subject.id.clone())
        .collect();
    subjects.extend(
        finding
            .fingerprint
            .split_once('/')
            .map(|(_, words)| words.to_owned()),
    );
    subjects.sort();
    let count = |name: &&str| finding.numbers.get(name).unwrap_or(f64::NAN) as u64;
    Some((
        finding.code.to_owned(),
        subjects,
        names.iter().map(count).collect(),
    ))
}

#[test]
fn a_plain_implementation_finds_the_same_in_random_records() {
    let mut fired: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..300 {
        let mut dice = Dice::new(seed ^ 0x10c5);
        let drawn = map(&mut dice, seed);
        let id = *drawn.maps().keys().next().expect("a random workshop has a map");
        let view = drawn.view(id).expect("the map is there");
        let steps: Vec<&Step> = view.steps_of(Side::Seller).collect();
        let silent = steps.iter().map(|_| dice.chance(10)).collect();
        let deals = Walker {
            view: &view,
            steps,
            silent,
            dice: &mut dice,
        }
        .deals();
        if deals.is_empty() {
            continue;
        }
        let mut rows: Vec<Row> = drawn.rows().collect();
        rows.push(Row::Log(logs::log(&csv(&deals))));
        let workshop = Workshop::from_rows(rows).expect("a log beside a map");
        let view = workshop.view(id).expect("the map is there");
        let today = dice.chance(70).then_some(TODAY);
        let found = catalogue(
            &view,
            &Context {
                today,
                ..Context::default()
            },
        );
        let quick: Findings = found.findings.iter().filter_map(as_a_twin_states_it).collect();
        let plain = findings(&view, &deals, today);
        let missed: Vec<_> = plain.difference(&quick).collect();
        let invented: Vec<_> = quick.difference(&plain).collect();
        assert!(
            missed.is_empty() && invented.is_empty(),
            "seed {seed}, {} deals: the catalogue misses {missed:?} and invents {invented:?}",
            deals.len()
        );
        for (code, _, _) in quick {
            *fired.entry(code).or_default() += 1;
        }
    }
    for (name, _, _) in TWINS {
        let code = rule_of(name).code;
        assert!(
            fired.get(code).is_some_and(|times| *times >= 20),
            "{code} hardly ever fired, so that little was compared: {fired:?}"
        );
    }
}
