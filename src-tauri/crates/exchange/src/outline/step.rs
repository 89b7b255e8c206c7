//! The line of a step and the flow below it; and the parts that other lines share: titles, references,
//! attributes in braces.

use twinlane_model::{
    End, Knowledge, LaneId, Link, LinkId, LinkKind, MapId, OutcomeKind, Side, StageId, Step, StepId, Strength,
};
use uuid::Uuid;

use super::cursor::{Cursor, trim};
use super::measure::{Unit, count, date, level, measure};
use super::title::{ends_like_share, outcome_word, quote, share_start, split_as};
use super::tree::{At, Flow, FlowEnd, FlowLine, PoolValues, Reference, StepBlock, SupportPart};
use crate::{ExchangeError, Place};

/// `[Lane] Title -> support (strength, answers "…"), … {attributes}`, the `-` before it taken.
pub(crate) fn step(cursor: &mut Cursor, place: Place, side: Side) -> Result<StepBlock, ExchangeError> {
    cursor.expect("[", "A step begins with its lane: - [Lane] Title")?;
    let lane = if cursor.sees("#") {
        reference(cursor, &["]"])?
    } else {
        let lane = title(cursor, &["]"], "lane")?;
        At {
            value: Reference::Title(lane.value),
            place: lane.place,
        }
    };
    cursor.expect("]", "The lane stands between [ and ]")?;
    let name = title(cursor, &["->", "{"], "step")?;
    let mut draft = Step::new(
        StepId(Uuid::nil()),
        MapId(Uuid::nil()),
        side,
        LaneId(Uuid::nil()),
        StageId(Uuid::nil()),
        &name.value,
    );
    let mut block = StepBlock {
        draft: draft.clone(),
        place,
        lane,
        id: None,
        owner: None,
        pool: PoolValues::default(),
        tools: Vec::new(),
        supports: Vec::new(),
        questions: Vec::new(),
        flow: Flow::Silent,
    };
    let arrow = cursor.clone();
    if cursor.eat("->") {
        if side == Side::Buyer {
            return Err(arrow.error(
                "a buyer step supports nothing",
                "Supports stand at the activities; flow is written => below the step",
            ));
        }
        loop {
            block.supports.push(support(cursor)?);
            if !cursor.eat(",") {
                break;
            }
        }
    }
    let mut seen: Vec<String> = Vec::new();
    attributes(cursor, |cursor, key, here| {
        if key != "tool" && seen.iter().any(|before| before == key) {
            return Err(here.error(format!("“{key}” is said twice"), "Say it once"));
        }
        seen.push(key.to_owned());
        one_side_only(key, side, here)?;
        Ok(
            common(cursor, key, &mut draft, &mut block)? || of_buyer(cursor, key, &mut draft)? || {
                of_activity(cursor, key, &mut draft, &mut block)?
            },
        )
    })?;
    block.draft = draft;
    Ok(block)
}

/// Attributes that both sides have.
fn common(
    cursor: &mut Cursor,
    key: &str,
    draft: &mut Step,
    block: &mut StepBlock,
) -> Result<bool, ExchangeError> {
    match key {
        "id" => block.id = Some(id_value(cursor)?),
        "value" => draft.value = Some(level(cursor, -2, 2)?),
        "all" => draft.all = true,
        "waits" => draft.waits = true,
        "waypoint" => draft.waypoint = true,
        "note" => draft.note = cursor.quoted()?,
        "touch" => draft.touch = Some(measure(cursor, Unit::Hours)?),
        "elapsed" => draft.elapsed = Some(measure(cursor, Unit::Days)?),
        "volume" => draft.volume = Some(measure(cursor, Unit::Plain)?),
        "ca" => draft.complete_accurate = Some(measure(cursor, Unit::Percent)?),
        _ => return Ok(false),
    }
    Ok(true)
}

fn of_buyer(cursor: &mut Cursor, key: &str, draft: &mut Step) -> Result<bool, ExchangeError> {
    let here = cursor.clone();
    let mut know = |knowledge| match draft.knowledge.replace(knowledge) {
        None => Ok(()),
        Some(_) => Err(here.error(
            "a step is known in one way",
            "Write one of heard, observed and guess",
        )),
    };
    match key {
        "importance" => draft.importance = Some(level(cursor, 1, 3)?.unsigned_abs()),
        "motivation" => draft.motivation = Some(level(cursor, -2, 2)?),
        "heard" => know(heard(cursor)?)?,
        "observed" => know(Knowledge::Observed)?,
        "guess" => know(Knowledge::Guess)?,
        "start" => draft.start = true,
        _ => return Ok(false),
    }
    Ok(true)
}

/// What follows `heard`: how many buyers, and when.
pub(crate) fn heard(cursor: &mut Cursor) -> Result<Knowledge, ExchangeError> {
    let buyers = count(cursor)?;
    cursor.skip_spaces();
    let on = if cursor.peek_word() == "as-of" {
        cursor.word();
        Some(date(cursor)?)
    } else {
        None
    };
    Ok(Knowledge::Heard { buyers, on })
}

fn of_activity(
    cursor: &mut Cursor,
    key: &str,
    draft: &mut Step,
    block: &mut StepBlock,
) -> Result<bool, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    match key {
        "required" => draft.required = true,
        "ask" => draft.ask = true,
        "owner" => {
            let value = cursor.quoted()?;
            block.owner = Some(At { value, place });
        }
        "accountable" => draft.accountable = cursor.quoted()?,
        "tool" => block.tools.push(cursor.quoted()?),
        "people" => {
            let value = count(cursor)?;
            block.pool.people = Some(At { value, place });
        }
        "capacity" => {
            let value = measure(cursor, Unit::Hours)?;
            block.pool.capacity = Some(At { value, place });
        }
        "cost" => {
            let value = measure(cursor, Unit::Plain)?;
            block.pool.cost = Some(At { value, place });
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn one_side_only(key: &str, side: Side, here: &Cursor) -> Result<(), ExchangeError> {
    let (of, whose) = match key {
        "importance" | "motivation" | "heard" | "observed" | "guess" | "start" => {
            (Side::Buyer, "a buyer step")
        }
        "required" | "ask" | "owner" | "accountable" | "tool" | "people" | "capacity" | "cost" => {
            (Side::Seller, "an activity")
        }
        _ => return Ok(()),
    };
    if of == side {
        return Ok(());
    }
    Err(here.error(
        format!("“{key}” is an attribute of {whose}"),
        "Leave it out on this side",
    ))
}

/// One support: `Title (strength, answers "…")`.
pub(crate) fn support(cursor: &mut Cursor) -> Result<SupportPart, ExchangeError> {
    let mut part = SupportPart {
        to: reference(cursor, &[",", "(", "{"])?,
        strength: Strength::Helps,
        answers: Vec::new(),
    };
    if !cursor.eat("(") {
        return Ok(part);
    }
    let mut given = false;
    loop {
        cursor.skip_spaces();
        let here = cursor.clone();
        let strength = match cursor.word() {
            "weak" => Some(Strength::Weak),
            "helps" => Some(Strength::Helps),
            "strong" => Some(Strength::Strong),
            "answers" => {
                part.answers.push(answered(cursor)?);
                None
            }
            _ => {
                return Err(here.error(
                    "this says nothing about a support",
                    "Write weak, helps or strong, and answers \"question\"",
                ));
            }
        };
        if let Some(strength) = strength {
            if std::mem::replace(&mut given, true) {
                return Err(here.error("a support has one strength", "Keep one of weak, helps and strong"));
            }
            part.strength = strength;
        }
        if !cursor.eat(",") {
            break;
        }
    }
    cursor.expect(")", "Close what is said about the support with )")?;
    Ok(part)
}

fn answered(cursor: &mut Cursor) -> Result<At<Reference>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let value = if cursor.sees("#") {
        Reference::Id(cursor.id()?)
    } else {
        Reference::Title(cursor.quoted()?)
    };
    Ok(At { value, place })
}

/// What follows `=>`, put to the flow of a step or to the returns of an outcome; `start` is the place of the
/// arrow.
pub(crate) fn flow(cursor: &mut Cursor, start: &Place, flow: &mut Flow) -> Result<(), ExchangeError> {
    let mixed = || {
        ExchangeError::syntax(
            start.clone(),
            "“=> -” stands beside other flow",
            "A step has either no flow or the flow that is written",
        )
    };
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
            return Err(here.error(
                "this flow leads nowhere",
                "Write the title of a step or an outcome behind =>",
            ));
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
            return Err(here.error(format!("“{key}” is said twice"), "Say it once"));
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
        return Err(cursor.error(
            "this is no kind of outcome",
            "The kinds are Won, Lost, No decision, Disqualified, Not ready and Unclassified",
        ));
    };
    cursor.advance(kind.word().len());
    Ok(Some(kind))
}

/// A title where it is defined: in quotes, or without them up to one of the stops.
pub(crate) fn title(cursor: &mut Cursor, stops: &[&str], what: &str) -> Result<At<String>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    if cursor.sees("\"") {
        let value = cursor.quoted()?;
        return Ok(At { value, place });
    }
    let start = cursor.clone();
    let text = cursor.bare(stops)?;
    let reason = if text.is_empty() {
        format!("the title of this {what} is missing")
    } else if text.starts_with(['#', '-']) {
        format!("the title of a {what} cannot begin with “#” or “-”")
    } else if outcome_word(text).is_some() || split_as(text).is_some() {
        format!("“{text}” reads like an outcome")
    } else if ends_like_share(text) {
        format!("“{text}” reads like a title with a share behind it")
    } else {
        return Ok(At {
            value: text.to_owned(),
            place,
        });
    };
    Err(start.error(
        reason,
        &format!("If it is meant so, write it in quotes: {}", quote(text)),
    ))
}

/// A reference to something by title, in quotes or not, or by id.
pub(crate) fn reference(cursor: &mut Cursor, stops: &[&str]) -> Result<At<Reference>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let value = if cursor.sees("#") {
        Reference::Id(cursor.id()?)
    } else if cursor.sees("\"") {
        Reference::Title(cursor.quoted()?)
    } else {
        let text = cursor.bare(stops)?;
        if text.is_empty() {
            return Err(ExchangeError::syntax(
                place,
                "a title is missing here",
                "Write the title that is meant, or #x for the one marked {id x}",
            ));
        }
        Reference::Title(text.to_owned())
    };
    Ok(At { value, place })
}

/// The name behind `id`.
pub(crate) fn id_value(cursor: &mut Cursor) -> Result<At<String>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let value = cursor.word().to_owned();
    if value.is_empty() {
        return Err(cursor.error(
            "a name is missing here",
            "An id is letters, digits, - and _, as in {id x}",
        ));
    }
    Ok(At { value, place })
}

/// `{key value, key value}` up to the end of the line, if there is one. `one` reads the value of a key it
/// knows; it gets the cursor at the start of the key for its errors.
pub(crate) fn attributes(
    cursor: &mut Cursor,
    mut one: impl FnMut(&mut Cursor, &str, &Cursor) -> Result<bool, ExchangeError>,
) -> Result<(), ExchangeError> {
    if cursor.eat("{") && !cursor.eat("}") {
        loop {
            cursor.skip_spaces();
            let here = cursor.clone();
            let key = cursor.word().to_owned();
            if !one(cursor, &key, &here)? {
                let what = if key.is_empty() {
                    "an attribute is missing here".to_owned()
                } else {
                    format!("“{key}” is no attribute that can stand here")
                };
                return Err(here.error(what, "Attributes are listed in the user guide, under The outline"));
            }
            if !cursor.eat(",") {
                break;
            }
        }
        cursor.expect("}", "Attributes are separated by commas and closed with }")?;
    }
    cursor.expect_end("Nothing may follow here")
}
