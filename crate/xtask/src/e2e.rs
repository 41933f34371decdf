//! The end-to-end cases in Chromium and Firefox: all of them, or those whose name holds some words.
//!
//! A browser on a busy machine now and then fails a case without an error of the extension. So a case that
//! fails is run once more, alone. If it passes then, it is *unsteady*: the summary names it, and more
//! than [`MOST_UNSTEADY`] of them fail the run, for a race is an error of a case or of the code.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::error::{Context, Error, Result};
use crate::paths;
use crate::{command, dist, need, wasm};

/// The cases of each browser, by the browser's name.
const FILES: [(&str, &str); 2] = [
    ("chromium", "chromium.test.mjs"),
    ("firefox", "firefox.test.mjs"),
];

/// How many cases may pass only when they are run again: of more than four hundred in two browsers side by
/// side, one of a hundred.
const MOST_UNSTEADY: usize = 4;

/// With more failures than these there is something to fix, and no case is tried again.
const MOST_TRIED_AGAIN: usize = 8;

/// How one case came out.
pub(crate) struct Outcome {
    file: String,
    name: String,
    passed: bool,
    message: String,
}

impl Outcome {
    fn read(line: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(line).context(|| format!("cannot read {line}"))?;
        let text = |field| {
            let text = value.get(field).and_then(Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        Ok(Self {
            file: text("file"),
            name: text("name"),
            passed: value.get("passed").and_then(Value::as_bool) == Some(true),
            message: text("message"),
        })
    }

    /// The case in one line.
    fn line(&self) -> String {
        let file = self.file.rsplit('/').next().unwrap_or_default();
        format!("{file}: {}: {}", self.name, self.message)
    }
}

/// Runs every case in both browsers, side by side, and gives the unsteady ones.
pub(crate) fn run() -> Result<Vec<Outcome>> {
    let files: Vec<PathBuf> = FILES.iter().map(|(_, file)| in_folder(file)).collect();
    let (ended, outcomes) = run_files(&files, None)?;
    let failed: Vec<Outcome> = outcomes.into_iter().filter(|one| !one.passed).collect();
    if failed.is_empty() || failed.len() > MOST_TRIED_AGAIN {
        return ended.map(|()| failed);
    }
    let still: Vec<&Outcome> = try_again(&failed)?;
    if !still.is_empty() {
        return Err(Error::new(format!("failed twice:{}", list(still))));
    }
    if failed.len() > MOST_UNSTEADY {
        return Err(Error::new(format!(
            "more than {MOST_UNSTEADY} cases pass only when run again:{}",
            list(&failed)
        )));
    }
    Ok(failed)
}

/// Runs each of these cases alone, in both browsers, and gives those that fail again: where a case is
/// declared is known, not in which browser it failed.
fn try_again(failed: &[Outcome]) -> Result<Vec<&Outcome>> {
    let files: Vec<PathBuf> = FILES.iter().map(|(_, file)| in_folder(file)).collect();
    let mut still = Vec::new();
    for case in failed {
        println!("\n== once more, alone: {} ==", case.line());
        let pattern = format!("^{}$", escaped(&case.name));
        let (_, again) = run_files(&files, Some(&pattern))?;
        if !passed_again(&case.name, &again) {
            still.push(case);
        }
    }
    Ok(still)
}

/// Whether a case was run again, and passed wherever it was.
fn passed_again(name: &str, again: &[Outcome]) -> bool {
    let mut named = again.iter().filter(|one| one.name == name).peekable();
    named.peek().is_some() && named.all(|one| one.passed)
}

/// `cargo xtask test e2e [chromium | firefox] [NAME]`: the cases whose name holds these words, in the
/// browser that is named or in both. Builds first where the build is older than its sources.
pub(crate) fn run_named(words: &[&str]) -> Result {
    if dist::is_stale()? {
        dist::build_for_tests()?;
    }
    let named = |word: &str| FILES.iter().find(|(browser, _)| *browser == word);
    let (browsers, rest) = match words
        .split_first()
        .map(|(first, rest)| (named(first), rest))
    {
        Some((Some(browser), rest)) => (vec![browser], rest),
        _ => (FILES.iter().collect(), words),
    };
    let files: Vec<PathBuf> = browsers.iter().map(|(_, file)| in_folder(file)).collect();
    let pattern = (!rest.is_empty()).then(|| escaped(&rest.join(" ")));
    let (ended, outcomes) = run_files(&files, pattern.as_deref())?;
    if outcomes.is_empty() {
        return Err(Error::new(format!("no case is named {:?}", rest.join(" "))));
    }
    ended
}

/// Runs files of cases, and gives whether all passed and how each came out.
fn run_files(files: &[PathBuf], pattern: Option<&str>) -> Result<(Result, Vec<Outcome>)> {
    let folder = paths::target().join("e2e");
    fs::create_dir_all(&folder).context(|| format!("cannot make {}", folder.display()))?;
    let report = folder.join("outcomes.ndjson");
    let mut tests = node_tests()?;
    let shown = match pattern {
        Some(_) => in_folder("asked.mjs").display().to_string(),
        None => "spec".to_owned(),
    };
    tests
        .arg(format!("--test-reporter={shown}"))
        .arg("--test-reporter-destination=stdout")
        .arg(format!(
            "--test-reporter={}",
            in_folder("outcomes.mjs").display()
        ))
        .arg(format!("--test-reporter-destination={}", report.display()));
    if let Some(pattern) = pattern {
        tests.arg(format!("--test-name-pattern=/{pattern}/"));
    }
    let ended = command::run(tests.args(files));
    let lines =
        fs::read_to_string(&report).context(|| format!("cannot read {}", report.display()))?;
    let outcomes = lines.lines().map(Outcome::read).collect::<Result<_>>()?;
    Ok((ended, outcomes))
}

/// Node's test runner, two files at a time, with the browsers of this machine.
pub(crate) fn node_tests() -> Result<Command> {
    let mut tests = Command::new(need::node()?);
    tests
        .args(["--test", "--test-concurrency=2"])
        .env("LINKGLANCE_CHROMIUM", need::chromium()?)
        .env("LINKGLANCE_FIREFOX", need::firefox()?)
        .env("LINKGLANCE_DOOR", wasm::door_folder())
        .current_dir(paths::root());
    Ok(tests)
}

fn in_folder(file: &str) -> PathBuf {
    paths::tests().join("e2e").join(file)
}

/// A name as a regular expression that matches it alone.
fn escaped(name: &str) -> String {
    let mut pattern = String::new();
    for character in name.chars() {
        if !character.is_alphanumeric() && character != ' ' {
            // Every sign by its number: none is an operator then, nor ends the expression.
            let _ = write!(pattern, "\\u{:04x}", u32::from(character));
        } else {
            pattern.push(character);
        }
    }
    pattern
}

/// The cases, one per line, for an error or the summary.
pub(crate) fn list<'a>(cases: impl IntoIterator<Item = &'a Outcome>) -> String {
    let lines: Vec<String> = cases.into_iter().map(Outcome::line).collect();
    format!("\n  {}", lines.join("\n  "))
}

#[cfg(test)]
mod tests {
    use super::{Outcome, escaped, passed_again};

    fn outcome(name: &str, passed: bool) -> Outcome {
        Outcome {
            file: String::new(),
            name: name.to_owned(),
            passed,
            message: String::new(),
        }
    }

    #[test]
    fn a_case_has_passed_again_where_it_was_run_and_failed_nowhere() {
        let [good, bad, other] = [("a", true), ("a", false), ("b", true)];
        let all = |some: &[(&str, bool)]| -> Vec<Outcome> {
            some.iter()
                .map(|(name, passed)| outcome(name, *passed))
                .collect()
        };
        assert!(passed_again("a", &all(&[good, good, other])));
        assert!(!passed_again("a", &all(&[good, bad])));
        assert!(!passed_again("a", &all(&[other])));
        assert!(!passed_again("a", &[]));
    }

    #[test]
    fn a_name_is_matched_to_the_letter() {
        assert_eq!(escaped("a b (c)/d"), "a b \\u0028c\\u0029\\u002fd");
    }
}
