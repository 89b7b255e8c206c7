//! `NAME.workshop.json`: the complete workshop for version control, scripts and other programs.
//!
//! An object with `format` ([`FORMAT`]), `version` ([`VERSION`]), `charter`, `settings` and one list per
//! table, keys always in the same order and rows in the order of their ids. Writing and reading gives an
//! equal workshop. What crosses to the UI is no business of this module.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twinlane_model::{Change, Row, Workshop};

use crate::sentences::{DocumentFaults, LOCALE};
use crate::text::decode;
use crate::{ExchangeError, Imported, Place};

/// Value of the key `format`.
pub const FORMAT: &str = "twinlane-workshop";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;

macro_rules! document {
    (
        []
        one { $($one:ident: $One:ident($OneType:ident), $one_doc:literal, $one_about:literal;)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $doc:literal, $id_doc:literal, $about:literal;)* }
    ) => {
        /// A complete Twinlane workshop.
        #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
        #[schemars(title = "Twinlane workshop")]
        #[serde(deny_unknown_fields)]
        struct Document {
            /// Where the schema lies, for editors.
            #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
            schema: Option<String>,
            /// Always `twinlane-workshop`.
            format: String,
            /// Version of the format; 1.
            version: u32,
            $(#[doc = $one_about] #[serde(default)] $one: twinlane_model::$OneType,)*
            $(#[doc = $about] #[serde(default)] $table: Vec<twinlane_model::$Type>,)*
        }

        impl Document {
            fn of(workshop: &Workshop) -> Self {
                Self {
                    schema: None,
                    format: FORMAT.to_owned(),
                    version: VERSION,
                    $($one: workshop.$one().clone(),)*
                    $($table: workshop.$table().values().cloned().collect(),)*
                }
            }

            fn into_rows(self) -> Vec<Row> {
                [$(Row::$One(self.$one)),*]
                    .into_iter()
                    $(.chain(self.$table.into_iter().map(Row::$Kind)))*
                    .collect()
            }

            /// The path to the second row of an id that is there twice in its table.
            fn twice(&self) -> Option<String> {
                $(
                    let mut seen = std::collections::BTreeSet::new();
                    for (at, row) in self.$table.iter().enumerate() {
                        if !seen.insert(row.id) {
                            return Some(format!("$.{}[{at}].id", stringify!($table)));
                        }
                    }
                )*
                None
            }
        }
    };
}

twinlane_model::for_each_row_kind! { [document] }

/// Writes a workshop; lines end with LF, two spaces of indent.
pub fn write(workshop: &Workshop) -> String {
    pretty(&Document::of(workshop))
}

/// Reads a workshop. The error has a path into the document, or line and column where it is no JSON.
pub fn read(bytes: impl AsRef<[u8]>) -> Result<Imported, ExchangeError> {
    let text = decode(bytes.as_ref())?;
    head(&text)?;
    let document: Document = {
        let mut reader = serde_json::Deserializer::from_str(&text);
        let document = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            unlike(&path, error.inner())
        })?;
        reader.end().map_err(|error| not_json(&error))?;
        document
    };
    if let Some(path) = document.twice() {
        return Err(LOCALE.id_twice().model(Place::Path(path)));
    }
    Imported::counted(document.into_rows()).checked()
}

/// Checks `format` and `version` before anything else, so that a newer file is not called damaged.
fn head(text: &str) -> Result<(), ExchangeError> {
    #[derive(Deserialize)]
    struct Head {
        format: Option<serde_json::Value>,
        version: Option<serde_json::Value>,
    }
    let head: Head = serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            LOCALE.no_workshop().unknown(Place::Path("$".to_owned()))
        } else {
            not_json(&error)
        }
    })?;
    if head.format.as_ref().and_then(|value| value.as_str()) != Some(FORMAT) {
        return Err(LOCALE
            .other_format(FORMAT)
            .unknown(Place::Path("$.format".to_owned())));
    }
    let place = || Place::Path("$.version".to_owned());
    match head.version.as_ref().and_then(serde_json::Value::as_u64) {
        Some(version) if version == u64::from(VERSION) => Ok(()),
        Some(version) if version > u64::from(VERSION) => {
            Err(LOCALE.newer_version(version, VERSION).unknown(place()))
        }
        _ => Err(LOCALE.no_version().unknown(place())),
    }
}

/// The JSON is right and does not say what a workshop says.
fn unlike(path: &str, error: &serde_json::Error) -> ExchangeError {
    if !error.is_data() {
        return not_json(error);
    }
    let place = Place::Path(if path == "." {
        "$".to_owned()
    } else {
        format!("$.{path}")
    });
    LOCALE
        .unlike_schema(&bare(error), error.line(), error.column())
        .syntax(place)
}

fn not_json(error: &serde_json::Error) -> ExchangeError {
    LOCALE
        .no_json(&bare(error))
        .syntax(Place::text(error.line() as u32, error.column() as u32))
}

/// The message without the place that the library adds.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// JSON Schema (draft 2020-12) of the workshop format.
pub fn schema() -> String {
    pretty(&schemars::schema_for!(Document))
}

/// JSON Schema (draft 2020-12) of a list of changes.
pub fn changes_schema() -> String {
    pretty(&schemars::schema_for!(Vec<Change>))
}

/// Pretty JSON with a line end; the types written here have string keys only, so that it cannot fail.
fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
