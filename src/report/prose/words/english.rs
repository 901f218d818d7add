mod references;

use super::{Abbreviations, Words};

pub(super) static WORDS: Words = Words {
    language: "English",
    tag: "en",
    frequent: &[
        "the", "of", "and", "to", "in", "that", "is", "was", "were", "for", "with", "on", "by",
        "at", "are", "be", "been", "from", "this", "these", "which", "it", "its", "has", "have",
        "had", "not", "or", "an", "as", "their", "they", "will", "would", "there", "see", "all",
        "other", "who", "he", "she", "we",
    ],
    references: Some(references::REFERENCES),
    abbreviations: Some(Abbreviations {}),
    numbers: true,
};
