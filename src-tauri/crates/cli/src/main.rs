//! The `twinlane` command: what the app does with a window, this does without one.
fn main() {}
