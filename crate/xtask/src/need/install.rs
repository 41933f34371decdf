//! Whether things may be installed, and the word about each before it is.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, Result};

static ALLOWED: AtomicBool = AtomicBool::new(true);

/// From here on no package is installed (`--no-install`).
pub(crate) fn forbid() {
    ALLOWED.store(false, Ordering::Relaxed);
}

/// Says what is about to be installed and with what, or refuses where that was forbidden.
pub(super) fn announce(what: &str, with: &str) -> Result {
    println!("{}", word(ALLOWED.load(Ordering::Relaxed), what, with)?);
    Ok(())
}

fn word(allowed: bool, what: &str, with: &str) -> Result<String> {
    if allowed {
        return Ok(format!(
            "about to install {what}, with {with} (--no-install: install nothing)"
        ));
    }
    Err(Error::new(format!("--no-install: {what} is not installed")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_installed_is_said_first_and_nothing_is_where_it_is_forbidden() {
        let said = word(true, "chromium", "apt-get").unwrap();
        assert!(said.contains("chromium, with apt-get"), "{said}");
        let refused = word(false, "chromium", "apt-get").unwrap_err().to_string();
        assert_eq!(refused, "--no-install: chromium is not installed");
    }
}
