//! Draws findings, or describes them in sentences, with the options of the command line.

use std::collections::BTreeMap;
use std::{fmt, io};

use miette::{GraphicalReportHandler, GraphicalTheme, NarratableReportHandler};
use textwrap::{WordSeparator, WordSplitter};

use super::Layout;
use super::diagnostic::Drawing;
use super::excerpt::Mark;
use crate::finding::Finding;
use crate::output::{Appearance, Outcome, escape};
use crate::text::source::Sources;

/// The least width that a drawing is made for; a narrower terminal breaks the lines itself.
const LEAST_WIDTH: usize = 40;

/// Characters of a source line that are reported.
const NARRATED_WIDTH: usize = 1000;

/// Findings of one rule that are shown.
const MOST_OF_A_RULE: usize = 100;

/// Draws every finding, and closes with the summary.
pub(in crate::output) fn draw(
    outcome: &Outcome,
    appearance: Appearance,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let theme = theme(appearance);
    let layout = Layout {
        puts_back_clusters: true,
        ..Layout::new(appearance.width.max(LEAST_WIDTH), appearance)
    };
    let handler = GraphicalReportHandler::new_themed(theme.clone())
        .with_width(layout.width)
        .without_cause_chain()
        .without_syntax_highlighting()
        // a name that is broken at its hyphen or slash cannot be copied
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        // the rule's id alone is the link
        .with_link_display_text("")
        .with_links(appearance.links && !appearance.urls)
        .with_urls(appearance.links || appearance.urls);
    each(outcome, output, |sources, finding, text| {
        let drawing = Drawing::new(sources, finding, layout);
        let mut handler = handler.clone().with_theme(colored(&theme, &drawing));
        if let Some(remainder) = drawing.remainder() {
            handler = handler.with_footer(remainder);
        }
        handler.render_report(text, &drawing)?;
        drawing.put_back_clusters(text);
        Ok(())
    })
}

/// Describes every finding in sentences, and ends with the summary.
pub(in crate::output) fn narrate(
    outcome: &Outcome,
    appearance: Appearance,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let layout = Layout::new(NARRATED_WIDTH, appearance);
    each(outcome, output, |sources, finding, text| {
        let drawing = Drawing::new(sources, finding, layout).narrated();
        let mut handler = NarratableReportHandler::new().without_cause_chain();
        if let Some(remainder) = drawing.remainder() {
            handler = handler.with_footer(remainder);
        }
        handler.render_report(text, &drawing)
    })
}

/// Writes each finding by itself, an empty line after it, and at last the summary. Of many findings of one rule the first
/// are written, and how many more there are: nobody reads thousands of the same kind.
fn each(
    outcome: &Outcome,
    output: &mut dyn io::Write,
    render: impl Fn(&Sources, &Finding, &mut String) -> fmt::Result,
) -> io::Result<()> {
    let mut text = String::new();
    let mut of_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for (sources, finding) in outcome.findings() {
        let count = of_rule.entry(finding.rule.id()).or_default();
        *count += 1;
        if *count > MOST_OF_A_RULE {
            continue;
        }
        text.clear();
        render(sources, finding, &mut text).map_err(io::Error::other)?;
        writeln!(output, "{text}")?;
    }
    for (rule, count) in of_rule {
        if let Some(more @ 1..) = count.checked_sub(MOST_OF_A_RULE) {
            let rule = escape::line(rule);
            writeln!(
                output,
                "{more} more of {rule}; `--format json` has all of them\n"
            )?;
        }
    }
    writeln!(output, "{}", outcome.closing())?;
    for line in outcome.fix_lines() {
        writeln!(output, "{line}")?;
    }
    Ok(())
}

fn theme(appearance: Appearance) -> GraphicalTheme {
    match (appearance.unicode, appearance.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    }
}

/// The theme with a highlight for each mark, so that the lines of one label have one colour.
fn colored(theme: &GraphicalTheme, drawing: &Drawing) -> GraphicalTheme {
    let mut theme = theme.clone();
    let palette = std::mem::take(&mut theme.styles.highlights);
    let highlight = |mark: &Mark| palette[mark.label % palette.len()];
    theme.styles.highlights = drawing.marks().iter().map(highlight).collect();
    theme
}
