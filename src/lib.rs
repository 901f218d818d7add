//! reportlint
