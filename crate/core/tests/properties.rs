//! What must hold for any input: unwrapping ends and stays on the web, identity is stable, offsets
//! of mentions are those of characters, CSV reads back.

#![allow(clippy::unwrap_used, missing_docs)]

use linkglance_core::contact::Source;
use linkglance_core::document::Folded;
use linkglance_core::export::csv;
use linkglance_core::url::{MAX_HOPS, Url, identity, is_web, unwrap};
use linkglance_core::{Page, Site, inspect};
use proptest::prelude::*;

/// Addresses of redirectors around something, in up to six layers.
fn wrapped() -> impl Strategy<Value = String> {
    let inner = prop_oneof![
        "https?://[a-z]{1,8}\\.(com|co\\.uk|de)(/[a-zA-Z0-9%._~-]{0,12}){0,3}(\\?[a-z=&%0-9]{0,12})?",
        "(javascript|data|file|ftp|mailto):[ -~]{0,20}",
        "\\PC{0,20}",
    ];
    let wrapper = prop_oneof![
        Just("https://www.google.com/url?q="),
        Just("https://l.facebook.com/l.php?u="),
        Just("https://href.li/?"),
        Just("https://web.archive.org/web/2020/"),
        Just("https://www.google.com/amp/s/"),
        Just("https://www.anrdoezrs.net/links/1/"),
        Just("https://news.example/out?url="),
        Just("https://www.bing.com/ck/a?u=a1"),
        Just("https://disq.us/url?url="),
        Just("https://a--b-com.translate.goog/"),
    ];
    (inner, prop::collection::vec(wrapper, 0..6)).prop_map(|(inner, wrappers)| {
        let mut url = inner;
        for wrapper in wrappers {
            url = format!("{wrapper}{url}");
        }
        url
    })
}

/// Text with what folding changes: marks, ligatures, zero-width characters, several scripts.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z .,'@/-]{0,8}",
        "\\PC{0,4}",
        Just("Acme".to_owned()),
        Just("acme.com".to_owned()),
        Just("Ac\u{ad}me\u{200b}".to_owned()),
        Just("e\u{301}\u{323}ßﬁİ㍿ﾊﾞ".to_owned()),
        Just("株式会社".to_owned()),
        Just("\u{1112}\u{1161}\u{11ab}".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn page(html: String) -> Page {
    Page {
        url: "https://news.example/post".into(),
        html,
        ..Page::default()
    }
}

fn acme() -> Site {
    Site {
        name: "Acme".into(),
        aliases: vec!["株式会社".into(), "é".into(), "ss".into()],
        domains: vec!["acme.com".into()],
        ..Site::default()
    }
}

proptest! {
    // What fails once becomes a row of a table or a test of its own.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn unwrapping_ends_on_the_web(address in wrapped()) {
        let Ok(url) = Url::parse(&address) else { return Ok(()) };
        if let Some(found) = unwrap(&url) {
            prop_assert!(is_web(&found.target) && found.target.has_host());
            prop_assert!((1..=MAX_HOPS).contains(&found.through.len()));
        }
    }

    #[test]
    fn identity_is_stable(address in wrapped()) {
        let Ok(url) = Url::parse(&address) else { return Ok(()) };
        if is_web(&url) {
            let key = identity(&url);
            let again = Url::parse(&format!("https://{key}")).unwrap();
            // A port that was http's own is https's own no more, nor the other way round.
            if url.port().is_none_or(|port| port != 443) {
                prop_assert_eq!(identity(&again), key);
            }
        }
    }

    #[test]
    fn offsets_of_folded_text_are_those_of_characters(text in text()) {
        let folded = Folded::of(&text);
        let ends: Vec<usize> = folded.as_str().char_indices().map(|(at, _)| at).chain([folded.as_str().len()]).collect();
        let mut last = 0;
        for pair in ends.windows(2) {
            if let [start, end] = pair {
                let range = folded.original(&(*start..*end));
                prop_assert!(text.get(range.clone()).is_some(), "{range:?}");
                prop_assert!(range.start >= last);
                last = range.start;
            }
        }
    }

    #[test]
    fn mentions_are_cut_from_the_text(text in text()) {
        let html = format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;"));
        let report = inspect(&page(html), &[acme()]).unwrap();
        for mention in report.mentions {
            prop_assert!(!mention.text.is_empty());
            prop_assert!(mention.before.chars().count() <= 40 && mention.after.chars().count() <= 40);
            prop_assert!((0.0..=1.0).contains(&mention.confidence));
        }
    }

    #[test]
    fn addresses_to_write_to_stand_on_the_page(pieces in prop::collection::vec(prop_oneof![
        Just("@".to_owned()), Just("[at]".to_owned()), Just("(dot)".to_owned()), Just(".com".to_owned()),
        Just("tea-times.com".to_owned()), "[a-z.+_-]{0,6}", "\\PC{0,4}", "[ /:.@(){}\\[\\]]{0,3}"], 0..24)) {
        let text = pieces.concat();
        let html = format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;"));
        let report = inspect(&page(html), &[]).unwrap();
        for email in &report.contacts.emails {
            let (local, domain) = email.address.rsplit_once('@').unwrap();
            prop_assert!(text.contains(local), "{local} in {text}");
            prop_assert!(!local.is_empty() && domain.contains('.') && !domain.contains(char::is_whitespace));
            if email.origin.source == Source::Text {
                prop_assert!(text.to_lowercase().contains(&email.address.to_lowercase()));
            }
        }
    }

    #[test]
    fn csv_reads_back(anchor in "[ -~\\n\"',=+@-]{0,30}", title in text()) {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let (escaped, title) = (escape(&anchor), escape(&title));
        let html = format!("<p>{title} <a href='https://acme.com/'>{escaped}</a>");
        let report = inspect(&page(html), &[acme()]).unwrap();
        let written = csv(&report);
        let mut reader = ::csv::Reader::from_reader(written.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), report.backlinks.len() + report.mentions.len());
        let text = &report.links.first().unwrap().anchor.text;
        let field = rows.first().and_then(|row| row.get(5)).unwrap();
        prop_assert_eq!(field.strip_prefix('\'').unwrap_or(field), text.strip_prefix('\'').unwrap_or(text));
        for field in rows.iter().flatten() {
            prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']));
        }
    }
}
