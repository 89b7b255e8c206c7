//! What the fields of a row may hold: lengths, ranges, and which side has which field. Kinds say which holds for which
//! field; here it is checked and worded.

use crate::refusal::refuse;
use crate::{Measure, Refusal, TEXT_LIMIT, Target};

/// Collects what is wrong with one row, under its name.
pub(crate) struct Fields<'a> {
    row: &'static str,
    out: &'a mut Vec<Refusal>,
}

impl<'a> Fields<'a> {
    /// For a row of this name.
    pub(crate) fn new(row: &'static str, out: &'a mut Vec<Refusal>) -> Self {
        Self { row, out }
    }

    /// Something is wrong with a field.
    pub(crate) fn wrong(&mut self, field: &str, why: &str) {
        self.out.push(refuse(format!("{}.{field}", self.row), why));
    }

    /// A text has its greatest length.
    pub(crate) fn text(&mut self, field: &str, text: &str) {
        // A byte is at least as many as a character: the count is needed for long texts only.
        if text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT {
            self.wrong(field, "the text is longer than 10,000 characters");
        }
    }

    /// A number is one.
    pub(crate) fn finite(&mut self, field: &str, number: f64) {
        if !number.is_finite() {
            self.wrong(field, "this is not a number");
        }
    }

    /// A number is one and not below 0.
    pub(crate) fn amount(&mut self, field: &str, number: f64) {
        if !number.is_finite() {
            self.wrong(field, "this is not a number");
        } else if number < 0.0 {
            self.wrong(field, "the number is below 0");
        }
    }

    /// A share lies between 0 and 1.
    pub(crate) fn share(&mut self, field: &str, number: f64) {
        if !(0.0..=1.0).contains(&number) {
            self.wrong(field, "a share lies between 0 and 1");
        }
    }

    /// A grade goes from -2 to 2.
    pub(crate) fn grade(&mut self, field: &str, grade: Option<i8>) {
        if grade.is_some_and(|grade| !(-2..=2).contains(&grade)) {
            self.wrong(field, "this goes from -2 to 2");
        }
    }

    /// A measure whose numbers are amounts.
    pub(crate) fn measured_amount(&mut self, field: &str, measure: Option<&Measure>) {
        self.measure(field, measure, Self::amount);
    }

    /// A measure whose numbers are shares.
    pub(crate) fn measured_share(&mut self, field: &str, measure: Option<&Measure>) {
        self.measure(field, measure, Self::share);
    }

    fn measure(&mut self, field: &str, measure: Option<&Measure>, number_fits: fn(&mut Self, &str, f64)) {
        let Some(measure) = measure else { return };
        let numbers = [
            ("value", Some(measure.value)),
            ("low", measure.low),
            ("high", measure.high),
        ];
        for (part, number) in numbers {
            let Some(number) = number else { continue };
            number_fits(self, &format!("{field}.{part}"), number);
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

    /// A field that the row may not have is at its default.
    pub(crate) fn absent(&mut self, field: &str, there: bool, why: &str) {
        if there {
            self.wrong(field, why);
        }
    }

    /// The numbers and texts of targets.
    pub(crate) fn targets(&mut self, targets: &[Target]) {
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
}
