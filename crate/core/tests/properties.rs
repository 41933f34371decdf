//! What must hold for any input: unwrapping ends and stays on the web, identity is stable, offsets
//! of mentions are those of characters, CSV reads back, no cell is a formula, any page can be checked
//! against any agreement.

#![allow(clippy::unwrap_used, missing_docs)]

use linkglance_core::check::{Agreement, Agreements, Check, Overall, changes, check};
use linkglance_core::contact::Source;
use linkglance_core::document::Folded;
use linkglance_core::export::{
    Form, check_markdown, check_text, csv, csv_of_links, link, prospects_csv, sentence, table,
};
use linkglance_core::letter::Parties;
use linkglance_core::link::Relation;
use linkglance_core::message::request;
use linkglance_core::prospect::Prospect;
use linkglance_core::report::Link;
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

/// A page of links to Acme and elsewhere, shown, hidden, marked and commented out.
fn linked() -> impl Strategy<Value = String> {
    let href = prop_oneof![
        Just("https://acme.com/tea"),
        Just("http://www.acme.com/tea/?utm_source=x#y"),
        Just("//shop.acme.com"),
        Just("https://bit.ly/x"),
        Just("https://www.google.com/url?q=https://acme.com/tea"),
        Just("https://rival.example/"),
        Just("/tea"),
        Just("http://["),
        Just("mailto:a@acme.com"),
    ];
    let rel = prop_oneof![
        Just(""),
        Just("nofollow"),
        Just("sponsored,ugc"),
        Just("no-follow me")
    ];
    let around = prop_oneof![
        Just(("<p>", "</p>")),
        Just(("<footer>", "</footer>")),
        Just(("<div hidden>", "</div>")),
        Just(("<!--", "-->")),
        Just(("<div class=author-bio>", "</div>")),
    ];
    let link = (href, rel, around, text()).prop_map(|(href, rel, (before, after), text)| {
        let text = text.replace('<', "&lt;").replace("--", "");
        format!("{before}<a href='{href}' rel='{rel}'>{text}</a> Acme{after}")
    });
    let head = prop_oneof![
        Just(""),
        Just("<link rel=canonical href=https://news.example/post>"),
        Just("<link rel=canonical href='http://['><meta name=robots content=none>"),
    ];
    let body = prop::collection::vec(link, 0..6);
    (head, body).prop_map(|(head, links)| format!("{head}<article>{}</article>", links.concat()))
}

/// Agreements as users paste them: some of them make no sense.
fn agreement() -> impl Strategy<Value = String> {
    let field = prop_oneof![
        Just(r#""target": ["acme.com/tea", { "url": "acme.com", "match": "site" }]"#.to_owned()),
        Just(r#""target": { "url": "https://acme.com/tea", "match": "exact" }"#.to_owned()),
        Just(r#""page": "news.example/post""#.to_owned()),
        Just(r#""preset": "sponsored_placement""#.to_owned()),
        Just(r#""preset": "bio_link""#.to_owned()),
        Just(r#""rel": { "required": "ugc", "allowed": ["nofollow"] }"#.to_owned()),
        Just(r#""rel": "any""#.to_owned()),
        Just(r#""regions": []"#.to_owned()),
        Just(r#""visible": "in_source""#.to_owned()),
        Just(r#""anchor": { "kind": ["brand", "url"] }"#.to_owned()),
        Just(r#""disclosure": "absent""#.to_owned()),
        Just(r#""language": "pt-BR""#.to_owned()),
        (0..40_usize).prop_map(|n| format!("\"links\": {n}")),
        (0..40_usize).prop_map(|n| format!("\"mostOutbound\": {n}")),
        text().prop_map(|t| format!("\"anchor\": {}", serde_json::json!({ "contains": t }))),
        text().prop_map(|t| format!("\"author\": {}", serde_json::json!(t))),
        text().prop_map(|t| format!("\"language\": {}", serde_json::json!(t))),
        text().prop_map(|t| format!("{}: 1", serde_json::json!(t))),
    ];
    let fields = prop::collection::vec(field, 0..6);
    fields.prop_map(|mut fields| {
        fields.insert(0, r#""name": "x", "targets": "acme.com/tea""#.to_owned());
        format!("{{{}}}", fields.join(","))
    })
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

/// What spreadsheets read as a formula where a cell begins with it.
const SIGNS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// A field of a CSV file as it was before it was guarded against formulas: of the apostrophes before a
/// sign the first is the guard, wherever a cell may begin.
fn unguarded(field: &str) -> String {
    let bare = |piece: &str| match piece.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches(['\'', '"']).starts_with(SIGNS) => rest.to_owned(),
        _ => piece.to_owned(),
    };
    field
        .split_inclusive([',', ';', '\t', '\r', '\n'])
        .map(bare)
        .collect()
}

/// The cells of a text for a spreadsheet that separates by this: as RFC 4180 has them, and as one has
/// them that takes no notice of quotation marks.
fn cells(written: &str, separator: u8) -> Vec<String> {
    let written = written.trim_start_matches('\u{feff}');
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(written.as_bytes());
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let quoted = rows.iter().flatten().map(str::to_owned);
    let plain = written.split([char::from(separator), '\r', '\n']);
    let plain = plain.map(|cell| cell.trim_start_matches('"').to_owned());
    quoted.chain(plain).collect()
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
            // A dot may be written in another way.
            prop_assert!(local.split('.').all(|part| text.contains(part)), "{local} in {text}");
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
        prop_assert_eq!(&unguarded(field), text);
        for field in rows.iter().flatten() {
            prop_assert!(!field.starts_with(SIGNS));
        }
    }

    #[test]
    fn no_cell_of_an_export_is_a_formula(
        text in "[=+@;,\"'|\\t\\r\\n x-]{0,24}",
        separator in prop::sample::select(vec![b',', b';', b'\t'])
    ) {
        let html = format!("<title>{text}</title><p>{text} Acme {text} <a href='https://acme.com/'>{text}</a>\
            <a href=\"x:{}\">{text}</a><a rel='{}'>", text.replace('"', ""), text.replace('\'', ""));
        let report = inspect(&page(html), &[acme()]).unwrap();
        let links: Vec<&Link> = report.links.iter().collect();
        let mut prospect = Prospect::keep(&report, &acme(), 9);
        prospect.notes = text.clone();
        prospect.tags = vec![text.clone()];
        let mut exports = vec![
            csv(&report),
            csv_of_links(&report, &links),
            prospects_csv([&prospect]),
            // Its own tabs separate whatever else does.
            table(Form::Text, &links).replace('\t', &char::from(separator).to_string()),
            sentence(Form::Text, &text),
        ];
        exports.extend(links.iter().map(|found| link(Form::Text, found)));
        for written in exports {
            for cell in cells(&written, separator) {
                prop_assert!(!cell.starts_with(SIGNS), "{cell:?} of {written:?}");
            }
        }
    }

    #[test]
    fn any_page_can_be_checked_against_any_agreement(was in linked(), is in linked(), text in agreement()) {
        let sites = [acme()];
        let read = Agreements::read(&text);
        prop_assert_eq!(read.taken.len() + read.refused.len(), 1);
        for agreement in &read.taken {
            prop_assert_eq!(agreement.clone().checked(), Ok(agreement.clone()));
            let found = |html: &String| check(&inspect(&page(html.clone()), &sites).unwrap(), agreement, &sites);
            let (before, after) = (found(&was), found(&is));
            let stored: Check = serde_json::from_str(&serde_json::to_string(&after).unwrap()).unwrap();
            prop_assert_eq!(&stored, &after);
            prop_assert_eq!(changes(&after, &stored), []);
            for change in changes(&before, &after) {
                prop_assert!(change.link.is_none_or(|link| link < 6));
            }
            let letter = request(&after, &Parties::default(), None);
            prop_assert_eq!(letter.is_some(), after.overall == Overall::Broken);
            prop_assert!(!check_text(&after, letter.as_ref()).is_empty());
            prop_assert!(!check_markdown(&after, letter.as_ref()).is_empty());
        }
    }

    #[test]
    fn what_is_found_keeps_the_agreement_made_from_it(html in linked()) {
        let sites = [acme()];
        let report = inspect(&page(html), &sites).unwrap();
        for link in &report.links {
            // A site's link to itself shows nothing about an agreement.
            if link.relation == Some(Relation::Internal) || link.relation == Some(Relation::Anchor) {
                continue;
            }
            let Some(agreement) = Agreement::as_found(&report, link.index) else { continue };
            let agreement = agreement.checked();
            prop_assert!(agreement.is_ok(), "{agreement:?}");
            let found = check(&report, &agreement.unwrap(), &sites);
            prop_assert_eq!(found.overall, Overall::Kept, "{:#?}", found.findings);
        }
    }

    #[test]
    fn any_text_is_read_and_nothing_of_it_lost(text in "(page|target|rel|[a-z]{1,4}|[,;\t|\"\n ]|acme\\.com|\\PC){0,40}") {
        let read = Agreements::read(&text);
        prop_assert!(!read.taken.is_empty() || !read.refused.is_empty());
        for bad in read.refused {
            prop_assert!(bad.row > 0 && !bad.faults.is_empty());
        }
    }
}
