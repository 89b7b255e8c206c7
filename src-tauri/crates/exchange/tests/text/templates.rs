//! The templates are what the rules ask for: served buyers, answered questions, criteria a buyer fulfils.

use std::collections::BTreeSet;

use twinlane_exchange::{Imported, Template, outline, templates};
use twinlane_model::{Actor, End, Link, LinkKind, Outcome, OutcomeKind, Row, Side, Stage, Step, Strength};
use twinlane_testkit::Ids;

struct Drawn {
    steps: Vec<Step>,
    stages: Vec<Stage>,
    links: Vec<Link>,
    outcomes: Vec<Outcome>,
}

fn drawn(template: &Template) -> Drawn {
    let imported: Imported = outline::read(template.outline, &mut Ids::new())
        .unwrap_or_else(|error| panic!("{}: {error}", template.name));
    let mut drawn = Drawn {
        steps: vec![],
        stages: vec![],
        links: vec![],
        outcomes: vec![],
    };
    for row in imported.rows {
        match row {
            Row::Step(step) => drawn.steps.push(step),
            Row::Stage(stage) => drawn.stages.push(stage),
            Row::Link(link) => drawn.links.push(link),
            Row::Outcome(outcome) => drawn.outcomes.push(outcome),
            Row::Map(map) => assert!(!map.drawn.buyer && !map.drawn.seller, "the room has not drawn it"),
            _ => {}
        }
    }
    drawn
}

#[test]
fn names_are_unique_and_every_template_says_what_it_is() {
    let names: BTreeSet<&str> = templates().iter().map(|template| template.name).collect();
    assert_eq!(names.len(), templates().len());
    for template in templates() {
        assert!(
            !template.title.is_empty() && template.about.ends_with('.'),
            "{}",
            template.name
        );
    }
}

#[test]
fn every_sales_stage_has_a_criterion_the_buyer_fulfils() {
    for template in templates() {
        let drawn = drawn(template);
        for stage in drawn.stages.iter().filter(|stage| stage.side == Side::Seller) {
            let place = format!("{}: {}", template.name, stage.title);
            assert!(!stage.criteria.is_empty(), "{place} has exit criteria");
            assert!(!stage.paired.is_empty(), "{place} is paired");
            for criterion in &stage.criteria {
                let good = criterion.actor == Some(Actor::Buyer)
                    && criterion.action
                    && criterion.objective
                    && criterion.yes_no
                    && !criterion.recorded.is_empty();
                assert!(good, "{place}: “{}” can be seen and checked", criterion.text);
            }
        }
        let paired: BTreeSet<_> = drawn.stages.iter().flat_map(|stage| &stage.paired).collect();
        for stage in drawn.stages.iter().filter(|stage| stage.side == Side::Buyer) {
            assert!(
                paired.contains(&stage.id),
                "{}: {} is paired",
                template.name,
                stage.title
            );
        }
        assert!(
            drawn.stages.iter().any(|stage| stage.after_purchase),
            "the journey goes on after the purchase"
        );
    }
}

#[test]
fn every_buyer_step_is_served_and_every_question_answered() {
    for template in templates() {
        let drawn = drawn(template);
        let supports: Vec<&Link> = drawn
            .links
            .iter()
            .filter(|link| link.kind == LinkKind::Support)
            .collect();
        for step in &drawn.steps {
            let place = format!("{}: {}", template.name, step.title);
            match step.side {
                Side::Buyer => {
                    let served =
                        |link: &&&Link| link.to == End::Step(step.id) && link.strength > Strength::Weak;
                    assert!(supports.iter().any(|link| served(&link)), "{place} is served");
                    for question in &step.questions {
                        let answered = supports.iter().any(|link| link.answers.contains(&question.id));
                        assert!(answered, "{place}: “{}” is answered", question.text);
                        assert!(question.text.ends_with('?'), "{place}: “{}” asks", question.text);
                    }
                }
                Side::Seller => {
                    let helps = supports.iter().any(|link| link.from == End::Step(step.id));
                    assert!(helps || step.required, "{place} serves somebody");
                    assert!(
                        step.touch.is_none() && step.elapsed.is_none(),
                        "{place} invents no number"
                    );
                }
            }
        }
        assert!(
            drawn.links.iter().all(|link| link.share.is_none()),
            "{}: no invented share",
            template.name
        );
    }
}

#[test]
fn work_leads_to_won_and_lost_and_what_is_not_ready_comes_back() {
    for template in templates() {
        let drawn = drawn(template);
        let leads = |kind| {
            let ids: Vec<_> = drawn
                .outcomes
                .iter()
                .filter(|o| o.kind == kind)
                .map(|o| End::Outcome(o.id))
                .collect();
            drawn.links.iter().any(|link| ids.contains(&link.to))
        };
        assert!(
            leads(OutcomeKind::Won) && leads(OutcomeKind::Lost),
            "{}",
            template.name
        );
        for outcome in &drawn.outcomes {
            if matches!(outcome.kind, OutcomeKind::NotReady | OutcomeKind::Disqualified) {
                let returns = drawn
                    .links
                    .iter()
                    .any(|link| link.from == End::Outcome(outcome.id));
                assert!(returns, "{}: {} comes back", template.name, outcome.name());
            }
        }
        let flow = || drawn.links.iter().filter(|link| link.kind != LinkKind::Support);
        let entered: BTreeSet<End> = flow().map(|link| link.to).collect();
        let left: BTreeSet<End> = flow().map(|link| link.from).collect();
        for side in [Side::Buyer, Side::Seller] {
            let steps: Vec<&Step> = drawn.steps.iter().filter(|step| step.side == side).collect();
            for (at, step) in steps.iter().enumerate() {
                let (place, end) = (format!("{}: {}", template.name, step.title), End::Step(step.id));
                assert!(at == 0 || entered.contains(&end), "{place} is reached");
                assert!(at + 1 == steps.len() || left.contains(&end), "{place} leads on");
            }
        }
    }
}
