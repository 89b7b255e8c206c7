//! One thing becomes another. The new row takes over the old one's id where that is free, so that replaying
//! needs no new one.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::edit::Edit;
use super::label::quoted;
use super::remove::take_along;
use super::sentences;
use super::set::forget_questions;
use crate::refusal::refuse;
use crate::{
    Conversion, End, GapId, GapRecord, GapState, Link, LinkId, LinkKind, MapId, Note, NoteId, NoteState,
    Phase, Question, QuestionId, Refusal, RowKey, Side, Step, StepId,
};

pub(crate) fn convert(edit: &mut Edit<'_>, conversion: &Conversion) -> Result<(), Refusal> {
    match conversion {
        Conversion::StepToQuestion { step, at } => step_to_question(edit, *step, *at),
        Conversion::QuestionToStep { step, question } => question_to_step(edit, *step, *question),
        Conversion::StepToNote { step } => step_to_note(edit, *step),
        Conversion::NoteToStep { note, lane, stage } => note_to_step(edit, *note, *lane, *stage),
        Conversion::NoteToGap { note, map } => note_to_gap(edit, *note, *map),
        Conversion::GapToNote { gap } => gap_to_note(edit, *gap),
        Conversion::Waypoint { step, waypoint } => to_waypoint(edit, *step, *waypoint),
    }
}

fn step_to_question(edit: &mut Edit<'_>, step: StepId, at: StepId) -> Result<(), Refusal> {
    let row = edit.step(step, "step")?.clone();
    let mut holder = edit.step(at, "at")?.clone();
    if step == at {
        return Err(refuse("at", "a step cannot become its own question"));
    }
    if holder.map != row.map || holder.side != Side::Buyer {
        return Err(refuse("at", "only a buyer step of the same map holds questions"));
    }
    drop_links(edit, &row);
    take_along(edit, BTreeSet::from([RowKey::Step(step)]), None)?;
    let id = question_id(edit, &holder, step.0);
    holder.questions.push(Question { id, text: row.title });
    holder.questions.extend(row.questions);
    if let Some(now) = edit.workshop.steps.get(&at) {
        holder.position = now.position;
    }
    edit.put(holder);
    Ok(())
}

fn question_to_step(edit: &mut Edit<'_>, step: StepId, question: QuestionId) -> Result<(), Refusal> {
    let before = edit.step(step, "step")?.clone();
    let mut holder = before.clone();
    let Some(at) = holder.questions.iter().position(|each| each.id == question) else {
        return Err(refuse("question", "this step has no such question"));
    };
    let text = holder.questions.remove(at).text;
    edit.put(holder.clone());
    forget_questions(edit, &before, &holder);
    let id = StepId(free_or_new(edit, question.0, RowKey::Step(StepId(question.0))));
    let new = Step::new(id, holder.map, holder.side, holder.lane, holder.stage, &text);
    edit.put_at(new, holder.position + 1);
    let link = LinkId(edit.draw());
    edit.put(Link::new(
        link,
        holder.map,
        LinkKind::Flow,
        End::Step(step),
        End::Step(id),
    ));
    Ok(())
}

fn step_to_note(edit: &mut Edit<'_>, step: StepId) -> Result<(), Refusal> {
    let row = edit.step(step, "step")?.clone();
    drop_links(edit, &row);
    take_along(edit, BTreeSet::from([RowKey::Step(step)]), None)?;
    let id = NoteId(free_or_new(edit, step.0, RowKey::Note(NoteId(step.0))));
    park(edit, id, row.title, Phase::Map);
    Ok(())
}

fn note_to_step(
    edit: &mut Edit<'_>,
    note: NoteId,
    lane: crate::LaneId,
    stage: crate::StageId,
) -> Result<(), Refusal> {
    let text = note_row(edit, note)?.text;
    let to = edit.lane(lane, "lane")?;
    let (map, side) = (to.map, to.side);
    let column = edit.stage(stage, "stage")?;
    if (column.map, column.side) != (map, side) {
        return Err(refuse(
            "stage",
            "lane and stage must be on the same side of one map",
        ));
    }
    edit.take(RowKey::Note(note));
    let id = StepId(free_or_new(edit, note.0, RowKey::Step(StepId(note.0))));
    edit.put_last(Step::new(id, map, side, lane, stage, &text));
    Ok(())
}

fn note_to_gap(edit: &mut Edit<'_>, note: NoteId, map: MapId) -> Result<(), Refusal> {
    let text = note_row(edit, note)?.text;
    edit.map(map, "map")?;
    edit.take(RowKey::Note(note));
    let id = GapId(free_or_new(edit, note.0, RowKey::Gap(GapId(note.0))));
    edit.put(GapRecord {
        id,
        fingerprint: String::new(),
        map: Some(map),
        state: GapState::Open,
        reason: String::new(),
        title: text,
        comment: String::new(),
        votes: 0,
        severity: None,
        numbers: std::collections::BTreeMap::new(),
        check_again: false,
    });
    Ok(())
}

fn gap_to_note(edit: &mut Edit<'_>, gap: GapId) -> Result<(), Refusal> {
    let Some(row) = edit.workshop.gaps.get(&gap).cloned() else {
        return Err(RowKey::Gap(gap).missing("gap"));
    };
    if !row.fingerprint.is_empty() {
        return Err(refuse("gap", "only a gap added by hand becomes a note"));
    }
    edit.take(RowKey::Gap(gap));
    let id = NoteId(free_or_new(edit, gap.0, RowKey::Note(NoteId(gap.0))));
    park(edit, id, row.title, Phase::Gaps);
    Ok(())
}

fn to_waypoint(edit: &mut Edit<'_>, step: StepId, waypoint: bool) -> Result<(), Refusal> {
    let mut row = edit.step(step, "step")?.clone();
    row.waypoint = waypoint;
    if waypoint {
        // A junction helps nobody and is helped by nobody, and it does not retry.
        for link in edit.links_at(End::Step(step)) {
            if link.kind == LinkKind::Support || link.from == link.to {
                edit.conflicts
                    .push(sentences::link_of_waypoint(&quoted(&row.title)));
                edit.take(RowKey::Link(link.id));
            }
        }
    }
    edit.put(row);
    Ok(())
}

fn park(edit: &mut Edit<'_>, id: NoteId, text: String, phase: Phase) {
    edit.put_last(Note {
        id,
        text,
        author: String::new(),
        phase,
        state: NoteState::Parked,
        step: None,
        position: 0,
    });
}

fn note_row(edit: &Edit<'_>, note: NoteId) -> Result<Note, Refusal> {
    edit.workshop
        .notes
        .get(&note)
        .cloned()
        .ok_or_else(|| RowKey::Note(note).missing("note"))
}

/// Says how many links go with a step that stops being one.
fn drop_links(edit: &mut Edit<'_>, step: &Step) {
    let links = edit.links_at(End::Step(step.id)).len();
    if links > 0 {
        edit.conflicts
            .push(sentences::lost_links(&quoted(&step.title), links));
    }
}

fn free_or_new(edit: &mut Edit<'_>, id: Uuid, key: RowKey) -> Uuid {
    if edit.workshop.has(key) { edit.draw() } else { id }
}

/// The id of a question that was a step, unless a question of the map has it.
fn question_id(edit: &mut Edit<'_>, holder: &Step, id: Uuid) -> QuestionId {
    let taken = edit
        .workshop
        .steps
        .values()
        .filter(|step| step.map == holder.map)
        .flat_map(|step| &step.questions)
        .any(|question| question.id.0 == id);
    QuestionId(if taken { edit.draw() } else { id })
}
