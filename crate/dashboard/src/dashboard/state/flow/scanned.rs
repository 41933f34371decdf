//! Which rows of a scan become what, and for which of the user's sites. A scan may have looked for several
//! sites, and with `--all-links` its rows lead to others, too.

use std::collections::BTreeSet;

use linkglance_core::Site;
use linkglance_core::import::{Found, Listed, Scanned};
use linkglance_core::mention::{LinkState, Names};
use linkglance_core::prospect::{is_offered, is_well_linked};
use linkglance_core::reason::{Key, Reason};
use linkglance_core::site::Pages;
use linkglance_core::url::Url;

/// How many rows are left out, by reason.
#[derive(Clone, Default, PartialEq, Debug)]
pub(in crate::dashboard) struct Aside(Vec<(Reason, usize)>);

impl Aside {
    pub(super) fn add(&mut self, because: Reason) {
        match self.0.iter_mut().find(|(known, _)| *known == because) {
            Some((_, count)) => *count += 1,
            None => self.0.push((because, 1)),
        }
    }

    pub(in crate::dashboard) fn iter(&self) -> impl Iterator<Item = &(Reason, usize)> {
        self.0.iter()
    }

    pub(in crate::dashboard) fn count(&self) -> usize {
        self.0.iter().map(|(_, count)| count).sum()
    }
}

/// One of the user's sites, with what its rows are read by.
pub(super) struct Mine {
    pub(super) site: Site,
    pub(super) names: Names,
    pub(super) pages: Pages,
}

/// The sites that a list is imported for.
pub(super) struct Sites {
    all: Vec<Mine>,
    /// The page of the last row, and the sites that it links to from its own text. The rows of a page
    /// follow each other, its links before its mentions.
    page: String,
    linked: BTreeSet<usize>,
}

impl Sites {
    pub(super) fn of(sites: &[Site]) -> Self {
        let mine = |site: &Site| Mine {
            names: Names::of(std::slice::from_ref(site)),
            pages: Pages::of(site),
            site: site.clone(),
        };
        Self {
            all: sites.iter().map(mine).collect(),
            page: String::new(),
            linked: BTreeSet::new(),
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Mine> {
        self.all.get(at)
    }

    /// For which of them a row is imported, as a prospect or as a backlink, or why it is left out. Rows of
    /// other lists are for the one that was chosen.
    pub(super) fn place(&mut self, row: &Listed, prospects: bool) -> Result<usize, Reason> {
        let Some(scanned) = row.scanned.as_deref() else {
            return Ok(0);
        };
        match scanned.found {
            Found::Unknown => Err(Key::ImportCutPage.into()),
            Found::Backlink | Found::OutboundLink => self.place_link(row, scanned, prospects),
            Found::Mention => self.place_mention(row, scanned, prospects),
        }
    }

    fn place_link(
        &mut self,
        row: &Listed,
        scanned: &Scanned,
        prospects: bool,
    ) -> Result<usize, Reason> {
        let target = row.target.as_deref();
        let target = target.and_then(|target| Url::parse(target).ok());
        let owner = target.and_then(|url| self.all.iter().position(|mine| mine.site.owns(&url)));
        let at = owner.ok_or(Key::ImportElsewhere)?;
        if self.page != row.page {
            self.page.clone_from(&row.page);
            self.linked.clear();
        }
        if is_well_linked(scanned) {
            self.linked.insert(at);
        }
        if prospects {
            return Err(Key::ImportIsLink.into());
        }
        Ok(at)
    }

    fn place_mention(
        &self,
        row: &Listed,
        scanned: &Scanned,
        prospects: bool,
    ) -> Result<usize, Reason> {
        let named = scanned.site.as_deref().unwrap_or_default();
        let mut all = self.all.iter();
        let at = all.position(|mine| mine.site.name.eq_ignore_ascii_case(named));
        let at = at.ok_or(Key::ImportNoProfile)?;
        let linked = self.page == row.page && self.linked.contains(&at);
        if linked || scanned.linked == Some(LinkState::Own) {
            Err(Key::ImportLinkedAlready.into())
        } else if !is_offered(scanned) {
            Err(Key::ImportNoOpportunity.into())
        } else if prospects {
            Ok(at)
        } else {
            Err(Key::ImportIsMention.into())
        }
    }
}

/// Whether a row names a link to a competitor, or why it is left out.
pub(super) fn to_competitor(row: &Listed, competitor: &Site) -> Result<usize, Reason> {
    let Some(scanned) = row.scanned.as_deref() else {
        return Ok(0);
    };
    let target = row.target.as_deref();
    let target = target.and_then(|target| Url::parse(target).ok());
    match scanned.found {
        Found::Unknown => Err(Key::ImportCutPage.into()),
        Found::Mention => Err(Key::ImportNoProfile.into()),
        _ if target.is_some_and(|url| competitor.owns(&url)) => Ok(0),
        _ => Err(Key::ImportElsewhere.into()),
    }
}
