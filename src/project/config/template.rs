//! What `reportlint init` writes.

/// A config that says nothing yet: every key with what it is for, to be uncommented.
pub const TEMPLATE: &str = include_str!("template.yaml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::bundled;

    #[test]
    fn it_shows_every_key() {
        let schema: serde_json::Value = serde_json::from_str(&bundled("config").unwrap()).unwrap();
        for key in schema["properties"].as_object().unwrap().keys() {
            let shown = key.starts_with('$') || TEMPLATE.contains(&format!("\n# {key}:"));
            assert!(shown, "{key} is not shown");
        }
    }
}
