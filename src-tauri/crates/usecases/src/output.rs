//! Output files: written beside and renamed, never half; an existing file is replaced only when asked.

use std::io::Write;
use std::path::Path;

use twinlane_wire::{Fault, FaultCode};

use crate::fault::from_io;

/// Writes a file as a whole: first beside, then synced, then renamed into place.
pub fn write_beside(path: &Path, bytes: &[u8], force: bool) -> Result<(), Fault> {
    if !force && path.exists() {
        return Err(Fault::new(
            FaultCode::FileExists,
            format!("{} is already there", path.display()),
        ));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| {
        Fault::new(
            FaultCode::InputOutput,
            format!("{} names no file", path.display()),
        )
    })?;
    // The name keeps the extension of nothing known, so that a half written file is never taken for a whole one.
    let beside = folder.join(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = (|| {
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&beside, path)
    })();
    written.map_err(|error| {
        // The part that was written is of no use to anybody; that it may not go is no second fault.
        let _ = std::fs::remove_file(&beside);
        from_io(path, &error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.svg");
        write_beside(&path, b"one", false).expect("a new file is written");
        let refused = write_beside(&path, b"two", false).expect_err("it is there already");
        assert_eq!(refused.code, FaultCode::FileExists);
        assert_eq!(
            std::fs::read(&path).expect("it is there"),
            b"one",
            "a refusal alters nothing"
        );
        write_beside(&path, b"two", true).expect("replaced when asked");
        assert_eq!(std::fs::read(&path).expect("it is there"), b"two");
        assert_eq!(
            std::fs::read_dir(folder.path()).expect("the folder").count(),
            1,
            "nothing is left beside"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("no/such/map.svg");
        let refused = write_beside(&path, b"one", false).expect_err("no such folder");
        assert_eq!(refused.code, FaultCode::FileNotFound);
        assert!(
            refused.detail.contains("map.svg"),
            "the message names the file: {}",
            refused.detail
        );
    }
}
