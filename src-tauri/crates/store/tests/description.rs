//! The description for other programs and the file say the same.

mod common;

use common::Bench;
use rusqlite::Connection;
use twinlane_store::{APPLICATION_ID, FORMAT, describe};

const DESCRIPTION: &str = include_str!("../../../../docs/file-format.md");

#[test]
fn every_table_and_column_is_described() {
    assert!(DESCRIPTION.contains(&format!("`0x{APPLICATION_ID:08X}`")));
    assert!(DESCRIPTION.contains(&format!("the format: **{FORMAT}**")));
    for (table, about, columns) in describe() {
        assert!(
            DESCRIPTION.contains(&format!("### {table}\n\n{about}\n")),
            "{table}"
        );
        for column in columns {
            let line = format!(
                "| `{}` | {} | `{}` | {} |",
                column.name, column.kind, column.path, column.about
            );
            assert!(DESCRIPTION.contains(&line), "{table}: {line}");
        }
    }
}

#[test]
fn the_file_has_the_described_tables_and_no_others() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    bench.close();
    let db = Connection::open(&bench.path).expect("opens");
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .expect("a schema")
        .query_map([], |row| row.get(0))
        .expect("read")
        .collect::<Result<_, _>>()
        .expect("names");
    for table in &tables {
        let described =
            DESCRIPTION.contains(&format!("### {table}\n")) || DESCRIPTION.contains(&format!("**{table}**"));
        assert!(described, "{table} is not described");
    }
    assert_eq!(tables.len(), 23);
}

#[test]
fn other_programs_read_plain_columns() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    bench.add_step("Visit \u{1F600}");
    bench.close();
    let db = Connection::open(&bench.path).expect("opens");
    let read: Vec<(String, String, i64)> = db
        .prepare(
            "SELECT stages.title, steps.title, steps.position FROM steps
             JOIN stages ON stages.id = steps.stage_id WHERE steps.side = 'seller' ORDER BY steps.position",
        )
        .expect("as described")
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("read")
        .collect::<Result<_, _>>()
        .expect("rows");
    let expected =
        [("Call", 0), ("Visit \u{1F600}", 1)].map(|(title, at)| ("Qualify".to_owned(), title.to_owned(), at));
    assert_eq!(read, expected);
}
