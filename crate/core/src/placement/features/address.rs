//! Features of a link's address and rel, beside those of the page's other links.

use std::collections::HashMap;

use html5ever::{LocalName, local_name};

use super::page::bytes;
use super::scale::{count, log};
use super::{Fact, Sink, Subject};
use crate::document::Document;
use crate::link::{Found, Relation};
use crate::url::Url;

/// How often the page links to each address and each site.
#[derive(Debug)]
pub(super) struct Addresses<'a> {
    /// By link, how many have its address, and how many lead to its site.
    like: Vec<(u32, u32)>,
    page: &'a Url,
}

impl<'a> Addresses<'a> {
    pub(super) fn of(links: &'a [Found<'a>], page: &'a Url) -> Self {
        let same = Tally::of(links.iter().map(|link| Some(link.href)));
        let of_site = Tally::of(links.iter().map(Found::site));
        Self {
            like: same.each().zip(of_site.each()).collect(),
            page,
        }
    }

    /// The page's own address.
    pub(super) fn page(&self) -> &Url {
        self.page
    }

    /// How many links have the address of one, and how many lead to its site.
    fn like(&self, link: usize) -> (u32, u32) {
        self.like.get(link).copied().unwrap_or_default()
    }
}

/// How often each of many things occurs.
struct Tally {
    counts: Vec<u32>,
    /// Of each thing, in their order, which count is its.
    of: Vec<Option<usize>>,
}

impl Tally {
    fn of<'t>(things: impl ExactSizeIterator<Item = Option<&'t str>>) -> Self {
        let mut known: HashMap<&str, usize> = HashMap::with_capacity(things.len());
        let mut counts: Vec<u32> = Vec::new();
        let of = things.map(|thing| {
            let next = counts.len();
            let own = *known.entry(thing?).or_insert(next);
            match counts.get_mut(own) {
                Some(count) => *count += 1,
                None => counts.push(1),
            }
            Some(own)
        });
        let of = of.collect();
        Self { counts, of }
    }

    fn each(&self) -> impl Iterator<Item = u32> {
        let own = |&own: &Option<usize>| self.counts.get(own?).copied();
        self.of.iter().map(move |count| own(count).unwrap_or(0))
    }
}

pub(super) fn put(
    document: &Document<'_>,
    addresses: &Addresses<'_>,
    subject: &Subject<'_>,
    sink: &mut impl Sink,
) {
    let link = subject.link;
    let url = link.and_then(|link| link.url.as_ref());
    let relation = link.map_or(Some(Relation::Outbound), |link| link.relation);
    let mut put = |name, value| sink.put(Fact::Address, "address_", name, value);
    put("relation", relation.map_or(-1, |relation| relation as i16));
    put("target", subject.target as i16);
    put("nth", link.map_or(0, |link| log(link.nth)));
    let (same, of_site) = match link {
        Some(_) => addresses.like(subject.links_before),
        None => (1, 1),
    };
    put("same", log(same));
    put("of_site", log(of_site));
    put_path(url, sink);
    let shared = url
        .filter(|_| relation == Some(Relation::Internal))
        .map_or(-1, |url| count(shared_segments(url, addresses.page)));
    sink.put(Fact::Address, "address_shared", "", shared);
    let rel = |token: &str| {
        i16::from(link.is_some_and(|link| link.rel.tokens.iter().any(|own| own == token)))
    };
    let mut put = |name, value| sink.put(Fact::Address, "rel_", name, value);
    for token in [
        "nofollow",
        "sponsored",
        "ugc",
        "noopener",
        "tag",
        "author",
        "bookmark",
    ] {
        put(token, rel(token));
    }
    let attribute = |name: LocalName| {
        link.and_then(|link| document.attribute(link.node, &name))
            .is_some()
    };
    let mut put = |name, value| sink.put(Fact::Address, "has_", name, value);
    put("target", attribute(local_name!("target")).into());
    put("title", attribute(local_name!("title")).into());
    put("class", attribute(local_name!("class")).into());
}

/// The shape of a path.
pub(super) fn put_path(url: Option<&Url>, sink: &mut impl Sink) {
    let path = url.map_or("", |url| url.path());
    let last = segments(path).next_back().unwrap_or("");
    let query = url.and_then(Url::query);
    let mut put = |name, value| sink.put(Fact::Address, "address_", name, value);
    put("segments", count(segments(path).count()));
    put("path", log(bytes(path.len())));
    put("last", log(bytes(last.len())));
    put("last_words", count(last.split(['-', '_', '+']).count()));
    put(
        "digits",
        count(path.bytes().filter(u8::is_ascii_digit).count()),
    );
    put("file", last.contains('.').into());
    put("query", query.map_or(-1, |query| log(bytes(query.len()))));
    put(
        "parameters",
        query.map_or(0, |query| count(query.split('&').count())),
    );
    put(
        "fragment",
        i16::from(url.is_some_and(|url| url.fragment().is_some())),
    );
    put(
        "page_number",
        i16::from(
            query.is_some_and(|query| query.starts_with("page=") || query.starts_with("p="))
                || path.contains("/page/"),
        ),
    );
}

/// How many segments two paths begin with together.
fn shared_segments(one: &Url, other: &Url) -> usize {
    segments(one.path())
        .zip(segments(other.path()))
        .take_while(|(one, other)| one == other)
        .count()
}

/// The segments of a path that are not empty.
fn segments(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}
