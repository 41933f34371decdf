//! The browsers for the end-to-end tests and the demonstration.

use std::env;
use std::path::PathBuf;

use super::apt;
use crate::command;
use crate::error::{Error, Result};

/// How one browser is found.
struct Wanted {
    /// What users call it.
    name: &'static str,
    /// The environment variable that says which one to use.
    variable: &'static str,
    /// The programs to look for, in this order.
    programs: &'static [&'static str],
    /// Debian's package.
    package: &'static str,
}

/// A Chromium or Chrome.
pub(crate) fn chromium() -> Result<PathBuf> {
    find(&Wanted {
        name: "Chromium",
        variable: "LINKGLANCE_CHROMIUM",
        programs: &["chromium", "chromium-browser", "google-chrome"],
        package: "chromium",
    })
}

/// A Firefox, Extended Support Release first.
pub(crate) fn firefox() -> Result<PathBuf> {
    find(&Wanted {
        name: "Firefox",
        variable: "LINKGLANCE_FIREFOX",
        programs: &["firefox-esr", "firefox"],
        package: "firefox-esr",
    })
}

fn find(wanted: &Wanted) -> Result<PathBuf> {
    if let Some(program) = env::var_os(wanted.variable) {
        return Ok(PathBuf::from(program));
    }
    if let Some(program) = command::find(wanted.programs) {
        return Ok(program);
    }
    let reason = match apt::install(&[wanted.package]) {
        Ok(()) => "installed, but not found on PATH".to_owned(),
        Err(error) => error.to_string(),
    };
    command::find(wanted.programs).ok_or_else(|| {
        let Wanted { name, variable, .. } = wanted;
        Error::new(format!(
            "{name} is needed: install it, or set {variable} to its program ({reason})"
        ))
    })
}
