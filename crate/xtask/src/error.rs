//! The one error of these tasks: a message for the user at the terminal.

use std::fmt::{self, Display};

/// What went wrong, in one clear line.
#[derive(Debug)]
pub(crate) struct Error(String);

/// What every task returns.
pub(crate) type Result<T = ()> = std::result::Result<T, Error>;

impl Error {
    /// An error with this message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says what was being done when another library's error came up.
pub(crate) trait Context<T> {
    /// Turns the error into "`doing`: the error".
    fn context(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Display> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Error(format!("{}: {error}", doing())))
    }
}
