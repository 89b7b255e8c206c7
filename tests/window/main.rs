//! Journeys through the real window. One file a journey; each has its own app, display and home.

mod charter;
mod clipboard;
mod dismissed;
mod empty;
mod everyone;
mod files;
mod first_gap;
mod gone;
mod imports;
mod improve;
mod kills;

mod languages;
mod large;
mod long_work;
mod measure;
mod measured;
mod narrow;
mod palette;
mod presenting;
mod records;
mod recovery;
mod selecting;
mod settings;
mod table;
mod ten_steps;
mod tools;
mod twice;
mod undo;
