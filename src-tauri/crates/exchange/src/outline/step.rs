//! The line of a step: lane, title, supports and attributes.

use twinlane_model::{Knowledge, LaneId, MapId, Side, StageId, Step, StepId, Strength};
use uuid::Uuid;

use super::cursor::Cursor;
use super::measure::{Unit, count, date, level, measure};
use super::part::{attributes, id_value, reference, title};
use super::tree::{At, Flow, PoolValues, Reference, StepBlock, SupportPart};
use crate::sentences::{LOCALE, LineFaults, LineRemedies, Noun};
use crate::{ExchangeError, Place};

/// `[Lane] Title -> support (strength, answers "…"), … {attributes}`, the `-` before it taken.
pub(crate) fn step(cursor: &mut Cursor, place: Place, side: Side) -> Result<StepBlock, ExchangeError> {
    cursor.expect("[", LOCALE.step_begins())?;
    let lane = if cursor.sees("#") {
        reference(cursor, &["]"])?
    } else {
        let lane = title(cursor, &["]"], Noun::Lane)?;
        At {
            value: Reference::Title(lane.value),
            place: lane.place,
        }
    };
    cursor.expect("]", LOCALE.lane_of_step())?;
    let name = title(cursor, &["->", "{"], Noun::Step)?;
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
            return Err(arrow.error(LOCALE.buyer_step_supports()));
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
            return Err(here.error(LOCALE.said_twice(key)));
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
        Some(_) => Err(here.error(LOCALE.known_in_two_ways())),
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
    let whose = match key {
        "importance" | "motivation" | "heard" | "observed" | "guess" | "start" => Side::Buyer,
        "required" | "ask" | "owner" | "accountable" | "tool" | "people" | "capacity" | "cost" => {
            Side::Seller
        }
        _ => return Ok(()),
    };
    if whose == side {
        return Ok(());
    }
    Err(here.error(LOCALE.attribute_of_other_side(key, whose)))
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
                return Err(here.error(LOCALE.nothing_about_support()));
            }
        };
        if let Some(strength) = strength {
            if std::mem::replace(&mut given, true) {
                return Err(here.error(LOCALE.two_strengths()));
            }
            part.strength = strength;
        }
        if !cursor.eat(",") {
            break;
        }
    }
    cursor.expect(")", LOCALE.support_closes())?;
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
