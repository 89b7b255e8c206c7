//! Journeys through the real window, the command line, faults.
