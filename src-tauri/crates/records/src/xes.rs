//! Event logs in XES (IEEE 1849): `concept:name`, `time:timestamp`, `lifecycle:transition` and `org:resource`.
//!
//! Other attributes are passed over. A document type is refused before any of its entities is looked at; nothing that
//! a file points to is ever fetched.

use std::borrow::Cow;
use std::io::BufReader;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event as Xml};
use quick_xml::reader::Reader;
use twinlane_model::Watch;

use crate::import::Imported;
use crate::log::{Event, LogBuilder, NO_TIME, NONE, Zone};
use crate::refused::{Reason, Refused};
use crate::source::{Guard, too_much};
use crate::stamp::{DateOrder, parse};
use crate::table::{Decoded, is_markup, sniff};
use crate::{Limits, RecordsError, Source};

/// True when a source begins as XML does, packed or not: among records that can only be XES.
///
/// # Errors
/// The source cannot be read.
pub fn is_xes(source: &Source, limits: &Limits) -> Result<bool, RecordsError> {
    let mut start = vec![0; 4096];
    let count = crate::table::fill(&mut source.open(limits)?, &mut start)?;
    let (text, _, _) = UTF_8.decode(&start[..count]);
    let text = match text.strip_prefix('\0') {
        Some(_) => return Ok(false),
        None => text.replace('\0', ""),
    };
    let text = text.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    Ok(is_markup(text))
}

/// Reads a log. Times without an offset are local to the zone. Traces of one name are one case, and an event without
/// a time keeps its place.
///
/// # Errors
/// The source is no XES, or beyond the limits; nobody wants it any more.
pub fn read(
    source: &Source,
    zone: &Zone,
    limits: &Limits,
    watch: &dyn Watch,
) -> Result<Imported, RecordsError> {
    let limited = |error: std::io::Error| match too_much(&error) {
        Some(what) => RecordsError::Limit { line: 0, what },
        None => RecordsError::Io(error),
    };
    let encoding = encoding(source, limits).map_err(limited)?;
    let opened = source.open(limits)?;
    let gauge = opened.gauge();
    let (guard, mark) = Guard::new(Decoded::new(opened, encoding), limits.row);
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, guard));
    let mut place = Place {
        line: 1,
        depth: 0,
        in_log: false,
        in_trace: false,
        in_event: false,
    };
    let mut traces = Traces {
        builder: LogBuilder::default(),
        refused: Refused::default(),
        name: String::new(),
        events: Vec::new(),
        count: 0,
        event: PendingEvent::default(),
        zone,
    };
    let mut buffer = Vec::new();
    let mut count = 0_u32;
    loop {
        buffer.clear();
        mark.set();
        count = count.wrapping_add(1);
        if count.is_multiple_of(1 << 15) {
            watch.at(gauge.part())?;
        }
        let malformed = |why: String| RecordsError::Malformed {
            line: place.line,
            why,
        };
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                return Err(match too_much(&error) {
                    Some(what) => RecordsError::Limit {
                        line: place.line,
                        what,
                    },
                    None => malformed(error.to_string()),
                });
            }
            Err(error) => return Err(malformed(error.to_string())),
        };
        match &event {
            Xml::Start(start) => {
                open(start, &mut place, &mut traces, limits)?;
                place.depth += 1;
            }
            Xml::Empty(start) => {
                open(start, &mut place, &mut traces, limits)?;
                close(&mut place, &mut traces);
            }
            Xml::End(_) => {
                place.depth = place.depth.saturating_sub(1);
                close(&mut place, &mut traces);
            }
            Xml::DocType(_) => {
                return Err(RecordsError::Limit {
                    line: place.line,
                    what: "a document type, which could hide entities that swell or fetch files".to_owned(),
                });
            }
            Xml::Text(text) => place.line += text.bytes().filter(|byte| *byte == b'\n').count() as u64,
            Xml::Comment(text) => place.line += text.bytes().filter(|byte| *byte == b'\n').count() as u64,
            Xml::Eof => break,
            _ => {}
        }
    }
    if place.depth > 0 {
        return Err(RecordsError::Malformed {
            line: place.line,
            why: "the file ends in the middle of the log".to_owned(),
        });
    }
    if !place.in_log {
        return Err(RecordsError::Empty);
    }
    let Traces { builder, refused, .. } = traces;
    Ok(Imported {
        log: builder.finish(),
        refused,
        ..Imported::default()
    })
}

/// The encoding that the bytes or, where these say nothing, the XML declaration names.
fn encoding(source: &Source, limits: &Limits) -> std::io::Result<&'static Encoding> {
    let mut start = vec![0; 1024];
    let count = crate::table::fill(&mut source.open(limits)?, &mut start)?;
    let start = &start[..count];
    let sniffed = sniff(start)?;
    if sniffed.mark || sniffed.encoding != UTF_8 && start.contains(&0) {
        return Ok(sniffed.encoding);
    }
    let text = String::from_utf8_lossy(start);
    let declared = text
        .split_once("?>")
        .and_then(|(declaration, _)| declaration.split_once("encoding"))
        .and_then(|(_, rest)| rest.split(['"', '\'']).nth(1))
        .and_then(|label| Encoding::for_label(label.as_bytes()));
    // What is declared as UTF-16 but has been read as letters so far is not UTF-16.
    Ok(declared
        .filter(|encoding| encoding.is_ascii_compatible())
        .unwrap_or(UTF_8))
}

/// Where in the document the reader is.
struct Place {
    line: u64,
    depth: usize,
    in_log: bool,
    in_trace: bool,
    in_event: bool,
}

/// An event whose attributes are being read.
#[derive(Default)]
struct PendingEvent {
    activity: Option<u32>,
    time: Option<(i64, i16)>,
    lifecycle: Option<u32>,
    resource: Option<u32>,
    unreadable: Option<String>,
}

struct Traces<'a> {
    builder: LogBuilder,
    refused: Refused,
    name: String,
    events: Vec<Event>,
    count: usize,
    event: PendingEvent,
    zone: &'a Zone,
}

fn open(
    start: &BytesStart<'_>,
    place: &mut Place,
    traces: &mut Traces<'_>,
    limits: &Limits,
) -> Result<(), RecordsError> {
    let line = place.line;
    match (place.depth, start.local_name().as_ref()) {
        (0, "log") => place.in_log = true,
        (0, name) => {
            return Err(RecordsError::Malformed {
                line,
                why: format!("the file holds <{name}>, not the <log> of XES"),
            });
        }
        (1, "trace") => {
            place.in_trace = true;
            traces.name.clear();
            traces.events.clear();
        }
        (2, "event") if place.in_trace => {
            place.in_event = true;
            traces.event = PendingEvent::default();
        }
        (2, "string" | "id" | "int") if place.in_trace => {
            if let Some((key, value)) = attribute(start, line)?
                && key == "concept:name"
            {
                traces.name.clear();
                traces.name.push_str(&value);
            }
        }
        (3, "string" | "id" | "date" | "int") if place.in_event => {
            if let Some((key, value)) = attribute(start, line)? {
                traces.attribute(&key, value.trim());
            }
        }
        (depth, _) if depth >= limits.depth => {
            return Err(RecordsError::Limit {
                line,
                what: format!("elements nested more than {} deep", limits.depth),
            });
        }
        _ => {}
    }
    Ok(())
}

fn close(place: &mut Place, traces: &mut Traces<'_>) {
    match place.depth {
        2 if place.in_event => {
            place.in_event = false;
            traces.end_event(place.line);
        }
        1 if place.in_trace => {
            place.in_trace = false;
            traces.end_trace();
        }
        _ => {}
    }
}

/// Key and value.
type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Key and value of an XES attribute.
fn attribute<'a>(start: &'a BytesStart<'_>, line: u64) -> Result<Option<Pair<'a>>, RecordsError> {
    let malformed = |why: String| RecordsError::Malformed { line, why };
    let (mut key, mut value) = (None, None);
    let mut attributes = start.attributes();
    for attribute in attributes.with_checks(false) {
        let attribute = attribute.map_err(|error| malformed(error.to_string()))?;
        let place = match attribute.key.as_ref() {
            "key" => &mut key,
            "value" => &mut value,
            _ => continue,
        };
        let text = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| malformed(error.to_string()))?;
        *place = Some(text);
    }
    Ok(key.zip(value))
}

impl Traces<'_> {
    fn attribute(&mut self, key: &str, value: &str) {
        let (builder, event) = (&mut self.builder, &mut self.event);
        match key {
            "concept:name" if !value.is_empty() => event.activity = Some(builder.activity(value)),
            "org:resource" => event.resource = Some(builder.resource(value)),
            "lifecycle:transition" => event.lifecycle = Some(builder.lifecycle(value)),
            "time:timestamp" if !value.is_empty() => match parse(value, DateOrder::YearMonthDay) {
                Some(stamp) => event.time = Some(self.zone.utc(stamp)),
                None => event.unreadable = Some(value.to_owned()),
            },
            _ => {}
        }
    }

    fn end_event(&mut self, line: u64) {
        let event = std::mem::take(&mut self.event);
        let Some(activity) = event.activity else {
            self.refused.add(line, Reason::NoActivity, &self.name);
            return;
        };
        if let Some(value) = event.unreadable {
            self.refused.add(line, Reason::UnreadableTime, &value);
            return;
        }
        let (time, offset) = event.time.unwrap_or((NO_TIME, 0));
        self.events.push(Event {
            activity,
            time,
            offset,
            lifecycle: event.lifecycle.unwrap_or(NONE),
            resource: event.resource.unwrap_or(NONE),
        });
    }

    fn end_trace(&mut self) {
        self.count += 1;
        let case = if self.name.is_empty() {
            self.builder.case(&format!("trace {}", self.count))
        } else {
            self.builder.case(&self.name)
        };
        for event in self.events.drain(..) {
            self.builder.push(case, event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let source = Source::memory("log.xes", text.as_bytes().to_vec());
        let said = match read(&source, &Zone::default(), &Limits::default(), &()) {
            Err(error) => error.code().to_owned(),
            Ok(imported) => {
                let log = &imported.log;
                let cases = (0..log.case_count()).map(|case| {
                    let trace = log.events(case).map(|event| {
                        let name = log.activities.name(event.activity);
                        if event.time == NO_TIME {
                            name.to_owned()
                        } else {
                            format!("{name}@{}{:+}", event.time, event.offset)
                        }
                    });
                    let name = log.cases.name(case as u32);
                    format!("{name}: {}", trace.collect::<Vec<_>>().join(" "))
                });
                let refused = imported.refused.rows();
                let refused = refused
                    .iter()
                    .map(|row| format!("{}: {:?}", row.line, row.reason));
                cases.chain(refused).collect::<Vec<_>>().join("; ")
            }
        };
        assert_eq!(said, wanted, "{text}");
    }

    fn event(name: &str, more: &str) -> String {
        format!("<event><string key=\"concept:name\" value=\"{name}\"/>{more}</event>")
    }

    #[test]
    fn traces_become_cases() {
        let date = "<date key=\"time:timestamp\" value=\"1970-01-01T01:00:01.5+01:00\"/>";
        check(
            &format!(
                "<?xml version='1.0'?><log><trace><string key='concept:name' value='7 &amp; 8'/>{}{}</trace></log>",
                event("a", date),
                event(
                    "b",
                    "<string key='x' value='y'><string key='concept:name' value='deep'/></string>"
                ),
            ),
            "7 & 8: a@1500+60 b",
        );
        check(
            "<log><trace/><trace><event/></trace></log>",
            "trace 1: ; trace 2: ; 1: NoActivity",
        );
        let wrong = "\n<date key=\"time:timestamp\" value=\"soon\"/>";
        check(
            &format!("<log>\n<trace>{}</trace></log>", event("a", wrong)),
            "trace 1: ; 3: UnreadableTime",
        );
        check("<log/>", "");
    }

    #[test]
    fn what_is_no_log_or_means_harm_is_refused() {
        check("<bpmn/>", "records.malformed");
        check("", "records.empty");
        check("<log><trace>", "records.malformed");
        check("<log><trace></log>", "records.malformed");
        check(
            "<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><log/>",
            "records.limit",
        );
        check(
            "<!DOCTYPE log [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><log/>",
            "records.limit",
        );
        check(
            "<log><trace><string key='concept:name' value='&lol;'/></trace></log>",
            "records.malformed",
        );
        check(&"<log>".repeat(100_000), "records.limit");
    }

    #[test]
    fn a_tag_without_an_end_is_given_up() {
        let limits = Limits {
            row: 1 << 20,
            ..Limits::default()
        };
        let text = format!("<log><trace><string value=\"{}\"/>", "x".repeat(4 << 20));
        let source = Source::memory("log.xes", text.into_bytes());
        let error = read(&source, &Zone::default(), &limits, &()).err();
        assert_eq!(error.map(|error| error.code()), Some("records.limit"));
    }
}
