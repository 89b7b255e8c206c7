//! One function per thing a person can do; the Desk that owns an open workshop. No Tauri, no axum.
