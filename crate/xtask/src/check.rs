//! `cargo xtask test`: every check in order, stopping at the first that fails.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::need;
use crate::paths::{self, Browser};
use crate::{command, dist, e2e, layers, manifest, markup, scale, unused, wasm, words};

/// One check, and the parts it belongs to.
struct Step {
    name: &'static str,
    parts: &'static [Part],
    run: fn() -> Result<Outcome>,
}

/// What a developer may ask for alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Rust,
    Js,
    E2e,
}

enum Outcome {
    Done,
    /// Done, with cases that passed only when they were run again.
    Unsteady(Vec<e2e::Outcome>),
    /// Left out on this machine, and why.
    Skipped(&'static str),
}

use Part::{E2e, Js, Rust};

const STEPS: &[Step] = &[
    Step {
        name: "WebAssembly toolchain",
        parts: &[Rust, Js, E2e],
        run: || need::wasm_toolchain().map(done),
    },
    Step {
        name: "npm packages",
        parts: &[Js, E2e],
        run: || need::packages().map(done),
    },
    Step {
        name: "browsers",
        parts: &[E2e],
        run: || need::chromium().and(need::firefox()).map(done),
    },
    Step {
        name: "formatting",
        parts: &[Rust],
        run: || cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "clippy",
        parts: &[Rust],
        run: || {
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])
        },
    },
    Step {
        name: "modules",
        parts: &[Rust],
        run: || modules().map(done),
    },
    Step {
        name: "words",
        parts: &[Rust, Js],
        run: || words::check().map(done),
    },
    Step {
        name: "fuzz targets",
        parts: &[Rust],
        run: fuzz_targets,
    },
    Step {
        name: "Python package",
        parts: &[Rust],
        run: || scale::lint().map(done),
    },
    Step {
        name: "clippy for WebAssembly",
        parts: &[Rust],
        run: clippy_for_wasm,
    },
    Step {
        name: "unit tests",
        parts: &[Rust],
        run: || cargo(&["test", "--workspace"]),
    },
    Step {
        name: "build",
        parts: &[Js, E2e],
        run: || dist::build_for_tests().map(done),
    },
    Step {
        name: "manifests",
        parts: &[Js],
        run: manifests,
    },
    Step {
        name: "no text becomes markup",
        parts: &[Js],
        run: || markup::check().map(done),
    },
    Step {
        name: "types of the JavaScript",
        parts: &[Js],
        run: types,
    },
    Step {
        name: "what measures",
        parts: &[Js],
        run: what_measures,
    },
    Step {
        name: "documents made by scripts",
        parts: &[E2e],
        run: || documents(DOCUMENTS).map(done),
    },
    Step {
        name: "end to end",
        parts: &[E2e],
        run: end_to_end,
    },
];

/// Runs all steps, or those of the part that is named.
pub(crate) fn run(words: &[String]) -> Result {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let part = match words.as_slice() {
        [] => None,
        ["rust"] => Some(Rust),
        ["js"] => Some(Js),
        ["modules"] => return modules(),
        ["words"] => return words::check(),
        ["e2e"] => Some(E2e),
        ["e2e", names @ ..] => return e2e::run_named(names),
        ["dom", rest @ ..] => return dom(rest),
        _ => {
            return Err(Error::new(
                "test takes one part at most: rust, js, modules, words, e2e [BROWSER] [NAME], or dom [--count N]",
            ));
        }
    };
    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| part.is_none_or(|part| step.parts.contains(&part)))
        .collect();
    let mut summary = Vec::new();
    let mut failure = None;
    for step in &steps {
        println!("\n== {} ==", step.name);
        let started = Instant::now();
        let outcome = (step.run)();
        let time = seconds(started.elapsed());
        let word = match &outcome {
            Ok(Outcome::Done) => "ok".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Ok(Outcome::Unsteady(cases)) => {
                format!("ok; unsteady, passed when run again:{}", e2e::list(cases))
            }
            Err(_) => "FAILED".to_owned(),
        };
        println!("-- {}: {word}, {time}", step.name);
        summary.push(format!("{:<24} {time:>8}  {word}", step.name));
        if let Err(error) = outcome {
            failure = Some(Error::new(format!("{}: {error}", step.name)));
            break;
        }
    }
    println!("\n== summary ==\n{}", summary.join("\n"));
    let Some(error) = failure else {
        return Ok(());
    };
    for step in steps.iter().skip(summary.len()) {
        println!("{:<24} {:>8}  not run", step.name, "");
    }
    Err(error)
}

fn cargo(words: &[&str]) -> Result<Outcome> {
    command::run(command::cargo().args(words)).map(done)
}

/// The fuzz targets are no part of the workspace, and follow the core all the same. What links them is
/// written in C++, and left out: checking needs no compiler for that.
fn fuzz_targets() -> Result<Outcome> {
    let mut clippy = command::cargo();
    clippy
        .args(["clippy", "--no-default-features", "--manifest-path"])
        .arg(paths::tests().join("fuzz/Cargo.toml"))
        .arg("--target-dir")
        .arg(paths::target())
        .args(["--", "-D", "warnings"]);
    command::run(&mut clippy).map(done)
}

fn clippy_for_wasm() -> Result<Outcome> {
    match need::wasm_toolchain()?.clippy() {
        Some(mut clippy) => {
            clippy
                .args(["--package", "linkglance-browser"])
                .args(
                    wasm::SHIPPED
                        .iter()
                        .flat_map(|one| ["--package", one.package]),
                )
                .args(["--", "-D", "warnings"]);
            command::run(&mut clippy).map(done)
        }
        None => Ok(Outcome::Skipped(
            "this toolchain has no standard library for WebAssembly to check against",
        )),
    }
}

/// Firefox has a linter of its own. For Chrome its loading of the extension without a warning is
/// checked end to end.
fn manifests() -> Result<Outcome> {
    for browser in Browser::ALL {
        manifest::check(&manifest::read(browser)?, browser)?;
    }
    manifest::check_pages()?;
    let mut lint = need::tool("web-ext/bin/web-ext.js")?;
    lint.args([
        "lint",
        "--warnings-as-errors",
        "--no-config-discovery",
        "--source-dir",
    ])
    .arg(paths::dist(Browser::Firefox));
    command::run(&mut lint).map(done)
}

fn types() -> Result<Outcome> {
    let mut compiler = need::tool("typescript/bin/tsc")?;
    command::run(
        compiler
            .arg("--project")
            .arg(paths::tests().join("tsconfig.json")),
    )
    .map(done)
}

/// Which module knows which, and whether what packages ask for is used.
fn modules() -> Result {
    layers::check().and_then(|()| unused::check())
}

/// The arithmetic of the benchmark beside other programs, and what takes its pages. No browser is needed.
fn what_measures() -> Result<Outcome> {
    let mut tests = Command::new(need::node()?);
    tests.arg("--test");
    for file in ["score.test.mjs", "wcxb.test.mjs"] {
        tests.arg(paths::tests().join("bench").join(file));
    }
    command::run(&mut tests).map(done)
}

/// How many documents made by scripts are part of every test; see tests/dom/dom.mjs.
const DOCUMENTS: usize = 200;

/// `cargo xtask test dom [--count N]`: that step alone, on a fresh build and as many documents as are
/// asked for.
fn dom(words: &[&str]) -> Result {
    let count = match words {
        [] => DOCUMENTS,
        ["--count", count] => count
            .parse()
            .map_err(|_| Error::new(format!("{count:?} is no number of documents")))?,
        _ => return Err(Error::new("test dom takes --count N")),
    };
    dist::build_for_tests()?;
    documents(count)
}

fn documents(count: usize) -> Result {
    let mut tests = e2e::node_tests()?;
    tests
        .arg("--test-reporter=spec")
        .arg(paths::tests().join("dom/dom.mjs"));
    command::run(tests.env("LINKGLANCE_DOMS", count.to_string()))
}

fn end_to_end() -> Result<Outcome> {
    let unsteady = e2e::run()?;
    Ok(if unsteady.is_empty() {
        Outcome::Done
    } else {
        Outcome::Unsteady(unsteady)
    })
}

fn done<T>(_: T) -> Outcome {
    Outcome::Done
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
