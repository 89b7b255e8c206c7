//! From the clock on the wall to UTC. Which zone that wall stands in is said by whoever knows it.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::RecordsError;
use crate::stamp::Stamp;

/// The zone that times without an offset are local to.
#[derive(Clone, Debug)]
pub struct Zone {
    zone: TimeZone,
    utc: bool,
}

impl Default for Zone {
    fn default() -> Self {
        Self {
            zone: TimeZone::UTC,
            utc: true,
        }
    }
}

impl Zone {
    /// A zone of the IANA database, such as `Europe/Berlin`, or `UTC`.
    ///
    /// # Errors
    /// There is no such zone.
    pub fn named(name: &str) -> Result<Self, RecordsError> {
        if name.is_empty() || name.eq_ignore_ascii_case("UTC") {
            return Ok(Self::default());
        }
        let zone = TimeZone::get(name).map_err(|_| RecordsError::NoSuchZone(name.to_owned()))?;
        Ok(Self { zone, utc: false })
    }

    /// The zone itself.
    pub fn time_zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Milliseconds since 1970 in UTC, and the minutes that the clock was ahead of UTC. A time that the clocks skipped
    /// or showed twice is read as before the change, as RFC 5545 does.
    pub fn utc(&self, stamp: Stamp) -> (i64, i16) {
        if let Some(offset) = stamp.offset {
            return (stamp.local - i64::from(offset) * 60_000, offset);
        }
        if self.utc {
            return (stamp.local, 0);
        }
        let moment = wall(stamp.local)
            .and_then(|wall| self.zone.to_ambiguous_zoned(wall).compatible().ok())
            .map(|zoned| zoned.timestamp().as_millisecond());
        let utc = moment.unwrap_or(stamp.local);
        (utc, ((stamp.local - utc) / 60_000) as i16)
    }
}

/// The clock on the wall as a date with time of day; `None` outside of the years -9999 to 9999.
fn wall(local: i64) -> Option<DateTime> {
    let epoch = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC).datetime();
    epoch.checked_add(SignedDuration::from_millis(local)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::{DateOrder, parse};

    #[test]
    fn clocks_are_read_in_their_zone() {
        let check = |zone: &str, text: &str, wanted: &str, minutes: i16| {
            let zone = Zone::named(zone).expect("a zone");
            let stamp = parse(text, DateOrder::YearMonthDay).expect("a date");
            let (utc, offset) = zone.utc(stamp);
            let shown = Timestamp::from_millisecond(utc).expect("in range").to_string();
            assert_eq!((shown.as_str(), offset), (wanted, minutes), "{text}");
        };
        check("Europe/Berlin", "2020-07-01 12:00", "2020-07-01T10:00:00Z", 120);
        check("Europe/Berlin", "2020-01-01 12:00", "2020-01-01T11:00:00Z", 60);
        check("Europe/Berlin", "2020-01-01 12:00Z", "2020-01-01T12:00:00Z", 0);
        check("UTC", "2020-01-01 12:00", "2020-01-01T12:00:00Z", 0);
        assert!(Zone::named("Mars/Olympus").is_err(), "there are no clocks there");
    }
}
