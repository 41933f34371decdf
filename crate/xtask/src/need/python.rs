//! Python with packages in environments of their own: for development only.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::install;
use crate::command;
use crate::error::{Context, Error, Result};
use crate::paths;

const INSTALL_LIMIT: Duration = Duration::from_secs(1_200);

/// An environment in cargo's target folder, with the packages of a list to the letter.
struct Environment {
    folder: &'static str,
    /// The list, below the repository's root.
    list: &'static str,
    /// What the packages are for, as it is said before they are installed.
    what: &'static str,
}

/// The Python that trains the placement model.
pub(crate) fn trainer() -> Result<PathBuf> {
    python(&Environment {
        folder: "trainer",
        list: "tests/placement/requirements.txt",
        what: "the packages that train the placement model",
    })
}

/// The Python that lints the Python package and checks its types.
pub(crate) fn python_linter() -> Result<PathBuf> {
    python(&Environment {
        folder: "python-lint",
        list: "crate/python/lint-requirements.txt",
        what: "what lints the Python package (25 MB)",
    })
}

/// The Python that the package's wheel is built with and tested in.
pub(crate) fn python_tester() -> Result<PathBuf> {
    python(&Environment {
        folder: "python-scale",
        list: "crate/python/tests/requirements.txt",
        what: "Spark and what tests the Python package (600 MB)",
    })
}

fn python(environment: &Environment) -> Result<PathBuf> {
    let Environment { folder, list, what } = environment;
    let folder = paths::target().join(folder);
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(paths::root().join(list));
    if python.is_file() {
        return command::run_within(INSTALL_LIMIT, &mut pip).map(|()| python);
    }
    let system = command::find(&["python3", "python"]).ok_or_else(|| {
        Error::new("Python 3.11 or newer is needed: install it from https://python.org")
    })?;
    install::announce(
        what,
        "pip, in an environment of their own in the target folder",
    )?;
    let mut environment = Command::new(system);
    environment.args(["-m", "venv"]).arg(&folder);
    command::run_within(INSTALL_LIMIT, &mut environment)
        .and_then(|()| command::run_within(INSTALL_LIMIT, &mut pip))
        .context(|| format!("cannot install {what}"))?;
    Ok(python)
}
