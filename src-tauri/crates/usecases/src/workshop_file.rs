//! Workshop files: who opens them, what the opening has to say, what a new one starts from, what is left of a damaged
//! one.

use std::path::{Path, PathBuf};

use twinlane_model::{Row, Workshop};
use twinlane_store::{Notice, Opener};
use twinlane_wire::{Fault, FaultCode, Imported, LeftOut, NoticeCode};

use crate::Environment;
use crate::fault::{from_exchange, from_io, from_refusal, from_store};
use crate::sentences::{Faults, FileNotices, LOCALE, Labels};

/// Who opens, and when.
pub(crate) fn opener(environment: &Environment) -> Opener {
    Opener {
        host: environment.host.clone(),
        user: environment.user.clone(),
        now: environment.clock.now().stamp,
    }
}

/// A notice of the store as a sentence.
pub(crate) fn sentence(notice: &Notice) -> String {
    match notice {
        Notice::ReadOnly { .. } => LOCALE.cannot_be_written().to_owned(),
        Notice::Newer { found, known } => LOCALE.written_by_newer(*found, *known),
        Notice::Migrated { from, copy } => LOCALE.brought_up(*from, &copy.display().to_string()),
        Notice::NotClosed { by } => LOCALE.not_closed(&by.user, &by.host),
    }
}

fn code(notice: &Notice) -> NoticeCode {
    match notice {
        Notice::ReadOnly { .. } => NoticeCode::ReadOnly,
        Notice::Newer { .. } => NoticeCode::NewerFormat,
        Notice::Migrated { .. } => NoticeCode::Migrated,
        Notice::NotClosed { .. } => NoticeCode::NotClosed,
    }
}

/// A notice of the store for a window.
pub(crate) fn notice(notice: &Notice) -> twinlane_wire::Notice {
    twinlane_wire::Notice {
        code: code(notice),
        text: sentence(notice),
    }
}

/// Recovers what can be read of a damaged file into a new one; the damaged one stays as it is.
pub(crate) fn recovered(path: &Path, out: &Path, now: &str) -> Result<Imported, Fault> {
    let recovered = twinlane_store::recover(path, out, now).map_err(|error| from_store(&error))?;
    let lost = recovered.lost.iter().map(|lost| LeftOut {
        what: LOCALE.lost(lost),
        why: LOCALE.could_not_be_read().to_owned(),
        place: path.display().to_string(),
    });
    Ok(Imported {
        kept: vec![LOCALE.recovered(recovered.workshop.steps().len(), &out.display().to_string())],
        left: lost.collect(),
        ..Imported::default()
    })
}

/// The rows a new workshop starts from.
pub(crate) fn first_rows(
    template: Option<&str>,
    sample: bool,
    environment: &mut Environment,
) -> Result<Workshop, Fault> {
    let ids = &mut environment.ids;
    let rows = if sample {
        twinlane_exchange::sample(ids)
    } else if let Some(name) = template {
        let template = twinlane_exchange::templates()
            .iter()
            .find(|template| template.name == name)
            .ok_or_else(|| Fault::new(FaultCode::NoSuchTemplate, LOCALE.no_such_template(name)))?;
        twinlane_exchange::outline::read(template.outline.as_bytes(), ids)
            .map_err(|error| from_exchange(Path::new(name), &error))?
            .rows
    } else {
        let map = twinlane_model::Map::new(twinlane_model::MapId::new(ids), LOCALE.first_map());
        vec![Row::Map(map)]
    };
    Workshop::from_rows(rows).map_err(|refusal| from_refusal(&refusal))
}

/// A name in the documents folder that is not taken: `Workshop 2026-11-21`, `… 2`, `… 3`.
pub(crate) fn free_name(word: &str, environment: &Environment) -> Result<PathBuf, Fault> {
    let folder = &environment.documents_folder;
    std::fs::create_dir_all(folder).map_err(|error| from_io(folder, &error))?;
    let day = environment.clock.now().date;
    let mut number = 1u32;
    loop {
        let name = if number == 1 {
            format!("{word} {day}.twinlane")
        } else {
            format!("{word} {day} {number}.twinlane")
        };
        let path = folder.join(name);
        if !path.exists() {
            return Ok(path);
        }
        number += 1;
    }
}
