//! Other formats in: a file becomes rows, and the rows one change on the open workshop.

use std::path::{Path, PathBuf};

use twinlane_exchange::Kind;
use twinlane_model::{
    Change, End, IdKind, IdRole, IdSource, Link, Map, MapId, Row, RowKey, Side, Watch, Workshop,
};
use twinlane_wire::{Fault, FaultCode, ImportKind, Imported, LeftOut, OpenQuestion};

use crate::fault::{from_cancelled, from_exchange, from_io};
use crate::sentences::{Faults, LOCALE};

/// Largest file that is read as a map or workshop; logs have a reader of their own.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What is to be imported, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportRequest {
    /// The file.
    pub path: PathBuf,
    /// As what; guessed from the file when absent.
    pub kind: Option<ImportKind>,
    /// Replace what is on that side.
    pub replace: bool,
    /// Import into a new map of this name.
    pub new_map: Option<String>,
    /// Pool of a BPMN file.
    pub pool: Option<String>,
}

/// An import that is ready to be applied.
#[derive(Debug)]
pub struct Planned {
    /// The one change.
    pub change: Change,
    /// What was kept, left and has to be asked.
    pub answer: Imported,
}

/// What a file holds, not yet in any workshop.
#[derive(Debug)]
pub(crate) struct FileRows {
    format: Kind,
    imported: twinlane_exchange::Imported,
}

/// Reads a file as a whole, within bounds.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let size = std::fs::metadata(path)
        .map_err(|error| from_io(path, &error))?
        .len();
    if size > LARGEST {
        return Err(Fault::new(
            FaultCode::Unreadable,
            LOCALE.too_large(
                &path.display().to_string(),
                &LOCALE.count((size >> 20) as usize),
                &LOCALE.count((LARGEST >> 20) as usize),
            ),
        ));
    }
    std::fs::read(path).map_err(|error| from_io(path, &error))
}

/// Reads the file of a request into rows; the part of an import that takes long.
pub(crate) fn read_rows(
    request: &ImportRequest,
    ids: &mut dyn IdSource,
    watch: &dyn Watch,
) -> Result<FileRows, Fault> {
    let path = &request.path;
    let bytes = &read(path)?;
    watch.at(0.1).map_err(from_cancelled)?;
    let format = twinlane_exchange::guess(&path.to_string_lossy(), bytes).ok_or_else(|| {
        Fault::new(
            FaultCode::UnknownFormat,
            LOCALE.of_file(&path.display().to_string(), LOCALE.nothing_to_import()),
        )
    })?;
    let imported = match format {
        Kind::Outline => twinlane_exchange::outline::read(bytes, ids),
        Kind::Json => twinlane_exchange::json::read(bytes),
        Kind::Mermaid => twinlane_exchange::mermaid::read(bytes, ids),
        Kind::Csv => twinlane_exchange::csv::read_side(bytes, side(request.kind), ids),
        Kind::Bpmn => {
            let options = twinlane_exchange::bpmn::Options {
                pool: request.pool.as_deref(),
            };
            twinlane_exchange::bpmn::read(bytes, &options, MapId::new(ids), ids)
        }
    }
    .map_err(|error| from_exchange(path, &error))?;
    Ok(FileRows { format, imported })
}

/// Plans where the rows of a file go in a workshop. Nothing is altered.
pub(crate) fn plan(
    workshop: &Workshop,
    request: &ImportRequest,
    read: FileRows,
    ids: &mut dyn IdSource,
) -> Result<Planned, Fault> {
    let FileRows { format, imported } = read;
    let whole = format == Kind::Json;
    let held = imported
        .rows
        .iter()
        .any(|row| row.key().uuid().is_some() && workshop.has(row.key()));
    // The same file imported a second time is another map, not the same one again.
    let imported = if held && !whole && !request.replace {
        imported.with_fresh_ids(ids)
    } else {
        imported
    };
    let kind = request.kind.unwrap_or(match format {
        Kind::Json => ImportKind::Workshop,
        Kind::Outline | Kind::Csv => ImportKind::Map,
        Kind::Mermaid => ImportKind::Buyer,
        // A diagram that we wrote ourselves brings the buyer's side along.
        Kind::Bpmn if has_buyer_steps(&imported.rows) => ImportKind::Map,
        Kind::Bpmn => ImportKind::Sales,
    });
    let answer = Imported {
        rev: 0,
        kept: imported.kept.clone(),
        left: imported
            .left
            .iter()
            .map(|left| LeftOut {
                what: left.what.clone(),
                why: left.why.clone(),
                place: left.place.to_string(),
            })
            .collect(),
        ask: imported
            .ask
            .iter()
            .map(|ask| OpenQuestion {
                question: ask.question.clone(),
                choices: ask.choices.clone(),
                pools: ask.pools.clone(),
                place: ask.place.to_string(),
            })
            .collect(),
        map: None,
    };
    let label = format!(
        "Import {}",
        request.path.file_name().unwrap_or_default().to_string_lossy()
    );
    let mut planned = place(workshop, request, kind, imported.rows, &label, ids)?;
    planned.answer = Imported {
        map: planned.answer.map,
        ..answer
    };
    Ok(planned)
}

/// Decides where the rows go: the whole workshop, a new map, or a side of the first map.
fn place(
    workshop: &Workshop,
    request: &ImportRequest,
    kind: ImportKind,
    rows: Vec<Row>,
    label: &str,
    ids: &mut dyn IdSource,
) -> Result<Planned, Fault> {
    let planned = |change: Change, map: Option<MapId>| Planned {
        change,
        answer: Imported {
            map,
            ..Imported::default()
        },
    };
    if kind == ImportKind::Workshop {
        let empty = workshop.steps().is_empty();
        if !empty && !request.replace {
            return Err(not_empty("the workshop"));
        }
        let kept: std::collections::BTreeSet<RowKey> = rows.iter().map(Row::key).collect();
        let delete = workshop
            .rows()
            .map(|row| row.key())
            .filter(|key| !kept.contains(key) && !RowKey::SINGLE.contains(key))
            .collect();
        let map = rows.iter().find_map(|row| {
            if let Row::Map(map) = row {
                Some(map.id)
            } else {
                None
            }
        });
        return Ok(planned(
            Change::Rows {
                label: label.to_owned(),
                put: rows,
                delete,
            },
            map,
        ));
    }
    let sides: &[Side] = match kind {
        ImportKind::Buyer => &[Side::Buyer],
        ImportKind::Sales => &[Side::Seller],
        ImportKind::Map | ImportKind::Workshop => &[Side::Buyer, Side::Seller],
    };
    let target = match &request.new_map {
        Some(_) => None,
        None => workshop.maps_in_order().first().map(|map| (*map).clone()),
    };
    let mut delete = Vec::new();
    let fresh = target.is_none();
    let mut map = target.unwrap_or_else(|| fresh_map(workshop, request, &rows, ids));
    if !fresh {
        let taken = workshop
            .steps()
            .values()
            .any(|step| step.map == map.id && sides.contains(&step.side));
        if taken && !request.replace {
            return Err(not_empty(match sides {
                [Side::Buyer] => "the buyer journey",
                [Side::Seller] => "the sales process",
                _ => "the map",
            }));
        }
        delete = rows_of_sides(workshop, map.id, sides);
    }
    let mut put = Vec::new();
    for row in rows {
        if let Some(row) = row_for_map(row, &mut map, sides, workshop) {
            put.push(row);
        }
    }
    drop_loose_links(&mut put);
    let id = map.id;
    put.push(Row::Map(map));
    Ok(planned(
        Change::Rows {
            label: label.to_owned(),
            put,
            delete,
        },
        Some(id),
    ))
}

/// The map for an import that does not go onto one that is there: that of the file, else a new one.
fn fresh_map(workshop: &Workshop, request: &ImportRequest, rows: &[Row], ids: &mut dyn IdSource) -> Map {
    let own = rows.iter().find_map(|row| {
        if let Row::Map(map) = row {
            Some(map.clone())
        } else {
            None
        }
    });
    let about = own.as_ref().map_or_else(String::new, |map| map.about.clone());
    let mut map = own
        .filter(|map| !workshop.maps().contains_key(&map.id))
        .unwrap_or_else(|| Map {
            about,
            ..Map::new(MapId::new(ids), "Current state")
        });
    if let Some(name) = &request.new_map {
        map.name.clone_from(name);
    }
    // A scenario may come without the map it was copied from.
    map.copied_from = map
        .copied_from
        .filter(|origin| workshop.maps().contains_key(origin));
    map.position = workshop.maps().len() as u32;
    map
}

/// The side that an import names, for tables that do not say it themselves.
fn side(kind: Option<ImportKind>) -> Option<Side> {
    match kind {
        Some(ImportKind::Buyer) => Some(Side::Buyer),
        Some(ImportKind::Sales) => Some(Side::Seller),
        Some(ImportKind::Map | ImportKind::Workshop) | None => None,
    }
}

fn has_buyer_steps(rows: &[Row]) -> bool {
    rows.iter()
        .any(|row| matches!(row, Row::Step(step) if step.side == Side::Buyer))
}

fn not_empty(what: &str) -> Fault {
    Fault::new(FaultCode::SideNotEmpty, LOCALE.has_steps(what))
}

/// A row of an import as a row of the target map; `None` for what has no place there.
fn row_for_map(mut row: Row, map: &mut Map, sides: &[Side], workshop: &Workshop) -> Option<Row> {
    if let Row::Map(from) = row {
        for side in sides {
            match side {
                Side::Buyer => map.drawn.buyer = from.drawn.buyer,
                Side::Seller => map.drawn.seller = from.drawn.seller,
            }
        }
        return None;
    }
    if let Row::Charter(row) = row {
        // A charter that says nothing yet takes what the file says; one that does keeps its words.
        return (*workshop.charter() == twinlane_model::Charter::default()).then_some(Row::Charter(row));
    }
    if matches!(row, Row::Settings(_)) {
        return None;
    }
    if !row.has_origin() {
        return Some(row);
    }
    if !matches!(row, Row::Link(_)) && !sides.contains(&side_of(&row)) {
        return None;
    }
    row.change_ids(&mut |at, id| {
        if at.role == IdRole::BelongsTo && at.names == Some(IdKind::Map) {
            *id = map.id.0;
        }
        true
    });
    if let Row::Stage(stage) = &mut row
        && sides.len() == 1
    {
        stage.paired.clear();
    }
    Some(row)
}

/// The side of a row of a map; what has none, such as pools and outcomes, is of the sales process.
fn side_of(row: &Row) -> Side {
    row.side().unwrap_or(Side::Seller)
}

/// Drops links to what stayed behind on the side that is not imported.
fn drop_loose_links(rows: &mut Vec<Row>) {
    let there: std::collections::BTreeSet<RowKey> = rows.iter().map(Row::key).collect();
    let loose = |link: &Link| {
        [link.from, link.to]
            .iter()
            .any(|end| !there.contains(&RowKey::from(*end)))
    };
    rows.retain(|row| !matches!(row, Row::Link(link) if loose(link)));
}

/// Everything on the given sides of a map, and the links that lose an end.
fn rows_of_sides(workshop: &Workshop, map: MapId, sides: &[Side]) -> Vec<RowKey> {
    let Some(view) = workshop.view(map) else {
        return Vec::new();
    };
    let seller = sides.contains(&Side::Seller);
    let on = |end: End| match end {
        End::Step(id) => view.step(id).is_some_and(|step| sides.contains(&step.side)),
        End::Outcome(_) => seller,
    };
    let goes = |row: &Row| {
        if let Row::Link(link) = row {
            on(link.from) || on(link.to)
        } else {
            sides.contains(&side_of(row))
        }
    };
    workshop
        .rows()
        .filter(|row| row.has_origin() && row.map() == Some(map) && goes(row))
        .map(|row| row.key())
        .collect()
}
