//! What the values of each column look like: how many are filled, dates in which order, numbers with which sign.

use std::ops::ControlFlow;

use twinlane_model::Watch;

use crate::RecordsError;
use crate::mapping::{Decimal, number};
use crate::stamp::{DateOrder, orders, parse};
use crate::table::Table;

/// Values after which a column that has shown no date and no number is not looked at any more.
const PATIENCE: u64 = 2_000;

/// Values that more than one order understands, kept to ask about.
const SAMPLES: usize = 20;

/// What was found in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Values that are not blank.
    pub filled: u64,
    /// How many of them each of [`DateOrder::ALL`] understands.
    pub dates: [u64; 5],
    /// How many are numbers with a decimal point.
    pub points: u64,
    /// How many are numbers with a decimal comma.
    pub commas: u64,
    /// The first values, for a screen.
    pub first: Vec<String>,
    /// Lines and values that more than one order understands, and differently.
    pub(crate) samples: Vec<(u64, String)>,
}

impl Profile {
    /// True when most values are dates in one order; those that are not are refused one by one.
    pub fn is_date(&self) -> bool {
        let best = self.dates[..3].iter().max().copied().unwrap_or(0);
        best > 0 && best * 2 >= self.filled
    }

    /// True when nearly all values are numbers.
    pub fn is_number(&self) -> bool {
        let best = self.points.max(self.commas);
        best > 0 && best * 10 >= self.filled * 8
    }

    fn look(&mut self, line: u64, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.filled += 1;
        if self.first.len() < 5 {
            self.first.push(text.chars().take(100).collect());
        }
        let seen = self.dates.iter().sum::<u64>() + self.points + self.commas;
        if self.filled > PATIENCE && seen == 0 {
            return;
        }
        let orders = orders(text);
        for order in DateOrder::ALL {
            let understood = match order {
                DateOrder::EpochSeconds | DateOrder::EpochMilliseconds => parse(text, order).is_some(),
                _ => orders.has(order),
            };
            self.dates[order as usize] += u64::from(understood);
        }
        if !orders.is_empty() && self.samples.len() < SAMPLES {
            let mut moments = DateOrder::ALL[..3]
                .iter()
                .filter_map(|order| parse(text, *order))
                .map(|stamp| stamp.local);
            let first = moments.next();
            if moments.any(|moment| Some(moment) != first) {
                self.samples.push((line, text.trim().to_owned()));
            }
        }
        if orders.is_empty() {
            self.points += u64::from(number(text, Decimal::Point).is_some());
            self.commas += u64::from(number(text, Decimal::Comma).is_some());
        }
    }
}

/// Looks at every value; the number of rows comes along.
pub(crate) fn profiles(table: &Table, watch: &dyn Watch) -> Result<(u64, Vec<Profile>), RecordsError> {
    let mut profiles: Vec<Profile> = table
        .columns()
        .iter()
        .map(|name| Profile {
            name: name.clone(),
            ..Profile::default()
        })
        .collect();
    let mut rows = 0;
    table.rows(watch, &mut |row| {
        rows += 1;
        for (column, profile) in profiles.iter_mut().enumerate() {
            profile.look(row.line, row.cell(column));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((rows, profiles))
}
