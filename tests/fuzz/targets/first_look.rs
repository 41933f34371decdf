//! Any source: where an inspection finds a backlink or a mention, the first look says that it may.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use linkglance_core::{FirstLook, Page, Profiles, Site, inspect_until};

static PROFILES: LazyLock<Profiles> = LazyLock::new(|| {
    let site = |name: &str, domain: &str, aliases: &[&str]| Site {
        name: name.to_owned(),
        domains: vec![domain.to_owned()],
        aliases: aliases.iter().map(ToString::to_string).collect(),
        ..Site::default()
    };
    Profiles::of(vec![
        site("Acme", "acme.com", &["Acme Corp", "H&M", "me"]),
        site("Brightleaf", "xn--bcher-kva.de", &["Straßenbau"]),
    ])
});
static FIRST: LazyLock<FirstLook<&'static Profiles>> = LazyLock::new(|| FirstLook::of(&PROFILES));

fuzz_target!(|html: &str| {
    let page = Page {
        url: "https://news.example/post".into(),
        html: html.to_owned(),
        ..Page::default()
    };
    if FIRST.may_concern(&page) {
        return;
    }
    let report = inspect_until(&page, &PROFILES, &|| false).expect("the page's address is one");
    assert!(report.backlinks.is_empty() && report.mentions.is_empty());
});
