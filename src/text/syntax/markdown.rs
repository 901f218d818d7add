//! What of a Markdown text can be read as data: its headings, by which links name them, and its links.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{Builder, New};
use super::{Limits, Style, Tree};
use crate::text::composed::{composed, without_accents};
use crate::text::source::Span;

/// What a text has in it where programs put more into it before they read it: other texts, or what code gives.
const FILLED_IN: [&str; 8] = [
    "{{", "{%", "--8<--", "\n:::", "```{", "<%", "<<<", "@include",
];

/// What headings and other parts of a page can be named by after a `#`.
///
/// Programs name headings in several ways. A name in any of these is known.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    names: FxHashSet<String>,
    /// In the order of the text.
    headings: Vec<String>,
}

impl Anchors {
    /// Those of a text; `None` where other programs put more into it, and it is not known what.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if FILLED_IN.iter().any(|sign| text.contains(sign)) {
            return None;
        }
        let mut anchors = Self::default();
        for line in text.lines() {
            anchors.add_explicit(line);
        }
        let mut seen = FxHashMap::default();
        anchors.add_headings_in_html(text);
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES) {
            match event {
                Event::Start(Tag::Heading { id, .. }) => {
                    anchors.names.extend(id.map(CowStr::into_string));
                    heading = Some(String::new());
                }
                Event::Text(words) | Event::Code(words) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&words);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    anchors.add_heading(&heading.take().unwrap_or_default(), &mut seen);
                }
                Event::Html(written) | Event::InlineHtml(written) => anchors.add_ids(&written),
                _ => {}
            }
        }
        Some(anchors)
    }

    /// Whether something has that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The names in small letters.
    pub(crate) fn in_lowercase(&self) -> FxHashSet<String> {
        self.names.iter().map(|name| name.to_lowercase()).collect()
    }

    /// The names of the headings, as most programs make them.
    pub(crate) fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(String::as_str)
    }

    fn add_heading(&mut self, heading: &str, seen: &mut FxHashMap<String, usize>) {
        let names = [
            on_github(heading),
            in_python(heading),
            in_pandoc(heading),
            in_vitepress(heading),
        ];
        self.headings.push(names[0].clone());
        let mut given = FxHashSet::default();
        for name in names {
            if !given.insert(name.clone()) {
                continue;
            }
            let count = seen.entry(name.clone()).or_default();
            if *count > 0 {
                self.names.insert(format!("{name}-{count}"));
                self.names.insert(format!("{name}_{count}"));
            }
            *count += 1;
            self.names.insert(name);
        }
    }

    /// Names of headings that are written in HTML: `<h2>Opening</h2>`.
    fn add_headings_in_html(&mut self, text: &str) {
        let mut parts = text.split("</h").peekable();
        while let Some(part) = parts.next() {
            let is_end = |rest: &&str| rest.starts_with(|it: char| ('1'..='6').contains(&it));
            if let Some(start) = part
                .rfind("<h")
                .filter(|_| parts.peek().is_some_and(is_end))
            {
                let heading = without_tags(&part[start..]);
                self.names
                    .extend([on_github(&heading), in_python(&heading)]);
            }
        }
    }

    /// Names that are given in braces, `{#name}`, or in parentheses before a heading, `(name)=`.
    fn add_explicit(&mut self, line: &str) {
        let braces = line.split("{#").skip(1);
        let braces = braces.filter_map(|rest| rest.split(['}', ' ']).next());
        let label = line.trim().strip_suffix(")=");
        let label = label.and_then(|label| label.strip_prefix('('));
        let names = braces.chain(label).map(str::to_owned);
        self.names.extend(names);
    }

    /// Names in HTML: the values of `id` and `name`.
    fn add_ids(&mut self, html: &str) {
        for attribute in ["id=", "name="] {
            let values = html.split(attribute).skip(1);
            let values = values.filter_map(|value| {
                let unquoted = value.trim_start_matches(['"', '\'']);
                unquoted.split(['"', '\'', ' ', '>']).next()
            });
            self.names.extend(values.map(str::to_owned));
        }
    }
}

/// The links of a text to a part of the text itself: the name of each, without the `#`, and where the link is.
pub(crate) fn links_within(text: &str) -> Vec<(String, Span)> {
    let mut links = Vec::new();
    for (event, at) in Parser::new(text).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        let Some(name) = dest_url.strip_prefix('#') else {
            continue;
        };
        let decoded = percent_decode_str(name).decode_utf8();
        let (_, link) = parts(text, &at, &dest_url);
        links.extend(decoded.ok().map(|name| (name.into_owned(), Span::of(link))));
    }
    links
}

/// The names under which a link has its words and where it leads.
const TITLE: &str = "title";
const LINK: &str = "link";

/// Reads the links of a text, such as the table of contents of a book: a list of mappings, each with its `title` and its `link`.
pub(super) fn read_links<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    let mut builder = Builder::new(text, limits);
    builder.open(false, &New::bare(Span::of(0..text.len()), Style::Block));
    for (event, at) in Parser::new(text).into_offset_iter() {
        let Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) = event
        else {
            continue;
        };
        if matches!(link_type, LinkType::Autolink | LinkType::Email) || builder.is_full() {
            continue;
        }
        let (title, link) = parts(text, &at, &dest_url);
        builder.open(true, &New::bare(Span::of(at.clone()), Style::Flow));
        for (name, at) in [(TITLE, title), (LINK, link)] {
            builder.text(name, &New::bare(Span::of(at.clone()), Style::Plain));
            let written = &text[at.clone()];
            let value = if name == LINK && written != &*dest_url {
                &*dest_url
            } else {
                written
            };
            builder.text(value, &New::bare(Span::of(at), Style::Plain));
        }
        builder.close(Some(Span::of(at).end));
    }
    builder.close(Some(Span::of(0..text.len()).end));
    builder.finish()
}

/// Where the words of a link are, and where it says where it leads: the whole link, if that is not written in it.
fn parts(text: &str, at: &Range<usize>, leads_to: &str) -> (Range<usize>, Range<usize>) {
    let raw = &text[at.clone()];
    let Some(middle) = raw.rfind("](") else {
        return (at.clone(), at.clone());
    };
    let title = at.start + 1..at.start + middle.max(1);
    let rest = &raw[middle + 2..];
    let link = match rest.find(leads_to) {
        Some(start) if !leads_to.is_empty() => {
            let start = at.start + middle + 2 + start;
            start..start + leads_to.len()
        }
        _ => at.clone(),
    };
    (title, link)
}

/// The name that GitHub gives to a heading, and with it most other programs.
fn on_github(heading: &str) -> String {
    let kept = composed(heading.trim()).to_lowercase();
    let kept = kept
        .chars()
        .filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'));
    kept.map(|sign| if sign == ' ' { '-' } else { sign })
        .collect()
}

/// The name that Python-Markdown gives to a heading, and with it `MkDocs`.
fn in_python(heading: &str) -> String {
    let plain = without_accents(heading);
    let is_kept = |sign: &char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | ' ' | '-');
    let kept: String = plain.chars().filter(is_kept).collect();
    let kept = kept.to_lowercase();
    let words = kept.trim().split([' ', '-']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The name that Pandoc gives to a heading, and with it Quarto.
fn in_pandoc(heading: &str) -> String {
    let is_kept = |sign: &char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | ' ');
    let kept: String = heading.chars().filter(is_kept).collect();
    let kept = kept.to_lowercase();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name = words.join("-");
    name.trim_start_matches(|sign: char| !sign.is_alphabetic())
        .to_owned()
}

/// The name that `VitePress` gives to a heading, and with it `VuePress`.
fn in_vitepress(heading: &str) -> String {
    let heading = without_accents(heading).to_lowercase();
    let words = heading.split(|sign: char| sign.is_whitespace() || sign.is_ascii_punctuation());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    if name.starts_with(|sign: char| sign.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// A text without its tags.
fn without_tags(html: &str) -> String {
    let parts = html.split('<');
    let texts = parts.filter_map(|part| Some(part.split_once('>')?.1));
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Data, Format, parse};

    fn has(text: &str, name: &str) -> bool {
        Anchors::of(text).unwrap().has(name)
    }

    #[test]
    fn headings_are_named_as_programs_name_them() {
        for (heading, name) in [
            ("# Getting Started", "getting-started"),
            ("## `init` and `check`", "init-and-check"),
            ("## What's new?", "whats-new"),
            ("## Über uns", "über-uns"),
            ("## Über uns", "uber-uns"),
            ("## 2. Usage", "2-usage"),
            ("## 2. Usage", "usage"),
            ("## Set-up -- now", "set-up-now"),
            ("## Set-up -- now", "set-up----now"),
            ("Title\n=====", "title"),
            ("## A [link](b.md) here", "a-link-here"),
            ("## Setup {#start}", "start"),
            ("(a-label)=\n## Setup", "a-label"),
            ("<a id=\"here\"></a>", "here"),
            ("<a name='there'></a>\n", "there"),
            ("## What's new?", "what-s-new"),
            ("## 2. Usage", "_2-usage"),
            ("<h2 align=\"center\">The <b>forum</b></h2>\n", "the-forum"),
        ] {
            assert!(has(heading, name), "{heading} has no {name}");
        }
        assert!(!has("# Getting Started", "getting-startet"));
        assert!(!has("```\n# Code\n```", "code"));
    }

    #[test]
    fn links_to_parts_of_the_text_are_found_with_their_places() {
        let text = "[a](#one), [b](page.md#two), [c](#%C3%A9t%C3%A9), [d][e].\n\n[e]: #four\n";
        let links = links_within(text);
        let found: Vec<(&str, &str)> = links
            .iter()
            .map(|(name, at)| (name.as_str(), &text[at.range()]))
            .collect();
        assert_eq!(
            found,
            [
                ("one", "#one"),
                ("été", "#%C3%A9t%C3%A9"),
                ("four", "[d][e]")
            ]
        );
    }

    #[test]
    fn links_are_read_with_their_places() {
        let text = "# Summary\n\n[Preface](preface.md)\n\n- [One `code`](./one.md)\n  - [Two](<a b.md> \"t\")\n- [Draft]()\n\
            - [Three][3]\n- <https://example.org>\n\n![figure](a.svg)\n\n[3]: three%20.md\n";
        let tree = parse(text, Format::Links, &Limits::default());
        assert_eq!(tree.errors(), []);
        let items = tree.items(tree.documents()[0]);
        let links = items.map(|item| {
            let said = |name| {
                let node = tree.get(item, name).unwrap();
                match tree.data(node) {
                    Data::Str(said) => (said.to_owned(), tree.raw(node).to_owned()),
                    _ => (String::new(), tree.raw(node).to_owned()),
                }
            };
            (said(TITLE).0, said(LINK))
        });
        let links: Vec<(String, (String, String))> = links.collect();
        let link = |title: &str, link: &str, raw: &str| {
            (title.to_owned(), (link.to_owned(), raw.to_owned()))
        };
        assert_eq!(
            links,
            [
                link("Preface", "preface.md", "preface.md"),
                link("One `code`", "./one.md", "./one.md"),
                link("Two", "a b.md", "a b.md"),
                link("Draft", "", "[Draft]()"),
                link("[Three][3]", "three%20.md", "[Three][3]"),
            ]
        );
    }

    #[test]
    fn headings_that_are_alike_are_numbered() {
        let text = "# A\n# A\n# A\n";
        assert!(has(text, "a-1") && has(text, "a_2"));
        assert!(!has(text, "a-3"));
    }

    #[test]
    fn of_a_text_into_which_more_is_put_nothing_is_known() {
        assert!(Anchors::of("{{ include('a.md') }}\n").is_none());
        assert!(Anchors::of("# A\n\n:::{include} b.md\n").is_none());
    }
}
