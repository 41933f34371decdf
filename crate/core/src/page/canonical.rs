//! Whether a page is its own canonical: one decision for factors, checks and blockers.

use super::Facts;
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

impl Facts {
    /// By the identity of addresses, not to the letter: a page may be open at an address with
    /// tracking parameters, or without the slash at its end.
    pub fn canonical_named(&self) -> Canonical<'_> {
        let parsed = |text: &str| Url::parse(text).ok().filter(is_web);
        let Some(written) = self.canonical.as_deref() else {
            return Canonical::Unnamed;
        };
        match (parsed(written), parsed(&self.url)) {
            (None, _) => Canonical::Unnamed,
            (Some(canonical), Some(page)) if same_page(&canonical, &page) => Canonical::Own,
            _ => Canonical::Elsewhere(written),
        }
    }
}
