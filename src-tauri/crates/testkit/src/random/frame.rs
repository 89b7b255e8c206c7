//! What a random workshop holds beside its map.

use std::collections::BTreeMap;

use twinlane_model::{
    AgendaId, AgendaItem, Charter, GapId, GapRecord, GapState, Level, Note, NoteId, NoteState, Participant,
    ParticipantId, Phase, Row, Severity, Side, Tool, ToolId, ToolKind,
};

use super::dice::Dice;
use super::maker::Maker;

impl Maker {
    /// What a workshop holds beside its map.
    pub(super) fn frame(&mut self) {
        let title = self.title("Workshop");
        self.rows.push(Row::Charter(Charter {
            title,
            client: "Harbor".to_owned(),
            problem: "Deals end without a decision".to_owned(),
            deal_value: Some(90_000.0),
            currency: "EUR".to_owned(),
            rules: vec!["One talks".to_owned()],
            ..Charter::default()
        }));
        for position in 0..self.dice.below(4) as u32 {
            let name = self.title("Participant");
            self.rows.push(Row::Participant(Participant {
                id: ParticipantId::new(&mut self.ids),
                name,
                function: "Sales".to_owned(),
                level: self
                    .dice
                    .pick(&[Level::Individual, Level::Department, Level::Management]),
                private_note: String::new(),
                position,
            }));
            let title = self.title("Item");
            self.rows.push(Row::Agenda(AgendaItem {
                id: AgendaId::new(&mut self.ids),
                title,
                phase: Phase::Map,
                minutes: 30,
                done: self.dice.chance(50),
                position,
            }));
            let text = self.title("Note");
            self.rows.push(Row::Note(Note {
                id: NoteId::new(&mut self.ids),
                text,
                author: "Fox".to_owned(),
                phase: Phase::Gaps,
                state: NoteState::Parked,
                step: None,
                position,
            }));
        }
        let subject = self.rows.iter().find_map(|row| match row {
            Row::Step(step) if step.side == Side::Buyer => Some(step.id),
            _ => None,
        });
        if let Some(step) = subject {
            self.rows.push(Row::Gap(GapRecord {
                id: GapId::new(&mut self.ids),
                fingerprint: format!("unserved-buyer-step:{step}"),
                map: None,
                state: GapState::Confirmed,
                reason: String::new(),
                title: String::new(),
                comment: "Seen in four deals".to_owned(),
                votes: 3,
                severity: Some(Severity::High),
                numbers: BTreeMap::from([("supports".to_owned(), 0.0)]),
                check_again: false,
            }));
        }
    }
}

/// A tool with some of its fields known.
pub(super) fn tool(id: ToolId, name: &str, position: u32, dice: &mut Dice) -> Tool {
    Tool {
        kind: dice.pick(&[ToolKind::Crm, ToolKind::Training]),
        cost_per_year: dice.chance(50).then_some(12_000.0),
        users: dice.chance(60).then_some(14),
        expected_outcome: if dice.chance(50) {
            "Shorter quotes".to_owned()
        } else {
            String::new()
        },
        adoption: dice.chance(60).then_some(0.4),
        value_to_seller: dice.chance(50).then_some(-1),
        minutes_per_deal: dice.chance(30).then_some(20.0),
        managers_use: dice.chance(50).then_some(false),
        ..Tool::new(id, name, position)
    }
}
