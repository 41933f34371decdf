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
    times: HashMap<&'a str, u32>,
    sites: HashMap<&'a str, u32>,
    page: &'a Url,
}

impl<'a> Addresses<'a> {
    pub(super) fn of(links: &'a [Found<'a>], page: &'a Url) -> Self {
        let mut this = Self {
            times: HashMap::with_capacity(links.len()),
            sites: HashMap::new(),
            page,
        };
        for link in links {
            *this.times.entry(link.href).or_default() += 1;
            if let Some(site) = link.site() {
                *this.sites.entry(site).or_default() += 1;
            }
        }
        this
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
    put(
        "same",
        link.map_or(8, |link| {
            log(addresses.times.get(link.href).copied().unwrap_or(0))
        }),
    );
    put(
        "of_site",
        link.map_or(8, |link| {
            let site = link.site().and_then(|site| addresses.sites.get(site));
            log(site.copied().unwrap_or(0))
        }),
    );
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
fn put_path(url: Option<&Url>, sink: &mut impl Sink) {
    let path = url.map_or("", |url| url.path());
    let segments = || path.split('/').filter(|segment| !segment.is_empty());
    let last = segments().next_back().unwrap_or("");
    let query = url.and_then(Url::query);
    let mut put = |name, value| sink.put(Fact::Address, "address_", name, value);
    put("segments", count(segments().count()));
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
    let segments = |url: &'_ Url| -> Vec<String> {
        url.path()
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(str::to_owned)
            .collect()
    };
    segments(one)
        .iter()
        .zip(segments(other))
        .take_while(|(one, other)| *one == other)
        .count()
}
