//! Whether something must be done again: a hash of what went in, kept in `target/xtask/`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::Outcome;

/// Where stamps and half-made things are kept.
pub fn folder(root: &Path) -> Outcome<PathBuf> {
    let folder = root.join("target/xtask");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// A hash over the names and contents of these files and folders. What does not exist counts too.
pub fn of(root: &Path, paths: &[&str]) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add(&root.join(path), &mut hasher).map_err(|error| format!("{path}: {error}"))?;
        path.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
        entries.sort();
        for entry in entries {
            entry.file_name().hash(hasher);
            add(&entry, hasher)?;
        }
    } else if path.exists() {
        fs::read(path)?.hash(hasher);
    }
    Ok(())
}

/// Whether the stamp of this name says so already.
pub fn is(root: &Path, name: &str, value: &str) -> bool {
    fs::read_to_string(root.join("target/xtask").join(name)).is_ok_and(|kept| kept == value)
}

/// Keeps the stamp.
pub fn keep(root: &Path, name: &str, value: &str) -> Outcome {
    let path = folder(root)?.join(name);
    fs::write(&path, value).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_content_or_name_changes_the_stamp() {
        let root = std::env::temp_dir().join(format!("telltext-stamp-{}", std::process::id()));
        fs::create_dir_all(root.join("in/deep")).unwrap();
        fs::write(root.join("in/deep/a"), "1").unwrap();
        let before = of(&root, &["in", "absent"]).unwrap();
        assert_eq!(before, of(&root, &["in", "absent"]).unwrap());

        fs::write(root.join("in/deep/a"), "2").unwrap();
        let edited = of(&root, &["in", "absent"]).unwrap();
        assert_ne!(before, edited);

        fs::rename(root.join("in/deep/a"), root.join("in/deep/b")).unwrap();
        assert_ne!(edited, of(&root, &["in", "absent"]).unwrap());

        keep(&root, "name", &before).unwrap();
        assert!(is(&root, "name", &before));
        assert!(!is(&root, "name", &edited));
        fs::remove_dir_all(root).unwrap();
    }
}
