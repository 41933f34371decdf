//! `cargo xtask scale`: builds the Python package's wheel, and runs its tests and the job on Spark.
//! `cargo xtask test` only lints the package and checks its types.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::{command, need, paths};

/// All of it; words go to pytest, such as `-k executor`.
pub(crate) fn run(words: &[String]) -> Result {
    lint()?;
    need::java()?;
    let python = need::python_tester()?;
    let wheel = wheel(&python)?;
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--force-reinstall",
    ]);
    command::run(install.arg(wheel))?;
    // What the rows are compared with.
    command::run(command::cargo().args(["build", "--release", "--package", "linkglance"]))?;
    let program = format!("release/linkglance{}", std::env::consts::EXE_SUFFIX);
    command::run(&mut tool(&python, "mypy"))?;
    let mut tests = tool(&python, "pytest");
    tests
        .args(["-p", "no:cacheprovider"])
        .args(words)
        .env("LINKGLANCE_PROGRAM", paths::target().join(program));
    command::run(&mut tests)
}

/// Lints the package and checks its types, without Spark and without building it.
pub(crate) fn lint() -> Result {
    let python = need::python_linter()?;
    command::run(tool(&python, "ruff").args(["format", "--check"]))?;
    command::run(tool(&python, "ruff").arg("check"))?;
    command::run(&mut tool(&python, "mypy"))
}

/// A tool on the package, which leaves nothing beside the sources.
fn tool(python: &Path, name: &str) -> Command {
    let cache = |name: &str| paths::target().join("python-cache").join(name);
    let mut tool = Command::new(python);
    tool.args(["-m", name])
        .env("MYPY_CACHE_DIR", cache("mypy"))
        .env("RUFF_CACHE_DIR", cache("ruff"))
        .env("PYTHONPYCACHEPREFIX", cache("python"))
        .current_dir(folder());
    tool
}

fn folder() -> PathBuf {
    paths::root().join("crate/python")
}

/// Builds the wheel, in a folder that has no other.
fn wheel(python: &Path) -> Result<PathBuf> {
    let wheels = paths::target().join("wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels).context(|| format!("cannot empty {}", wheels.display()))?;
    }
    let mut build = Command::new(python);
    build
        .args(["-m", "maturin", "build", "--release", "--locked", "--out"])
        .arg(&wheels)
        .arg("--interpreter")
        .arg(python)
        .current_dir(folder());
    command::run(&mut build)?;
    let files = paths::files(&wheels)?;
    let is_wheel = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "whl");
    files
        .into_iter()
        .find(is_wheel)
        .ok_or_else(|| Error::new(format!("maturin has left no wheel in {}", wheels.display())))
}
