//! JSON Pointers (RFC 6901) into a tree.

use super::{Content, NodeId, Tree};

/// A key as it is in a JSON Pointer (RFC 6901).
pub(crate) fn reference_token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

impl Tree<'_> {
    /// The JSON Pointer from the root of its document to a node; a key has that of its value.
    #[must_use]
    pub fn pointer(&self, node: NodeId) -> String {
        let mut tokens = Vec::new();
        let mut node = node;
        while let Some(parent) = self.parent(node) {
            tokens.push(self.token(parent, node));
            node = parent;
        }
        tokens
            .iter()
            .rev()
            .flat_map(|token| ["/", token.as_str()])
            .collect()
    }

    /// As [`Tree::pointer`], unless that is longer than `limit` bytes.
    #[must_use]
    pub fn pointer_within(&self, node: NodeId, limit: usize) -> Option<String> {
        let keys = std::iter::successors(Some(node), |node| self.parent(*node));
        let mut keys = keys.filter_map(|node| self.key_of(node));
        // a token is never shorter than its key
        let is_long =
            |key| self.span(key).range().len() > limit && self.key_text(key).len() > limit;
        if keys.any(is_long) {
            return None;
        }
        Some(self.pointer(node)).filter(|pointer| pointer.len() <= limit)
    }

    /// The node at a JSON Pointer from the root of a document, which is an alias where one is
    /// written there.
    #[must_use]
    pub fn at(&self, document: NodeId, pointer: &str) -> Option<NodeId> {
        if pointer.is_empty() {
            return Some(document);
        }
        let tokens = pointer.strip_prefix('/')?.split('/');
        tokens
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
            .try_fold(document, |node, token| {
                let own = self.get(node, &token);
                own.or_else(|| self.item(node, index(&token)?))
            })
    }

    fn token(&self, parent: NodeId, node: NodeId) -> String {
        match self.node(parent).content() {
            Content::Map(_) => {
                let key = self.key_of(node).unwrap_or(node);
                reference_token(&self.key_text(key))
            }
            Content::Seq(items) => {
                let place = self.run(items).binary_search(&node);
                place
                    .expect("a node is among its parent's children")
                    .to_string()
            }
            _ => unreachable!("only collections are parents"),
        }
    }
}

/// An array index as in RFC 6901: only digits, with no zeros before it.
fn index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit())
        && (token == "0" || !token.starts_with('0'));
    digits.then(|| token.parse().ok()).flatten()
}
