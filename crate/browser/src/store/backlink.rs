//! Backlinks that are known: seen on inspected pages, or listed by another tool.

use idb::Transaction;
use linkglance_core::Report;
use linkglance_core::backlink::{Backlink, BacklinkKind};
use linkglance_core::import::Figures;
use linkglance_core::link::AnchorKind;
use linkglance_core::placement::Region;
use linkglance_core::point::{FactorState, Point};
use linkglance_core::prospect::{Millis, id};
use linkglance_core::url::{Url, identity};
use linkglance_core::watch::View;
use serde::{Deserialize, Serialize};

use super::by_domain::Shelves;
use super::row::page_domain;
use super::schema::BACKLINKS;
use super::{Kept, Part, Result, Store, StoreError};

/// What a tool's list says of a backlink beyond what can be seen on its page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The tool's name.
    pub tool: String,
    /// When its list was imported.
    pub at: Millis,
    /// When it says the link was lost.
    #[serde(default)]
    pub lost: Option<Millis>,
    /// Why, in the tool's words.
    #[serde(default)]
    pub lost_because: Option<String>,
    /// The HTTP status it had from the page.
    #[serde(default)]
    pub status: Option<u16>,
    /// Its figures of the page.
    #[serde(default)]
    pub figures: Figures,
}

/// A link to a site of the user's from a page elsewhere. `None` is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownBacklink {
    /// The identities of the two pages and the site's name: one link by whatever address.
    pub id: String,
    /// The name of the site's profile.
    pub site: String,
    /// The referring page.
    pub page: String,
    /// The referring page's title.
    pub title: Option<String>,
    /// Where the link leads.
    pub target: Option<String>,
    /// Its anchor text.
    pub anchor: Option<String>,
    /// What kind of words that is.
    pub anchor_kind: Option<AnchorKind>,
    /// Whether it is followed.
    pub followed: Option<bool>,
    /// The tokens of rel that qualify it.
    #[serde(default)]
    pub rel: Vec<String>,
    /// Where on the page it is.
    pub region: Option<Region>,
    /// What kind of backlink it is.
    pub kind: Option<BacklinkKind>,
    /// What spoke against it when its page was seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Point>,
    /// The tool whose list named it, or the crawl that a scan found it in; `None` if it was seen on the page
    /// itself.
    pub tool: Option<String>,
    /// What the newest list says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Box<Said>>,
    /// Whether it was seen in the page's source, and not only in a tab, where a script may have added it.
    #[serde(default)]
    pub in_source: bool,
    /// When it was first known, by the list's own date where it has one.
    pub first: Millis,
    /// When it was last seen.
    pub last: Millis,
}

impl KnownBacklink {
    /// A backlink as it is read from a line of its domain's.
    ///
    /// # Errors
    /// It can't be read.
    pub(super) fn of_line(line: &str) -> Result<Self> {
        serde_json::from_str(line).map_err(|error| StoreError::Damaged(error.to_string()))
    }

    /// The line that is stored.
    ///
    /// # Errors
    /// It has no JSON.
    pub(super) fn line(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| StoreError::Other(error.to_string()))
    }

    /// The id of a backlink: which page links to which page of which site.
    pub fn id_of(page: &str, target: Option<&str>, site: &str) -> String {
        let target = target.unwrap_or_default();
        let target = Url::parse(target).map_or_else(|_| target.to_owned(), |url| identity(&url));
        format!("{target} {}", id(page, site))
    }

    /// Takes over what another record of the same backlink knows. One seen on the page itself is
    /// more than one that a list names.
    pub fn merge(&mut self, other: Self) {
        let first = self.first.min(other.first);
        let last = self.last.max(other.last);
        let in_source = self.in_source || other.in_source;
        let (known, news) = (self.said.take(), other.said.clone());
        let said = match (known, news) {
            (Some(known), Some(news)) => Some(if news.at >= known.at { news } else { known }),
            (known, news) => known.or(news),
        };
        if self.tool.is_some() && other.tool.is_none()
            || self.tool.is_none() == other.tool.is_none() && other.last >= self.last
        {
            let known = std::mem::replace(self, other);
            self.fill_from(known);
        } else {
            self.fill_from(other);
        }
        self.first = first;
        self.last = last;
        self.in_source = in_source;
        self.said = said;
    }
}

impl KnownBacklink {
    /// Takes over what is unknown here: of most lists, where the link is on its page. What says one thing
    /// together is taken together. How a link is followed that was seen on its page is as it was seen, also
    /// where that is unknown.
    fn fill_from(&mut self, other: Self) {
        self.title = self.title.take().or(other.title);
        self.target = self.target.take().or(other.target);
        if self.anchor.is_none() && self.anchor_kind.is_none() {
            self.anchor = other.anchor;
            self.anchor_kind = other.anchor_kind;
        }
        if self.tool.is_some() && self.followed.is_none() && self.rel.is_empty() {
            self.followed = other.followed;
            self.rel = other.rel;
        }
        self.region = self.region.or(other.region);
        self.kind = self.kind.or(other.kind);
    }
}

impl Store {
    /// Saves backlinks: all or none. Known ones take over what is new.
    pub async fn keep_backlinks(&self, backlinks: Vec<KnownBacklink>) -> Result<Vec<Kept>> {
        let transaction = self.connection.write(&[BACKLINKS])?;
        let kept = keep(&transaction, backlinks).await;
        self.finish(transaction, kept, Part::Records).await
    }
}

/// Saves backlinks. Known ones take over what is new.
pub(super) async fn keep(
    transaction: &Transaction,
    backlinks: Vec<KnownBacklink>,
) -> Result<Vec<Kept>> {
    let mut shelves = Shelves::of(transaction.object_store(BACKLINKS)?);
    let placed = backlinks.into_iter();
    let placed: Vec<(String, KnownBacklink)> = placed
        .map(|backlink| (page_domain(&backlink.page), backlink))
        .collect();
    let domains = placed.iter().map(|(domain, _)| domain.as_str());
    shelves.take_out(domains).await?;
    let mut all = Vec::with_capacity(placed.len());
    for (domain, backlink) in placed {
        let known = shelves.get(&domain, &backlink.id);
        let (kept, backlink) = match known.map(KnownBacklink::of_line).transpose()? {
            Some(mut known) => {
                known.merge(backlink);
                (Kept::Updated, known)
            }
            None => (Kept::New, backlink),
        };
        let line = backlink.line()?;
        shelves.put(&domain, &backlink.id, backlink.last, line);
        all.push(kept);
    }
    shelves.write()?;
    Ok(all)
}

/// The points that take from a backlink's worth.
fn against(backlink: &Backlink) -> Vec<Point> {
    let bad = backlink
        .factors
        .iter()
        .filter(|factor| factor.state == FactorState::Bad);
    bad.map(|factor| factor.point).collect()
}

/// The backlinks of a report of a page that was seen in a form.
pub fn seen_in(report: &Report, view: View, now: Millis) -> Vec<KnownBacklink> {
    let known = report.backlinks.iter().filter_map(|backlink| {
        let link = report.link(backlink.link)?;
        let target = link.wraps.as_deref().or(link.url.as_deref());
        Some(KnownBacklink {
            id: KnownBacklink::id_of(&report.page.url, target, &backlink.site),
            site: backlink.site.clone(),
            page: report.page.url.clone(),
            title: report.page.title.clone(),
            target: target.map(str::to_owned),
            anchor: Some(link.anchor.text.clone()),
            anchor_kind: Some(link.anchor.kind),
            followed: link.follow.followed,
            rel: link.qualifying().map(str::to_owned).collect(),
            region: Some(link.placement.region),
            kind: Some(backlink.kind),
            against: against(backlink),
            tool: None,
            said: None,
            in_source: view == View::Raw,
            first: now,
            last: now,
        })
    });
    known.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(first: Millis, last: Millis) -> KnownBacklink {
        KnownBacklink {
            id: "x".into(),
            site: "Acme".into(),
            page: "https://blog.example/".into(),
            title: Some("A list's title".into()),
            target: None,
            anchor: Some("acme".into()),
            anchor_kind: None,
            followed: None,
            rel: Vec::new(),
            region: None,
            kind: None,
            against: Vec::new(),
            tool: Some("Ahrefs".into()),
            said: None,
            in_source: false,
            first,
            last,
        }
    }

    #[test]
    fn what_was_seen_is_not_replaced_by_what_a_list_says() {
        let mut seen = listed(5, 5);
        seen.tool = None;
        seen.followed = Some(false);
        let mut known = seen.clone();
        known.merge(listed(2, 9));
        assert_eq!((known.followed, known.tool.clone()), (Some(false), None));
        assert_eq!((known.first, known.last), (2, 9));
        let mut known = listed(2, 9);
        known.merge(seen);
        assert_eq!((known.followed, known.tool.clone()), (Some(false), None));
        assert_eq!((known.first, known.last), (2, 9));
    }

    #[test]
    fn a_list_that_does_not_say_where_a_link_is_takes_nothing_from_one_that_does() {
        let scanned = KnownBacklink {
            region: Some(Region::Footer),
            kind: Some(BacklinkKind::Boilerplate),
            tool: Some("CC-MAIN-2026-30".into()),
            ..listed(2, 3)
        };
        for (mut known, newer) in [
            (scanned.clone(), listed(2, 9)),
            (listed(2, 9), scanned.clone()),
        ] {
            known.merge(newer);
            assert_eq!((known.region, known.kind), (scanned.region, scanned.kind));
            assert_eq!((known.tool.as_deref(), known.last), (Some("Ahrefs"), 9));
        }
    }

    #[test]
    fn a_newer_list_that_says_less_takes_nothing_from_an_older_one() {
        let says_most = KnownBacklink {
            target: Some("https://acme.com/".into()),
            anchor_kind: Some(AnchorKind::Brand),
            followed: Some(false),
            rel: vec!["sponsored".into()],
            ..listed(2, 3)
        };
        let says_least = KnownBacklink {
            anchor: None,
            tool: Some("Moz".into()),
            ..listed(9, 9)
        };
        for (mut known, other) in [
            (says_most.clone(), says_least.clone()),
            (says_least, says_most.clone()),
        ] {
            known.merge(other);
            let expected = KnownBacklink {
                tool: Some("Moz".into()),
                last: 9,
                ..says_most.clone()
            };
            assert_eq!(known, expected);
        }
        let mut known = says_most.clone();
        known.merge(KnownBacklink {
            anchor: Some("white tea".into()),
            followed: Some(true),
            ..listed(2, 9)
        });
        assert_eq!((known.followed, known.rel), (Some(true), vec![]));
        assert_eq!(
            (known.anchor.as_deref(), known.anchor_kind),
            (Some("white tea"), None)
        );
    }

    #[test]
    fn a_list_does_not_say_how_a_link_is_followed_of_which_its_page_leaves_that_open() {
        let mut seen = listed(5, 5);
        seen.tool = None;
        seen.merge(KnownBacklink {
            followed: Some(true),
            ..listed(2, 9)
        });
        assert_eq!((seen.followed, seen.tool), (None, None));
    }

    #[test]
    fn what_the_newest_list_says_stays_with_what_was_seen() {
        let said = |at, lost| {
            Some(Box::new(Said {
                tool: "Ahrefs".into(),
                at,
                lost,
                lost_because: None,
                status: Some(200),
                figures: Figures::new(),
            }))
        };
        let mut seen = listed(5, 5);
        seen.tool = None;
        seen.merge(KnownBacklink {
            said: said(7, Some(6)),
            ..listed(2, 9)
        });
        assert_eq!(
            (seen.tool.clone(), seen.said.clone()),
            (None, said(7, Some(6)))
        );
        seen.merge(KnownBacklink {
            said: said(3, None),
            ..listed(2, 9)
        });
        assert_eq!(seen.said, said(7, Some(6)), "an older list");
    }

    #[test]
    fn what_was_seen_in_the_source_once_was_seen_there() {
        let mut known = listed(1, 1);
        known.in_source = true;
        let mut in_tab = listed(2, 2);
        in_tab.tool = None;
        known.merge(in_tab);
        assert_eq!((known.in_source, known.tool), (true, None));
    }

    #[test]
    fn addresses_of_the_same_pages_are_one_backlink() {
        let one = KnownBacklink::id_of(
            "https://www.blog.example/post/?utm_source=x",
            Some("http://acme.com/"),
            "Acme",
        );
        let other = KnownBacklink::id_of(
            "http://blog.example/post",
            Some("https://www.acme.com"),
            "Acme",
        );
        assert_eq!(one, other);
        let elsewhere = KnownBacklink::id_of(
            "http://blog.example/post",
            Some("https://acme.com/b"),
            "Acme",
        );
        assert_ne!(one, elsewhere);
    }
}
