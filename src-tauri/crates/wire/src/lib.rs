//! Every type and command that crosses to the UI; TypeScript is generated from here.
//!
//! Domain rows cross as they are (they derive `TS` behind a feature); this crate adds the commands, the
//! replies, the patch, the snapshot and the codes of everything that can go wrong. Integers cross as `u32`
//! or `f64`. It must hold no logic beyond conversions.

mod answer;
pub mod commands;
mod declare;
mod disk;
mod event;
mod fault;
mod finding;
mod flow;
mod improve;
mod options;
mod records;
mod reply;
mod rules;
mod state;

pub use answer::Answer;
pub use commands::{Command, Handler, Host, Replies, Reply, Request};
pub use disk::DiskState;
pub use event::{Event, FindingsPatch, Patch, WorkKind, WorkState};
pub use fault::{Fault, FaultCode};
pub use finding::{About, Finding, Reasons};
pub use flow::{FlowResult, FlowTotals, GrowingQueue, HourMore, PointMore, PoolLoad, StepLeak};
pub use improve::{
    Compared, ComparedTotals, Comparison, FlowColumn, NamedQueue, NumberField, NumberKey, NumberSet, Picture,
    Range, ScenarioNumber, Trial,
};
pub use options::{EntryMode, ExportKind, ImportKind, Paper, ReportOptions, ThemeName, ViewOptions};
pub use records::{
    DateChoice, DateQuestion, DateReading, DriftRow, MatchRow, ProposedProcess, RecordsActivity,
    RecordsChart, RecordsChartKind, RecordsColumn, RecordsEnding, RecordsFound, RecordsReading,
    RecordsRefused, RecordsRow, RecordsView, RefusedLine, SkippedStep, UndrawnPath,
};
pub use reply::{
    Differences, Done, Entered, FoundVersion, Imported, LeftOut, OpenQuestion, Opened, PageInfo, Place,
    Preview, Recent, StartPage, TemplateInfo, Undone,
};
pub use rules::{RuleInfo, ThresholdInfo};
pub use state::{
    CapturedLine, Draft, Drawing, HistoryState, MapFamily, Notice, NoticeCode, ScenePlace, Snapshot,
    SnapshotPart, View,
};
pub use twinlane_report::Section as ReportSection;
