//! Python with the packages that train the placement model: for development only.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::install;
use crate::command;
use crate::error::{Context, Error, Result};
use crate::paths;

const INSTALL_LIMIT: Duration = Duration::from_secs(600);

/// The Python of an environment of its own, in cargo's target folder, with the packages of
/// `tests/placement/requirements.txt` to the letter.
pub(crate) fn trainer() -> Result<PathBuf> {
    let folder = paths::target().join("trainer");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let list = paths::tests().join("placement/requirements.txt");
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(&list);
    if python.is_file() {
        return command::run_within(INSTALL_LIMIT, &mut pip).map(|()| python);
    }
    let system = command::find(&["python3", "python"]).ok_or_else(|| {
        Error::new("Python 3.11 or newer is needed: install it from https://python.org")
    })?;
    install::announce(
        "the packages that train the placement model",
        "pip, in an environment of their own in the target folder",
    )?;
    let mut environment = Command::new(system);
    environment.args(["-m", "venv"]).arg(&folder);
    command::run_within(INSTALL_LIMIT, &mut environment)
        .and_then(|()| command::run_within(INSTALL_LIMIT, &mut pip))
        .context(|| "cannot install the packages that train the placement model".to_owned())?;
    Ok(python)
}
