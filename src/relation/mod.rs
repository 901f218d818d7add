//! The relations that checks share.
//!
//! A relation is a statement about a collection that is either true or not: no two items have
//! one key ([`unique`]), every name leads somewhere ([`resolve`]), no two intervals clash
//! ([`overlap`]), numbers run on ([`sequence`]), a stated figure is the counted one ([`count`]).
//! [`disjoint`] finds what is connected through others, intervals or anything else.
//! Each function takes items and says where the statement fails, as plain data: it knows nothing of
//! reports, findings or messages. A rule chooses the items, and words what comes back.
//!
//! What comes back depends on the input alone, and in its order. No relation compares all pairs:
//! each costs O(n log n) at most for n items.

pub(crate) mod count;
pub(crate) mod disjoint;
pub(crate) mod overlap;
pub(crate) mod resolve;
pub(crate) mod sequence;
pub(crate) mod unique;
