//! Reading a workshop of any kind for commands that only read: `.twinlane`, outline, workshop JSON.

use std::path::Path;

use twinlane_model::{IdSource, Workshop};
use twinlane_store::Mode;
use twinlane_wire::{Fault, FaultCode};

use crate::fault::{from_exchange, from_refusal, from_store};
use crate::sentences::{Faults, LOCALE, OutputRemarks};
use crate::workshop_file::{opener, sentence};
use crate::{Environment, import};

/// A workshop that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The workshop.
    pub workshop: Workshop,
    /// What the reading had to say, in sentences.
    pub notices: Vec<String>,
}

/// Reads a workshop without holding its file.
pub fn load(path: &Path, environment: &mut Environment) -> Result<Loaded, Fault> {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    if let Some("md" | "json" | "markdown" | "txt") = extension.as_deref() {
        let bytes = import::read(path)?;
        return foreign(path, &bytes, &mut environment.ids);
    }
    let opener = opener(environment);
    let opened =
        twinlane_store::Store::open(path, &opener, Mode::Snapshot).map_err(|error| from_store(&error))?;
    Ok(Loaded {
        workshop: opened.workshop,
        notices: opened.notices.iter().map(sentence).collect(),
    })
}

/// Reads an outline or a workshop JSON.
fn foreign(path: &Path, bytes: &[u8], ids: &mut dyn IdSource) -> Result<Loaded, Fault> {
    let kind = twinlane_exchange::guess(&path.to_string_lossy(), bytes);
    let imported = match kind {
        Some(twinlane_exchange::Kind::Json) => twinlane_exchange::json::read(bytes),
        Some(twinlane_exchange::Kind::Outline) => twinlane_exchange::outline::read(bytes, ids),
        _ => {
            return Err(Fault::new(
                FaultCode::UnknownFormat,
                LOCALE.no_workshop(&path.display().to_string()),
            ));
        }
    }
    .map_err(|error| from_exchange(path, &error))?;
    let notices = imported
        .left
        .iter()
        .map(|left| LOCALE.left_out(&left.place.to_string(), &left.what, &left.why))
        .collect();
    let workshop = Workshop::from_rows(imported.rows).map_err(|refusal| from_refusal(&refusal))?;
    Ok(Loaded { workshop, notices })
}
