//! The settings for a file, and where each of them comes from: what `check --print-config` shows.

use serde::Serialize;
use serde_json::{Value, json};

use crate::checks::rules;
use crate::checks::settings::Settings;
use crate::finding::rule::Rule;
use crate::output::inert_json;
use crate::project::config::{Allow, Config, ConfigFile, Document, Level, Spanned, WithOrigin};
use crate::report::Stage;

/// The place of a setting that nobody makes.
const DEFAULT: &str = "default";

/// The settings for a file.
#[derive(Debug, Serialize)]
pub(crate) struct EffectiveConfig {
    version: u8,
    file: String,
    /// The files of configuration, the strongest first.
    configs: Vec<String>,
    /// Whether a search of folders leaves the file out.
    excluded: bool,
    stage: Setting,
    fail_on: Setting,
    ignore: Vec<Setting>,
    exempt_abbreviations: Vec<Setting>,
    allow: Vec<Setting>,
    documents: Vec<Setting>,
    rules: Vec<RuleLevel>,
}

/// A value, and where it comes from.
#[derive(Debug, Serialize)]
struct Setting {
    value: Value,
    from: String,
}

#[derive(Debug, Serialize)]
struct RuleLevel {
    rule: &'static str,
    #[serde(flatten)]
    setting: Setting,
    /// Why it does not run although it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    asleep: Option<String>,
}

impl Setting {
    fn new(value: impl Into<Value>, from: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            from: from.into(),
        }
    }
}

impl EffectiveConfig {
    /// The settings for the file of that name. `asleep` says why a rule does not run on it although it is on.
    #[must_use]
    pub(crate) fn of(
        name: &str,
        excluded: bool,
        settings: &Settings,
        asleep: impl Fn(&Rule) -> Option<String>,
    ) -> Self {
        let config = &settings.config;
        let files = || config.files.iter().map(AsRef::as_ref);
        let ignored = files().flat_map(|file| texts(file, &file.ignore.written));
        let exempt = files().flat_map(|file| texts(file, &file.exempt_abbreviations));
        let rules = rules::all().map(|rule| RuleLevel {
            rule: rule.id,
            setting: level(rule, settings),
            asleep: asleep(rule)
                .filter(|_| settings.severity(rule, settings.stage(None)).is_some()),
        });
        Self {
            version: 1,
            file: name.to_owned(),
            configs: files().map(|file| file.name().to_owned()).collect(),
            excluded,
            stage: stage(settings),
            fail_on: fail_on(settings),
            ignore: ignored.collect(),
            exempt_abbreviations: exempt.collect(),
            allow: config.allowed().map(|(file, it)| allow(file, it)).collect(),
            documents: documents(config),
            rules: rules.collect(),
        }
    }

    /// As YAML, with a comment beside each value that says where it comes from.
    #[must_use]
    pub(crate) fn to_yaml(&self) -> String {
        let mut lines = vec![format!("# settings for {}", json!(self.file))];
        if self.excluded {
            lines.push("# left out when a folder is searched".to_owned());
        }
        lines.push(match self.configs.as_slice() {
            [] => "# nothing is configured".to_owned(),
            configs => format!("# configuration: {}", configs.join(", ")),
        });
        for (key, setting) in [("stage", &self.stage), ("fail_on", &self.fail_on)] {
            lines.push(format!("{key}: {}", beside(setting)));
        }
        for (key, list) in [
            ("ignore", &self.ignore),
            ("exempt_abbreviations", &self.exempt_abbreviations),
            ("allow", &self.allow),
            ("documents", &self.documents),
        ] {
            let none = if list.is_empty() { " []" } else { "" };
            lines.push(format!("{key}:{none}"));
            let items = list
                .iter()
                .map(|setting| format!("  - {}", beside(setting)));
            lines.extend(items);
        }
        lines.push("rules:".to_owned());
        for level in &self.rules {
            let RuleLevel {
                rule,
                setting,
                asleep,
            } = level;
            let asleep = asleep.as_ref().map(|why| format!("; asleep: {why}"));
            let asleep = asleep.unwrap_or_default();
            lines.push(format!("  {rule}: {}{asleep}", beside(setting)));
        }
        lines.join("\n") + "\n"
    }

    /// As JSON.
    #[must_use]
    pub(crate) fn to_json(&self) -> String {
        inert_json(self)
    }
}

/// A value, with a comment that says where it comes from. Words need no quotes; everything else is JSON, which is also
/// YAML.
fn beside(Setting { value, from }: &Setting) -> String {
    let is_word = |text: &&str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    match value.as_str().filter(is_word) {
        Some(word) => format!("{word}  # {from}"),
        None => format!("{value}  # {from}"),
    }
}

fn stage(settings: &Settings) -> Setting {
    match (settings.stage, settings.config.stage()) {
        (Some(stage), _) => Setting::new(stage.name(), "--stage"),
        (None, Some(said)) => Setting::new(said.value.name(), said.origin()),
        (None, None) => Setting::new(Value::Null, "default: what the report says itself"),
    }
}

fn fail_on(settings: &Settings) -> Setting {
    let from = match (settings.fail_on, settings.config.fail_on()) {
        (Some(_), _) => "--fail-on".to_owned(),
        (None, Some(said)) => said.origin(),
        (None, None) => DEFAULT.to_owned(),
    };
    Setting::new(settings.fail_on().name(), from)
}

fn level(rule: &Rule, settings: &Settings) -> Setting {
    let stage = settings.stage(None);
    let severity = settings.severity(rule, stage);
    let value = severity.map_or_else(|| "off".to_owned(), |severity| severity.to_string());
    Setting::new(value, level_from(rule, settings, stage))
}

/// Where the level of a rule comes from.
fn level_from(rule: &Rule, settings: &Settings, stage: Option<Stage>) -> String {
    if rule.always {
        return DEFAULT.to_owned();
    }
    let said = settings.config.level(rule.id);
    let is_off = matches!(
        said,
        Some(WithOrigin {
            value: Level::Off,
            ..
        })
    );
    if settings.ignore.iter().any(|it| it.takes(rule.id)) {
        return "--ignore".to_owned();
    }
    // what is selected need not say so, unless it would not run otherwise; what is not selected does not run
    let is_asked_for = rule.optional && said.is_none() && settings.is_on(rule);
    if !settings.select.is_empty() && (is_off || is_asked_for || !settings.runs(rule.id)) {
        return "--select".to_owned();
    }
    match said {
        Some(said) => said.origin(),
        None if rule.staged && stage.is_some() => self::stage(settings).from,
        None => DEFAULT.to_owned(),
    }
}

fn texts(file: &ConfigFile, list: &[Spanned<String>]) -> Vec<Setting> {
    let setting = |it: &Spanned<String>| Setting::new(it.value.as_str(), file.origin(it.span));
    list.iter().map(setting).collect()
}

fn values(list: &[Spanned<String>]) -> Value {
    list.iter().map(|it| it.value.as_str()).collect()
}

fn allow(file: &ConfigFile, allow: &Allow) -> Setting {
    let text = |stated: &Option<Spanned<String>>| stated.as_ref().map(|it| it.value.clone());
    let until = allow
        .until
        .as_ref()
        .map(|until| file.source().slice(until.span));
    let value = json!({
        "rule": values(&allow.rules),
        "file": allow.file.as_ref().map(|globs| values(&globs.written)),
        "pointer": text(&allow.pointer),
        "reason": text(&allow.reason),
        "until": until,
    });
    Setting::new(given(value), file.origin(allow.span))
}

/// A mapping without the keys that have no value.
fn given(mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, member| !member.is_null());
    }
    value
}

fn documents(config: &Config) -> Vec<Setting> {
    let entry = |(file, entry): (&ConfigFile, &Document)| {
        let value = json!({
            "files": values(&entry.files.written),
            "ignore": values(&entry.ignore.written),
            "optional": entry.optional.then_some(true),
            "separately": entry.separately.then_some(true),
            "preset": entry.preset.as_ref().map(|(preset, _)| &preset.value),
            "schema": entry.schema.as_ref().map(|schema| &schema.value),
            "checks": entry.check_ids.iter().map(|(id, _)| id.as_str()).collect::<Value>(),
        });
        let first = entry.files.written.first();
        let from = first.map(|glob| file.origin(glob.span));
        Setting::new(given(value), from.unwrap_or_default())
    };
    config.documents().map(entry).collect()
}
