//! Any text as agreements, checked against any page: a good agreement stays itself, a check reads
//! back from JSON and differs from itself in nothing, a letter is written only where one is broken.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linkglance_core::check::{Agreements, Check, Overall, changes, check};
use linkglance_core::letter::Parties;
use linkglance_core::message::request;
use linkglance_core::{Page, inspect};

/// Checking one page against more than this finds nothing new.
const MOST: usize = 5;

fuzz_target!(|input: (&str, &str)| {
    let (html, text) = input;
    let read = Agreements::read(text);
    assert!(!read.taken.is_empty() || !read.refused.is_empty());
    for bad in &read.refused {
        assert!(bad.row > 0 && !bad.faults.is_empty());
    }
    let page = Page {
        url: "https://news.example/post".into(),
        html: format!("<p>A post with <a href='https://acme.com/tea'>tea</a>.</p>{html}"),
        ..Page::default()
    };
    for agreement in read.taken.iter().take(MOST) {
        assert_eq!(agreement.clone().checked().as_ref(), Ok(agreement));
        let sites: Vec<_> = agreement.site().into_iter().collect();
        let report = inspect(&page, &sites).expect("the page's address is one");
        let found = check(&report, agreement, &sites);
        let json = serde_json::to_string(&found).expect("a check is JSON");
        let stored: Check = serde_json::from_str(&json).expect("a check reads back");
        assert_eq!(stored, found);
        assert!(changes(&found, &stored).is_empty());
        let letter = request(&found, &Parties::default(), None);
        assert_eq!(letter.is_some(), found.overall == Overall::Broken);
    }
});
