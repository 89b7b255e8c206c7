//! Who is told what happens on the desk.

use std::sync::Arc;

use twinlane_wire::Event;

/// Who is told what happens.
pub type Listener = Arc<dyn Fn(&Event) + Send + Sync>;
