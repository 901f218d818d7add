//! What the program is made of: no network stack, only licences that allow its own, one source, few versions twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Crates whose text names sockets, and why the program opens none through them.
const NAME_SOCKETS: [(&str, &str); 10] = [
    (
        "fluent-uri",
        "resolves the host of a URI when asked to, and nobody asks",
    ),
    (
        "jsonschema",
        "fetches schemas through a feature that is off",
    ),
    ("libc", "declares all that the system has"),
    (
        "lsp-server",
        "listens and connects when asked to, and the server asks for standard input and output",
    ),
    ("portable-atomic-util", "implements traits for them"),
    ("rustix", "has them in a feature that is off"),
    ("serde_json", "has them in examples"),
    (
        "signal-hook",
        "wakes a thread through a pair of sockets without names",
    ),
    ("wasip2", "declares all that another system has"),
    ("windows-sys", "declares all that another system has"),
];

/// What opens a connection, in the text of a crate.
const SOCKETS: [&str; 7] = [
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "UnixStream",
    "ToSocketAddrs",
    "getaddrinfo",
    "WSAStartup",
];

/// Crates that are there in two versions until those who use them agree on one.
const TWICE: [&str; 4] = ["getrandom", "r-efi", "syn", "unicode-width"];

/// Licences under which their code may be part of a program under MIT or Apache-2.0.
const LICENCES: [&str; 8] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

/// A crate of the program itself, as opposed to those that build or test it.
struct Package {
    name: String,
    version: String,
    licence: String,
    source: Option<String>,
    folder: PathBuf,
    features: Vec<String>,
}

fn output(program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    let output = command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// What is compiled into the program on this machine, without what only builds or tests it.
fn packages() -> Vec<Package> {
    let about = output("rustc", &["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let arguments = [
        "metadata",
        "--format-version=1",
        "--offline",
        "--locked",
        "--filter-platform",
        host.unwrap(),
    ];
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let metadata: Value = serde_json::from_str(&output(&cargo, &arguments)).unwrap();
    let by_id = |list: &Value| -> BTreeMap<String, Value> {
        let list = list.as_array().unwrap().iter();
        list.map(|it| (text(&it["id"]), it.clone())).collect()
    };
    let (packages, nodes) = (
        by_id(&metadata["packages"]),
        by_id(&metadata["resolve"]["nodes"]),
    );
    let mut waiting = vec![text(&metadata["resolve"]["root"])];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for dependency in nodes[&id]["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                waiting.push(text(&dependency["pkg"]));
            }
        }
    }
    let package = |id: &String| {
        let package = &packages[id];
        Package {
            name: text(&package["name"]),
            version: text(&package["version"]),
            licence: package["license"].as_str().unwrap_or("none").to_owned(),
            source: package["source"].as_str().map(str::to_owned),
            folder: Path::new(&text(&package["manifest_path"]))
                .parent()
                .unwrap()
                .to_owned(),
            features: nodes[id]["features"]
                .as_array()
                .unwrap()
                .iter()
                .map(text)
                .collect(),
        }
    };
    let packages: Vec<Package> = seen.iter().map(package).collect();
    assert!(
        packages.len() > 50,
        "there are but {} crates",
        packages.len()
    );
    packages
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn sources_below(folder: &Path) -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(path);
            }
        }
    }
    sources
}

#[test]
fn nothing_in_the_program_opens_a_connection() {
    for package in packages() {
        let is_known = NAME_SOCKETS.iter().any(|(name, _)| *name == package.name);
        let sources = package.folder.join("src");
        let sources = if is_known || !sources.is_dir() {
            Vec::new()
        } else {
            sources_below(&sources)
        };
        for source in sources {
            let text = String::from_utf8_lossy(&fs::read(&source).unwrap()).into_owned();
            let named = SOCKETS.iter().find(|name| text.contains(**name));
            assert_eq!(named, None, "{} of {}", source.display(), package.name);
        }
        let off = match package.name.as_str() {
            "rustix" => ["net"].as_slice(),
            "jsonschema" => &["resolve-http", "resolve-async", "resolve-file"],
            _ => &[],
        };
        let on = off
            .iter()
            .find(|feature| package.features.iter().any(|on| on == **feature));
        assert_eq!(on, None, "a feature of {}", package.name);
    }
}

#[test]
fn the_server_talks_on_standard_input_and_output_alone() {
    let own = sources_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(!own.is_empty());
    for source in own {
        let text = fs::read_to_string(&source).unwrap();
        for asked in ["Connection::connect", "Connection::listen"] {
            assert!(!text.contains(asked), "{} in {}", asked, source.display());
        }
    }
}

#[test]
fn all_comes_from_one_registry_under_licences_that_allow_it() {
    for Package {
        name,
        version,
        licence,
        source,
        ..
    } in packages()
    {
        let of_crates_io = "registry+https://github.com/rust-lang/crates.io-index";
        let is_own = name == env!("CARGO_PKG_NAME");
        assert!(
            is_own || source.as_deref() == Some(of_crates_io),
            "{name} {version}: {source:?}"
        );
        assert!(is_allowed(&licence), "{name} {version} is under {licence}");
    }
}

/// Whether one of the choices is allowed; of several licences that hold together, all are.
fn is_allowed(licence: &str) -> bool {
    let all = licence
        .split(" AND ")
        .map(|part| part.trim_matches(['(', ')']).replace('/', " OR "));
    let mut all = all.map(|part| part.split(" OR ").any(|one| LICENCES.contains(&one)));
    all.all(|is_allowed| is_allowed)
}

#[test]
fn a_licence_is_allowed_if_one_of_its_choices_is() {
    for licence in [
        "MIT",
        "Unlicense/MIT",
        "GPL-3.0 OR ISC",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
    ] {
        assert!(is_allowed(licence), "{licence}");
    }
    for licence in [
        "none",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(GPL-3.0 OR AGPL-3.0) AND MIT",
    ] {
        assert!(!is_allowed(licence), "{licence}");
    }
}

#[test]
fn no_crate_is_there_in_two_versions_but_those_that_are_known() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages() {
        versions
            .entry(package.name)
            .or_default()
            .push(package.version);
    }
    versions.retain(|name, versions| versions.len() > 1 && !TWICE.contains(&name.as_str()));
    assert!(versions.is_empty(), "{versions:?}");
}

/// Other programs get the library without what draws on a terminal and reads a command line.
#[test]
fn without_the_command_line_none_of_its_crates_is_built() {
    let arguments = [
        "tree",
        "--offline",
        "--locked",
        "--no-default-features",
        "--edges=normal",
        "--prefix=none",
        "--format={p}",
    ];
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let tree = output(&cargo, &arguments);
    let names: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(names.contains("jsonschema"), "{names:?}");
    let of_the_command_line = [
        "anstream",
        "clap",
        "clap_builder",
        "clap_complete",
        "clap_mangen",
        "supports-hyperlinks",
        "supports-unicode",
        "tempfile",
        "terminal_size",
    ];
    for name in of_the_command_line {
        assert!(!names.contains(name), "{name}");
    }
}
