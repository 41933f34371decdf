//! Saved prospects as CSV for spreadsheets, guarded as the report's is, and as JSON.

use super::csv::{name, push_row, yes_no};
use crate::prospect::{Millis, Prospect, Sentence};

/// Milliseconds of a day.
const DAY: u64 = 24 * 60 * 60 * 1000;

const COLUMNS: [&str; 22] = [
    "url",
    "site",
    "status",
    "kind",
    "title",
    "language",
    "author",
    "published",
    "sentence",
    "anchor",
    "target",
    "links to instead",
    "indexable",
    "links to your site",
    "e-mail",
    "contact page",
    "profile",
    "tags",
    "notes",
    "follow up",
    "messages",
    "kept",
];

/// Prospects as CSV, one row each: RFC 4180, UTF-8 with a byte order mark.
pub fn prospects_csv<'a>(prospects: impl IntoIterator<Item = &'a Prospect>) -> String {
    let mut out = String::from('\u{feff}');
    push_row(&mut out, &COLUMNS.map(str::to_owned));
    for prospect in prospects {
        push_row(&mut out, &row(prospect));
    }
    out
}

/// Prospects as a JSON list, whole; it reads back as it was.
pub fn prospects_json(prospects: &[Prospect]) -> String {
    serde_json::to_string_pretty(prospects).unwrap_or_default()
}

fn row(prospect: &Prospect) -> [String; 22] {
    let page = &prospect.page;
    let contacts = &prospect.contacts;
    let best = prospect.kind().and_then(|kind| {
        let mut all = prospect.opportunities.iter();
        all.find(|found| found.kind == kind)
    });
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let people = contacts.people.iter().map(|person| person.name.as_str());
    let author = page.author.clone().unwrap_or_else(|| joined(people));
    [
        page.url.clone(),
        prospect.site.clone(),
        name(&prospect.status),
        best.map_or_else(String::new, |best| name(&best.kind)),
        text(&page.title),
        text(&page.language),
        author,
        text(&page.published),
        best.and_then(|best| best.sentences.first())
            .map_or_else(String::new, whole),
        best.map_or_else(String::new, |best| text(&best.anchor)),
        best.map_or_else(String::new, |best| text(&best.target)),
        best.map_or_else(String::new, |best| text(&best.instead)),
        yes_no(page.indexable),
        page.backlinks
            .map_or_else(String::new, |count| count.to_string()),
        joined(contacts.emails.iter().map(|email| email.address.as_str())),
        joined(contacts.pages.iter().map(|page| page.url.as_str())),
        joined(contacts.profiles.iter().map(|profile| profile.url.as_str())),
        joined(prospect.tags.iter().map(String::as_str)),
        prospect.notes.clone(),
        text(&prospect.follow_up),
        prospect.messages.len().to_string(),
        day(prospect.kept),
    ]
}

fn whole(sentence: &Sentence) -> String {
    format!("{}{}{}", sentence.before, sentence.text, sentence.after)
}

fn joined<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.collect::<Vec<_>>().join(", ")
}

/// The day of a time in UTC, as `YYYY-MM-DD` (Gregorian; days are counted in eras of 400 years that
/// begin on the first of March).
pub fn day(at: Millis) -> String {
    let days = at / DAY + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;
    use crate::{Page, inspect};

    #[test]
    fn days_are_those_of_the_calendar() {
        for (at, written) in [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (1_709_251_199_999, "2024-02-29"),
            (1_709_251_200_000, "2024-03-01"),
            (4_107_542_399_999, "2100-02-28"),
            (4_107_542_400_000, "2100-03-01"),
            (1_798_761_599_000, "2026-12-31"),
        ] {
            assert_eq!(day(at), written);
        }
    }

    #[test]
    fn a_row_says_what_a_spreadsheet_needs() {
        let site = Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            ..Site::default()
        };
        let page = Page {
            url: "https://news.example/post".into(),
            html: "<title>=1+1</title><p>Tea by Acme. Write to jane@tea-times.com</p>".into(),
            ..Page::default()
        };
        let report = inspect(&page, std::slice::from_ref(&site)).unwrap();
        let mut prospect = Prospect::keep(&report, &site, DAY);
        prospect.tags = vec!["tea".into(), "@home".into()];
        let written = prospects_csv([&prospect]);
        let row = written.lines().nth(1).unwrap();
        assert!(row.starts_with(
            "https://news.example/post,Acme,new,unlinked mention,'=1+1,,,,Tea by Acme.,Acme,https://acme.com/,"
        ));
        assert!(row.ends_with(",jane@tea-times.com,,,\"tea, @home\",,,0,1970-01-02"));
        let read: Vec<Prospect> =
            serde_json::from_str(&prospects_json(&[prospect.clone()])).unwrap();
        assert_eq!(
            serde_json::to_value(&read).unwrap(),
            serde_json::to_value([prospect]).unwrap()
        );
    }
}
