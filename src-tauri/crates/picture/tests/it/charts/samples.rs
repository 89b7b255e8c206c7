//! One sample for each kind of chart: the golden flow of design 05 and made-up records.

use jiff::ToSpan;
use jiff::civil::date;
use twinlane_picture::chart::*;

/// Names in many scripts, longer than any column.
pub const HARD_NAMES: [&str; 6] = [
    "Vertriebsinnendienstmitarbeiterqualifizierungsgespräch",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und Folgetermine mit der Geschäftsführung",
    "العميل يقارن بين موردين ويطلب عرضًا مكتوبًا مع جدول زمني",
    "顧客が二つの仕入先を比較し見積書と納期の提示を依頼する段階",
    "Compares two vendors, asks for a written offer, and waits for the plant manager to agree what good looks like",
    "📞 Qualify ＆ שלום\nsecond line",
];

pub fn funnel() -> Funnel {
    let stage = |name: &str, count: f64, on: Option<(f64, Option<u32>)>, lost: f64| FunnelStage {
        name: name.to_owned(),
        count: Some(count),
        conversion: on.map(|(share, n)| Conversion { share, n }),
        lost: Some(lost),
    };
    Funnel {
        unit: "Visits per month".to_owned(),
        stages: vec![
            stage("Qualify", 100.0, Some((0.4, Some(420))), 0.6),
            stage("Demo", 42.105_263, Some((0.9, Some(168))), 0.1),
            stage("Poc", 21.052_631, Some((0.7, None)), 0.2),
            stage("Proposal", 21.052_631, Some((0.4, Some(84))), 0.6),
            stage("Won", 8.421_052, None, 0.0),
        ],
    }
}

pub fn hard_names() -> Funnel {
    Funnel {
        unit: HARD_NAMES[1].to_owned(),
        stages: HARD_NAMES
            .iter()
            .enumerate()
            .map(|(at, name)| FunnelStage {
                name: (*name).to_owned(),
                count: (at != 3).then(|| 10_f64.powi(12 - 4 * at as i32)),
                conversion: Some(Conversion {
                    share: 0.25,
                    n: Some(u32::MAX),
                }),
                lost: (at != 2).then_some(0.75),
            })
            .collect(),
    }
}

pub fn time_in_stage() -> TimeInStage {
    let stage = |name: &str, won: Option<(f64, u32)>, lost: Option<(f64, u32)>| StageTime {
        name: name.to_owned(),
        medians: [won, lost].map(|pair| pair.map(|(value, n)| Median { value, n })),
    };
    TimeInStage {
        unit: "working days".to_owned(),
        outcomes: ["Won".to_owned(), "Lost".to_owned()],
        stages: vec![
            stage("Qualification", Some((3.0, 79)), Some((6.5, 213))),
            stage("Discovery visit", Some((11.0, 71)), Some((18.0, 122))),
            stage("Proof of concept", Some((31.5, 44)), None),
            stage("Proposal", Some((8.0, 79)), Some((41.0, 60))),
            stage("Negotiate", Some((0.5, 12)), Some((0.0, 3))),
        ],
    }
}

pub fn queue() -> Queue {
    let first = date(2026, 1, 5);
    let mut waiting = 6.0;
    let points = (0..40)
        .map(|week: i64| {
            let arrivals = ((week * 7) % 5 + 3) as f64;
            let departures = if week % 9 == 4 {
                0.0
            } else {
                ((week * 3) % 4 + 2) as f64
            };
            waiting += arrivals - departures;
            QueuePoint {
                from: first.saturating_add((7 * week).days()),
                arrivals,
                departures,
                waiting,
            }
        })
        .collect();
    Queue {
        unit: "proofs of concept".to_owned(),
        days: 7,
        points,
    }
}

pub fn variants() -> Variants {
    let rows: [(&[&str], Option<&str>, u32); 5] = [
        (
            &["Created", "Qualified", "Proposal", "Negotiate"],
            Some("Won"),
            120,
        ),
        (&["Created", "Qualified"], Some("Lost"), 92),
        (
            &["Created", "Call", "Call", "Call", "Qualified", "Proposal"],
            Some("Lost"),
            41,
        ),
        (&["Created"], None, 17),
        (
            &[
                "Created",
                "Qualified",
                "Proof of concept in the customer’s own laboratory",
                "Proposal",
                "Qualified",
                "Proof of concept in the customer’s own laboratory",
                "Proposal",
                "Negotiate",
                "Proposal",
                "Legal",
                "Negotiate",
                "Signature",
            ],
            Some("Won"),
            9,
        ),
    ];
    let mut together = 0.0;
    let variants = rows
        .into_iter()
        .map(|(activities, outcome, count)| {
            let share = f64::from(count) / 389.0;
            together += share;
            Variant {
                activities: activities.iter().map(|&name| name.to_owned()).collect(),
                outcome: outcome.map(str::to_owned),
                count,
                share,
                together,
            }
        })
        .collect();
    Variants {
        unit: "deals".to_owned(),
        all: 63,
        variants,
    }
}

pub fn utilisation() -> Utilisation {
    let pool = |name: &str, asked: f64, capacity: f64, constraint: bool| Load {
        name: name.to_owned(),
        utilisation: Some(asked / capacity),
        asked: Some(asked),
        capacity: Some(capacity),
        constraint,
    };
    Utilisation {
        period: "month".to_owned(),
        pools: vec![
            pool("Inside sales", 100.0, 160.0, false),
            pool("Field sales", 168.421, 160.0, false),
            pool("Application engineering", 842.105, 320.0, true),
            pool("Proposal desk", 126.316, 160.0, false),
            Load {
                name: "Service".to_owned(),
                ..Load::default()
            },
        ],
    }
}

pub fn columns() -> Columns {
    let one = |value: f64, low: f64, high: f64| {
        Some(Estimate {
            value,
            range: Some((low, high)),
        })
    };
    let plain = |value: f64| Some(Estimate { value, range: None });
    let both = |demand: Option<Estimate>, capacity: Option<Estimate>| Measure { demand, capacity };
    let scenario = |name: &str, results: Vec<Measure>| Scenario {
        name: name.to_owned(),
        results,
    };
    Columns {
        measures: vec![
            "Wins per month".to_owned(),
            "Cost per win, €".to_owned(),
            "Lead time of won cases, working days".to_owned(),
        ],
        scenarios: vec![
            scenario(
                "Today",
                vec![
                    both(one(8.42, 7.1, 9.9), one(5.12, 4.2, 6.0)),
                    both(plain(14_500.0), plain(11_662.5)),
                    both(plain(43.6), None),
                ],
            ),
            scenario(
                "Twenty per cent more calls",
                vec![
                    both(one(10.1, 8.6, 11.8), one(5.12, 4.2, 6.0)),
                    both(plain(14_500.0), plain(11_975.0)),
                    both(plain(43.6), None),
                ],
            ),
            scenario(
                "Second laboratory bench",
                vec![
                    both(one(8.42, 7.1, 9.9), one(7.04, 5.8, 8.3)),
                    both(plain(14_500.0), plain(13_300.0)),
                    both(None, None),
                ],
            ),
        ],
    }
}

pub fn effort() -> Effort {
    let point = |name: &str, cost: f64, wins: f64| EffortPoint {
        name: name.to_owned(),
        cost,
        wins,
    };
    Effort {
        period: "month".to_owned(),
        currency: "€".to_owned(),
        present: point("Today", 59_712.0, 5.12),
        alternatives: vec![
            Alternative {
                name: "Try harder: more entries".to_owned(),
                points: vec![
                    point("10 % more", 60_512.0, 5.12),
                    point("20 % more", 61_312.0, 5.12),
                    point("50 % more", 63_712.0, 5.12),
                ],
            },
            Alternative {
                name: "Fix the constraint: more laboratory hours".to_owned(),
                points: vec![
                    point("Half as much again", 66_000.0, 6.08),
                    point("Twice as much", 72_000.0, 7.04),
                ],
            },
        ],
    }
}
