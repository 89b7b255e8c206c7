//! Reading a table of steps: rows become the tree of an outline, which then is built like any other.

use std::collections::BTreeSet;

use twinlane_model::{
    IdSource, Knowledge, LaneId, MapId, Question, QuestionId, Row, Side, StageId, Step, StepId,
};
use uuid::Uuid;

use super::columns::Column;
use super::table::{Cells, Table, items, unquoted};
use crate::outline::build::build;
use crate::outline::cursor::Cursor;
use crate::outline::measure::{Unit, count, level};
use crate::outline::title::outcome_word;
use crate::outline::tree::{
    At, EntryLine, Flow, FlowLine, Outline, PoolValues, QuestionLine, Reference, SideBlock, StageBlock,
    StepBlock,
};
use crate::outline::{flow as arrow, step};
use crate::sentences::{LOCALE, Questions, TableFaults};
use crate::text::decode;
use crate::{Ask, ExchangeError, Imported, Place};

/// Reads a table of steps: separated by comma, semicolon or tab, its first row the headings. Without a column
/// `side` the steps are activities.
pub fn read(bytes: impl AsRef<[u8]>, ids: &mut dyn IdSource) -> Result<Imported, ExchangeError> {
    read_side(bytes, None, ids)
}

/// Like [`read()`]; where the table does not say it, the steps are of this side.
pub fn read_side(
    bytes: impl AsRef<[u8]>,
    side: Option<Side>,
    ids: &mut dyn IdSource,
) -> Result<Imported, ExchangeError> {
    let bytes = bytes.as_ref();
    let mut guessed = false;
    let text = match decode(bytes) {
        Ok(text) => text.into_owned(),
        Err(_) if !bytes.contains(&0) => {
            guessed = true;
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned()
        }
        Err(error) => return Err(error),
    };
    let table = Table::of(&text)?;
    let outline = outline(&table, side.unwrap_or(Side::Seller))?;
    let mut imported = build(&outline, ids)?;
    // A table says nothing about the workshop, and must not empty a charter that is there.
    imported.rows.retain(|row| !matches!(row, Row::Charter(_)));
    for (name, place) in table.unknown {
        imported.leave(LOCALE.unknown_column(&name), place);
    }
    if guessed {
        imported.ask.push(Ask {
            question: LOCALE.windows_1252().to_owned(),
            choices: vec![LOCALE.yes().to_owned(), LOCALE.no().to_owned()],
            pools: Vec::new(),
            place: Place::Whole,
        });
    }
    if side.is_none() && !table.columns.contains_key(&Column::Side) {
        imported.ask.push(Ask {
            question: LOCALE.whose_steps().to_owned(),
            choices: [Side::Seller, Side::Buyer]
                .map(|side| LOCALE.side_of_steps(side).to_owned())
                .to_vec(),
            pools: Vec::new(),
            place: Place::Cell {
                row: 1,
                column: String::new(),
            },
        });
    }
    Ok(imported)
}

fn outline(table: &Table, side_unsaid: Side) -> Result<Outline, ExchangeError> {
    let mut outline = Outline::default();
    let titles: BTreeSet<String> = table
        .rows
        .iter()
        .map(|(number, row)| {
            let cells = Cells {
                table,
                number: *number,
                row,
            };
            cells.text(Column::Step).to_owned()
        })
        .collect();
    for (number, row) in &table.rows {
        let cells = Cells {
            table,
            number: *number,
            row,
        };
        let side = match cells.text(Column::Side).trim().to_ascii_lowercase().as_str() {
            "buyer" | "customer" => Side::Buyer,
            "" => side_unsaid,
            "sales" | "seller" | "sell" => Side::Seller,
            other => {
                return Err(LOCALE.no_side(other).syntax(cells.place(Column::Side)));
            }
        };
        let place = cells.place(Column::Step);
        let block = step_block(&cells, side, &titles)?;
        if let Some(volume) = cells.measure(Column::Entry, Unit::Plain)? {
            let step = At {
                value: block.id.as_ref().map_or_else(
                    || Reference::Title(block.draft.title.clone()),
                    |id| Reference::Id(id.value.clone()),
                ),
                place: cells.place(Column::Entry),
            };
            outline.entries.push(EntryLine { step, volume });
        }
        let title = match cells.text(Column::Stage) {
            "" if table.columns.contains_key(&Column::Stage) => "",
            "" => LOCALE.one_stage(),
            title => title,
        };
        stage(&mut outline, side, title, place).steps.push(block);
    }
    Ok(outline)
}

/// The stage of a title, made where it is new; it need not stand together in the table.
fn stage<'o>(outline: &'o mut Outline, side: Side, title: &str, place: Place) -> &'o mut StageBlock {
    let at = outline
        .sides
        .iter()
        .position(|block| block.side == side)
        .unwrap_or_else(|| {
            outline.sides.push(SideBlock {
                side,
                drawn: true,
                stages: Vec::new(),
            });
            outline.sides.len() - 1
        });
    let stages = &mut outline.sides[at].stages;
    let at = stages
        .iter()
        .position(|stage| stage.title.value == title)
        .unwrap_or_else(|| {
            stages.push(StageBlock {
                title: At {
                    value: title.to_owned(),
                    place,
                },
                id: None,
                paired: Vec::new(),
                after_purchase: false,
                criteria: Vec::new(),
                steps: Vec::new(),
            });
            stages.len() - 1
        });
    &mut stages[at]
}

fn step_block(cells: &Cells, side: Side, titles: &BTreeSet<String>) -> Result<StepBlock, ExchangeError> {
    let mut draft = Step::new(
        StepId(Uuid::nil()),
        MapId(Uuid::nil()),
        side,
        LaneId(Uuid::nil()),
        StageId(Uuid::nil()),
        cells.text(Column::Step),
    );
    let lane = match cells.text(Column::Lane) {
        "" => LOCALE.lane_of(side),
        lane => lane,
    };
    draft.value = cells.parse(Column::Value, |cursor| level(cursor, -2, 2))?;
    draft.all = cells.flag(Column::All)?;
    draft.waits = cells.flag(Column::Waits)?;
    draft.waypoint = cells.flag(Column::Waypoint)?;
    cells.text(Column::Note).clone_into(&mut draft.note);
    draft.touch = cells.measure(Column::Touch, Unit::Hours)?;
    draft.elapsed = cells.measure(Column::Elapsed, Unit::Days)?;
    draft.volume = cells.measure(Column::Volume, Unit::Plain)?;
    draft.complete_accurate = cells.measure(Column::CompleteAccurate, Unit::Percent)?;
    let wrong = |columns: &[Column], whose: Side| {
        let column = columns
            .iter()
            .find(|column| !cells.text(**column).trim().is_empty());
        column.map_or(Ok(()), |column| {
            Err(LOCALE
                .cell_of_other_side(column.heading(), whose)
                .syntax(cells.place(*column)))
        })
    };
    let mut pool = PoolValues::default();
    match side {
        Side::Buyer => {
            use Column::{Accountable, Ask, Capacity, Cost, Entry, Owner, People, Required, Supports, Tools};
            wrong(
                &[
                    Supports,
                    Required,
                    Ask,
                    Owner,
                    People,
                    Capacity,
                    Cost,
                    Accountable,
                    Tools,
                    Entry,
                ],
                Side::Seller,
            )?;
            let importance = cells.parse(Column::Importance, |cursor| level(cursor, 1, 3))?;
            draft.importance = importance.map(i8::unsigned_abs);
            draft.motivation = cells.parse(Column::Motivation, |cursor| level(cursor, -2, 2))?;
            draft.start = cells.flag(Column::Start)?;
            draft.knowledge = cells.parse(Column::Knowledge, knowledge)?;
        }
        Side::Seller => {
            use Column::{Importance, Knowledge, Motivation, Questions, Start};
            wrong(
                &[Importance, Motivation, Knowledge, Start, Questions],
                Side::Buyer,
            )?;
            draft.required = cells.flag(Column::Required)?;
            draft.ask = cells.flag(Column::Ask)?;
            cells.text(Column::Accountable).clone_into(&mut draft.accountable);
            pool = PoolValues {
                people: cells.parse(Column::People, count)?.map(|value| At {
                    value,
                    place: cells.place(Column::People),
                }),
                capacity: cells.measure(Column::Capacity, Unit::Hours)?.map(|value| At {
                    value,
                    place: cells.place(Column::Capacity),
                }),
                cost: cells.measure(Column::Cost, Unit::Plain)?.map(|value| At {
                    value,
                    place: cells.place(Column::Cost),
                }),
            };
        }
    }
    let at = |column: Column, value: &str| {
        (!value.trim().is_empty()).then(|| At {
            value: value.to_owned(),
            place: cells.place(column),
        })
    };
    let mut block = StepBlock {
        draft,
        place: cells.place(Column::Step),
        lane: At {
            value: Reference::Title(lane.to_owned()),
            place: cells.place(Column::Lane),
        },
        id: at(Column::Id, cells.text(Column::Id).trim()),
        owner: at(Column::Owner, cells.text(Column::Owner)),
        pool,
        tools: items(cells.text(Column::Tools)).map(unquoted).collect(),
        supports: Vec::new(),
        questions: Vec::new(),
        flow: flow(cells, titles)?,
    };
    for item in items(cells.text(Column::Questions)) {
        block.questions.push(QuestionLine {
            question: Question {
                id: QuestionId(Uuid::nil()),
                text: unquoted(item),
            },
            id: None,
        });
    }
    for item in items(cells.text(Column::Supports)) {
        let mut part = cells.part(Column::Supports, item, step::support)?;
        part.to.place = cells.place(Column::Supports);
        block.supports.push(part);
    }
    Ok(block)
}

/// The flow of a step. Without the column each step flows to the next one of its lane, as in an outline; an
/// empty cell says that there is none.
fn flow(cells: &Cells, titles: &BTreeSet<String>) -> Result<Flow, ExchangeError> {
    let text = cells.text(Column::FlowTo);
    if !cells.table.columns.contains_key(&Column::FlowTo) {
        return Ok(Flow::Silent);
    }
    if text.trim().is_empty() || text.trim() == "-" {
        return Ok(Flow::Nothing);
    }
    let mut links: Vec<FlowLine> = Vec::new();
    for item in items(text) {
        let place = cells.place(Column::FlowTo);
        // An item that is the title of a step needs no quotes: the table's own titles have none either.
        let line = if outcome_word(item).is_none() && titles.contains(item) {
            arrow::flow_to(item, place)
        } else {
            let mut line = cells.part(Column::FlowTo, item, arrow::flow_line)?;
            line.to.place = place;
            line
        };
        links.push(line);
    }
    Ok(Flow::Links(links))
}

/// `heard 4`, `observed` or `guess`.
fn knowledge(cursor: &mut Cursor) -> Result<Knowledge, ExchangeError> {
    let here = cursor.clone();
    match cursor.word() {
        "heard" => step::heard(cursor),
        "observed" => Ok(Knowledge::Observed),
        "guess" => Ok(Knowledge::Guess),
        _ => Err(here.error(LOCALE.no_way_of_knowing())),
    }
}
