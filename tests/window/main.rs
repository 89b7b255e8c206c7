//! Journeys through the real window. One file a journey; each has its own app, display and home.

mod first_gap;
