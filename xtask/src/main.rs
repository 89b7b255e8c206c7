//! cargo xtask run | test | bench | codegen | tidy
fn main() {}
