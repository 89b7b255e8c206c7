//! Reading a Mermaid user journey (<https://mermaid.js.org/syntax/userJourney.html>) as a buyer journey.
//!
//! The title names the map, sections become stages, actors become lanes, and the order of the tasks becomes
//! flow. A score from 1 to 5 becomes motivation from -2 to +2. A step lies in one lane: a task of several
//! actors goes to the lane of the first, and its note names the others, whose lanes are made all the same.

use twinlane_model::IdSource;

use super::journey_rows::build;
use super::journey_text::{Journey, Section, Task};
use crate::sentences::{JourneyFaults, LOCALE};
use crate::text::decode;
use crate::{ExchangeError, Imported, Place};

/// Whether a text is a user journey: its first line that is no comment and no front matter says so.
pub fn is_journey(text: &str) -> bool {
    let body = lines(text).find(|line| !line.text.is_empty());
    body.is_some_and(|line| first_word(line.text) == "journey")
}

/// A line that means something, without comments and the spaces around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: u32,
    /// Characters before the text.
    indent: u32,
    text: &'a str,
}

impl Line<'_> {
    fn place(&self, offset: usize) -> Place {
        let before = self.text[..offset].chars().count() as u32;
        Place::text(self.number, self.indent + before + 1)
    }
}

/// Lines behind the front matter; comments (`%%`, and `#` as this diagram has it) and a closing `;` dropped.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let front = text.trim_start().starts_with("---");
    let mut fences = 0;
    text.split('\n').enumerate().filter_map(move |(at, raw)| {
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        if front && fences < 2 {
            fences += i32::from(raw.trim() == "---");
            return None;
        }
        let end = raw
            .find("%%")
            .into_iter()
            .chain(raw.find('#'))
            .min()
            .unwrap_or(raw.len());
        let text = raw[..end].trim_end().trim_end_matches(';').trim_end();
        let inner = text.trim_start();
        let indent = text[..text.len() - inner.len()].chars().count() as u32;
        Some(Line {
            number: at as u32 + 1,
            indent,
            text: inner,
        })
    })
}

fn first_word(text: &str) -> &str {
    text.split(char::is_whitespace).next().unwrap_or_default()
}

/// Reads a user journey: a map with one side, drawn.
pub fn read(bytes: impl AsRef<[u8]>, ids: &mut dyn IdSource) -> Result<Imported, ExchangeError> {
    let journey = parse(&decode(bytes.as_ref())?)?;
    build(journey, ids).checked()
}

fn parse(text: &str) -> Result<Journey, ExchangeError> {
    let mut lines = lines(text).filter(|line| !line.text.is_empty());
    match lines.next() {
        Some(line) if line.text == "journey" => {}
        Some(line) => {
            return Err(LOCALE.no_journey(first_word(line.text)).unknown(line.place(0)));
        }
        None => {
            return Err(LOCALE.nothing_in_it().unknown(Place::Whole));
        }
    }
    let mut journey = Journey::default();
    let mut description_from: Option<Place> = None;
    for line in lines {
        if description_from.is_some() {
            let end = line.text.split_once('}');
            let (part, closed) = (end.map_or(line.text, |(part, _)| part), end.is_some());
            journey
                .description
                .extend(Some(part.trim().to_owned()).filter(|part| !part.is_empty()));
            if closed {
                description_from = None;
            }
            continue;
        }
        match statement(line.text) {
            Statement::Title(title) => journey.title = plain(title),
            Statement::Ignored => {}
            Statement::Description(text) => journey.description.push(plain(text)),
            Statement::DescriptionBlock(text) => {
                let end = text.split_once('}');
                let part = end.map_or(text, |(part, _)| part).trim();
                journey
                    .description
                    .extend(Some(part.to_owned()).filter(|part| !part.is_empty()));
                if end.is_none() {
                    description_from = Some(line.place(0));
                }
            }
            Statement::Section(title) => journey.sections.push(Section {
                title: plain(title),
                tasks: Vec::new(),
            }),
            Statement::Task => {
                let task = task(&line, &mut journey.rounded)?;
                if journey.sections.is_empty() {
                    journey.sections.push(Section {
                        title: LOCALE.one_section().to_owned(),
                        tasks: Vec::new(),
                    });
                }
                if let Some(section) = journey.sections.last_mut() {
                    section.tasks.push(task);
                }
            }
        }
    }
    match description_from {
        None => Ok(journey),
        Some(place) => Err(LOCALE.description_open().syntax(place)),
    }
}

enum Statement<'a> {
    Title(&'a str),
    Section(&'a str),
    Description(&'a str),
    DescriptionBlock(&'a str),
    Ignored,
    Task,
}

fn statement(text: &str) -> Statement<'_> {
    let behind = |keyword: &str| {
        text.strip_prefix(keyword)
            .filter(|rest| rest.starts_with(char::is_whitespace))
            .map(str::trim)
    };
    let field = |keyword: &str, sign: char| {
        let rest = text.strip_prefix(keyword)?.trim_start();
        rest.strip_prefix(sign).map(str::trim)
    };
    if let Some(title) = behind("title") {
        Statement::Title(title)
    } else if let Some(title) = behind("section") {
        Statement::Section(title)
    } else if field("accTitle", ':').is_some() {
        // The title for screen readers; the map has one name for everybody.
        Statement::Ignored
    } else if let Some(text) = field("accDescr", ':') {
        Statement::Description(text)
    } else if let Some(text) = field("accDescr", '{') {
        Statement::DescriptionBlock(text)
    } else {
        Statement::Task
    }
}

/// `Title: score: actor, actor`
fn task(line: &Line, rounded: &mut Option<Place>) -> Result<Task, ExchangeError> {
    let Some((title, rest)) = line.text.split_once(':') else {
        return Err(LOCALE.neither_task_nor_section().syntax(line.place(0)));
    };
    if title.trim().is_empty() {
        return Err(LOCALE.untitled_task().syntax(line.place(0)));
    }
    let (score, actors) = rest.split_once(':').unwrap_or((rest, ""));
    let place = line.place(title.len() + 1 + (score.len() - score.trim_start().len()));
    let exact = score
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|score| (1.0..=5.0).contains(score));
    let Some(exact) = exact else {
        return Err(LOCALE.no_score(score.trim()).syntax(place));
    };
    if exact.fract() != 0.0 && rounded.is_none() {
        *rounded = Some(place);
    }
    Ok(Task {
        title: plain(title.trim()),
        motivation: exact.round() as i8 - 3,
        actors: actors
            .split(',')
            .map(|actor| plain(actor.trim()))
            .filter(|actor| !actor.is_empty())
            .collect(),
        place: line.place(0),
    })
}

/// A label as one line: `<br>` in any of its spellings is a space.
fn plain(label: &str) -> String {
    let mut text = String::new();
    let mut rest = label;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let end = tag.find('>');
        let name = end.map(|end| tag[..end].trim_matches(|c: char| c == '/' || c.is_whitespace()));
        if let (Some(end), Some("br" | "BR" | "Br")) = (end, name) {
            text.push_str(&rest[..at]);
            text.push(' ');
            rest = &tag[end + 1..];
        } else {
            text.push_str(&rest[..=at]);
            rest = tag;
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use twinlane_model::Row;

    use super::*;

    struct Ids(u128);

    impl IdSource for Ids {
        fn next(&mut self) -> uuid::Uuid {
            self.0 += 1;
            uuid::Uuid::from_u128(self.0)
        }
    }

    /// "Stage/Lane/Title/motivation" of each step, in order.
    fn drawn(text: &str) -> Vec<String> {
        let imported = read(text, &mut Ids(0)).expect("the journey is right");
        let stage = |id| {
            imported.rows.iter().find_map(|row| match row {
                Row::Stage(stage) if stage.id == id => Some(stage.title.clone()),
                _ => None,
            })
        };
        let lane = |id| {
            imported.rows.iter().find_map(|row| match row {
                Row::Lane(lane) if lane.id == id => Some(lane.title.clone()),
                _ => None,
            })
        };
        let step = |row: &Row| match row {
            Row::Step(step) => Some(format!(
                "{}/{}/{}/{}",
                stage(step.stage).unwrap(),
                lane(step.lane).unwrap(),
                step.title,
                step.motivation.unwrap()
            )),
            _ => None,
        };
        imported.rows.iter().filter_map(step).collect()
    }

    #[test]
    fn a_journey_becomes_stages_lanes_and_motivation() {
        let text = "---\nconfig:\n  journey: {}\n---\n%% comment\njourney\n  title Buying a press\n  accTitle: spoken\n  \
                    accDescr {\n    How a printer buys\n  }\n  Sees the old one fail: 1: Owner\n  section Look<br/>around ;\n    \
                    Asks peers : 3 : Owner, Foreman,\n    Reads tests:5 %% late\n";
        assert_eq!(
            drawn(text),
            [
                "Journey/Owner/Sees the old one fail/-2",
                "Look around/Owner/Asks peers/0",
                "Look around/Buyer/Reads tests/2",
            ]
        );
        let imported = read(text, &mut Ids(0)).unwrap();
        let Row::Map(map) = &imported.rows[0] else {
            panic!("the map comes first")
        };
        assert_eq!(
            (map.name.as_str(), map.about.as_str()),
            ("Buying a press", "How a printer buys")
        );
        assert_eq!(
            imported.left.len(),
            1,
            "the foreman's share in a task is accounted for"
        );
        let links = imported
            .rows
            .iter()
            .filter(|row| matches!(row, Row::Link(_)))
            .count();
        assert_eq!(links, 2, "tasks flow in their order");
    }

    #[test]
    fn what_is_no_journey_is_refused_with_its_place() {
        for (text, line, column) in [
            ("flowchart LR\n a-->b", 1, 1),
            ("journey\n  Make tea: 23: Me", 2, 13),
            ("journey\n  Make tea: -1: Me", 2, 13),
            ("journey\n  Make tea: soon: Me", 2, 13),
            ("journey\n  Make tea", 2, 3),
            ("journey\n  : 5: Me", 2, 3),
            ("journey\n\n accDescr {\n never closed", 3, 2),
        ] {
            let error = read(text, &mut Ids(0)).expect_err(text);
            assert_eq!(error.place(), &Place::text(line, column), "{error}");
        }
        assert!(read("", &mut Ids(0)).is_err());
        assert!(!is_journey("journeys"), "a whole word");
    }
}
