//! Whether a page is its own canonical: one decision for factors, checks and blockers.

use crate::url::{Url, is_web, same_page};

/// Whom a page names as its canonical.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Canonical<'a> {
    /// No address of the web. A response header can name one, too.
    Unnamed,
    /// Itself.
    Own,
    /// Another page, by this address.
    Elsewhere(&'a str),
}

impl<'a> Canonical<'a> {
    /// By the identity of addresses, not to the letter: a page may be open at an address with
    /// tracking parameters, or without the slash at its end. `page` is the address it is open at.
    pub fn of(page: &str, named: Option<&'a str>) -> Self {
        let parsed = |text: &str| Url::parse(text).ok().filter(is_web);
        let Some(written) = named else {
            return Self::Unnamed;
        };
        match (parsed(written), parsed(page)) {
            (None, _) => Self::Unnamed,
            (Some(canonical), Some(page)) if same_page(&canonical, &page) => Self::Own,
            _ => Self::Elsewhere(written),
        }
    }
}
