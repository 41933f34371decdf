//! The verdict: what the page is to one site, and what is said of it. What is said is decided here,
//! sentence by sentence; the command line and the extension's pages only word it.

use super::{Link, LinkState, Report};
use crate::backlink::{Backlink, BacklinkKind};
use crate::page::{Blocker, BlockerKind, HiddenBecause};
use crate::placement::Region;

/// What the page is to one site, in numbers: the material of the verdict sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict<'a> {
    /// The name of the site's profile.
    pub site: &'a str,
    /// What makes all links of the page worthless: said first.
    pub blockers: &'a [Blocker],
    /// What it all comes to.
    pub standing: Standing,
    /// Whether the page is the site's own.
    pub own_page: bool,
    /// Its backlinks by kind and follow state, most first.
    pub groups: Vec<Group>,
    /// Its mentions; hidden ones are not counted.
    pub mentions: MentionCounts,
}

/// What a verdict comes to, for its colour. Of several links the best one that can be seen decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// The page has blockers, whatever its links are.
    Blocked,
    /// A link that is followed.
    Followed,
    /// A link of which it is unknown.
    Unknown,
    /// A link that is not followed, or that leads to a copy of the site's page.
    NotFollowed,
    /// Hidden links, and no other.
    Hidden,
    /// No link.
    Unlinked,
}

impl Standing {
    /// Its name in style sheets and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Followed => "followed",
            Self::Unknown => "unknown",
            Self::NotFollowed => "not_followed",
            Self::Hidden => "hidden",
            Self::Unlinked => "unlinked",
        }
    }

    fn of(link: &Link) -> Self {
        match link.follow.followed {
            _ if is_out_of_sight(link) => Self::Hidden,
            Some(true) => Self::Followed,
            None => Self::Unknown,
            Some(false) => Self::NotFollowed,
        }
    }
}

/// Mentions of a site by what they are linked to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct MentionCounts {
    /// In a link to the site.
    pub linked: usize,
    /// In a link that leads elsewhere.
    pub elsewhere: usize,
    /// In no link.
    pub unlinked: usize,
    /// Possibly not the site.
    pub possible: usize,
}

/// Backlinks that are alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Their kind.
    pub kind: BacklinkKind,
    /// Where they are.
    pub region: Region,
    /// Whether they are followed.
    pub followed: Option<bool>,
    /// Those of rel's tokens that qualify the first of them.
    pub qualifies: Vec<String>,
    /// How many there are.
    pub count: usize,
}

/// One sentence of a verdict, to be worded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Statement<'a> {
    /// What makes all links of the page worthless.
    Blocker(BlockerKind),
    /// The page is the site's own.
    OwnPage,
    /// There is no link to the site.
    NoLink,
    /// So many links to the site, by groups.
    Links(usize, &'a [Group]),
    /// So many mentions that are no link to the site.
    Mentions(usize, MentionsOf),
}

/// Mentions that are said to be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MentionsOf {
    /// In no link.
    Unlinked,
    /// In a link that leads elsewhere.
    Elsewhere,
    /// Possibly not the site.
    Possible,
}

/// What is said of where a group of links is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupPlace {
    /// Their kind, which says more than the region.
    Kind(BacklinkKind),
    /// Their region.
    Region(Region),
}

/// What is said of how a group of links is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupFollow<'a> {
    /// They are followed.
    Followed,
    /// They carry these marks.
    Marked(&'a [String]),
    /// The page, or what they are, keeps them from being followed.
    NotFollowed,
    /// It is not documented.
    Unknown,
}

impl Report {
    /// What the page is to a site.
    pub fn verdict<'a>(&'a self, site: &'a str) -> Verdict<'a> {
        let mut groups: Vec<Group> = Vec::new();
        for backlink in self.backlinks.iter().filter(|found| found.site == site) {
            let Some(link) = self.link(backlink.link) else {
                continue;
            };
            let group = Group {
                kind: backlink.kind,
                region: link.placement.region,
                followed: link.follow.followed,
                qualifies: link.qualifying().map(str::to_owned).collect(),
                count: 1,
            };
            let same = |other: &&mut Group| {
                (other.place(), other.kind, other.followed, &other.qualifies)
                    == (group.place(), group.kind, group.followed, &group.qualifies)
            };
            match groups.iter_mut().find(same) {
                Some(known) => known.count += 1,
                None => groups.push(group),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        Verdict {
            site,
            blockers: &self.page.blockers,
            standing: self.standing(self.backlinks.iter().filter(|found| found.site == site)),
            own_page: self.own_page_of.iter().any(|name| name == site),
            groups,
            mentions: self.mention_counts(site),
        }
    }

    /// What some of the page's backlinks come to.
    pub fn standing<'a>(&self, backlinks: impl Iterator<Item = &'a Backlink>) -> Standing {
        if !self.page.blockers.is_empty() {
            return Standing::Blocked;
        }
        backlinks
            .filter_map(|backlink| {
                let standing = Standing::of(self.link(backlink.link)?);
                let copy = backlink.kind == BacklinkKind::ArchiveCopy;
                Some(if copy {
                    standing.max(Standing::NotFollowed)
                } else {
                    standing
                })
            })
            .min()
            .unwrap_or(Standing::Unlinked)
    }

    fn mention_counts(&self, site: &str) -> MentionCounts {
        let mut counts = MentionCounts::default();
        let visible = self.mentions.iter().filter(|found| !found.hidden);
        for mention in visible.filter(|found| found.site == site) {
            *match mention.link {
                _ if mention.possible => &mut counts.possible,
                LinkState::Own => &mut counts.linked,
                LinkState::Other => &mut counts.elsewhere,
                LinkState::None => &mut counts.unlinked,
            } += 1;
        }
        counts
    }
}

impl Verdict<'_> {
    /// Its sentences, in the order they are said.
    pub fn statements(&self) -> Vec<Statement<'_>> {
        let blockers = self.blockers.iter();
        let mut statements: Vec<_> = blockers
            .map(|blocker| Statement::Blocker(blocker.kind))
            .collect();
        if self.own_page {
            statements.push(Statement::OwnPage);
            return statements;
        }
        statements.push(match self.groups.iter().map(|group| group.count).sum() {
            0 => Statement::NoLink,
            count => Statement::Links(count, &self.groups),
        });
        statements.extend(self.mentions.statements());
        statements
    }
}

impl MentionCounts {
    /// Those that are no link to the site, in the order they are said.
    pub fn statements<'a>(self) -> impl Iterator<Item = Statement<'a>> {
        let rows = [
            (self.unlinked, MentionsOf::Unlinked),
            (self.elsewhere, MentionsOf::Elsewhere),
            (self.possible, MentionsOf::Possible),
        ];
        let some = rows.into_iter().filter(|(count, _)| *count > 0);
        some.map(|(count, of)| Statement::Mentions(count, of))
    }
}

impl Group {
    /// What is said of where they are.
    pub fn place(&self) -> GroupPlace {
        match self.kind {
            BacklinkKind::Editorial
            | BacklinkKind::Sponsored
            | BacklinkKind::AffiliateOrAd
            | BacklinkKind::ResourceListing
            | BacklinkKind::ArchiveCopy
            | BacklinkKind::Unplaced => GroupPlace::Kind(self.kind),
            // Of a whole page that a guest has written; else it is the author's note.
            BacklinkKind::GuestPost if self.region == Region::Content => {
                GroupPlace::Kind(self.kind)
            }
            BacklinkKind::GuestPost
            | BacklinkKind::UserGenerated
            | BacklinkKind::Boilerplate
            | BacklinkKind::Related
            | BacklinkKind::SelfPromotion => GroupPlace::Region(self.region),
        }
    }

    /// What is said of how they are followed.
    pub fn follow(&self) -> GroupFollow<'_> {
        match self.followed {
            Some(true) => GroupFollow::Followed,
            Some(false) if self.qualifies.is_empty() => GroupFollow::NotFollowed,
            Some(false) => GroupFollow::Marked(&self.qualifies),
            None => GroupFollow::Unknown,
        }
    }
}

/// Whether no reader can see it, not even by opening what it is in.
fn is_out_of_sight(link: &Link) -> bool {
    let on_screen = link.layout.as_ref().and_then(|layout| layout.hidden);
    let because = on_screen.or(link.hidden_by);
    link.hidden == Some(true) && because != Some(HiddenBecause::Collapsed)
}
