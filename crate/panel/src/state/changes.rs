//! What has come and gone between two looks at the same page.

use std::collections::{HashMap, HashSet};

use linkglance_core::Report;
use linkglance_core::length;
use linkglance_core::report::Link;
use linkglance_core::url::{Url, same_view};

/// The outbound links that a second look at a page newly found, and those it found no more.
#[derive(Clone, PartialEq, Default, Debug)]
pub(crate) struct Changes {
    /// Indexes of links of the newer report.
    pub(crate) came: HashSet<usize>,
    /// Links of the older report.
    pub(crate) went: Vec<Link>,
}

impl Changes {
    /// Compares two reports; `None` if they are not of the same page.
    ///
    /// A link is the same if it leads to the same address with the same words: how often each
    /// is on the page counts, its place does not.
    pub(crate) fn between(old: &Report, new: &Report) -> Option<Self> {
        if !is_same_view(&old.page.url, &new.page.url) {
            return None;
        }
        let mut before: HashMap<(&str, &str), Vec<&Link>> = HashMap::new();
        for link in old.outbound() {
            before.entry(key(link)).or_default().push(link);
        }
        let mut came = HashSet::new();
        for link in new.outbound() {
            let known = before.get_mut(&key(link)).and_then(Vec::pop);
            if known.is_none() {
                came.insert(link.index);
            }
        }
        let mut went: Vec<Link> = before.into_values().flatten().cloned().collect();
        went.sort_by_key(|link| link.index);
        Some(Self { came, went })
    }

    /// Whether all is unchanged.
    pub(crate) fn is_empty(&self) -> bool {
        self.came.is_empty() && self.went.is_empty()
    }
}

fn key(link: &Link) -> (&str, &str) {
    let url = link.url.as_deref().unwrap_or(&link.href);
    (url, link.anchor.text.as_str())
}

/// Whether a tab shows the same at two addresses. Both are compared as a report writes them: a tab has
/// an endless one whole.
pub(crate) fn is_same_view(old: &str, new: &str) -> bool {
    let written = |address: &str| Url::parse(&length::address(address));
    let (Ok(old), Ok(new)) = (written(old), written(new)) else {
        return false;
    };
    same_view(&old, &new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::{Page, inspect};

    fn report(url: &str, html: &str) -> Report {
        let page = Page {
            url: url.into(),
            html: html.into(),
            ..Page::default()
        };
        inspect(&page, &[]).unwrap()
    }

    #[test]
    fn a_second_look_says_what_came_and_went() {
        let old = "<p><a href='https://a.example/'>A</a> <a href='https://b.example/'>B</a>\
            <a href='https://b.example/'>B</a> <a href='/inside'>in</a></p>";
        let new = "<p><a href='https://b.example/'>B</a> <a href='https://c.example/'>C</a>\
            <a href='https://a.example/'>A</a> <a href='/other'>in</a></p>";
        let old = report("https://blog.example/post", old);
        let new = report("https://blog.example/post#comments", new);
        let changes = Changes::between(&old, &new).unwrap();
        assert_eq!(changes.came, HashSet::from([1]));
        let went: Vec<&str> = changes.went.iter().map(|link| link.href.as_str()).collect();
        assert_eq!(went, ["https://b.example/"]);
        assert!(Changes::between(&old, &old).unwrap().is_empty());
    }

    #[test]
    fn another_page_is_not_compared() {
        let old = report("https://blog.example/one", "<p>x</p>");
        let new = report("https://blog.example/two", "<p>x</p>");
        assert_eq!(Changes::between(&old, &new), None);
    }

    #[test]
    fn a_fragment_is_the_same_page_unless_it_is_a_route() {
        assert!(is_same_view(
            "https://a.example/x",
            "https://a.example/x#part"
        ));
        assert!(!is_same_view(
            "https://a.example/#/x",
            "https://a.example/#/y"
        ));
        assert!(!is_same_view(
            "https://a.example/x",
            "https://a.example/x?page=2"
        ));
    }

    #[test]
    fn an_endless_address_is_the_page_of_its_own_report() {
        for tail in ["?", "#/"] {
            let url = format!("https://a.example/x{tail}{}", "x".repeat(10_000));
            let report = report(&url, "<p>x</p>");
            assert!(report.page.url.len() < url.len());
            assert!(is_same_view(&report.page.url, &url));
        }
    }
}
