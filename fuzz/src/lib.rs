//! What fuzzing asks of everything that reads input: one module for each reader, each with a `check` that
//! takes any bytes and panics when a promise is broken.
//!
//! Nothing here knows of a fuzzer. `bin/` hands the checks to libFuzzer (`cargo xtask fuzz`), `tests/` runs
//! them on the seeds. No hang and bounded memory are the fuzzer's to watch; what is asserted is that nothing
//! panics, that whatever was read is valid, and that what is written comes back.
//!
//! It must hold no reader or writer of its own, and no file of a client's.

pub mod bpmn;
pub mod capture;
pub mod catalogue;
pub mod changes;
pub mod csv;
pub mod file;
pub mod json;
pub mod layout;
pub mod mermaid;
pub mod outline;
pub mod records;
mod shared;
pub mod text;

/// A check: takes any bytes, panics when a promise is broken.
pub type Check = fn(&[u8]);

/// Every target by its name, which is also that of its program and of its folder of seeds.
pub const TARGETS: [(&str, Check); 12] = [
    ("bpmn", bpmn::check),
    ("capture", capture::check),
    ("catalogue", catalogue::check),
    ("changes", changes::check),
    ("csv", csv::check),
    ("file", file::check),
    ("json", json::check),
    ("layout", layout::check),
    ("mermaid", mermaid::check),
    ("outline", outline::check),
    ("records", records::check),
    ("text", text::check),
];
