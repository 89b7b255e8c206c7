//! Builders, text drawings of maps, fixed clock and ids, fault-injecting files. A dev-dependency only.
