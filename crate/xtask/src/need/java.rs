//! Java, which Spark runs on: for development only.

use std::path::Path;
use std::process::Command;

use super::apt;
use crate::command;
use crate::error::{Error, Result};

/// Spark 4 needs this version or a newer one.
const OLDEST: u32 = 17;
const DEBIAN_PACKAGES: [&str; 1] = ["openjdk-17-jre-headless"];

/// Finds Java, or installs it on Debian as root.
pub(crate) fn java() -> Result {
    if version().is_some_and(|version| version >= OLDEST) {
        return Ok(());
    }
    let installed = apt::install(&DEBIAN_PACKAGES);
    if version().is_some_and(|version| version >= OLDEST) {
        return Ok(());
    }
    let why = installed.err().map(|error| format!(" ({error})"));
    Err(Error::new(format!(
        "Java {OLDEST} or newer is needed: install it from https://adoptium.net{}",
        why.unwrap_or_default()
    )))
}

/// The version of the Java that Spark would run: `JAVA_HOME`'s, else the one that is found.
fn version() -> Option<u32> {
    let program = match std::env::var_os("JAVA_HOME") {
        Some(home) => Path::new(&home).join("bin/java"),
        None => command::find(&["java"])?,
    };
    read(&command::output(Command::new(program).arg("--version"))?)
}

/// `openjdk 17.0.15 2025-04-15`. The command has printed this to its output since Java 9.
fn read(printed: &str) -> Option<u32> {
    let version = printed.split_whitespace().nth(1)?;
    version.split(['.', '-', '+']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_version_is_read_off_what_java_prints() {
        assert_eq!(
            read("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime"),
            Some(17)
        );
        assert_eq!(read("java 21 2023-09-19 LTS"), Some(21));
        assert_eq!(read("openjdk 25-ea 2025-09-16"), Some(25));
        assert_eq!(read(""), None);
    }
}
