//! Links that are in the source and that no reader gets: those that are commented out, which is an
//! editor's way to take one off the page, and those in `<noscript>`, which a browser shows only where
//! scripts are off.

use html5ever::local_name;

use crate::document::{Document, NodeId, parse};
use crate::length;
use crate::url::{Base, is_web};

/// Most addresses listed of each kind.
pub const MAX_UNSHOWN: usize = 50;

/// Most bytes read for links of each kind; what pages comment out is short.
const MAX_BYTES: usize = 64 << 10;

/// Where the links in a document's comments lead: web addresses, each once, in order. Says
/// whether there was more than is read or listed. A comment without a link costs a search of it.
pub fn commented_links(document: &Document<'_>, base: &Base) -> (Vec<String>, bool) {
    links(document.comments(), base)
}

/// Where the links in these `<noscript>` elements lead, in the same way.
pub fn noscript_links(
    document: &Document<'_>,
    elements: &[NodeId],
    base: &Base,
) -> (Vec<String>, bool) {
    let texts = elements.iter().flat_map(|&id| document.children(id));
    links(texts.filter_map(|id| document.text(id)), base)
}

/// Where the links in these pieces of markup lead.
fn links<'a>(pieces: impl Iterator<Item = &'a str>, base: &Base) -> (Vec<String>, bool) {
    let mut addresses: Vec<String> = Vec::new();
    let mut left = MAX_BYTES;
    for piece in pieces.filter(|piece| may_hold_link(piece)) {
        let Some(rest) = left.checked_sub(piece.len()) else {
            return (addresses, true);
        };
        left = rest;
        // A fragment of its own: neither comments nor noscript nest, so this ends here.
        let (inner, _) = parse(piece, &|| false);
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
            if addresses.len() == MAX_UNSHOWN {
                return (addresses, true);
            }
            addresses.push(address);
        }
    }
    (addresses, false)
}

fn may_hold_link(piece: &str) -> bool {
    ["<a", "<A"].iter().any(|tag| piece.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read_exact;
    use crate::url::Url;

    fn links(html: &str) -> (Vec<String>, bool) {
        let base = Url::parse("https://news.example/post").unwrap();
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
        assert_eq!(links(&many).0.len(), MAX_UNSHOWN);
        assert!(links(&many).1);
        let long = format!("<!--<a href=/1>{}-->", "<div>".repeat(20_000));
        assert_eq!(links(&long), (Vec::new(), true));
    }

    #[test]
    fn links_in_noscript_are_listed_from_source_and_from_what_a_browser_writes() {
        let source = "<head><noscript><link rel=x></noscript><body><noscript><p>see <a href='/tea'>tea</a>\
                      </noscript><a href=/pots>pots</a><noscript>&lt;a href=/no></noscript>";
        let exact = "<h:html><h:body><h:noscript>&lt;a href=\"/tea\"&gt;tea&lt;/a&gt;</></></>";
        let base: Base = Url::parse("https://news.example/post").unwrap().into();
        for document in [parse(source, &|| false).0, read_exact(exact, &|| false).0] {
            let nodes = document.subtree(NodeId::ROOT);
            let nodes = nodes.filter(|&id| document.is(id, &local_name!("noscript")));
            let found = noscript_links(&document, &nodes.collect::<Vec<_>>(), &base);
            assert_eq!(found, (vec!["https://news.example/tea".to_owned()], false));
        }
    }
}
