//! A first look loses no row: wherever an inspection finds a backlink or a mention, the first look says
//! that it may. Held against the fixtures, all conformance tables, names split over every boundary of
//! the tree's cases, and pages made of pieces that are hard to skim.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use linkglance_core::{FirstLook, Page, Profiles, Site, inspect_until};
use proptest::prelude::*;
use serde_json::Value;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn site(name: &str, domains: &[&str], aliases: &[&str]) -> Site {
    let all = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
    let site = Site {
        name: name.to_owned(),
        domains: all(domains),
        aliases: all(aliases),
        ..Site::default()
    };
    site.checked().unwrap()
}

/// Names and domains of the tables, in several scripts and with signs.
fn sites() -> Vec<Site> {
    vec![
        site("Acme", &["acme.com"], &["Acme Corp", "アクメ"]),
        site(
            "Brightleaf Tea",
            &["brightleaf-tea.example"],
            &["Brightleaf", "H&M"],
        ),
        site(
            "Bücher",
            &["bücher.example", "=shop.acme.org"],
            &["Straßenbau", "株式会社"],
        ),
    ]
}

/// Whether the page has rows, and whether the first look lets it through. Fails where it loses some.
fn look(look: &FirstLook<&Profiles>, profiles: &Profiles, page: &Page) -> (bool, bool) {
    let may = look.may_concern(page);
    let Ok(report) = inspect_until(page, profiles, &|| false) else {
        return (false, may);
    };
    let rows = !report.backlinks.is_empty() || !report.mentions.is_empty();
    assert!(
        may || !rows,
        "lost: {:?} {:?} of {:?}",
        report.mentions.first().map(|mention| &mention.text),
        report.backlinks.first(),
        page.html
    );
    (rows, may)
}

fn page(html: &str) -> Page {
    Page {
        url: "https://news.example/post".into(),
        html: html.to_owned(),
        ..Page::default()
    }
}

fn check_all<'a>(pages: impl Iterator<Item = &'a str>) -> (usize, usize, usize) {
    let profiles = Profiles::of(sites());
    let first = FirstLook::of(&profiles);
    let (mut all, mut with_rows, mut passed) = (0, 0, 0);
    for html in pages {
        let (rows, may) = look(&first, &profiles, &page(html));
        all += 1;
        with_rows += usize::from(rows);
        passed += usize::from(may);
    }
    (all, with_rows, passed)
}

/// Every string of every conformance table.
fn strings() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![tests().join("conformance")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                let table = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
                collect(table, &mut found);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn collect(value: Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(rows) => rows.into_iter().for_each(|row| collect(row, found)),
        Value::Object(fields) => fields.into_iter().for_each(|(_, row)| collect(row, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn nothing_of_the_tables_is_lost() {
    let strings = strings();
    let addresses = strings.iter().filter(|text| text.contains("//"));
    let links = addresses.map(|text| {
        let value = text.replace('&', "&amp;").replace('"', "&quot;");
        format!("<p>See <a href=\"{value}\">this</a>.</p>")
    });
    let links: Vec<String> = links.collect();
    let (all, with_rows, passed) = check_all(strings.iter().chain(&links).map(String::as_str));
    // It leaves out most of what has no row, too, or it would be of no use.
    assert!(all > 4_000 && with_rows > 300, "{all} {with_rows}");
    assert!(passed < all / 2, "{passed} of {all}");
}

#[test]
fn nothing_of_the_fixtures_is_lost() {
    let mut folders = vec![
        tests().join("fixtures"),
        tests().join("hostile"),
        tests().join("demo"),
    ];
    let (mut profiles, mut pages) = (sites(), Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with("site.json") {
                let json: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
                let json = if json.is_array() {
                    json
                } else {
                    Value::Array(vec![json])
                };
                profiles.extend(serde_json::from_value::<Vec<Site>>(json).unwrap());
            } else if path.extension().is_some_and(|ending| ending == "html") {
                pages.extend(fs::read_to_string(path));
            }
        }
    }
    let checked = profiles.into_iter().map(|site| site.checked().unwrap());
    let profiles = Profiles::of(checked.collect());
    let first = FirstLook::of(&profiles);
    let with_rows = pages
        .iter()
        .filter(|html| look(&first, &profiles, &page(html)).0);
    assert!(with_rows.count() > 10);
}

/// The places of a source where text can be put without changing a tag.
fn boundaries(html: &str) -> Vec<usize> {
    let after = html.match_indices('>').map(|(at, _)| at + 1);
    let mut all: Vec<usize> = html
        .match_indices('<')
        .map(|(at, _)| at)
        .chain(after)
        .collect();
    all.extend([0, html.len()]);
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn a_name_is_not_lost_over_any_boundary() {
    let tree: Value =
        serde_json::from_str(&fs::read_to_string(tests().join("conformance/tree.json")).unwrap())
            .unwrap();
    let mut cases = Vec::new();
    collect(tree, &mut cases);
    let mut pages = Vec::new();
    for html in &cases {
        let places = boundaries(html);
        for (nth, first) in places.iter().enumerate() {
            for second in places.iter().skip(nth).take(8) {
                for (head, tail) in [("Ac", "me"), (" Brigh", "tlaef ")] {
                    let (Some(a), Some(b), Some(c)) = (
                        html.get(..*first),
                        html.get(*first..*second),
                        html.get(*second..),
                    ) else {
                        continue;
                    };
                    pages.push([a, head, b, tail, c].concat());
                }
            }
        }
    }
    let (all, with_rows, _) = check_all(pages.iter().map(String::as_str));
    assert!(all > 10_000 && with_rows > 2_000, "{all} {with_rows}");
}

/// Whole and half names, in each way of writing them.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "Acme", "Ac", "me", "acme.com", "acme", ".com", " ", "Acme Corp", "Acme\u{a0}Corp", "&nbsp;",
    "A&#99;me", "&#x41;cme", "Ac&shy;me", "Ac\u{ad}me", "Ａｃｍｅ", "Ac\u{200b}me", "アク", "メ", "Brightleaf",
    "Brightlaef", "Bright", "leaf", "laef", "Tea", "H&amp;M", "H&M", "H", "&amp", "M", "B&uuml;cher",
    "Bu\u{308}cher", "BÜCHER", "&uumlcher", "Stra&szlig;enbau", "株式", "会社", "\0", "\n", "word", "-", "’",
    "x", "<", "&", "&#0;", "&#128;", "1",
];

/// Markup of each sort.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<div>", "</div>", "<br>", "<span>", "</span>", "<table>",
    "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<caption>", "</caption>", "<tbody>",
    "</tbody>", "<col>", "<select>", "</select>", "<option>", "</option>", "<optgroup>", "<script>",
    "</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>", "<noscript>",
    "</noscript>", "<template>", "</template>", "<template shadowrootmode=open>", "<object>", "</object>",
    "<canvas>", "</canvas>", "<video>", "</video>", "<iframe>", "</iframe>", "<svg>", "</svg>", "<svg/>",
    "<desc>", "</desc>", "<metadata>", "</metadata>", "<foreignObject>", "</foreignObject>", "<math>",
    "</math>", "<mi>", "<xmp>", "</xmp>", "<plaintext>", "<listing>", "<frameset>", "<form>", "</form>",
    "<input>", "<button>", "</button>", "<li>", "<ul>", "</ul>", "<a href=/>", "</a>", "<h1>", "</h1>",
    "<head>", "</head>", "<body>", "</body>", "</html>", "<!-- -->", "<!--", "-->", "<!doctype html>",
    "<![CDATA[", "]]>", "<?x>", "</>", "</ x>", "<p title='>'>", "<p title=\"<b>\">", "<a title=' href=",
    "'>", "<image>", "<nobr>", "</nobr>", "<pre>", "</pre>", "<hr>", "<center>", "<datalist>",
    "</datalist>", "<noframes>", "</noframes>", "<iframe srcdoc='<p>Acme'>",
    "<iframe srcdoc=\"<a href='//acme.com'>x</a>\"></iframe>",
];

/// Addresses, in each way of leading to a site.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "https://acme.com/", "//acme.com", "HTTPS://ACME.COM", "https://acme.com.", "https://a&#99;me.com",
    "https://ac%6de.com/", "https://ac&Tab;me.com", "https:\\\\acme.com", "http:acme.com",
    "https://www.google.com/url?q=https%3A%2F%2Facme.com", "/out?url=https%253A%252F%252Facme.com",
    "https://www.bing.com/ck/a?u=a1aHR0cHM6Ly9hY21lLmNvbS8", "https://acme-com.translate.goog/",
    "https://brightleaf--tea-example.translate.goog/", "https://bücher.example",
    "https://b&uuml;cher.example", "https://xn--bcher-kva.example/", "https://b%C3%BCcher.example/",
    "https://bu\u{308}cher.example/", "https://acme。com/", "https://acme．com/", "https://ａｃｍｅ.com",
    "https://ac\u{ad}me.com", "https://acme&shy.com", "https://user@acme.com:443/",
    "https://shop.acme.org/", "https://other.example/?acme", "/acme", "?x&amp;y", "https://ac\u{34f}me.com",
    "https://web.archive.org/web/2020/https://acme.com/", "https://www.google.com/amp/s/acme.com/x",
    "https://href.li/?https://acme.com/",
];

/// Pieces of pages.
fn piece() -> impl Strategy<Value = String> {
    let texts = prop::sample::select(TEXTS);
    let tags = prop::sample::select(TAGS);
    let links = prop::sample::select(LINKS);
    let link = (links, 0..6_usize).prop_map(|(href, form)| match form {
        0 => format!("<a href='{href}'>"),
        1 => format!("<A HREF = \"{href}\" x>"),
        2 => format!("<a x=1 href={href}>"),
        3 => format!("<area href='{href}'/>"),
        4 => format!("<svg><a xlink:href='{href}'>"),
        _ => format!("<base href='{href}'>"),
    });
    prop_oneof![
        4 => texts.prop_map(str::to_owned),
        4 => tags.prop_map(str::to_owned),
        1 => link,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn no_page_of_pieces_loses_a_row(pieces in prop::collection::vec(piece(), 1..14)) {
        thread_local! {
            static PROFILES: &'static Profiles = Box::leak(Box::new(Profiles::of(sites())));
        }
        PROFILES.with(|profiles| {
            look(&FirstLook::of(profiles), profiles, &page(&pieces.concat()));
        });
    }
}
