//! Journeys through the real window. One file a journey; each has its own app, display and home.

mod accessibility;
mod clipboard;
mod deleted_file;
mod files;
mod first_gap;
mod from_records_to_decision;
mod imports;
mod improve;
mod kills;
mod languages;
mod large;
mod long_work;
mod narrow;
mod presenting;
mod records;
mod recovery;
mod second_window;
mod selecting;
mod ten_steps;
mod undo;
