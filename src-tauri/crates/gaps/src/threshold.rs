//! A number that decides when a rule fires, and its value in a workshop. No rule here.

use twinlane_model::Settings;
use twinlane_words::Locale;

/// A number that decides when a rule fires; the workshop's settings may replace it.
#[derive(Clone, Copy, Debug)]
pub struct Threshold {
    /// Key in the settings.
    pub name: &'static str,
    /// The catalogue's own value.
    pub default: f64,
    /// Unit, in words.
    pub unit: &'static str,
    /// What it decides, in a sentence.
    pub what: fn(Locale) -> &'static str,
}

impl Threshold {
    /// Its value in a workshop: the setting if that is a number, else the catalogue's own.
    pub fn of(&self, settings: &Settings) -> f64 {
        let own = settings.thresholds.get(self.name).copied();
        own.filter(|value| value.is_finite()).unwrap_or(self.default)
    }
}
