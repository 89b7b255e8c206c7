//! A workshop for the tests of the report: a small map, a charter, people, decisions.

use jiff::civil::date;
use twinlane_gaps::{
    Catalogue, Condition, Finding, ReadinessState, RoomDecision, Scorecard, Share, Subject, SubjectKind,
    catalogue,
};
use twinlane_model::{
    AgendaId, AgendaItem, Charter, GapId, GapRecord, GapState, Goal, Level, Note, NoteId, NoteState,
    Participant, ParticipantId, Phase, Row, Severity, Workshop,
};
use twinlane_report::{Input, MapInput, Paper, Report, Section, build};
use twinlane_testkit::{TestMap, draw};
use twinlane_text::FontBook;
use twinlane_words::Locale;

/// The map of the sample.
pub const MAP: &str = r#"
entry: Publish downtime guide 250
pool: Field sales, 4 people, 320 h, cost 95

# Buyer journey
## Trouble noticed
- [Plant manager] Misses the output target {importance 2, heard 6}
  ? How much does an hour of downtime cost us?
  => Finds the drive at fault
  => Owns the problem
## Problem owned
- [Maintenance engineer] Finds the drive at fault {importance 2, observed}
  => Looks for options
- [Plant manager] Owns the problem {importance 3, heard 4}
  => Agrees what good looks like
## Options explored
- [Maintenance engineer] Looks for options {importance 2, guess}
  => Compares two vendors
## Solution compared
- [Plant manager] Agrees what good looks like {importance 3}
  => Builds the case for the money
- [Maintenance engineer] Compares two vendors {importance 2}
  => Builds the case for the money
## Decision agreed
- [Plant manager] Builds the case for the money {importance 3, guess}
  ? What will finance ask?
  => Sees output recover
## In use {after purchase}
- [Plant manager] Sees output recover {importance 2}

# Sales process
## Attract ~ Trouble noticed
- [Marketing] Publish downtime guide -> Finds the drive at fault (strong) {touch 2 h, elapsed 10 d, accountable "Mara"}
  => Qualify by phone 100 %
## Qualify ~ Problem owned
! The engineer sends a week of fault logs {buyer, action, objective, yes-no}
- [Sales] Qualify by phone -> Owns the problem (weak) {touch 1 h measured n=420, elapsed 5 d, accountable "Inside sales"}
  => Discovery visit 40 % measured n=420
  => Lost 60 % measured n=420
## Discover ~ Options explored
! Discovery done {seller, action, yes-no}
- [Sales] Discovery visit -> Looks for options {touch 6 h, elapsed 10 d, owner "Field sales"}
  => Send proposal 50 % assumed
  => Lost 50 % assumed
## Prove ~ Solution compared
- [Sales] Send proposal -> Misses the output target {touch 6 h, elapsed 15 d, ask, owner "Field sales"}
  => Proof of concept 50 % assumed
  => Negotiate 20 % assumed
  => No decision 30 % assumed
- [Application engineering] Proof of concept -> Compares two vendors (strong) {touch 40 h assumed, elapsed 20 d}
  => Negotiate 60 % measured n=21
  => Lost 40 % measured n=21
## Close ~ Decision agreed
- [Sales] Negotiate {touch 3 h, elapsed 8 d, owner "Field sales"}
  => Won 70 % measured n=88
  => Lost 30 % measured n=88
"#;

/// A workshop, its map and what the catalogue says about it.
pub struct Sample {
    pub drawn: TestMap,
    pub catalogue: Catalogue,
}

impl Sample {
    /// The sample with a full charter.
    pub fn new() -> Self {
        Self::of(MAP, |rows, _| fill(rows))
    }

    /// Any drawing, with rows added or changed.
    pub fn of(text: &str, alter: impl FnOnce(&mut Vec<Row>, &TestMap)) -> Self {
        let mut drawn = draw(text);
        let mut rows: Vec<Row> = drawn.workshop.rows().collect();
        alter(&mut rows, &drawn);
        drawn.workshop = Workshop::from_rows(rows).expect("the rows of the sample fit together");
        let catalogue = catalogue(
            &drawn.workshop.view(drawn.map).expect("the map is there"),
            &twinlane_gaps::Context::default(),
        );
        Self { drawn, catalogue }
    }

    /// The sample with findings of its own, so that pages do not change with the wording of rules.
    pub fn fixed() -> Self {
        let mut sample = Self::new();
        let steps: Vec<_> = sample.drawn.workshop.steps().values().collect();
        let finding =
            |n: usize, code: &'static str, severity: Severity, state: GapState, unfinished: bool| {
                let step = steps[n];
                Finding {
                    fingerprint: format!("fixed-{n}"),
                    code,
                    rule: "fixed",
                    severity,
                    unfinished,
                    subjects: vec![Subject {
                        id: step.id.to_string(),
                        kind: SubjectKind::Step,
                        title: step.title.clone(),
                    }],
                    card: Some(step.id.to_string()),
                    title: format!("Something is missing at “{}”.", step.title),
                    why: "It matters because the buyer is alone here and decides without us.".into(),
                    ask: "What would they have needed from us that week, and who here could have given it?"
                        .into(),
                    numbers: twinlane_gaps::Numbers::default(),
                    load_of: None,
                    decision: RoomDecision {
                        state,
                        votes: n as u32,
                        comment: if n == 1 {
                            "Two customers said so.".to_owned()
                        } else {
                            String::new()
                        },
                        reason: "a private reason".to_owned(),
                        reopened: String::new(),
                        check_again: n == 2,
                    },
                }
            };
        let findings = vec![
            finding(1, "C1", Severity::High, GapState::Confirmed, false),
            finding(2, "C3", Severity::Medium, GapState::Open, false),
            finding(3, "E4", Severity::Low, GapState::Open, false),
            finding(4, "E1", Severity::Medium, GapState::Open, true),
            finding(5, "H1", Severity::Low, GapState::Dismissed, false),
        ];
        let share = |part: f64, whole: f64, unit: &'static str| Share {
            share: (whole > 0.0).then(|| part / whole),
            part,
            whole,
            unit,
        };
        let scorecard = Scorecard {
            coverage: share(9.0, 20.0, "points"),
            purpose: share(1456.0, 1561.0, "hours"),
            order: share(9.0, 12.0, "pairs"),
            evidence: share(1.0, 6.0, "stages"),
            measured: share(4.0, 36.0, "numbers"),
            handoffs: share(0.0, 4.0, "handoffs"),
            adoption: share(0.0, 0.0, "users"),
        };
        let states = [
            ReadinessState::Met,
            ReadinessState::PartlyMet,
            ReadinessState::NotMet,
            ReadinessState::Unknown,
        ];
        let readiness = states
            .into_iter()
            .map(|state| Condition {
                condition: "A condition that must hold.",
                state,
                reasons: vec!["A reason that was computed.".to_owned()],
            })
            .collect();
        sample.catalogue = Catalogue {
            findings,
            scorecard,
            readiness,
        };
        sample
    }

    /// A report of everything on A4.
    pub fn report(&self) -> Report {
        self.report_of(Paper::A4, Section::ALL)
    }

    /// A report of some sections on some paper.
    pub fn report_of(&self, paper: Paper, sections: &[Section]) -> Report {
        let maps = [MapInput {
            map: self.drawn.map,
            catalogue: &self.catalogue,
        }];
        build(
            &Input {
                workshop: &self.drawn.workshop,
                maps: &maps,
                scenarios: &[],
                draws: 500,
                seed: 1,
                date: date(2026, 11, 21),
                paper,
                private: false,
                fonts: FontBook::bundled(),
                locale: Locale::English,
            },
            sections,
            &(),
        )
        .expect("the bundled faces can be embedded")
    }
}

/// The charter of the rows.
pub fn charter(rows: &mut [Row]) -> &mut Charter {
    rows.iter_mut()
        .find_map(|row| {
            if let Row::Charter(charter) = row {
                Some(charter)
            } else {
                None
            }
        })
        .expect("every workshop has a charter")
}

fn fill(rows: &mut Vec<Row>) {
    let mut ids = twinlane_testkit::Ids::after(10_000);
    *charter(rows) = Charter {
        title: "Sales kaizen".to_owned(),
        client: "Harbor Controls".to_owned(),
        first_day: Some(date(2026, 11, 17)),
        last_day: Some(date(2026, 11, 18)),
        place: "Rotterdam".to_owned(),
        facilitator: "North Quay Consulting".to_owned(),
        currency: "EUR".to_owned(),
        problem: "Wins fell by a fifth while calls rose by a third. The sales team says the leads are bad, marketing \
                  says nobody calls them, and the laboratory is booked for months."
            .to_owned(),
        good_lead: "A plant with two unplanned stops a month and a manager who owns the cost.".to_owned(),
        goals: vec![Goal {
            metric: "Deals that end without a decision".to_owned(),
            unit: "of ten".to_owned(),
            baseline: Some(6.0),
            target: Some(3.0),
            by: Some(date(2027, 3, 31)),
        }],
        scope_in: vec!["New customers in the Netherlands".to_owned(), "Drives above 50 kW".to_owned()],
        scope_out: vec!["Spare parts".to_owned()],
        rules: vec!["One person talks".to_owned(), "Facts before opinions".to_owned()],
        ..Charter::default()
    };
    let people = [
        ("Mara Lindqvist", "Marketing", Level::Department),
        ("张伟", "Sales", Level::Individual),
        ("ליאת כהן", "Application engineering", Level::Individual),
        ("أحمد الحربي", "Service", Level::Management),
    ];
    for (position, (name, function, level)) in people.into_iter().enumerate() {
        rows.push(Row::Participant(Participant {
            id: ParticipantId::new(&mut ids),
            name: name.to_owned(),
            function: function.to_owned(),
            level,
            private_note: "talks over others".to_owned(),
            position: position as u32,
        }));
    }
    rows.push(Row::Agenda(AgendaItem {
        id: AgendaId::new(&mut ids),
        title: "Draw the buyer journey".to_owned(),
        phase: Phase::Map,
        minutes: 90,
        done: true,
        position: 0,
    }));
    rows.push(Row::Note(Note {
        id: NoteId::new(&mut ids),
        text: "Who owns the spare-parts price list? 😀".to_owned(),
        author: String::new(),
        phase: Phase::Map,
        state: NoteState::Parked,
        step: None,
        position: 0,
    }));
    rows.push(Row::Gap(GapRecord {
        id: GapId::new(&mut ids),
        fingerprint: String::new(),
        map: None,
        state: GapState::Confirmed,
        reason: String::new(),
        title: "Nobody asks lost customers why".to_owned(),
        comment: "Three of four could be called this week.".to_owned(),
        votes: 5,
        severity: Some(Severity::Medium),
        numbers: std::collections::BTreeMap::new(),
        check_again: false,
    }));
}
