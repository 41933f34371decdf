//! Any rel attribute, any robots meta and any X-Robots-Tag: never a panic, tokens in lower case
//! without white space, and a nofollow anywhere is never read as followed.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use linkglance_core::link::Rel;
use linkglance_core::{Page, inspect};

#[derive(Arbitrary, Debug)]
struct Input {
    rel: String,
    name: String,
    content: String,
    headers: Vec<(String, String)>,
}

fuzz_target!(|input: Input| {
    let rel = Rel::parse(&input.rel);
    for token in &rel.tokens {
        assert!(!token.is_empty() && !token.contains([' ', '\t', '\n', '\x0c', '\r']));
        assert!(!token.contains(|c: char| c.is_ascii_uppercase()));
    }
    let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    let html = format!(
        "<meta name=\"{}\" content=\"{}\"><a href=\"https://acme.com/\" rel=\"{}\">Acme</a>",
        escape(&input.name),
        escape(&input.content),
        escape(&input.rel)
    );
    let mut headers = input.headers;
    headers.push(("X-Robots-Tag".into(), input.content));
    let page = Page {
        url: "https://news.example/post".into(),
        html,
        headers: Some(headers),
        ..Page::default()
    };
    let report = inspect(&page, &[]).expect("the page's address is one");
    for link in &report.links {
        let marked = link.rel.iter().any(|token| token == "nofollow");
        assert!(!marked || link.follow.followed != Some(true));
        assert!(report.page.robots.follow || link.follow.followed != Some(true));
    }
});
