//! `cargo xtask fuzz`: runs the fuzz targets of `tests/fuzz`, a minute each by default.
//!
//! What is found stays below `target/fuzz`, like the corpus; a finding becomes a test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command;
use crate::error::{Context, Error, Result};
use crate::need;
use crate::paths;

/// One target, and what its corpus starts from: every string of these conformance tables, and the
/// files of these folders of `tests`.
struct Target {
    name: &'static str,
    tables: &'static [&'static str],
    folders: &'static [&'static str],
}

const TARGETS: &[Target] = &[
    Target {
        name: "document",
        tables: &["tree", "disclosure", "anchor"],
        folders: &["fixtures"],
    },
    Target {
        name: "serialised",
        tables: &["tree"],
        folders: &["fixtures"],
    },
    Target {
        name: "rel_robots",
        tables: &["rel", "robots"],
        folders: &[],
    },
    Target {
        name: "url",
        tables: &["resolve", "unwrap", "identity", "same_site"],
        folders: &[],
    },
    Target {
        name: "mentions",
        tables: &["mention"],
        folders: &[],
    },
    Target {
        name: "profile",
        tables: &["same_site"],
        folders: &[],
    },
    Target {
        name: "agreement",
        tables: &["agreement"],
        folders: &[],
    },
    Target {
        name: "import",
        tables: &["agreement"],
        folders: &["import"],
    },
    Target {
        name: "prospect",
        tables: &["contact", "mention"],
        folders: &["fixtures"],
    },
    Target {
        name: "archive",
        tables: &[],
        folders: &["archive"],
    },
    Target {
        name: "first_look",
        tables: &["mention", "tree", "unwrap"],
        folders: &["fixtures"],
    },
];

/// Longest input, in bytes: beyond it only the guards are tried again.
const MAX_BYTES: u32 = 1 << 16;
/// An input that takes longer, in seconds, is a finding.
const TOO_LONG: u32 = 10;

/// Runs all targets, or those named; `--minutes N` is how long each.
pub(crate) fn run(words: &[String]) -> Result {
    let (chosen, minutes) = read(words)?;
    need::fuzzer()?;
    for target in chosen {
        println!("\n{}: {minutes} min", target.name);
        let corpus = seed(target)?;
        command::run(&mut fuzz(target, &corpus, minutes))?;
    }
    Ok(())
}

fn read(words: &[String]) -> Result<(Vec<&'static Target>, u32)> {
    let mut chosen = Vec::new();
    let mut minutes = 1;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--minutes" {
            minutes = words
                .next()
                .and_then(|number| number.parse().ok())
                .ok_or_else(|| Error::new("--minutes needs a number"))?;
            continue;
        }
        let target = TARGETS.iter().find(|target| target.name == word);
        chosen.push(target.ok_or_else(|| {
            let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
            let names = names.join(", ");
            Error::new(format!("there is no target {word:?}; there are {names}"))
        })?);
    }
    if chosen.is_empty() {
        chosen.extend(TARGETS);
    }
    Ok((chosen, minutes))
}

fn fuzz(target: &Target, corpus: &Path, minutes: u32) -> Command {
    let findings = folder().join("findings").join(target.name);
    // libFuzzer does not make the folder.
    let _ = fs::create_dir_all(&findings);
    let mut command = Command::new("rustup");
    command
        .args(["run", "nightly", "cargo", "fuzz", "run"])
        .arg("--fuzz-dir")
        .arg(paths::tests().join("fuzz"))
        .arg("--target-dir")
        .arg(folder().join("target"))
        .arg(target.name)
        .arg(corpus)
        .arg("--")
        .arg(format!("-max_total_time={}", minutes * 60))
        .arg(format!("-max_len={MAX_BYTES}"))
        .arg(format!("-timeout={TOO_LONG}"))
        .arg(format!("-artifact_prefix={}/", findings.display()))
        .arg("-print_final_stats=1")
        .current_dir(paths::root());
    command
}

fn folder() -> PathBuf {
    paths::target().join("fuzz")
}

/// Adds the seeds to the target's corpus and returns it.
fn seed(target: &Target) -> Result<PathBuf> {
    let corpus = folder().join("corpus").join(target.name);
    fs::create_dir_all(&corpus).context(|| format!("cannot make {}", corpus.display()))?;
    let mut seeds = Vec::new();
    for table in target.tables {
        seeds.extend(strings(table)?);
    }
    for folder in target.folders {
        seeds.extend(texts(&paths::tests().join(folder))?);
    }
    for (at, seed) in seeds.iter().enumerate() {
        let file = corpus.join(format!("seed-{at}"));
        fs::write(&file, seed).context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(corpus)
}

/// Every string of a conformance table.
fn strings(table: &str) -> Result<Vec<String>> {
    let file = paths::tests()
        .join("conformance")
        .join(format!("{table}.json"));
    let reading = || format!("cannot read {}", file.display());
    let text = fs::read_to_string(&file).context(reading)?;
    let mut values: Vec<Value> = vec![serde_json::from_str(&text).context(reading)?];
    let mut found = Vec::new();
    while let Some(value) = values.pop() {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(rows) => values.extend(rows),
            Value::Object(fields) => values.extend(fields.into_iter().map(|(_, value)| value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    Ok(found)
}

/// Every page and list below a folder that is UTF-8.
fn texts(folder: &Path) -> Result<Vec<String>> {
    let files = paths::files(folder)?.into_iter().filter(|path| {
        let kind = path.extension().unwrap_or_default().to_string_lossy();
        matches!(&*kind, "html" | "csv" | "txt" | "warc")
    });
    Ok(files
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect())
}
