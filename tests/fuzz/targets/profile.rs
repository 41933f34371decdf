//! Any text as a profile file and as a typed domain: refused with words or usable; a usable profile
//! survives JSON and another check unchanged, and owns its own domains.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linkglance_core::{Page, Site, inspect};

fuzz_target!(|text: &str| {
    if let Ok(site) = Site::from_domain(text) {
        let checked = site.clone().checked();
        assert!(checked.is_ok() || site.name.trim().is_empty(), "{checked:?}");
    }
    let Ok(sites) = serde_json::from_str::<Vec<Site>>(&format!("[{text}]")) else {
        return;
    };
    let usable: Vec<Site> = sites.into_iter().filter_map(|site| site.checked().ok()).collect();
    for site in &usable {
        let json = serde_json::to_string(site).expect("a profile is JSON");
        let again: Site = serde_json::from_str(&json).expect("a profile reads back");
        assert_eq!(again.checked().as_ref(), Ok(site));
        for domain in &site.domains {
            assert!(site.owns_host(domain.trim_start_matches('=')), "{domain}");
        }
    }
    let page = Page {
        url: "https://news.example/post".into(),
        html: format!("<p>{}", text.replace('<', "&lt;")),
        ..Page::default()
    };
    assert!(inspect(&page, &usable).is_ok());
});
