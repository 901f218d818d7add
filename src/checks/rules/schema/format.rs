use super::{name_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A date is not written as a date, or there is no such day; or another text is not of its well-known format.
    ///
    /// ## Why it matters
    /// Only a date that can be read can be compared: the days of the agenda with their weekdays, and with the dates of
    /// the event. Schemas of other data know more formats, such as addresses, and programs read them just as strictly.
    ///
    /// ## How to mend it
    /// Write year, month and day with hyphens: 12 February 2008 is `2008-02-12`. There is no way to declare another
    /// way of writing as intended; what the report prints can go into a `label`.
    error "schema/format"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Format { name: format } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let text = quoted(part.tree, node).unwrap_or_default();
        findings
            .add(
                messages::not_of_format(&name, &text, format),
                part.node(node),
                messages::no_such(format),
            )
            .help(super::expectation(&name, violation));
    }
}

mod messages {
    pub(super) fn not_of_format(name: &str, text: &str, format: &str) -> String {
        format!("{name} cannot be {text}, which is no {}", called(format))
    }

    pub(super) fn no_such(format: &str) -> String {
        match format {
            "date" => "no such date".to_owned(),
            other => format!("no {}", called(other)),
        }
    }

    /// What is written in a format.
    fn called(format: &str) -> &str {
        match format {
            "date" => "date of the calendar",
            "date-time" => "date with a time and a zone",
            "time" => "time with a zone",
            "email" | "idn-email" => "address for mail",
            "uri" | "iri" => "whole address on the web",
            "uri-reference" | "iri-reference" => "address on the web",
            "hostname" | "idn-hostname" => "name of a host",
            "regex" => "pattern that can be read",
            other => other,
        }
    }
}
