//! Where the page sends its readers by itself: `<meta http-equiv=refresh>` or a `Refresh` header.
//!
//! HTML Standard, "Refresh state"; Google Search Central, "Redirects and Google Search": at once it is
//! a permanent redirect, and the page it leads to is shown in search results; after a while, however
//! long, it is a temporary one, and the page itself is. In `<noscript>` it does not apply
//! where scripts run, as they do for Google's bot; the parser reads that as text.

use html5ever::local_name;
use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId};
use crate::length;
use crate::reason::{Key, Reason};
use crate::url::{Url, is_web, resolve, same_page_any_query};

/// Where and when a page sends its readers elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refresh {
    /// The address.
    pub url: String,
    /// After how many seconds.
    pub seconds: u32,
}

impl Refresh {
    /// The first that leads to another page: one that only reloads the page does not count.
    pub(super) fn read(
        document: &Document<'_>,
        headers: Option<&[(String, String)]>,
        page: &Url,
        base: &Url,
    ) -> Option<Self> {
        let metas = document
            .subtree(NodeId::ROOT)
            .filter(|&id| document.is(id, &local_name!("meta")))
            .filter(|&id| {
                let kind = document.attribute(id, &local_name!("http-equiv"));
                kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("refresh"))
            })
            .filter_map(|id| document.attribute(id, &local_name!("content")));
        let headers = headers.unwrap_or_default().iter();
        let headers = headers.filter(|(name, _)| name.trim().eq_ignore_ascii_case("refresh"));
        metas
            .chain(headers.map(|(_, value)| value.as_str()))
            .find_map(|content| Self::of(content, page, base))
    }

    /// Whether it is at once, which is a permanent redirect: the page is given up for the other. What
    /// else it means to blockers, factors and checks follows from this.
    pub const fn is_permanent(&self) -> bool {
        self.seconds == 0
    }

    /// What it is, in words.
    pub fn reason(&self) -> Reason {
        let url = self.url.clone();
        if self.is_permanent() {
            Reason::new(Key::IndexRefresh, [url])
        } else {
            Reason::new(Key::IndexRefreshLater, [url, self.seconds.to_string()])
        }
    }

    fn of(content: &str, page: &Url, base: &Url) -> Option<Self> {
        let (seconds, address) = parts(content)?;
        let url = resolve(base, address).filter(is_web)?;
        (!same_page_any_query(&url, page)).then(|| Self {
            url: length::address(url.as_str()),
            seconds,
        })
    }
}

/// The seconds and the address ("shared declarative refresh steps"); `None` without an address.
fn parts(content: &str) -> Option<(u32, &str)> {
    let content = content.trim_start();
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = content.split_at_checked(digits)?;
    if number.is_empty() && !rest.starts_with('.') {
        return None;
    }
    // A number past all bounds is only a long time.
    let seconds = if number.is_empty() {
        0
    } else {
        number.parse().unwrap_or(u32::MAX)
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([';', ',']).unwrap_or(rest).trim_start();
    let named = rest
        .get(..3)
        .filter(|name| name.eq_ignore_ascii_case("url"));
    let address = named
        .and_then(|_| rest.get(3..)?.trim_start().strip_prefix('='))
        .map_or(rest, str::trim_start);
    let quote = address.chars().next().filter(|c| matches!(c, '"' | '\''));
    let address = match quote {
        Some(quote) => address.get(1..)?.split(quote).next()?,
        None => address,
    };
    let address = address.trim();
    (!address.is_empty()).then_some((seconds, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_as_the_standard_says() {
        for (content, expected) in [
            ("0;url=https://b.example/", Some((0, "https://b.example/"))),
            ("0; URL='/x'", Some((0, "/x"))),
            ("5, url = \"/x\"", Some((5, "/x"))),
            ("3 /x", Some((3, "/x"))),
            ("0.5;/x", Some((0, "/x"))),
            (".5;/x", Some((0, "/x"))),
            ("99999999999;/x", Some((u32::MAX, "/x"))),
            ("30", None),
            ("30;", None),
            ("url=/x", None),
            ("", None),
        ] {
            assert_eq!(parts(content), expected, "{content}");
        }
    }
}
