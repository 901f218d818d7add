//! What a path says, as RFC 9535 has it.

/// A step from nodes to others.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Segment {
    /// To what is in them.
    Children(Vec<Selector>),
    /// To what is in them or deeper.
    Descendants(Vec<Selector>),
}

/// Which of the children of a node are meant.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice(Option<i64>, Option<i64>, i64),
    Filter(Condition),
}

/// What a child must fulfil to be selected.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    Any(Vec<Condition>),
    All(Vec<Condition>),
    Not(Box<Condition>),
    /// The query selects something.
    Exists(Query),
    Compares(Operand, Comparison, Operand),
    /// The text matches the pattern, as a whole or somewhere in it.
    Matches {
        text: Operand,
        pattern: Operand,
        whole: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    /// The one value that a query selects.
    Value(Query),
    /// How many characters, items or entries a value has.
    Length(Box<Operand>),
    /// How many values a query selects.
    Count(Query),
}

/// A path within a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Query {
    /// Whether it starts at the root, and not at the child that is asked about.
    pub(super) from_root: bool,
    pub(super) segments: Vec<Segment>,
}

impl Query {
    /// Whether it can select one value at most.
    pub(super) fn is_singular(&self) -> bool {
        self.segments.iter().all(|segment| match segment {
            Segment::Children(selectors) => {
                matches!(
                    selectors.as_slice(),
                    [Selector::Name(_) | Selector::Index(_)]
                )
            }
            Segment::Descendants(_) => false,
        })
    }
}
