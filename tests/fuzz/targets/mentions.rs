//! Any text searched for any names: what is found is cut from the text at character boundaries,
//! with at most 40 characters beside it, and offsets of folded text are those of characters.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use linkglance_core::document::Folded;
use linkglance_core::{Page, Site, inspect};

#[derive(Arbitrary, Debug)]
struct Input {
    text: String,
    name: String,
    aliases: Vec<String>,
    exclude: Vec<String>,
    require: Vec<String>,
    case_sensitive: bool,
    language: String,
}

fuzz_target!(|input: Input| {
    folds(&input.text);
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let page = Page {
        url: "https://news.example/post".into(),
        html: format!(
            "<html lang=\"{}\"><p>{} <b>{}</b> {}</p>",
            escape(&input.language).replace('"', ""),
            escape(&input.text),
            escape(&input.name),
            escape(&input.text)
        ),
        ..Page::default()
    };
    let site = Site {
        name: input.name,
        domains: vec!["acme.com".into()],
        aliases: input.aliases,
        exclude: input.exclude,
        require: input.require,
        case_sensitive: input.case_sensitive,
        ..Site::default()
    };
    let report = inspect(&page, &[site]).expect("the page's address is one");
    for mention in &report.mentions {
        assert!(!mention.text.is_empty());
        assert!(mention.before.chars().count() <= 40 && mention.after.chars().count() <= 40);
        assert!((0.0..=1.0).contains(&mention.confidence));
    }
});

fn folds(text: &str) {
    let folded = Folded::of(text);
    let mut last = 0;
    for (at, c) in folded.as_str().char_indices() {
        let range = folded.original(&(at..at + c.len_utf8()));
        assert!(text.get(range.clone()).is_some(), "{range:?}");
        assert!(range.start >= last);
        last = range.start;
    }
}
