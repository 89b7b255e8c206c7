//! The lines of flow below a step, and of returns below an outcome.

use twinlane_model::{End, Link, LinkId, LinkKind, MapId, OutcomeKind, StepId};
use uuid::Uuid;

use super::cursor::{Cursor, trim};
use super::measure::{Unit, measure};
use super::part::attributes;
use super::title::{outcome_word, share_start, split_as};
use super::tree::{At, Flow, FlowEnd, FlowLine, Reference};
use crate::sentences::{LOCALE, LineFaults};
use crate::{ExchangeError, Place};

/// What follows `=>`, put to the flow of a step or to the returns of an outcome; `start` is the place of the
/// arrow.
pub(crate) fn flow(cursor: &mut Cursor, start: &Place, flow: &mut Flow) -> Result<(), ExchangeError> {
    let mixed = || LOCALE.flow_and_none().syntax(start.clone());
    cursor.skip_spaces();
    if trim(cursor.rest()) == "-" {
        if !matches!(flow, Flow::Silent) {
            return Err(mixed());
        }
        *flow = Flow::Nothing;
        return Ok(());
    }
    let line = flow_line(cursor)?;
    match flow {
        Flow::Silent => *flow = Flow::Links(vec![line]),
        Flow::Nothing => return Err(mixed()),
        Flow::Links(lines) => lines.push(line),
    }
    Ok(())
}

/// One flow: a step or an outcome, its share and attributes.
pub(crate) fn flow_line(cursor: &mut Cursor) -> Result<FlowLine, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let end = if cursor.sees("#") {
        FlowEnd::Step(Reference::Id(cursor.id()?))
    } else if cursor.sees("\"") {
        let title = cursor.quoted()?;
        match as_kind(cursor)? {
            Some(kind) => FlowEnd::Outcome(title, kind),
            None => FlowEnd::Step(Reference::Title(title)),
        }
    } else {
        let here = cursor.clone();
        let text = cursor.bare(&["{", "\""])?;
        let text = match share_start(text) {
            Some(at) => {
                *cursor = here.clone();
                cursor.advance(at);
                trim(&text[..at])
            }
            None => text,
        };
        if text.is_empty() {
            return Err(here.error(LOCALE.flow_leads_nowhere()));
        }
        match (outcome_word(text), split_as(text)) {
            (Some(kind), _) => FlowEnd::Outcome(String::new(), kind),
            (None, Some((title, kind))) => FlowEnd::Outcome(trim(title).to_owned(), kind),
            (None, None) => FlowEnd::Step(Reference::Title(text.to_owned())),
        }
    };
    let mut draft = draft_link();
    if !cursor.at_end() && !cursor.sees("{") {
        draft.share = Some(measure(cursor, Unit::Percent)?);
    }
    attributes(cursor, |cursor, key, here| {
        let twice = match key {
            "criterion" => {
                let before = std::mem::replace(&mut draft.criterion, cursor.quoted()?);
                !before.is_empty()
            }
            "wait" => draft.wait.replace(measure(cursor, Unit::Days)?).is_some(),
            _ => return Ok(false),
        };
        if twice {
            return Err(here.error(LOCALE.said_twice(key)));
        }
        Ok(true)
    })?;
    Ok(FlowLine {
        to: At { value: end, place },
        draft,
    })
}

/// A flow to the step of this title, without share and attributes.
pub(crate) fn flow_to(title: &str, place: Place) -> FlowLine {
    FlowLine {
        to: At {
            value: FlowEnd::Step(Reference::Title(title.to_owned())),
            place,
        },
        draft: draft_link(),
    }
}

fn draft_link() -> Link {
    let nil = End::Step(StepId(Uuid::nil()));
    Link::new(LinkId(Uuid::nil()), MapId(Uuid::nil()), LinkKind::Flow, nil, nil)
}

/// `as Lost` behind a title in quotes.
pub(crate) fn as_kind(cursor: &mut Cursor) -> Result<Option<OutcomeKind>, ExchangeError> {
    cursor.skip_spaces();
    if cursor.peek_word() != "as" {
        return Ok(None);
    }
    cursor.word();
    cursor.skip_spaces();
    let rest = cursor.rest();
    let Some(kind) = OutcomeKind::ALL.into_iter().find(|kind| {
        rest.strip_prefix(kind.word())
            .is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric()))
    }) else {
        return Err(cursor.error(LOCALE.no_kind_of_outcome()));
    };
    cursor.advance(kind.word().len());
    Ok(Some(kind))
}
