//! What an address means: resolving it as a browser does, whose site it is, which addresses are
//! one, and where an address that goes through another service really leads.

mod affiliate;
mod base;
mod domain;
mod identity;
mod percent;
mod redirect;
mod redirectors;
mod sameness;
mod shortener;
mod social;
mod suffix_list;
mod tracking;
mod user;

use ::url::{EncodingOverride, Position};

use crate::length::{MAX_FOLLOWED_BYTES, is_whole};

pub use ::url::Url;
pub use affiliate::affiliate_sign;
pub use base::Base;
pub use domain::{domains_above, has_known_suffix, is_within, registrable_domain, site_of};
pub use identity::{has_tracking, identity, without_www};
pub use percent::{decode, encode};
pub use redirect::{MAX_HOPS, Unwrapped, Wrapper, hides_target, unwrap};
pub use redirectors::WrapperKind;
pub use sameness::{
    is_first_page, is_folder_of, same_document, same_page, same_page_any_query, same_page_written,
    same_path, same_site, same_site_hosts, same_view,
};
pub use shortener::is_shortener;
pub use social::{is_social, profile_key};
pub use user::is_user_page;

/// The document's base URL: the first `<base href>` that counts, else the page's own URL.
/// A base with a `data:` or `javascript:` scheme does not count (HTML standard, "frozen base URL").
pub fn base_url(page: &Url, base_href: Option<&str>) -> Url {
    base_href
        .and_then(|href| page.join(href).ok())
        .filter(|base| !matches!(base.scheme(), "data" | "javascript"))
        .unwrap_or_else(|| page.clone())
}

/// Resolves an href as the URL standard does; `None` if it is no URL, or so long that no browser
/// follows it. Against a base that is too long
/// to be written only absolute addresses are: each of a page's links would copy it.
pub fn resolve(base: &Url, href: &str) -> Option<Url> {
    resolve_with(base, href, None)
}

/// Resolves an href whose query is written by `encode`, or in UTF-8.
fn resolve_with(base: &Url, href: &str, encode: EncodingOverride<'_>) -> Option<Url> {
    if href.len() > MAX_FOLLOWED_BYTES {
        return None;
    }
    if !is_whole(base.as_str()) {
        return Url::options().encoding_override(encode).parse(href).ok();
    }
    let parser = Url::options()
        .base_url(Some(base))
        .encoding_override(encode);
    match authority_after_slashes(base, href) {
        Some(rest) => parser.parse(&format!("//{rest}")).ok(),
        None => parser.parse(href).ok(),
    }
}

/// What follows three or more slashes, which the standard ignores in a web address ("special
/// authority ignore slashes state") and the `url` crate refuses.
fn authority_after_slashes<'a>(base: &Url, href: &'a str) -> Option<&'a str> {
    let href = href.trim_matches(|c: char| c <= ' ');
    let rest = href.trim_start_matches(['/', '\\']);
    (is_web(base) && href.len() - rest.len() > 2).then_some(rest)
}

/// Whether a URL leads to a page: http or https.
pub fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// What follows the host and port: path, query and fragment.
pub fn address_after_host(url: &Url) -> &str {
    &url[Position::BeforePath..]
}
