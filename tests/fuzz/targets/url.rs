//! Any address against any base: what is unwrapped is on the web, in a bounded number of hops;
//! identity is stable; a resolved address has a relation.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linkglance_core::link::relation;
use linkglance_core::url::{
    MAX_HOPS, Url, affiliate_sign, base_url, has_tracking, identity, is_web, resolve, same_site,
    site_of, unwrap,
};

fuzz_target!(|input: (&str, &str)| {
    let (base, href) = input;
    if is_file(base) || is_file(href) {
        return;
    }
    let page = Url::parse("https://news.example/post").expect("an address");
    let base = base_url(&page, Some(base));
    let Some(url) = resolve(&base, href) else {
        return;
    };
    let _ = relation(&page, &url);
    let _ = affiliate_sign(&url);
    let _ = has_tracking(&url);
    assert!(same_site(&url, &url) || url.host_str().is_none());
    if let Some(host) = url.host_str() {
        assert!(host.ends_with(site_of(host)) || host.ends_with('.'));
    }
    if let Some(found) = unwrap(&url) {
        assert!(is_web(&found.target) && found.target.has_host());
        assert!((1..=MAX_HOPS).contains(&found.through.len()));
    }
    if is_web(&url) {
        let key = identity(&url);
        // A port that was http's own is https's own no more, nor the other way round.
        if url.port().is_none_or(|port| port != 443) {
            let again = Url::parse(&format!("https://{key}")).expect("an identity is an address");
            assert_eq!(identity(&again), key);
        }
    }
});

/// A debug assertion of the URL library fails on some drive letters (`file:/+/C:` as a base). Builds
/// without such assertions, as ours are, read those addresses as something that is not on the web.
fn is_file(address: &str) -> bool {
    let scheme: String = address.chars().filter(|&c| c > ' ').take(5).collect();
    scheme.eq_ignore_ascii_case("file:")
}
