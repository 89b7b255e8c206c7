//! Dates of a workshop as a calendar (iCalendar, RFC 5545): its days, and by when goals and targets are due.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use twinlane_model::{MapId, MapKind, Outcome, Target, Workshop};

/// Longest line in octets, its end not counted (RFC 5545, section 3.1).
const LINE: usize = 75;

/// Writes the calendar. `stamp` is the time of writing in UTC, which every event must carry. Lines end with
/// CRLF, as the format asks.
pub fn write(workshop: &Workshop, stamp: DateTime) -> String {
    let charter = workshop.charter();
    let mut calendar = Calendar {
        text: String::new(),
        stamp: stamp.strftime("%Y%m%dT%H%M%SZ").to_string(),
    };
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line("PRODID:-//Twinlane//Twinlane//EN");
    // The charter has no id of its own; that of the first map tells workshops apart.
    let own = workshop
        .maps()
        .keys()
        .next()
        .map(MapId::to_string)
        .unwrap_or_default();
    let first = charter.first_day.or(charter.last_day);
    let last = charter.last_day.or(charter.first_day);
    if let (Some(first), Some(last)) = (first, last) {
        calendar.event(
            &format!("{own}-days"),
            (first, last),
            &charter.title,
            &charter.place,
        );
    }
    for (at, goal) in charter.goals.iter().enumerate() {
        if let Some(by) = goal.by {
            let target = goal
                .target
                .map(|target| format!(": {target} {}", goal.unit))
                .unwrap_or_default();
            calendar.event(
                &format!("{own}-goal-{at}"),
                (by, by),
                &format!("{}{target}", goal.metric),
                "",
            );
        }
    }
    // A scenario repeats the targets of the map it was copied from.
    let current = |map: MapId| {
        workshop
            .maps()
            .get(&map)
            .is_some_and(|map| map.kind == MapKind::Current)
    };
    for step in workshop.steps().values().filter(|step| current(step.map)) {
        calendar.targets(&step.id.to_string(), &step.title, &step.targets);
    }
    for outcome in workshop
        .outcomes()
        .values()
        .filter(|outcome| current(outcome.map))
    {
        calendar.targets(&outcome.id.to_string(), Outcome::name(outcome), &outcome.targets);
    }
    calendar.line("END:VCALENDAR");
    calendar.text
}

struct Calendar {
    text: String,
    stamp: String,
}

impl Calendar {
    fn targets(&mut self, id: &str, title: &str, targets: &[Target]) {
        for (at, target) in targets.iter().enumerate() {
            if let Some(by) = target.by {
                let text = format!("{title}: {} {} {}", target.what, target.value, target.unit);
                self.event(
                    &format!("{id}-{at}"),
                    (by, by),
                    text.trim_end(),
                    &target.inspector,
                );
            }
        }
    }

    /// An event of whole days; the end of it is the day after the last.
    fn event(&mut self, id: &str, (first, last): (Date, Date), summary: &str, note: &str) {
        let end = last.checked_add(1.day()).unwrap_or(last);
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{id}@twinlane"));
        let stamp = format!("DTSTAMP:{}", self.stamp);
        self.line(&stamp);
        self.line(&format!("DTSTART;VALUE=DATE:{}", first.strftime("%Y%m%d")));
        self.line(&format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d")));
        self.line(&format!("SUMMARY:{}", escaped(summary)));
        if !note.is_empty() {
            self.line(&format!("DESCRIPTION:{}", escaped(note)));
        }
        self.line("END:VEVENT");
    }

    /// One content line, folded between characters where it is too long.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;
    use twinlane_testkit::Ids;

    use super::*;

    #[test]
    fn the_dates_of_the_sample_stand_in_the_calendar() {
        let workshop = Workshop::from_rows(crate::sample(&mut Ids::new())).unwrap();
        let text = write(&workshop, datetime(2026, 10, 15, 16, 30, 0, 0));
        assert!(
            text.contains("DTSTART;VALUE=DATE:20261014\r\nDTEND;VALUE=DATE:20261016\r\n"),
            "both days"
        );
        assert!(text.contains("SUMMARY:Orders won: 9 per month\r\n"));
        assert!(text.contains("DTSTAMP:20261015T163000Z\r\n"));
        assert_eq!(
            text.matches("BEGIN:VEVENT").count(),
            text.matches("END:VEVENT").count()
        );
        let lines = text.split("\r\n");
        assert!(lines.clone().all(|line| line.len() <= LINE), "folded");
        assert!(
            !text.replace("\r\n", "").contains('\n'),
            "every line ends with CRLF"
        );
        let names: std::collections::BTreeSet<&str> =
            lines.clone().filter(|line| line.starts_with("UID:")).collect();
        assert_eq!(
            names.len(),
            text.matches("UID:").count(),
            "each event has a name of its own"
        );
    }

    #[test]
    fn long_and_awkward_titles_are_folded_and_escaped() {
        let mut calendar = Calendar {
            text: String::new(),
            stamp: String::new(),
        };
        calendar.line(&format!("SUMMARY:{}", escaped(&"ä;\n".repeat(60))));
        let unfolded = calendar.text.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "ä\\;\\n".repeat(60)));
    }
}
