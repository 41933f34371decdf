//! Debian's packages, where there is apt-get and this process may use it: as root only.

use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use super::install;
use crate::command;
use crate::error::{Error, Result};

const UPDATE_LIMIT: Duration = Duration::from_secs(300);
const INSTALL_LIMIT: Duration = Duration::from_secs(900);

/// Installs packages. Fails at once where there is no apt-get or the user is not root.
pub(super) fn install(packages: &[&str]) -> Result {
    if command::find(&["apt-get"]).is_none() {
        return Err(Error::new("there is no apt-get here"));
    }
    if command::output(Command::new("id").arg("-u")).as_deref() != Some("0") {
        return Err(Error::new("apt-get needs root"));
    }
    install::announce(&packages.join(", "), "apt-get, for the whole system")?;
    update()?;
    let mut install = apt_get();
    install
        .args(["install", "-qq", "--yes", "--no-install-recommends"])
        .args(packages);
    command::run_within(INSTALL_LIMIT, &mut install)
}

/// Fetches the list of packages, once per run.
fn update() -> Result {
    static DONE: OnceLock<()> = OnceLock::new();
    if DONE.get().is_none() {
        command::run_within(UPDATE_LIMIT, apt_get().args(["update", "-qq"]))?;
        DONE.get_or_init(|| ());
    }
    Ok(())
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
