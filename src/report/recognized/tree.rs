//! Items in a row, each with its depth, as items within items.

/// What can have others within it.
pub(super) trait Nested: Sized {
    /// Takes another in at its end.
    fn adopt(&mut self, other: Self);
}

/// Puts each item into the last one before it that is less deep.
pub(super) fn nested<T: Nested>(items: impl IntoIterator<Item = (usize, T)>) -> Vec<T> {
    let mut roots = Vec::new();
    let mut open: Vec<(usize, T)> = Vec::new();
    for (depth, item) in items {
        close(&mut open, &mut roots, depth);
        open.push((depth, item));
    }
    close(&mut open, &mut roots, 0);
    roots
}

/// Closes what is as deep as `depth`, or deeper.
fn close<T: Nested>(open: &mut Vec<(usize, T)>, roots: &mut Vec<T>, depth: usize) {
    while let Some((_, item)) = open.pop_if(|(other, _)| *other >= depth) {
        match open.last_mut() {
            Some((_, parent)) => parent.adopt(item),
            None => roots.push(item),
        }
    }
}
