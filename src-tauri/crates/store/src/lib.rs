//! The .twinlane file: the only SQL of the project; migrations, locking, recovery.
