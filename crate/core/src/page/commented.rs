//! Links that are commented out in the source: an editor's way to take one off the page.

use html5ever::local_name;

use crate::document::{Document, NodeId, parse};
use crate::length;
use crate::url::{Base, is_web};

/// Most addresses listed.
pub const MAX_COMMENTED: usize = 50;

/// Most bytes of comments read for links; what pages comment out is short.
const MAX_BYTES: usize = 64 << 10;

/// Where the links in a document's comments lead: web addresses, each once, in order. Says
/// whether there was more than is read or listed. A comment without a link costs a search of it.
pub fn commented_links(document: &Document<'_>, base: &Base) -> (Vec<String>, bool) {
    let mut addresses: Vec<String> = Vec::new();
    let mut left = MAX_BYTES;
    for comment in document.comments().filter(|comment| may_hold_link(comment)) {
        let Some(rest) = left.checked_sub(comment.len()) else {
            return (addresses, true);
        };
        left = rest;
        // A fragment of its own: comments do not nest, so this ends here.
        let (inner, _) = parse(comment, &|| false);
        for link in inner.subtree(NodeId::ROOT) {
            if !inner.is(link, &local_name!("a")) {
                continue;
            }
            let href = inner.attribute(link, &local_name!("href"));
            let url = href.and_then(|href| base.resolve(href)).filter(is_web);
            let Some(address) = url.map(|url| length::address(url.as_str())) else {
                continue;
            };
            if addresses.contains(&address) {
                continue;
            }
            if addresses.len() == MAX_COMMENTED {
                return (addresses, true);
            }
            addresses.push(address);
        }
    }
    (addresses, false)
}

fn may_hold_link(comment: &str) -> bool {
    ["<a", "<A"].iter().any(|tag| comment.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(html: &str) -> (Vec<String>, bool) {
        let base = crate::url::Url::parse("https://news.example/post").unwrap();
        commented_links(&parse(html, &|| false).0, &base.into())
    }

    #[test]
    fn only_links_in_comments_are_listed_and_each_once() {
        let html = "<a href=https://a.example/>a</a><!-- <p>see <A rel=x HREF='/tea?a=1&amp;b=2'>tea</a> \
                    <a href='/tea?a=1&b=2'>again</a> <a name=x> <a href=mailto:a@b.example> -->\
                    <!-- <abbr href=/no> --><!--<a href=//b.example>-->";
        let (found, more) = links(html);
        let expected = ["https://news.example/tea?a=1&b=2", "https://b.example/"];
        assert_eq!(found, expected);
        assert!(!more);
    }

    #[test]
    fn comments_made_to_hurt_are_cut_and_it_is_said() {
        let many: Vec<String> = (0..60).map(|n| format!("<!--<a href=/{n}>-->")).collect();
        let many = many.concat();
        assert_eq!(links(&many).0.len(), MAX_COMMENTED);
        assert!(links(&many).1);
        let long = format!("<!--<a href=/1>{}-->", "<div>".repeat(20_000));
        assert_eq!(links(&long), (Vec::new(), true));
    }
}
