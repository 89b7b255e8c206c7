//! Every type and command that crosses to the UI; TypeScript is generated from here.
//!
//! Domain rows cross as they are (they derive `TS` behind a feature); this crate adds the commands, the
//! replies, the patch, the snapshot and the codes of everything that can go wrong. Integers cross as `u32`
//! or `f64`. It must hold no logic beyond conversions.

pub mod commands;
mod event;
mod fault;
mod finding;
mod flow;
mod improve;
mod options;
mod records;
mod reply;
mod request;
mod rules;
mod state;

pub use commands::{Command, Host, Replies, Reply};
pub use event::{DiskState, Event, FindingsPatch, Patch, WorkKind, WorkState};
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
    RecordsRefused, RecordsRow, RecordsView, RefusedLine, SkippedStep, UndrawnWay,
};
pub use reply::{
    Differences, Done, Entered, FoundVersion, Imported, LeftOut, OpenQuestion, Opened, PageInfo, Place,
    Preview, Recent, StartPage, TemplateInfo, Undone,
};
pub use request::{Answer, Handler, Request};
pub use rules::{RuleInfo, ThresholdInfo};
pub use state::{
    CapturedLine, Draft, Drawing, HistoryState, Notice, NoticeCode, ScenePlace, Snapshot, SnapshotPart, View,
};
pub use twinlane_report::Section as ReportSection;
