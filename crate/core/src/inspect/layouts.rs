//! Layout facts found again: which rectangle belongs to which link of the source.

use std::collections::HashMap;

use crate::link::Found;
use crate::page::{Layout, LinkLayout};

/// Layout facts by link. Where script-made markup does not survive being written and read again,
/// an href may stand a different number of times in the source than on the page; its facts are
/// then unknown rather than wrong.
pub(super) struct Layouts<'a> {
    by_link: HashMap<(&'a str, u32), &'a Layout>,
    collected: HashMap<&'a str, u32>,
    found: HashMap<&'a str, u32>,
}

impl<'a> Layouts<'a> {
    pub(super) fn of(layouts: &'a [LinkLayout], links: &[Found<'a>]) -> Self {
        let mut this = Self {
            by_link: HashMap::with_capacity(layouts.len()),
            collected: HashMap::new(),
            found: HashMap::new(),
        };
        if layouts.is_empty() {
            return this;
        }
        for row in layouts {
            this.by_link.insert((&row.href, row.nth), &row.layout);
            *this.collected.entry(&row.href).or_default() += 1;
        }
        for link in links {
            *this.found.entry(link.href).or_default() += 1;
        }
        this
    }

    pub(super) fn get(&self, link: &Found<'_>) -> Option<&'a Layout> {
        (self.collected.get(link.href) == self.found.get(link.href))
            .then(|| self.by_link.get(&(link.href, link.nth)).copied())
            .flatten()
    }
}
