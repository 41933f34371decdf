//! The user's profiles, made ready once to be compared with any number of pages.

use crate::mention::Names;
use crate::site::{Owners, Pages, Site};

/// Profiles made ready: their domains in one map, their names in one automaton, their pages by
/// address. Making many takes as long as reading a small page, so whoever reads several pages keeps
/// them.
#[derive(Debug)]
pub struct Profiles {
    pub(super) sites: Vec<Site>,
    pub(super) owners: Owners,
    pub(super) pages: Vec<Pages>,
    pub(super) names: Names,
}

impl Profiles {
    /// Makes profiles ready.
    pub fn of(sites: Vec<Site>) -> Self {
        Self {
            owners: Owners::of(&sites),
            pages: sites.iter().map(Pages::of).collect(),
            names: Names::of(&sites),
            sites,
        }
    }

    /// The profiles.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }
}
