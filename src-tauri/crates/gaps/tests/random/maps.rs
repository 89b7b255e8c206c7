//! Random maps: a second, plain implementation finds the same; the order of rows does not matter; nothing
//! panics.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use twinlane_gaps::{Context, Family, catalogue, rule};
use twinlane_model::{
    Basis, End, Link, LinkId, LinkKind, MapId, MapView, Measure, OutcomeKind, Row, Side, Step, StepId,
    Workshop,
};
use twinlane_testkit::Ids;
use twinlane_testkit::random::{self, Dice};

use crate::naive;

const TODAY: Date = date(2026, 1, 31);

/// The catalogue as it is asked on the day of the tests.
fn asked() -> Context {
    Context {
        today: Some(TODAY),
        ..Context::default()
    }
}

fn first_map(workshop: &Workshop) -> MapId {
    *workshop
        .maps()
        .keys()
        .next()
        .expect("a random workshop has a map")
}

fn found(view: &MapView<'_>) -> naive::Findings {
    let found = catalogue(view, &asked());
    let words = |finding: &twinlane_gaps::Finding| {
        let mut subjects: Vec<String> = finding
            .subjects
            .iter()
            .map(|subject| subject.id.clone())
            .collect();
        subjects.sort();
        (finding.code.to_owned(), subjects, finding.severity)
    };
    found.findings.iter().map(words).collect()
}

/// The random maps of the kit are sound on the whole; these are shaken until every rule has something to say.
fn shaken(seed: u64, steps: usize) -> Workshop {
    let calm = random::workshop(seed, steps);
    let mut dice = Dice::new(seed ^ 0x5eed);
    let mut ids = Ids::new();
    let taken: BTreeSet<uuid::Uuid> = calm.rows().filter_map(|row| row.key().uuid()).collect();
    let mut rows: Vec<Row> = calm.rows().collect();
    let map = first_map(&calm);
    let quiet: BTreeSet<StepId> = if dice.chance(30) {
        after_purchase(&calm)
    } else {
        BTreeSet::new()
    };
    rows.retain(|row| {
        !matches!(row, Row::Link(link) if link.to.step().is_some_and(|to| quiet.contains(&to))
        && link.kind == LinkKind::Support)
    });
    let (always_won, guesses) = (dice.chance(10), dice.chance(20));
    // Hours as the kit rolls them overload everybody; with less work some pools have room and cases wait.
    let less_work = dice.pick(&[1.0, 0.2, 0.05, 0.01]);
    for touch in rows.iter_mut().filter_map(|row| match row {
        Row::Step(step) => step.touch.as_mut(),
        _ => None,
    }) {
        touch.value *= less_work;
    }
    for row in &mut rows {
        match row {
            Row::Step(step) => shake_step(step, &mut dice),
            Row::Link(link) => shake_link(link, guesses, &mut dice),
            Row::Outcome(outcome) if always_won && outcome.kind != OutcomeKind::Won => {
                outcome.kind = OutcomeKind::NotReady;
            }
            Row::Lane(lane) if dice.chance(30) => lane.owner.clear(),
            Row::Pool(pool) if dice.chance(30) => pool.people = Some(1),
            _ => {}
        }
    }
    let mut workshop = Workshop::from_rows(rows.clone()).expect("shaking numbers keeps a map valid");
    let all: Vec<Step> = workshop.steps().values().cloned().collect();
    let favourite = dice.pick(&all);
    for _ in 0..dice.below(steps + 1) {
        let from = dice.pick(&all);
        let to = if dice.chance(30) {
            favourite.clone()
        } else {
            dice.pick(&all)
        };
        let mut id = LinkId::new(&mut ids);
        while taken.contains(&id.0) {
            id = LinkId::new(&mut ids);
        }
        let kind = if from.side == to.side {
            LinkKind::Flow
        } else {
            LinkKind::Support
        };
        let link = Link::new(id, map, kind, End::Step(from.id), End::Step(to.id));
        let mut more = rows.clone();
        more.push(Row::Link(link));
        // What the model refuses (a second link, a support upside down) is simply not added.
        if let Ok(made) = Workshop::from_rows(more.clone()) {
            workshop = made;
            rows = more;
        }
    }
    workshop
}

fn after_purchase(workshop: &Workshop) -> BTreeSet<StepId> {
    let after = |step: &&Step| workshop.stages()[&step.stage].after_purchase;
    workshop
        .steps()
        .values()
        .filter(after)
        .map(|step| step.id)
        .collect()
}

fn shake_step(step: &mut Step, dice: &mut Dice) {
    if dice.chance(6) {
        step.all = true;
    }
    if dice.chance(6) {
        step.waits = true;
    }
    if step.side == Side::Buyer && dice.chance(4) {
        step.start = true;
    }
    if step.side == Side::Seller && dice.chance(30) {
        step.entry = None;
    }
    for number in [&mut step.touch, &mut step.elapsed, &mut step.entry]
        .into_iter()
        .flatten()
    {
        age(number, dice);
    }
}

fn shake_link(link: &mut Link, guesses: bool, dice: &mut Dice) {
    if let Some(share) = &mut link.share {
        if guesses {
            share.basis = Basis::Estimated;
        }
        age(share, dice);
        if dice.chance(10) {
            share.value = (share.value + 0.1).min(1.0);
        }
        if guesses || dice.chance(20) {
            share.value = (share.value * 10.0).round() / 10.0;
        }
    }
}

fn age(number: &mut Measure, dice: &mut Dice) {
    if number.basis == Basis::Measured && dice.chance(40) {
        number.as_of = Some(if dice.chance(50) {
            date(2025, 6, 1)
        } else {
            date(2025, 12, 1)
        });
    }
}

#[test]
fn a_plain_implementation_finds_the_same_on_random_maps() {
    let mut fired: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..500 {
        let steps = 3 + (seed as usize * 7) % 38;
        let workshop = shaken(seed, steps);
        let view = workshop.view(first_map(&workshop)).expect("the map is there");
        let (quick, plain) = (found(&view), naive::findings(&view, Some(TODAY)));
        let missed: Vec<_> = plain.difference(&quick).collect();
        let invented: Vec<_> = quick.difference(&plain).collect();
        assert!(
            missed.is_empty() && invented.is_empty(),
            "seed {seed}, {steps} steps: the catalogue misses {missed:?} and invents {invented:?}"
        );
        let card = catalogue(&view, &asked()).scorecard;
        let shares = [
            card.coverage,
            card.order,
            card.evidence,
            card.measured,
            card.handoffs,
        ];
        let shares = shares.map(|share| (share.part, share.whole));
        assert_eq!(
            shares,
            naive::scorecard::shares(&view),
            "seed {seed}, {steps} steps: the scorecard"
        );
        for (code, _, _) in quick {
            *fired.entry(code).or_default() += 1;
        }
    }
    for (name, _) in naive::of_maps() {
        let code = naive::rule_of(name).code;
        assert!(
            fired.contains_key(code),
            "{code} never fired, so nothing was compared: {fired:?}"
        );
    }
}

/// Nested blocks, returns and pools that serve several steps, on sales processes with all their numbers.
#[test]
fn a_plain_implementation_finds_the_same_bottlenecks_on_random_processes() {
    let bottlenecks = |found: naive::Findings| -> naive::Findings {
        found
            .into_iter()
            .filter(|(code, _, _)| rule(code).is_some_and(|rule| rule.family == Family::Bottleneck))
            .collect()
    };
    for seed in 0..120 {
        let steps = 3 + (seed as usize * 7) % 38;
        let workshop = random::process(seed, steps);
        let view = workshop.view(first_map(&workshop)).expect("the map is there");
        assert_eq!(
            bottlenecks(found(&view)),
            bottlenecks(naive::findings(&view, Some(TODAY))),
            "seed {seed}, {steps} steps"
        );
    }
}

#[test]
fn the_order_of_rows_changes_nothing() {
    for seed in 0..60 {
        let workshop = shaken(seed, 24);
        let map = first_map(&workshop);
        let context = asked();
        let before = catalogue(&workshop.view(map).expect("there"), &context);
        let mut rows: Vec<Row> = workshop.rows().collect();
        let mut dice = Dice::new(seed);
        for at in (1..rows.len()).rev() {
            rows.swap(at, dice.below(at + 1));
        }
        let turned = Workshop::from_rows(rows).expect("the same rows are as valid");
        let after = catalogue(&turned.view(map).expect("there"), &context);
        assert_eq!(
            before, after,
            "seed {seed}: findings, their order, scorecard and readiness"
        );
    }
}

#[test]
fn no_map_makes_the_catalogue_stumble() {
    for seed in 0..120 {
        for steps in [0, 1, 2, 7, 60] {
            let workshop = random::full(seed, steps);
            let view = workshop.view(first_map(&workshop)).expect("the map is there");
            let found = catalogue(&view, &Context::default());
            let card = &found.scorecard;
            let shares = [
                &card.coverage,
                &card.purpose,
                &card.order,
                &card.evidence,
                &card.measured,
                &card.handoffs,
                &card.adoption,
            ];
            for share in shares {
                let sound = share
                    .share
                    .is_none_or(|share| (0.0..=1.0 + 1e-9).contains(&share));
                assert!(sound, "seed {seed}, {steps} steps: a share is a share: {share:?}");
            }
            assert_eq!(found.readiness.len(), 5, "five conditions, whatever the map");
            let mut seen = BTreeSet::new();
            for finding in &found.findings {
                assert!(
                    seen.insert(&finding.fingerprint),
                    "{} is said twice",
                    finding.fingerprint
                );
                assert!(
                    !finding.subjects.is_empty(),
                    "{} is about something",
                    finding.code
                );
                let finite = finding.numbers.values().all(f64::is_finite);
                assert!(
                    finite,
                    "{}: numbers are numbers: {:?}",
                    finding.code, finding.numbers
                );
            }
        }
    }
}
