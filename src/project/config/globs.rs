//! Globs as `.gitignore` has them.

use std::path::{Component, Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Spanned;

/// Characters that make one name match several files.
const WILDCARDS: [char; 4] = ['*', '?', '[', '{'];

/// Globs that select files below a folder.
///
/// They are those of `.gitignore`: `*` is any part of a name, `**` any number of folders, a slash at the end makes it a
/// folder with all that is in it, and `!` at the beginning takes back what an earlier one selects.
#[derive(Debug, Clone)]
pub struct Globs {
    /// As they are written, each with its place.
    pub written: Vec<Spanned<String>>,
    matcher: Gitignore,
    /// Of them those that name what is hidden, if any do.
    hidden: Option<Box<Gitignore>>,
}

/// Where a glob without a slash applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// In every folder, as in `.gitignore`.
    Anywhere,
    /// In the folder that globs are relative to: a file is named by its path.
    Here,
}

/// The longest glob, in bytes: no path is longer, and what is made of a glob takes many times as much.
pub(crate) const LONGEST: usize = 4096;

impl Default for Globs {
    fn default() -> Self {
        Self {
            written: Vec::new(),
            matcher: Gitignore::empty(),
            hidden: None,
        }
    }
}

impl Globs {
    /// The globs that are well-formed, and what is wrong with those that are not.
    pub(super) fn new(
        written: Vec<Spanned<String>>,
        anchor: Anchor,
    ) -> (Self, Vec<(Spanned<String>, String)>) {
        // "." keeps paths as they are: they are relative already
        let mut builder = GitignoreBuilder::new(".");
        builder.allow_unclosed_class(false);
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for glob in written {
            if glob.value.len() > LONGEST {
                bad.push((glob, format!("it has more than {LONGEST} bytes")));
                continue;
            }
            match builder.add_line(None, &line(&glob.value, anchor)) {
                Ok(_) => good.push(glob),
                Err(error) => bad.push((glob, reason(&error))),
            }
        }
        match builder.build() {
            Ok(matcher) => {
                let globs = Self {
                    hidden: hidden(&good, anchor),
                    written: good,
                    matcher,
                };
                (globs, bad)
            }
            // each is well-formed, and together they are more than can be held
            Err(error) => {
                let refused = good.into_iter().map(|glob| (glob, reason(&error)));
                bad.extend(refused);
                (Self::default(), bad)
            }
        }
    }

    /// Globs none of which counts, for that reason.
    pub(super) fn refused(
        written: Vec<Spanned<String>>,
        why: &str,
    ) -> (Self, Vec<(Spanned<String>, String)>) {
        let refused = written.into_iter().map(|glob| (glob, why.to_owned()));
        (Self::default(), refused.collect())
    }

    /// The globs that a text has in its lines, as `.gitignore` has them. What is none is left out.
    #[must_use]
    pub(crate) fn of_lines(text: &str) -> Self {
        let mut builder = GitignoreBuilder::new(".");
        for line in text.lines().filter(|line| line.len() <= LONGEST) {
            let _ = builder.add_line(None, line);
        }
        Self {
            matcher: builder.build().unwrap_or_else(|_| Gitignore::empty()),
            ..Self::default()
        }
    }

    /// Whether a file, by its path from the folder that the globs are relative to, is selected (`true`) or taken back
    /// (`false`); `None` where no glob is about it.
    #[must_use]
    pub fn decide(&self, path: &Path) -> Option<bool> {
        match self.matcher.matched_path_or_any_parents(path, false) {
            Match::None => None,
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
        }
    }

    /// Whether a file, by its path from the folder that the globs are relative to, is selected.
    #[must_use]
    pub fn select(&self, path: &Path) -> bool {
        self.decide(path) == Some(true)
    }

    /// The folders below which all that they select must be, each as a path in the folder that they are relative to.
    pub fn folders(&self, relative_to: &Path) -> impl Iterator<Item = PathBuf> {
        self.selecting().map(move |glob| {
            let plain = glob.split('/').take_while(|name| !name.contains(WILDCARDS));
            let named: Vec<&str> = plain.filter(|name| !matches!(*name, "" | ".")).collect();
            let folder: PathBuf = named.iter().collect();
            // the last of the names may be that of a file
            let folder = folder.parent().unwrap_or(Path::new(""));
            relative_to.join(folder)
        })
    }

    /// The files or folders at or below which all that they select must be, each as a path in the folder that they are
    /// relative to: what comes before the first name that is a pattern. With it comes how that name begins: `e1-` after
    /// `data`, of `data/e1-*`.
    pub(super) fn starts(&self, relative_to: &Path) -> impl Iterator<Item = (PathBuf, &str)> {
        let selecting = self.selecting();
        selecting.map(move |glob| (relative_to.join(beginning(glob)), next_name(glob)))
    }

    /// The files or folders to search for what the globs that name hidden files select.
    pub fn hidden_beginnings(&self, relative_to: &Path) -> impl Iterator<Item = PathBuf> {
        let naming = self.selecting().filter(|glob| names_hidden(glob));
        naming.map(move |glob| relative_to.join(beginning(glob)))
    }

    /// Whether a hidden file, by its path from the folder that the globs are relative to, is selected by one that names
    /// what is hidden.
    #[must_use]
    pub fn select_hidden(&self, path: &Path) -> bool {
        let is_hidden = |name: Component<'_>| name.as_os_str().as_encoded_bytes().starts_with(b".");
        let is_named =
            |named: &Gitignore| named.matched_path_or_any_parents(path, false).is_ignore();
        path.components().any(is_hidden) && self.hidden.as_deref().is_some_and(is_named)
    }

    /// Those that take nothing back.
    fn selecting(&self) -> impl Iterator<Item = &str> {
        let written = self.written.iter().map(|glob| glob.value.as_str());
        written.filter(|glob| !glob.starts_with('!'))
    }

    /// Whether they name files rather than patterns, so that it is known which files they mean.
    #[must_use]
    pub fn are_names(&self) -> bool {
        let is_name = |glob: &str| !glob.contains(WILDCARDS) && !glob.ends_with('/');
        self.written.iter().all(|glob| is_name(&glob.value))
    }
}

/// What comes before the first name of a glob that is a pattern.
fn beginning(glob: &str) -> PathBuf {
    names(glob).take_while(is_plain).collect()
}

/// How the first name of a glob that is a pattern begins, up to what makes it one.
fn next_name(glob: &str) -> &str {
    let name = names(glob).find(|name| !is_plain(name));
    let name = name.filter(|name| !matches!(*name, "." | ".."));
    let begins_pattern = |character: char| WILDCARDS.contains(&character) || character == '\\';
    name.and_then(|name| name.split(begins_pattern).next())
        .unwrap_or_default()
}

/// The parts of a glob between slashes.
fn names(glob: &str) -> impl Iterator<Item = &str> {
    let glob = glob.strip_prefix("./").unwrap_or(glob);
    glob.trim_start_matches('/').split('/')
}

/// Whether a part of a glob is the name of a file or a folder.
fn is_plain(name: &&str) -> bool {
    !name.contains(WILDCARDS) && !name.contains('\\') && !matches!(*name, "" | "." | "..")
}

/// Whether a part of a glob starts with a full stop, as what is hidden does.
fn names_hidden(glob: &str) -> bool {
    let mut names = glob.split('/');
    names.any(|name| name.starts_with('.') && !matches!(name, "." | ".."))
}

/// What selects those files alone that are hidden and named as such. All of it is well-formed.
fn hidden(globs: &[Spanned<String>], anchor: Anchor) -> Option<Box<Gitignore>> {
    if !globs.iter().any(|glob| names_hidden(&glob.value)) {
        return None;
    }
    let mut builder = GitignoreBuilder::new(".");
    builder.allow_unclosed_class(false);
    for Spanned { value: glob, .. } in globs {
        if glob.starts_with('!') || names_hidden(glob) {
            let _ = builder.add_line(None, &line(glob, anchor));
        }
    }
    builder.build().ok().map(Box::new)
}

/// What such a glob is in a `.gitignore`, where a line that starts with `#` is a comment.
fn line(glob: &str, anchor: Anchor) -> String {
    let (negation, pattern) = match glob.strip_prefix('!') {
        Some(pattern) => ("!", pattern),
        None => ("", glob),
    };
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    match anchor {
        Anchor::Here if !pattern.starts_with('/') && !pattern.starts_with("**/") => {
            format!("{negation}/{pattern}")
        }
        _ if negation.is_empty() && pattern.starts_with('#') => format!("\\{pattern}"),
        _ => format!("{negation}{pattern}"),
    }
}

/// Of what the library says only what is wrong: it repeats the glob, which is underlined anyway.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Span;

    fn globs(written: &[&str], anchor: Anchor) -> (Globs, Vec<String>) {
        let stated = |glob: &&str| Spanned {
            value: (*glob).to_owned(),
            span: Span::default(),
        };
        let (globs, bad) = Globs::new(written.iter().map(stated).collect(), anchor);
        let bad = bad.into_iter().map(|(glob, _)| glob.value);
        (globs, bad.collect())
    }

    fn selects(written: &[&str], anchor: Anchor, path: &str) -> bool {
        let (globs, bad) = globs(written, anchor);
        assert!(bad.is_empty(), "{bad:?}");
        globs.select(Path::new(path))
    }

    #[test]
    fn they_select_as_in_gitignore() {
        let anywhere = |glob: &str, path: &str| selects(&[glob], Anchor::Anywhere, path);
        assert!(anywhere("drafts/**", "drafts/2008/report.yaml"));
        assert!(!anywhere("drafts/**", "old/drafts/report.yaml"));
        assert!(anywhere("*.old.yaml", "a/b/report.old.yaml"));
        assert!(anywhere("folder/", "a/folder/b/report.yaml"));
        assert!(!anywhere("folder/", "a/folder"));
        assert!(anywhere("/report.yaml", "report.yaml"));
        assert!(!anywhere("/report.yaml", "a/report.yaml"));
        assert!(anywhere("./a/*.yaml", "a/report.yaml"));
        assert!(anywhere("*.{yml,yaml}", "a/report.yml"));
        assert!(anywhere("#1.yaml", "#1.yaml"));
        assert!(!selects(
            &["old/*", "!old/report.yaml"],
            Anchor::Anywhere,
            "old/report.yaml"
        ));
    }

    #[test]
    fn a_file_is_named_by_its_path() {
        let here = |glob: &str, path: &str| selects(&[glob], Anchor::Here, path);
        assert!(here("sessions.yml", "sessions.yml"));
        assert!(!here("sessions.yml", "old/sessions.yml"));
        assert!(here("**/sessions.yml", "old/sessions.yml"));
        assert!(here("data/", "data/a/b.yaml"));
        assert!(!here("*.yml", "data/a.yml"));
    }

    #[test]
    fn a_glob_starts_with_names_and_the_beginning_of_one() {
        for (glob, folder, name) in [
            ("data/e1-*", "data", "e1-"),
            ("data/e1.yaml", "data/e1.yaml", ""),
            ("./data/x/", "data/x", ""),
            ("*.yaml", "", ""),
            ("**/e1-*", "", ""),
            ("a/b{1,2}/c*", "a", "b"),
            (r"a/b\*c", "a", "b"),
            ("a/../b*", "a", ""),
        ] {
            let (globs, bad) = globs(&[glob], Anchor::Here);
            assert!(bad.is_empty(), "{bad:?}");
            let starts: Vec<_> = globs.starts(Path::new("/top")).collect();
            assert_eq!(starts, [(Path::new("/top").join(folder), name)], "{glob}");
        }
    }

    #[test]
    fn what_is_hidden_is_to_be_named_by_its_full_stop() {
        let written = ["**/*.yml", ".site/*.yml", "data/.old/", "!.site/draft.yml"];
        let (globs, _) = globs(&written, Anchor::Here);
        let beginnings: Vec<PathBuf> = globs.hidden_beginnings(Path::new("/top")).collect();
        assert_eq!(
            beginnings,
            [Path::new("/top/.site"), Path::new("/top/data/.old")]
        );
        for (path, expected) in [
            (".site/a.yml", true),
            ("data/.old/a/b.yml", true),
            (".site/draft.yml", false),
            (".other/a.yml", false),
            ("data/.a.yml", false),
            ("site/a.yml", false),
        ] {
            assert_eq!(globs.select_hidden(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn what_is_no_glob_is_left_out() {
        let (globs, bad) = globs(&["[a-", "ok/**", "{a"], Anchor::Anywhere);
        assert_eq!(bad, ["[a-", "{a"]);
        assert!(globs.select(Path::new("ok/report.yaml")));
    }

    #[test]
    fn a_name_is_no_pattern() {
        let are_names = |glob: &str| globs(&[glob], Anchor::Here).0.are_names();
        assert!(are_names("a/report.yaml"));
        assert!(!are_names("a/*.yaml"));
        assert!(!are_names("a/"));
    }
}
