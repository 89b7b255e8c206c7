//! Writes the TypeScript of every type that crosses. `cargo xtask codegen` runs it and compares.

use ts_rs::{Config, TS};

#[test]
#[ignore = "a generator, run by `cargo xtask codegen`"]
fn write_the_types() {
    let out = std::env::var_os("TWINLANE_CODEGEN").expect("TWINLANE_CODEGEN names the folder");
    let config = Config::new().with_out_dir(out).with_large_int("number");
    twinlane_wire::Command::export_all(&config).expect("the folder can be written");
    twinlane_wire::Reply::export_all(&config).expect("the folder can be written");
    twinlane_wire::Event::export_all(&config).expect("the folder can be written");
    twinlane_wire::Fault::export_all(&config).expect("the folder can be written");
    twinlane_wire::ThemeName::export_all(&config).expect("the folder can be written");
}

#[test]
fn no_two_types_share_a_name() {
    // Each type becomes one file; two of one name would overwrite each other in silence.
    let config = Config::new();
    let names = [
        twinlane_picture::Row::name(&config),
        twinlane_model::Row::name(&config),
        twinlane_picture::Subject::name(&config),
        twinlane_wire::About::name(&config),
        twinlane_picture::SubjectKind::name(&config),
        twinlane_gaps::SubjectKind::name(&config),
    ];
    let unique: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "{names:?}");
}
