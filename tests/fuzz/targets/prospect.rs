//! Any page saved as a prospect: its CSV and JSON read back, saving it again changes nothing a
//! person wrote, its message has one line of subject, and its mail address ends no header.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linkglance_core::export::{prospects_csv, prospects_json};
use linkglance_core::message::{Language, Template, Values, Writing, mailto};
use linkglance_core::prospect::{OpportunityKind, Prospect};
use linkglance_core::{Page, Site, inspect};

fuzz_target!(|html: &str| {
    let page = Page {
        url: "https://news.example/post".into(),
        html: format!("<title>Tea</title><p>A text about Acme.</p>{html}"),
        ..Page::default()
    };
    let site = Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        keywords: vec!["green tea".into()],
        competitors: vec!["rival.example".into()],
        ..Site::default()
    };
    let report = inspect(&page, std::slice::from_ref(&site)).expect("the page's address is one");
    let mut kept = Prospect::keep(&report, &site, 1);
    let json = prospects_json(std::slice::from_ref(&kept));
    let again: Vec<Prospect> = serde_json::from_str(&json).expect("prospects read back");
    // Reasons read back as their words.
    assert_eq!(prospects_json(&again), json);
    let written = prospects_csv([&kept]);
    let mut reader = csv::Reader::from_reader(written.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("CSV reads back");
    assert_eq!(rows.len(), 1);
    for field in rows.iter().flatten() {
        assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']), "{field:?}");
    }
    kept.notes = "mine".into();
    kept.update_from(Prospect::keep(&report, &site, 2));
    assert_eq!(kept.notes, "mine");
    let writing = Writing { name: "Ann".into(), ..Writing::default() };
    let values = Values::of(&kept, kept.opportunities.first(), &site, &writing, Language::En);
    let message = Template::default_of(OpportunityKind::UnlinkedMention, Language::En).fill(&values);
    assert!(!message.subject.contains(['\n', '\r']));
    let to = kept.contacts.emails.first().map(|email| email.address.as_str());
    let address = mailto(to, &message.subject, &message.body);
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"');
    assert!(address.starts_with("mailto:") && address.chars().all(plain), "{address}");
});
