//! Trying harder against helping the constraint, on one picture: what each costs, and what it wins at capacity.

use twinlane_flow::{Move, Network};
use twinlane_model::MapKind;
use twinlane_picture::chart::{self, Alternative, ChartOptions, Effort, EffortPoint};
use twinlane_wire::Picture;

use super::sentences::ScenarioResults;
use super::worked::Worked;
use crate::sentences::LOCALE;

/// How far each way is gone, as a part of the present.
const STEPS: [f64; 3] = [1.2, 1.5, 2.0];

/// The picture, with the scenario in hand among the alternatives; nothing while what comes out at capacity is not known.
pub(super) fn picture(present: &Worked<'_>, shown: Option<&Worked<'_>>) -> Option<Picture> {
    let charter = present.view.workshop.charter();
    let start = point(LOCALE.present().to_owned(), present.network())?;
    let mut alternatives = vec![alternative(LOCALE.try_harder(), |factor| {
        point(
            LOCALE.cases_times(&LOCALE.number(factor)),
            &present.network().with(&[Move::TryHarder { factor }]).ok()?,
        )
    })];
    let limit = present.demand.constraint.map(|limit| limit.pool);
    let capacity = limit.and_then(|pool| Some((pool, present.view.pool(pool)?.capacity.as_ref()?.value)));
    if let (Some((pool, hours)), Some(name)) = (capacity, present.constraint()) {
        alternatives.push(alternative(&LOCALE.more_hours(&name), |factor| {
            let hours = hours * factor;
            point(
                LOCALE.hours_times(&LOCALE.number(factor)),
                &present.network().with(&[Move::Capacity { pool, hours }]).ok()?,
            )
        }));
    }
    if let Some(shown) = shown.filter(|shown| shown.view.map.kind == MapKind::Scenario) {
        let name = shown.view.map.name.clone();
        let end = point(name.clone(), shown.network());
        // A fresh copy lies on the present.
        let moved = end.filter(|end| {
            end.cost.to_bits() != start.cost.to_bits() || end.wins.to_bits() != start.wins.to_bits()
        });
        alternatives.extend(moved.map(|end| Alternative {
            name,
            points: vec![end],
        }));
    }
    let data = Effort {
        period: charter.period.clone(),
        currency: charter.currency.clone(),
        present: start,
        alternatives,
    };
    let drawn = chart::effort(&data, ChartOptions::default())?;
    Some(Picture {
        scene: drawn.scene,
        alt: drawn.alt,
    })
}

/// An alternative, as far as its points are known.
fn alternative(name: &str, at: impl Fn(f64) -> Option<EffortPoint>) -> Alternative {
    Alternative {
        name: name.to_owned(),
        points: STEPS.into_iter().filter_map(at).collect(),
    }
}

fn point(name: String, network: &Network) -> Option<EffortPoint> {
    let found = twinlane_flow::at_capacity(network).ok()?;
    Some(EffortPoint {
        name,
        cost: found.cost,
        wins: found.wins,
    })
}
