//! Files that a glob matches.
//!
//! The folders are walked once, whatever the glob, and each path is matched in linear time. To follow a glob part by part,
//! as a shell does, takes time without end where links lead back to their own folder.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::{Found, points_to_nothing, unsearchable};

/// Any number of folders.
const ANY_FOLDERS: &str = "**";

/// The longest glob that can match anything, in bytes.
const LONGEST: usize = 4096;

/// The characters with a meaning of their own.
const SIGNS: [char; 6] = ['*', '?', '[', ']', '{', '}'];

/// A path that can match several files, by `*`, `**`, `?`, `[…]` and `{…}`. As in a shell, a hidden file matches only if
/// its part of the glob starts with a full stop.
pub(super) struct Pattern {
    matcher: GlobMatcher,
    fixed: PathBuf,
    /// How many parts the glob has beyond the fixed ones.
    open: usize,
    any_depth: bool,
    only_folders: bool,
    hidden: bool,
}

/// Whether a path may mean several files.
#[must_use]
pub(crate) fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

/// The folder that all matches are in, as far as the glob names it.
#[must_use]
pub(crate) fn fixed_part(glob: &str) -> PathBuf {
    let parts = Path::new(glob).components();
    parts.map_while(literal).collect()
}

impl Pattern {
    /// `None` where it is no glob.
    pub(super) fn new(glob: &str) -> Option<Self> {
        if glob.len() > LONGEST {
            return None;
        }
        let parts = Path::new(glob).components();
        let plain: PathBuf = parts.filter(|part| *part != Component::CurDir).collect();
        let plain = plain.to_str()?;
        let mut matcher = GlobBuilder::new(plain);
        matcher.literal_separator(true).backslash_escape(false);
        let fixed = fixed_part(plain);
        let parts = Path::new(plain).components();
        let open: Vec<_> = parts.skip(fixed.components().count()).collect();
        let is_any = |part: &Component<'_>| part.as_os_str() == ANY_FOLDERS;
        Some(Self {
            matcher: matcher.build().ok()?.compile_matcher(),
            open: open.len(),
            any_depth: open.iter().any(is_any),
            only_folders: open.last().is_some_and(is_any),
            hidden: open.iter().any(is_hidden),
            fixed,
        })
    }

    pub(super) fn matches(&self, path: &Path) -> bool {
        let open = path.components().skip(self.fixed.components().count());
        (self.hidden || !open.into_iter().any(|part| is_hidden(&part)))
            && self.matcher.is_match(path)
    }

    /// What matches on the disk, in order. A link to a folder is not followed, unless the glob names it.
    pub(super) fn on_disk(&self) -> Vec<Found> {
        let is_here = self.fixed.as_os_str().is_empty();
        let mut walk = WalkBuilder::new(if is_here { Path::new(".") } else { &self.fixed });
        walk.standard_filters(false)
            .hidden(!self.hidden)
            .max_depth((!self.any_depth).then_some(self.open))
            .sort_by_file_name(Ord::cmp);
        let found = walk.build().filter_map(|entry| match entry {
            Ok(entry) => {
                let path = entry.path();
                let path = path.strip_prefix(".").unwrap_or(path);
                let matches = self.matches(path) && (!self.only_folders || path.is_dir());
                matches.then(|| Ok(path.to_owned()))
            }
            Err(error) => {
                let is_missing = error.io_error().is_some_and(points_to_nothing);
                (!is_missing).then(|| Err(unsearchable(&error)))
            }
        });
        found.collect()
    }
}

fn is_hidden(part: &Component<'_>) -> bool {
    let name = part.as_os_str().as_encoded_bytes();
    matches!(part, Component::Normal(_)) && name.starts_with(b".")
}

/// A part of a path that matches only one name, as it is written on the disk.
fn literal(part: Component<'_>) -> Option<PathBuf> {
    let name = part.as_os_str();
    let Some(mut rest) = name.to_str() else {
        return Some(PathBuf::from(name));
    };
    let mut plain = String::new();
    while let Some(first) = rest.chars().next() {
        // a sign that stands for itself is written as in `[*]`
        let escaped = SIGNS.iter().find_map(|sign| {
            let after = rest.strip_prefix('[')?.strip_prefix(*sign)?;
            Some((*sign, after.strip_prefix(']')?))
        });
        match escaped {
            Some((sign, after)) => {
                plain.push(sign);
                rest = after;
            }
            None if SIGNS.contains(&first) => return None,
            None => {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    Some(PathBuf::from(plain))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "a.yaml",
            "b/c.yaml",
            "b/d/e.yaml",
            ".h/f.yaml",
            "b/[x]/g.yaml",
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    fn found(folder: &tempfile::TempDir, glob: &str) -> Vec<String> {
        let top = folder.path().to_str().unwrap();
        let top = globset::escape(top);
        let found = Pattern::new(&format!("{top}/{glob}")).unwrap().on_disk();
        let below = |path: PathBuf| path.strip_prefix(folder.path()).unwrap().to_owned();
        let names = found.into_iter().map(|path| below(path.unwrap()));
        names
            .map(|name| name.to_str().unwrap().replace('\\', "/"))
            .collect()
    }

    #[test]
    fn globs_match_as_in_a_shell() {
        let folder = folder();
        let cases = [
            ("*.yaml", vec!["a.yaml"]),
            ("*/*.yaml", vec!["b/c.yaml"]),
            ("b/?/e.yaml", vec!["b/d/e.yaml"]),
            (
                "**/*.yaml",
                vec!["a.yaml", "b/[x]/g.yaml", "b/c.yaml", "b/d/e.yaml"],
            ),
            (".h/*", vec![".h/f.yaml"]),
            (".*/f.yaml", vec![".h/f.yaml"]),
            ("./b/./[c].yaml", vec!["b/c.yaml"]),
            ("b/[[]x[]]/*.yaml", vec!["b/[x]/g.yaml"]),
            ("b/**", vec!["b/[x]", "b/d"]),
            ("{a,b/c}.yaml", vec!["a.yaml", "b/c.yaml"]),
            ("b/[a-c].yaml", vec!["b/c.yaml"]),
            ("nowhere/*", vec![]),
        ];
        for (glob, expected) in cases {
            assert_eq!(found(&folder, glob), expected, "{glob}");
        }
    }

    #[test]
    fn what_a_glob_names_is_its_fixed_part() {
        assert_eq!(fixed_part("a/b/*.yaml"), Path::new("a/b"));
        assert_eq!(fixed_part("a/[*]b/c"), Path::new("a/*b/c"));
        assert_eq!(fixed_part("*/b"), Path::new(""));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_do_not_multiply_the_matches() {
        let folder = folder();
        for name in ["x", "y", "z"] {
            std::os::unix::fs::symlink(".", folder.path().join(name)).unwrap();
        }
        // by following each link, 3⁴⁰ folders
        assert_eq!(found(&folder, &("*/".repeat(40) + "a.yaml")), [""; 0]);
        assert_eq!(found(&folder, "x/*.yaml"), ["x/a.yaml"]);
    }

    #[test]
    fn a_glob_of_many_stars_takes_no_time() {
        let glob = Pattern::new(&format!("**/*a{}", "*a".repeat(60))).unwrap();
        let path = format!("{}b", "a".repeat(250) + &"/a".repeat(50));
        assert!(!glob.matches(Path::new(&format!("{path}/b"))));
        assert!(Pattern::new(&"*".repeat(5000)).is_none());
    }
}
