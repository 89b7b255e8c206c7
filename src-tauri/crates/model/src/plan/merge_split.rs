//! One step becomes two, or several become one.

use std::collections::BTreeMap;

use serde_json::{Map as JsonMap, Value};

use super::edit::Edit;
use super::gaps;
use super::label::quoted;
use super::remove::drop_unused;
use super::sentences;
use super::steps::{distinct, end, free};
use crate::refusal::refuse;
use crate::{Basis, End, Link, LinkId, LinkKind, Measure, QuestionId, Refusal, RowKey, Step, StepId};

/// Splits a step in two.
pub(crate) fn split(
    edit: &mut Edit<'_>,
    id: StepId,
    new_step: &mut StepId,
    title: &str,
    new_link: &mut LinkId,
) -> Result<(), Refusal> {
    let mut first = edit.step(id, "step")?.clone();
    edit.fill(&mut new_step.0);
    free(edit, RowKey::Step(*new_step), "new_step")?;
    edit.fill(&mut new_link.0);
    free(edit, RowKey::Link(*new_link), "new_link")?;
    let mut second = Step::new(*new_step, first.map, first.side, first.lane, first.stage, title);
    // Splitting to all is about what leaves, waiting about what arrives.
    second.all = std::mem::take(&mut first.all);
    for mut link in edit.links_at(End::Step(id)) {
        if link.kind == LinkKind::Flow && link.from == End::Step(id) {
            link.from = End::Step(second.id);
            edit.put(link);
        }
    }
    let position = first.position + 1;
    edit.put(first.clone());
    edit.put_at(second.clone(), position);
    edit.put(Link::new(
        *new_link,
        first.map,
        LinkKind::Flow,
        End::Step(id),
        End::Step(second.id),
    ));
    gaps::split(edit, &first, &second);
    Ok(())
}

/// Merges steps into one.
pub(crate) fn merge(edit: &mut Edit<'_>, keep: StepId, others: &[StepId]) -> Result<(), Refusal> {
    let mut kept = edit.step(keep, "keep")?.clone();
    let rows = distinct(edit, others, "others")?;
    for (number, other) in rows.iter().enumerate() {
        let field = format!("others.{number}");
        if other.id == keep {
            return Err(refuse(field, "a step cannot be merged into itself"));
        }
        if (other.map, other.side) != (kept.map, kept.side) {
            return Err(refuse(field, "only steps of one side of one map can be merged"));
        }
    }
    let before = kept.clone();
    let mut pools = std::collections::BTreeSet::new();
    let mut same: BTreeMap<QuestionId, QuestionId> = BTreeMap::new();
    for other in &rows {
        for question in &other.questions {
            match kept.questions.iter().find(|mine| mine.text == question.text) {
                Some(mine) => {
                    same.insert(question.id, mine.id);
                }
                None => kept.questions.push(question.clone()),
            }
        }
        for tool in &other.tools {
            if !kept.tools.contains(tool) {
                kept.tools.push(*tool);
            }
        }
        for target in &other.targets {
            if !kept.targets.contains(target) {
                kept.targets.push(target.clone());
            }
        }
        kept = united(edit, &kept, other)?;
        pools.extend(other.pool.map(RowKey::Pool));
    }
    // Links before steps: an end must not be gone while its links are redirected.
    let gone: Vec<End> = rows.iter().map(|step| End::Step(step.id)).collect();
    for old in &gone {
        for link in edit.links_at(*old) {
            redirect(edit, link, &gone, End::Step(keep), &same);
        }
    }
    if before != kept {
        edit.put(kept.clone());
    }
    let notes: Vec<_> = edit
        .workshop
        .notes
        .values()
        .filter(|note| note.step.is_some_and(|step| others.contains(&step)))
        .cloned()
        .collect();
    for mut note in notes {
        note.step = Some(keep);
        edit.put(note);
    }
    for other in &rows {
        gaps::merge(edit, &kept, other);
        edit.take(RowKey::Step(other.id));
    }
    drop_unused(edit, pools);
    Ok(())
}

/// Moves a link's ends to the kept step; drops it among merged steps, joins it with one already there.
fn redirect(
    edit: &mut Edit<'_>,
    mut link: Link,
    gone: &[End],
    keep: End,
    same: &BTreeMap<QuestionId, QuestionId>,
) {
    let retry = link.from == link.to;
    if gone.contains(&link.from) {
        link.from = keep;
    }
    if gone.contains(&link.to) {
        link.to = keep;
    }
    for answer in &mut link.answers {
        if let Some(mine) = same.get(answer) {
            *answer = *mine;
        }
    }
    if link.from == link.to && !retry {
        edit.take(RowKey::Link(link.id));
        return;
    }
    let there = edit
        .workshop
        .links_at(link.from)
        .find(|other| {
            other.id != link.id && (other.from, other.to, other.kind) == (link.from, link.to, link.kind)
        })
        .cloned();
    match there {
        None => {
            dedup(&mut link.answers);
            edit.put(link);
        }
        Some(mut there) => {
            join(edit, &mut there, &link, link.to == keep && !retry);
            edit.take(RowKey::Link(link.id));
            edit.put(there);
        }
    }
}

/// Two links of one kind between the same ends become one. Shares of what arrives add up; of what leaves,
/// the kept step's stays.
fn join(edit: &mut Edit<'_>, there: &mut Link, link: &Link, arrives: bool) {
    let names = sentences::from_to(&end(edit, there.from), &end(edit, there.to));
    match (&mut there.share, &link.share) {
        (Some(mine), Some(other)) if arrives => {
            edit.conflicts.push(sentences::shares_added(&names));
            *mine = Measure {
                value: (mine.value + other.value).min(1.0),
                basis: mine.basis.max(other.basis),
                n: if mine.n == other.n && mine.basis == Basis::Measured {
                    mine.n
                } else {
                    None
                },
                ..Measure::default()
            };
        }
        (Some(mine), Some(other)) if mine != other => {
            edit.conflicts.push(sentences::kept_share(&names));
        }
        (mine @ None, Some(other)) => *mine = Some(other.clone()),
        _ => {}
    }
    if there.criterion.is_empty() {
        there.criterion.clone_from(&link.criterion);
    } else if !link.criterion.is_empty() && link.criterion != there.criterion {
        edit.conflicts
            .push(sentences::criterion_dropped(&quoted(&link.criterion), &names));
    }
    match (&mut there.wait, &link.wait) {
        (mine @ None, Some(other)) => *mine = Some(other.clone()),
        (Some(mine), Some(other)) if mine != other => {
            edit.conflicts.push(sentences::kept_wait(&names));
        }
        _ => {}
    }
    there.strength = there.strength.max(link.strength);
    there.answers.extend(link.answers.iter().copied());
    dedup(&mut there.answers);
}

fn dedup(answers: &mut Vec<QuestionId>) {
    let mut seen = std::collections::BTreeSet::new();
    answers.retain(|answer| seen.insert(*answer));
}

/// Fields of `kept` that are empty take the other's value; those that differ are listed.
fn united(edit: &mut Edit<'_>, kept: &Step, other: &Step) -> Result<Step, Refusal> {
    let empty = Step::new(kept.id, kept.map, kept.side, kept.lane, kept.stage, "");
    let (empty, mut mine, theirs) = (object(&empty)?, object(kept)?, object(other)?);
    for (field, their) in theirs {
        if matches!(
            field.as_str(),
            "id" | "map"
                | "origin"
                | "side"
                | "lane"
                | "stage"
                | "position"
                | "waypoint"
                | "questions"
                | "tools"
                | "targets"
        ) {
            continue;
        }
        let unset = empty.get(&field);
        if Some(&their) == unset || mine.get(&field) == Some(&their) {
            continue;
        }
        if mine.get(&field) == unset {
            mine.insert(field, their);
        } else if field != "title" {
            // That titles differ is what a merge is about; the label says both.
            edit.conflicts.push(sentences::differ(
                &quoted(&kept.title),
                &quoted(&other.title),
                &field.replace('_', " "),
            ));
        }
    }
    serde_json::from_value(Value::Object(mine)).map_err(|error| refuse("others", error.to_string()))
}

fn object(step: &Step) -> Result<JsonMap<String, Value>, Refusal> {
    match serde_json::to_value(step) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Ok(JsonMap::new()),
        Err(error) => Err(refuse("keep", error.to_string())),
    }
}
