//! Units that numbers of the product have.

use crate::{Locale, Plural};

/// What a number counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes, as in an agenda.
    Minutes,
    /// Hours of work.
    Hours,
    /// Days of the calendar.
    Days,
    /// Days on which people work.
    WorkingDays,
    /// Cases, as they flow through a process.
    Cases,
    /// People of a pool.
    People,
}

impl Unit {
    /// Every unit, in the order in which a language lists its words.
    pub const ALL: [Self; 6] = [
        Self::Minutes,
        Self::Hours,
        Self::Days,
        Self::WorkingDays,
        Self::Cases,
        Self::People,
    ];
}

impl Locale {
    /// The symbol of a unit: "h".
    pub fn symbol(self, unit: Unit) -> &'static str {
        self.language().units[unit as usize].symbol
    }

    /// The word of a unit: "hour", "hours".
    pub fn unit(self, unit: Unit, plural: Plural) -> &'static str {
        let forms = self.language().units[unit as usize].forms;
        let form = forms.iter().find(|(of, _)| *of == plural).or(forms.last());
        form.map_or("", |(_, word)| word)
    }
}
