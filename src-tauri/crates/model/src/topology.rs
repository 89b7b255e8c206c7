//! The graph of a map over our ids.
