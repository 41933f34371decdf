//! Kinds of sameness of two addresses, each with its name: the one place that says what may differ.
//! From [`same_view`] to [`same_site`] each kind holds wherever the one before it does.

use ::url::Position;

use super::{Url, identity, site_of};

/// What one tab shows: all is equal but for a fragment that is only a place on the page. A fragment
/// that begins with `/` or `!` is a route of a page that is built by script.
pub fn same_view(a: &Url, b: &Url) -> bool {
    let route = |url: &Url| {
        let fragment = url.fragment().filter(|text| text.starts_with(['/', '!']));
        fragment.map(str::to_owned)
    };
    same_document(a, b) && route(a) == route(b)
}

/// One document as it is fetched: all is equal but for the fragment, which is not sent.
pub fn same_document(a: &Url, b: &Url) -> bool {
    a[..Position::AfterQuery] == b[..Position::AfterQuery]
}

/// One page: scheme, `www.`, a slash at the end, the order of the query, tracking and the fragment may
/// differ (see [`identity`]).
pub fn same_page(a: &Url, b: &Url) -> bool {
    identity(a) == identity(b)
}

/// One page, whatever its query is: what a query says only its site knows, and most often it is how a
/// visitor came.
pub fn same_page_any_query(a: &Url, b: &Url) -> bool {
    let bare = |url: &Url| {
        let mut bare = url.clone();
        bare.set_query(None);
        identity(&bare)
    };
    bare(a) == bare(b)
}

/// One site: its registrable domain, or the host where there is none.
pub fn same_site(a: &Url, b: &Url) -> bool {
    match (a.host_str(), b.host_str()) {
        (Some(a), Some(b)) => same_site_hosts(a, b),
        _ => false,
    }
}

/// The same of two hosts.
pub fn same_site_hosts(a: &str, b: &str) -> bool {
    a == b || site_of(a).eq_ignore_ascii_case(site_of(b))
}

/// One path of one host, whatever its scheme, query and fragment: parts and views of a page.
pub fn same_path(a: &Url, b: &Url) -> bool {
    a.path() == b.path() && a.host_str() == b.host_str()
}

/// Whether an address is its host's first page.
pub fn is_first_page(url: &Url) -> bool {
    is_index(url.path())
}

/// Whether nothing follows a folder's path but the file that servers give for the folder itself.
fn is_index(rest: &str) -> bool {
    let rest = rest.trim_matches('/').to_ascii_lowercase();
    rest.is_empty() || matches!(rest.as_str(), "index.html" | "index.htm" | "index.php")
}

/// Whether an address is a folder that another is in, on whatever host. The folder's own page is not in it.
pub fn is_folder_of(folder: &Url, page: &Url) -> bool {
    let folder = folder.path().trim_end_matches('/');
    let rest = page.path().strip_prefix(folder);
    let rest = rest.and_then(|rest| rest.strip_prefix('/'));
    rest.is_some_and(|rest| !is_index(rest))
}

/// [`same_page`] of addresses as they are written; what is no address is the same to the letter only.
pub fn same_page_written(a: &str, b: &str) -> bool {
    match (Url::parse(a), Url::parse(b)) {
        (Ok(a), Ok(b)) => same_page(&a, &b),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Kind = fn(&Url, &Url) -> bool;

    /// From the narrowest to the widest.
    const KINDS: [Kind; 5] = [
        same_view,
        same_document,
        same_page,
        same_page_any_query,
        same_site,
    ];

    /// Two addresses, and how many of the kinds do not hold.
    const ROWS: &[(&str, &str, usize)] = &[
        ("https://a.example/x", "https://a.example/x", 0),
        ("https://a.example/x", "https://a.example/x#part", 0),
        ("https://a.example/x#/one", "https://a.example/x#/two", 1),
        ("https://a.example/x#!one", "https://a.example/x", 1),
        (
            "https://a.example/x",
            "http://www.a.example/x/?utm_source=y",
            2,
        ),
        (
            "https://a.example/?a=1&b=2",
            "https://a.example/?b=2&a=1",
            2,
        ),
        ("https://a.example/x", "https://a.example/y", 4),
        (
            "https://a.example/x?page=1",
            "https://a.example/x?page=2",
            3,
        ),
        ("https://blog.a.example/", "https://a.example/", 4),
        ("https://a.example/", "https://b.example/", 5),
    ];

    #[test]
    fn each_kind_is_wider_than_the_one_before() {
        for (a, b, narrower) in ROWS {
            let (first, second) = (Url::parse(a).unwrap(), Url::parse(b).unwrap());
            let holds = KINDS.map(|kind| kind(&first, &second));
            let expected: Vec<bool> = (0..KINDS.len()).map(|at| at >= *narrower).collect();
            assert_eq!(holds.as_slice(), expected, "{a} {b}");
        }
    }
}
