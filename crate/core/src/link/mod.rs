//! The links of a document: each `a[href]` and `area[href]` of HTML and each `a` of SVG that has an
//! `href`, with what its attributes say. An `a` of another vocabulary is no link.

mod anchor;
mod context;
mod follow;
mod generic;
mod generic_words;
mod rel;

use std::collections::HashMap;
use std::ops::Range;

use html5ever::local_name;
use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId};
use crate::url::{Base, Url, is_web, same_document, site_of};

pub(crate) use anchor::looks_like_address;
pub use anchor::{Anchor, AnchorKind, Source as AnchorSource};
pub use context::{Context, Sentences};
pub use follow::{Carrier, Follow, FollowState};
pub use generic::is_generic;
pub use rel::{QUALIFYING, Rel, qualifying};

/// Most links that are listed.
pub const MAX_LINKS: usize = 5_000;

/// Where a link leads, seen from the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// To another page of the same site.
    Internal,
    /// To another site.
    Outbound,
    /// To a site of the user's.
    Own,
    /// To a place on the same page.
    Anchor,
    /// To something that is no web page (`mailto:`, `javascript:` …).
    OtherScheme,
}

/// A link as it is in the source.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// Its element.
    pub node: NodeId,
    /// What kind of element that is.
    pub carrier: Carrier,
    /// The attribute, to the letter.
    pub href: &'a str,
    /// Which of the links with this very attribute, from 0.
    pub nth: u32,
    /// The address it resolves to; `None` if it is no URL.
    pub url: Option<Url>,
    /// Where it leads; `None` if that can't be determined.
    pub relation: Option<Relation>,
    /// Where in the host of `url` its site begins and ends.
    site: Range<usize>,
    /// Its rel attribute.
    pub rel: Rel,
}

impl Found<'_> {
    /// Whose site it leads to: the registrable domain of its host, or the host where there is none.
    /// Known for links to the web only.
    pub fn site(&self) -> Option<&str> {
        let host = self.url.as_ref()?.host_str()?;
        host.get(self.site.clone()).filter(|site| !site.is_empty())
    }
}

/// Lists a document's links in document order, and says whether there were more than
/// [`MAX_LINKS`].
pub fn inventory<'a>(
    document: &'a Document<'a>,
    page: &Url,
    base: &Base,
) -> (Vec<Found<'a>>, bool) {
    let from = Origin::of(page);
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut links = Vec::new();
    for node in document.subtree(NodeId::ROOT) {
        let Some(carrier) = carrier(document, node) else {
            continue;
        };
        let Some(href) = document.attribute(node, &local_name!("href")) else {
            continue;
        };
        if links.len() == MAX_LINKS {
            return (links, true);
        }
        let nth = seen.entry(href).and_modify(|n| *n += 1).or_default();
        let url = base.resolve(href);
        let (relation, site) = match url.as_ref().map(|url| from.relation(url)) {
            Some((relation, site)) => (Some(relation), site),
            None => (None, 0..0),
        };
        links.push(Found {
            node,
            carrier,
            href,
            nth: *nth,
            url,
            relation,
            site,
            rel: Rel::parse(
                document
                    .attribute(node, &local_name!("rel"))
                    .unwrap_or_default(),
            ),
        });
    }
    (links, false)
}

fn carrier(document: &Document<'_>, node: NodeId) -> Option<Carrier> {
    let name = document.name(node)?;
    match *name {
        local_name!("a") if document.is_svg(node) => Some(Carrier::Svg),
        _ if document.is_foreign(node) => None,
        local_name!("a") => Some(Carrier::Anchor),
        local_name!("area") => Some(Carrier::Area),
        _ => None,
    }
}

/// Where `url` leads, seen from `page`.
pub fn relation(page: &Url, url: &Url) -> Relation {
    Origin::of(page).relation(url).0
}

/// Where links are seen from.
struct Origin<'a> {
    page: &'a Url,
    host: &'a str,
    /// The site of the host.
    site: &'a str,
}

impl<'a> Origin<'a> {
    fn of(page: &'a Url) -> Self {
        let host = page.host_str().unwrap_or("");
        Self {
            page,
            host,
            site: site_of(host),
        }
    }

    /// Where a URL leads, and where in its host its site is.
    fn relation(&self, url: &Url) -> (Relation, Range<usize>) {
        let Some(host) = url.host_str().filter(|_| is_web(url)) else {
            return (Relation::OtherScheme, 0..0);
        };
        // Most links lead to the page's own host, and the list need not be asked again.
        let site = if host == self.host {
            self.site
        } else {
            site_of(host)
        };
        let end = host.strip_suffix('.').unwrap_or(host).len();
        let range = end.saturating_sub(site.len())..end;
        let relation = if url.fragment().is_some() && same_document(self.page, url) {
            Relation::Anchor
        } else if site == self.site {
            Relation::Internal
        } else {
            Relation::Outbound
        };
        (relation, range)
    }
}
