//! The conformance tables of tests/conformance: what standards and Google's documentation say,
//! row by row.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use linkglance_core::check::{Agreement, Agreements, Check, changes, check};
use linkglance_core::document::parse;
use linkglance_core::import::{Listed, Tool};
use linkglance_core::link::{Rel, relation};
use linkglance_core::page::{Address, Day, Frame, HiddenBecause, Layout, LinkLayout, Robots};
use linkglance_core::point::{CheckState, Point};
use linkglance_core::prospect::{Prospect, opportunities};
use linkglance_core::reason::Reason;
use linkglance_core::url::{
    Base, Url, affiliate_sign, base_url, identity, registrable_domain, same_site_hosts, unwrap,
};
use linkglance_core::{Page, Report, Site, inspect};
use serde::Deserialize;
use serde_json::{Value, json};

fn table<Row: for<'de> Deserialize<'de>>(name: &str, least: usize) -> Vec<Row> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    let text = std::fs::read_to_string(path.join(name)).unwrap();
    let rows: Vec<Row> = serde_json::from_str(&text).unwrap();
    assert!(rows.len() >= least, "{name} lost rows");
    rows
}

/// Collects every row that differs, so that one run shows them all.
#[derive(Default)]
struct Differences(String);

impl Differences {
    fn compare(&mut self, row: &str, found: &Value, expected: &Value) {
        if found != expected {
            writeln!(self.0, "{row}\n  expected {expected}\n  found    {found}").unwrap();
        }
    }
}

impl Drop for Differences {
    fn drop(&mut self) {
        assert!(
            self.0.is_empty() || std::thread::panicking(),
            "\n{}",
            self.0
        );
    }
}

#[derive(Deserialize)]
struct RelRow {
    rel: String,
    tokens: Value,
    qualifies: Value,
    defects: Value,
    why: String,
}

#[test]
fn rel() {
    let mut differences = Differences::default();
    for row in table::<RelRow>("rel.json", 60) {
        let rel = Rel::parse(&row.rel);
        let qualifies: Vec<&str> = rel.qualifying().collect();
        let defects: Vec<&str> = rel.defects().map(|(token, _)| token).collect();
        differences.compare(
            &format!("{:?}: {}", row.rel, row.why),
            &json!([rel.tokens, qualifies, defects]),
            &json!([row.tokens, row.qualifies, row.defects]),
        );
    }
}

/// Header lines as names and values.
fn header_pairs(lines: &[String]) -> Vec<(String, String)> {
    let pair = |line: &String| {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        (name.to_owned(), value.to_owned())
    };
    lines.iter().map(pair).collect()
}

#[derive(Deserialize)]
struct RobotsRow {
    html: String,
    headers: Option<Vec<String>>,
    index: Value,
    follow: Value,
    because: Value,
    why: String,
}

#[test]
fn robots() {
    let mut differences = Differences::default();
    for row in table::<RobotsRow>("robots.json", 60) {
        let headers = row.headers.as_deref().map(header_pairs);
        let (document, _) = parse(&row.html, &|| false);
        let found = Robots::read(&document, headers.as_deref());
        differences.compare(
            &format!("{} {headers:?}: {}", row.html, row.why),
            &serde_json::to_value(found).unwrap(),
            &json!({ "index": row.index, "follow": row.follow, "because": row.because }),
        );
    }
}

#[derive(Deserialize)]
struct BlockerRow {
    today: Option<Day>,
    url: String,
    head: String,
    headers: Option<Vec<String>>,
    blockers: Value,
    why: String,
}

#[test]
fn blockers() {
    let mut differences = Differences::default();
    for row in table::<BlockerRow>("blocker.json", 20) {
        let page = Page {
            url: row.url.clone(),
            html: format!("<!doctype html><head>{}</head><body><p>Tea", row.head),
            headers: row.headers.as_deref().map(header_pairs),
            today: row.today,
            ..Page::default()
        };
        let report = inspect(&page, &[]).unwrap();
        let kinds: Vec<_> = report
            .page
            .blockers
            .iter()
            .map(|found| found.kind)
            .collect();
        differences.compare(
            &format!("{} {} {:?}: {}", row.url, row.head, row.headers, row.why),
            &json!(kinds),
            &row.blockers,
        );
    }
}

#[derive(Deserialize)]
struct BylineRow {
    head: String,
    html: String,
    language: String,
    author: Value,
    published: Value,
    modified: Value,
    kind: Value,
    why: String,
}

#[test]
fn bylines() {
    let mut differences = Differences::default();
    for row in table::<BylineRow>("byline.json", 25) {
        let html = format!(
            "<!doctype html><html lang={}><head>{}</head><body>{}",
            row.language, row.head, row.html
        );
        let page = Page {
            url: "https://news.example/post".into(),
            html,
            ..Page::default()
        };
        let found = inspect(&page, &[]).unwrap().page;
        differences.compare(
            &format!("{} ({}): {}", row.html, row.language, row.why),
            &json!([found.author, found.published, found.modified, found.kind]),
            &json!([row.author, row.published, row.modified, row.kind]),
        );
    }
}

#[derive(Deserialize)]
struct FollowRow {
    #[serde(default)]
    head: String,
    html: String,
    headers: Option<Vec<String>>,
    followed: Value,
    because: Value,
    why: String,
}

#[test]
fn followed_or_not() {
    let mut differences = Differences::default();
    for row in table::<FollowRow>("follow.json", 29) {
        let page = Page {
            url: "https://news.example/post".into(),
            html: format!(
                "<!doctype html><title>Tea</title>{}<p>{}",
                row.head, row.html
            ),
            headers: row.headers.as_deref().map(header_pairs),
            ..Page::default()
        };
        let links = inspect(&page, &[]).unwrap().links;
        let follow = &links[0].follow;
        let because = follow
            .because
            .iter()
            .map(|cause| json!([cause.by, cause.value]));
        differences.compare(
            &format!("{} {} {:?}: {}", row.head, row.html, row.headers, row.why),
            &json!([follow.followed, because.collect::<Vec<_>>()]),
            &json!([row.followed, row.because]),
        );
    }
}

#[derive(Deserialize)]
struct ResolveRow {
    page: String,
    base: Option<String>,
    #[serde(default)]
    encoding: Option<String>,
    href: String,
    url: Value,
    relation: Value,
    why: String,
}

/// Rows the URL library gets wrong, all of addresses that are no web pages. A row that starts to
/// pass must leave this list.
const EXPECTED_RESOLVE_FAILURES: [&str; 1] = ["file:///C|/tea"];

#[test]
fn resolve_as_browsers_do() {
    let mut differences = Differences::default();
    for row in table::<ResolveRow>("resolve.json", 90) {
        let page = Url::parse(&row.page).unwrap();
        let base = Base::from(base_url(&page, row.base.as_deref()));
        let url = base.in_encoding(row.encoding.as_deref()).resolve(&row.href);
        let found = json!({
            "url": url.as_ref().map(Url::as_str),
            "relation": url.as_ref().map(|url| relation(&page, url)),
        });
        let expected = json!({ "url": row.url, "relation": row.relation });
        if EXPECTED_RESOLVE_FAILURES.contains(&row.href.as_str()) {
            assert_ne!(
                found, expected,
                "{:?} passes now: take it off the list",
                row.href
            );
            continue;
        }
        let name = format!(
            "{:?} on {} base {:?}: {}",
            row.href, row.page, row.base, row.why
        );
        differences.compare(&name, &found, &expected);
    }
}

/// Of a live page the browser says where links lead whose query is in another encoding; the core of the
/// extension has no encodings.
#[test]
fn a_browser_resolves_queries_in_other_encodings() {
    let rows = table::<ResolveRow>("resolve.json", 90);
    let encoded: Vec<ResolveRow> = rows
        .into_iter()
        .filter(|row| row.encoding.is_some())
        .collect();
    assert!(encoded.len() >= 5, "{}", encoded.len());
    for row in encoded {
        let Some(url) = row.url.as_str() else {
            continue;
        };
        let address = Address {
            href: row.href.clone(),
            url: url.to_owned(),
        };
        let html = format!("<a href=\"{}\">Tea</a>", row.href.replace('&', "&amp;"));
        let frame = Frame {
            base: row.page.clone(),
            html: html.clone(),
            addresses: vec![address.clone()],
            ..Frame::default()
        };
        let page = Page {
            url: row.page.clone(),
            html,
            addresses: vec![address],
            frames: vec![frame],
            ..Page::default()
        };
        let report = inspect(&page, &[]).unwrap();
        let found: Vec<_> = report
            .links
            .iter()
            .filter_map(|link| link.url.as_deref())
            .collect();
        assert_eq!(found, [url, url], "{}", row.why);
    }
}

#[derive(Deserialize)]
struct SameSiteRow {
    a: String,
    b: String,
    same: bool,
    why: String,
}

/// A host as the URL parser writes it.
fn host(text: &str) -> String {
    let url = Url::parse(&format!("http://{text}/"));
    url.ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_else(|| text.to_owned())
}

#[test]
fn same_site_by_registrable_domain() {
    let mut differences = Differences::default();
    for row in table::<SameSiteRow>("same_site.json", 40) {
        let name = format!("{} {}: {}", row.a, row.b, row.why);
        let (a, b) = (host(&row.a), host(&row.b));
        differences.compare(&name, &json!(same_site_hosts(&a, &b)), &json!(row.same));
        differences.compare(&name, &json!(same_site_hosts(&b, &a)), &json!(row.same));
    }
}

/// The Public Suffix List's own vectors: `checkPublicSuffix('host', 'domain' | null);`
#[test]
fn public_suffix_list_vectors() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    let text = std::fs::read_to_string(path.join("public_suffix_list.txt")).unwrap();
    let mut differences = Differences::default();
    let mut count = 0;
    for line in text.lines() {
        let Some(arguments) = line.strip_prefix("checkPublicSuffix(") else {
            continue;
        };
        let quoted: Vec<&str> = arguments.split('\'').skip(1).step_by(2).collect();
        let Some(input) = quoted.first() else {
            continue; // null input: the function takes no null.
        };
        count += 1;
        // Hosts reach the function as the URL parser writes them; a leading dot stays as it is.
        let normal = if input.starts_with('.') {
            input.to_lowercase()
        } else {
            host(input)
        };
        let expected = quoted.get(1).map(|domain| host(domain));
        differences.compare(line, &json!(registrable_domain(&normal)), &json!(expected));
    }
    assert!(count > 70, "only {count} vectors were read");
}

#[derive(Deserialize)]
struct IdentityRow {
    a: String,
    b: String,
    same: bool,
    why: String,
}

#[test]
fn identity_of_addresses() {
    let mut differences = Differences::default();
    for row in table::<IdentityRow>("identity.json", 100) {
        let key = |url: &str| identity(&Url::parse(url).unwrap());
        let (a, b) = (key(&row.a), key(&row.b));
        let name = format!("{} ({a}) {} ({b}): {}", row.a, row.b, row.why);
        differences.compare(&name, &json!(a == b), &json!(row.same));
    }
}

#[derive(Deserialize)]
struct UnwrapRow {
    url: String,
    target: Value,
    through: Value,
    why: String,
}

#[test]
fn wrappers_are_taken_off() {
    let mut differences = Differences::default();
    for row in table::<UnwrapRow>("unwrap.json", 100) {
        let found = unwrap(&Url::parse(&row.url).unwrap());
        let through = found.iter().flat_map(|found| &found.through);
        let kinds: Vec<_> = through.map(|wrapper| wrapper.kind).collect();
        let target = found.as_ref().map(|found| found.target.as_str());
        assert_ne!(target, Some(row.url.as_str()), "no address holds itself");
        differences.compare(
            &format!("{}: {}", row.url, row.why),
            &json!({ "target": target, "through": kinds }),
            &json!({ "target": row.target, "through": row.through }),
        );
    }
}

/// The report on a page with this body.
fn report(language: &str, body: &str, site: &Site) -> Report {
    let page = Page {
        url: "https://news.example/post".into(),
        html: format!("<!doctype html><html lang=\"{language}\"><body>{body}"),
        ..Page::default()
    };
    inspect(&page, &[site.clone().checked().unwrap()]).unwrap()
}

#[derive(Deserialize)]
struct AnchorRow {
    /// What the link holds.
    #[serde(default)]
    anchor: String,
    /// The whole link, where it is no plain one.
    link: Option<String>,
    language: String,
    own: bool,
    kind: Value,
    /// Where its words were read, and which they are, if the row is about that.
    source: Option<Value>,
    text: Option<Value>,
    why: String,
}

#[test]
fn anchor_kinds() {
    let site = Site {
        name: "Acme".into(),
        aliases: vec!["Acme Corp".into()],
        domains: vec!["acme.com".into()],
        keywords: vec!["green tea".into(), "tea pots for sale".into()],
        ..Site::default()
    };
    let mut differences = Differences::default();
    for row in table::<AnchorRow>("anchor.json", 80) {
        let target = if row.own { "acme.com" } else { "tea.org" };
        let plain = || format!("<a href=https://{target}/>{}</a>", row.anchor);
        let link = row.link.clone().unwrap_or_else(plain);
        let report = report(&row.language, &format!("<p>x {link} y"), &site);
        let found = &report.links[0].anchor;
        let (source, text) = (json!(found.source), json!(found.text));
        differences.compare(
            &format!("{link:.200} in {:?}: {}", row.language, row.why),
            &json!([found.kind, source, text]),
            &json!([
                row.kind,
                row.source.unwrap_or(source.clone()),
                row.text.unwrap_or(text.clone())
            ]),
        );
    }
}

#[derive(Deserialize)]
struct MentionRow {
    names: Vec<String>,
    domains: Vec<String>,
    /// The page's language; none if it does not say.
    #[serde(default)]
    language: String,
    html: String,
    found: Value,
    possible: Value,
    link: Option<Value>,
    /// What else the profile says.
    #[serde(default)]
    site: Value,
    /// The keys of each mention's reasons, if the row is about them.
    because: Option<Value>,
    why: String,
}

#[test]
fn mentions() {
    let mut differences = Differences::default();
    for row in table::<MentionRow>("mention.json", 120) {
        let (name, aliases) = row.names.split_first().unwrap();
        let mut site = json!({ "name": name, "aliases": aliases, "domains": row.domains });
        replace(&mut site, &row.site);
        let site: Site = serde_json::from_value(site).unwrap();
        let report = report(&row.language, &row.html, &site);
        let texts = |possible: bool| -> Vec<&str> {
            let found = report.mentions.iter().filter(|m| m.possible == possible);
            found.map(|mention| mention.text.as_str()).collect()
        };
        let links: Vec<_> = report.mentions.iter().map(|m| m.link).collect();
        let expected_links = row.link.clone().unwrap_or(json!(links));
        let because = report.mentions.iter().map(|found| {
            let keys = found.because.iter().map(|reason| reason.key().name());
            keys.collect::<Vec<_>>()
        });
        let because = json!(because.collect::<Vec<_>>());
        let expected_because = row.because.clone().unwrap_or(because.clone());
        differences.compare(
            &format!("{:?} in {}: {}", row.names, row.html, row.why),
            &json!({
                "found": texts(false), "possible": texts(true), "link": links, "because": because,
            }),
            &json!({
                "found": row.found, "possible": row.possible, "link": expected_links,
                "because": expected_because,
            }),
        );
    }
}

#[derive(Deserialize)]
struct DisclosureRow {
    html: String,
    language: String,
    nature: Value,
    why: String,
}

#[test]
fn disclosures() {
    let mut differences = Differences::default();
    let site = Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    };
    for row in table::<DisclosureRow>("disclosure.json", 40) {
        let report = report(&row.language, &row.html, &site);
        let nature = report.page.disclosure.as_ref().map(|found| found.nature);
        let name = format!("{:.120} ({}): {}", row.html, row.language, row.why);
        differences.compare(&name, &json!(nature), &row.nature);
    }
}

/// A page at `https://blog.example/tea`, in parts.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Article {
    head: Option<String>,
    /// Before the article.
    #[serde(default)]
    above: String,
    /// Before the title of the article.
    #[serde(default)]
    before: String,
    /// The paragraph the link is in.
    html: String,
    /// How many times that paragraph holds this.
    times: Option<usize>,
    /// After that paragraph.
    #[serde(default)]
    below: String,
    /// After the article.
    #[serde(default)]
    after: String,
    language: Option<String>,
    headers: Option<Vec<String>>,
    layout: Option<bool>,
    /// How much was read at most, where a part was left out.
    left_out: Option<String>,
    /// The day on which the page is read, where it is known.
    today: Option<Day>,
    /// By href: why it can't be seen.
    #[serde(default)]
    hidden: BTreeMap<String, HiddenBecause>,
    #[serde(default)]
    competitors: Vec<String>,
}

#[derive(Deserialize)]
struct CheckRow {
    #[serde(flatten)]
    article: Article,
    agreement: Value,
    overall: Value,
    fail: Value,
    unknown: Value,
    near: Value,
    /// How many links are listed, and the keys of limits that were hit, if the row is about them.
    links: Option<usize>,
    limits: Option<Value>,
    why: String,
}

impl Article {
    fn page(&self) -> Page {
        let canonical = "<link rel=canonical href=https://blog.example/tea>";
        let html = format!(
            "<!doctype html><html lang=\"{}\"><head><title>Tea</title>{}</head><body>\
             {}<article>{}<h1>Tea</h1><p>It is a drink many people have with friends, in the morning, \
             at noon and in the evening, and it is best when it is fresh and hot.</p>\
             <p>{}</p><p>Whoever likes it strong lets it stand for five minutes, and whoever does \
             not takes the leaves out before that, as everybody does with green tea.</p>{}</article>{}",
            self.language.as_deref().unwrap_or("en"),
            self.head.as_deref().unwrap_or(canonical),
            self.above,
            self.before,
            self.html.repeat(self.times.unwrap_or(1)),
            self.below,
            self.after,
        );
        Page {
            url: "https://blog.example/tea".into(),
            html,
            headers: self.headers.as_deref().map(header_pairs),
            left_out: self.left_out.clone(),
            today: self.today,
            ..Page::default()
        }
    }

    /// The page with a layout in which every link is visible but those the row hides.
    fn rendered(&self, sites: &[Site]) -> Page {
        let mut page = self.page();
        if self.layout == Some(false) {
            return page;
        }
        let links = inspect(&page, sites).unwrap().links;
        let layout = links.into_iter().map(|link| LinkLayout {
            layout: Layout {
                width: 40.0,
                height: 16.0,
                font_size: 16.0,
                hidden: self.hidden.get(&link.href).copied(),
                ..Layout::default()
            },
            href: link.href,
            nth: link.nth,
        });
        page.layout = Some(layout.collect());
        page
    }

    /// Checks it against an agreement without refused terms.
    fn check(&self, agreement: &Value) -> Check {
        let read = Agreements::read(&agreement.to_string());
        assert_eq!(read.refused, [], "{agreement}");
        let site = Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            competitors: self.competitors.clone(),
            ..Site::default()
        };
        let sites = [site];
        let report = inspect(&self.rendered(&sites), &sites).unwrap();
        check(&report, &read.taken[0], &sites)
    }
}

#[test]
fn checks() {
    let mut differences = Differences::default();
    for row in table::<CheckRow>("check.json", 100) {
        let check = row.article.check(&row.agreement);
        let points = |state| -> Vec<Point> {
            let found = check.findings.iter().filter(|found| found.state == state);
            found.map(|found| found.point).collect()
        };
        let mut near: Vec<_> = check.near_misses.iter().map(|near| near.kind).collect();
        near.dedup();
        let limits = check.limits.iter().map(|limit| limit.key().name());
        let limits = json!(limits.collect::<Vec<_>>());
        differences.compare(
            &format!("{} {}: {}", row.article.html, row.agreement, row.why),
            &json!([
                check.overall,
                points(CheckState::Fail),
                points(CheckState::Unknown),
                near,
                check.links.len(),
                limits
            ]),
            &json!([
                row.overall,
                row.fail,
                row.unknown,
                row.near,
                row.links.unwrap_or(check.links.len()),
                row.limits.unwrap_or(limits.clone())
            ]),
        );
        let stored: Check = serde_json::from_value(json!(check)).unwrap();
        assert_eq!(stored, check, "{}", row.why);
        assert_eq!(changes(&check, &stored), [], "{}", row.why);
    }
}

#[derive(Deserialize)]
struct AgreementRow {
    text: String,
    taken: usize,
    refused: Value,
    why: String,
}

#[test]
fn agreements() {
    let mut differences = Differences::default();
    for row in table::<AgreementRow>("agreement.json", 40) {
        let read = Agreements::read(&row.text);
        let refused = read.refused.iter().map(|bad| {
            let faults = bad.faults.iter().map(|fault| fault.key().name());
            json!([bad.row, faults.collect::<Vec<_>>()])
        });
        differences.compare(
            &format!("{:?}: {}", row.text, row.why),
            &json!([read.taken.len(), refused.collect::<Vec<_>>()]),
            &json!([row.taken, row.refused]),
        );
    }
}

#[derive(Deserialize)]
struct ChangeRow {
    was: Article,
    is: Article,
    agreement: Option<Value>,
    changes: Value,
    why: String,
}

#[test]
fn changes_since_an_earlier_check() {
    let mut differences = Differences::default();
    for row in table::<ChangeRow>("changes.json", 30) {
        let agreement = row
            .agreement
            .unwrap_or(json!({ "target": "https://acme.com/tea" }));
        let found = changes(&row.was.check(&agreement), &row.is.check(&agreement));
        let said = found.iter().map(|change| {
            json!([
                change.because.key().name(),
                change.effect,
                change.because.values()
            ])
        });
        differences.compare(
            &format!("{} -> {}: {}", row.was.html, row.is.html, row.why),
            &json!(said.collect::<Vec<_>>()),
            &row.changes,
        );
    }
}

#[derive(Deserialize)]
struct ContactRow {
    html: String,
    #[serde(default)]
    emails: Vec<Value>,
    #[serde(default)]
    people: Vec<Value>,
    #[serde(default)]
    pages: Vec<Value>,
    #[serde(default)]
    profiles: Vec<Value>,
    why: String,
}

#[test]
fn contacts() {
    let mut differences = Differences::default();
    for row in table::<ContactRow>("contact.json", 100) {
        let page = Page {
            url: "https://news.example/post".into(),
            html: row.html.clone(),
            ..Page::default()
        };
        let found = inspect(&page, &[]).unwrap().contacts;
        let emails = found.emails.iter().map(|email| {
            if email.origin.hidden {
                json!([email.address, email.origin.source, "hidden"])
            } else {
                json!([email.address, email.origin.source])
            }
        });
        let people = found.people.iter().map(|one| json!([one.name, one.url]));
        let pages = found.pages.iter().map(|one| json!([one.kind, one.url]));
        let profiles = found.profiles.iter().map(|one| json!([one.of, one.url]));
        differences.compare(
            &format!("{}: {}", row.html, row.why),
            &json!([
                emails.collect::<Vec<_>>(),
                people.collect::<Vec<_>>(),
                pages.collect::<Vec<_>>(),
                profiles.collect::<Vec<_>>()
            ]),
            &json!([row.emails, row.people, row.pages, row.profiles]),
        );
    }
}

#[derive(Deserialize)]
struct BacklinkRow {
    #[serde(flatten)]
    article: Article,
    kind: Value,
    risks: Value,
    /// By name of the factor: its state and the key of its reason.
    #[serde(default)]
    factors: BTreeMap<String, Value>,
    why: String,
}

#[test]
fn backlinks() {
    let site = Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        keywords: vec!["green tea".into(), "tea pots for sale".into()],
        ..Site::default()
    };
    let mut differences = Differences::default();
    for row in table::<BacklinkRow>("backlink.json", 41) {
        let report = inspect(&row.article.page(), std::slice::from_ref(&site)).unwrap();
        let found = &report.backlinks[0];
        let risks = found.risks.iter().map(|risk| risk.key().name());
        let factors = found.factors.iter().filter_map(|factor| {
            let name = factor.point.name().to_owned();
            let answer = json!([factor.state, factor.reason.key().name()]);
            row.factors.contains_key(&name).then_some((name, answer))
        });
        differences.compare(
            &format!("{}: {}", row.article.html, row.why),
            &json!([
                found.kind,
                risks.collect::<Vec<_>>(),
                factors.collect::<BTreeMap<_, _>>()
            ]),
            &json!([row.kind, row.risks, row.factors]),
        );
    }
}

#[derive(Deserialize)]
struct ProspectRow {
    known: Value,
    newer: Value,
    changed: bool,
    /// By its path in the prospect: what must be there afterwards.
    after: BTreeMap<String, Value>,
    why: String,
}

/// A prospect as it is stored: the usual one, with these fields instead of its own.
fn prospect(fields: &Value) -> Prospect {
    let opportunity = json!({
        "kind": "unlinked_mention", "sentences": [], "anchor": null, "target": null,
        "instead": null, "because": [],
    });
    let mut stored = json!({
        "version": 2, "id": "news.example/post Acme", "site": "Acme", "kept": 1, "updated": 1,
        "page": { "url": "https://news.example/post", "title": "Tea", "inspected": 1 },
    });
    replace(&mut stored, fields);
    let opportunities = stored.get_mut("opportunities");
    for found in opportunities
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        let mut whole = opportunity.clone();
        replace(&mut whole, found);
        *found = whole;
    }
    serde_json::from_value(stored).unwrap()
}

/// Puts fields in the place of others, at any depth.
fn replace(whole: &mut Value, fields: &Value) {
    match (whole, fields) {
        (Value::Object(whole), Value::Object(fields)) => {
            for (name, field) in fields {
                replace(whole.entry(name).or_insert(Value::Null), field);
            }
        }
        (Value::Object(_), Value::Null) => {}
        (whole, field) => *whole = field.clone(),
    }
}

#[test]
fn prospects_met_again() {
    let mut differences = Differences::default();
    for row in table::<ProspectRow>("prospect.json", 14) {
        let mut known = prospect(&row.known);
        let changed = known.update_from(prospect(&row.newer));
        let stored = json!(known);
        let found = row.after.keys().map(|path| {
            let value = stored.pointer(&format!("/{path}")).cloned();
            (path.clone(), value.unwrap_or_default())
        });
        differences.compare(
            &format!("{} then {}: {}", row.known, row.newer, row.why),
            &json!([changed, found.collect::<BTreeMap<_, _>>()]),
            &json!([row.changed, row.after]),
        );
    }
}

#[derive(Deserialize)]
struct AffiliateRow {
    url: String,
    sign: Value,
    why: String,
}

#[test]
fn signs_of_affiliate_links() {
    let mut differences = Differences::default();
    for row in table::<AffiliateRow>("affiliate.json", 31) {
        let found = affiliate_sign(&Url::parse(&row.url).unwrap());
        let name = format!("{}: {}", row.url, row.why);
        differences.compare(&name, &json!(found), &row.sign);
    }
}

#[derive(Deserialize)]
struct AgreementPageRow {
    page: Option<String>,
    url: String,
    about: bool,
    why: String,
}

#[test]
fn pages_an_agreement_is_about() {
    let mut differences = Differences::default();
    for row in table::<AgreementPageRow>("agreement_page.json", 6) {
        let text = json!({ "target": "https://acme.com/tea", "page": row.page }).to_string();
        let read = Agreements::read(&text);
        let found = read.taken[0].is_about(&Url::parse(&row.url).unwrap());
        let name = format!("{:?} {}: {}", row.page, row.url, row.why);
        differences.compare(&name, &json!(found), &json!(row.about));
    }
}

#[derive(Deserialize)]
struct OpportunityRow {
    html: String,
    /// After the article.
    #[serde(default)]
    after: String,
    opportunities: Value,
    why: String,
}

#[test]
fn what_a_page_offers() {
    let site = Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        keywords: vec!["green tea".into()],
        pages: vec!["https://acme.com/green-tea".into()],
        competitors: (0..11)
            .map(|n| format!("rival{n}.com"))
            .chain(["rival.com".to_owned()])
            .collect(),
        ..Site::default()
    };
    let rival = Site {
        name: "Rival".into(),
        domains: vec!["rival.com".into()],
        competitors: vec!["other-rival.com".into()],
        ..Site::default()
    };
    let sites = [site, rival];
    let prose = "Here is what there is to say about it, in some detail and at length. ".repeat(4);
    let mut differences = Differences::default();
    for row in table::<OpportunityRow>("opportunity.json", 20) {
        let page = Page {
            url: "https://news.example/post?utm_source=x".into(),
            html: format!(
                "<!doctype html><html lang=en><title>Notes</title><article><h1>Notes</h1>\
                 <p>{prose}</p>{}<p>{prose}</p></article>{}",
                row.html, row.after
            ),
            ..Page::default()
        };
        let found = opportunities(&inspect(&page, &sites).unwrap(), &sites[0]);
        let found = found.iter().map(|found| {
            let because = found.because.iter().map(|reason| {
                let values = reason.values().iter().map(String::as_str);
                let words = std::iter::once(reason.key().name()).chain(values);
                words.collect::<Vec<_>>()
            });
            let sentences = found.sentences.iter().map(|sentence| &sentence.text);
            json!({
                "kind": found.kind, "anchor": found.anchor, "target": found.target,
                "instead": found.instead, "because": because.collect::<Vec<_>>(),
                "sentences": sentences.collect::<Vec<_>>(),
            })
        });
        differences.compare(
            &format!("{}: {}", row.html, row.why),
            &json!(found.collect::<Vec<_>>()),
            &row.opportunities,
        );
    }
}

/// A link to a competitor is named under the site whose competitor it is, and under no other.
#[test]
fn competitors_are_named_under_the_site_they_concern() {
    let site = |name: &str, domain: &str, competitors: &[&str]| Site {
        name: name.into(),
        domains: vec![domain.into()],
        competitors: competitors.iter().map(ToString::to_string).collect(),
        ..Site::default()
    };
    let sites = [
        site("Acme", "acme.com", &["rival.com", "both.com"]),
        site("Leaf", "leaf.com", &["shop.rival.com", "both.com"]),
    ];
    let prose = "Here is what there is to say about it, in some detail and at length. ".repeat(9);
    let page = Page {
        url: "https://news.example/post".into(),
        html: format!(
            "<!doctype html><title>Notes</title><article><h1>Notes</h1><p>{prose}</p><p>See \
             <a href=https://rival.com/a>one</a>, <a href=https://rival.com/b>two</a>, \
             <a href=https://shop.rival.com/>three</a> and <a href=https://both.com/>four</a>, and \
             what else there is to read of them.</p><p>{prose}</p></article>"
        ),
        ..Page::default()
    };
    let report = inspect(&page, &sites).unwrap();
    let found: Vec<_> = report
        .sites
        .iter()
        .map(|own| {
            let reasons = own.opportunities.iter().map(|one| one.because.values());
            reasons.collect::<Vec<_>>().concat().join(" ")
        })
        .collect();
    assert_eq!(found, ["rival.com both.com", "shop.rival.com both.com"]);
}

#[derive(Deserialize)]
struct AsFoundRow {
    #[serde(flatten)]
    article: Article,
    /// By its path in the agreement: what must be there.
    agreed: BTreeMap<String, Value>,
    why: String,
}

#[test]
fn agreements_made_from_what_is_there() {
    let site = Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    };
    let sites = [site];
    let mut differences = Differences::default();
    for row in table::<AsFoundRow>("as_found.json", 12) {
        let report = inspect(&row.article.rendered(&sites), &sites).unwrap();
        let agreement = json!(Agreement::as_found(&report, 0));
        let found = row.agreed.keys().map(|path| {
            let value = agreement.pointer(path).cloned();
            (path.clone(), value.unwrap_or_default())
        });
        differences.compare(
            &format!("{}: {}", row.article.html, row.why),
            &json!(found.collect::<BTreeMap<_, _>>()),
            &json!(row.agreed),
        );
    }
}

#[derive(Deserialize)]
struct LimitRow {
    /// What the page is made of, and how many times each.
    parts: Vec<(String, usize)>,
    links: Option<usize>,
    mentions: Option<usize>,
    /// What else the site is called.
    #[serde(default)]
    aliases: Vec<String>,
    limits: Value,
    why: String,
}

#[test]
fn limits_are_named() {
    let mut differences = Differences::default();
    for row in table::<LimitRow>("limit.json", 6) {
        let site = Site {
            name: "Acme".into(),
            aliases: row.aliases.clone(),
            domains: vec!["acme.com".into()],
            ..Site::default()
        };
        let parts = row.parts.iter().map(|(part, times)| part.repeat(*times));
        let report = report("en", &parts.collect::<String>(), &site);
        let limits = report.limits.iter().map(|limit| limit.key().name());
        let (links, mentions) = (report.links.len(), report.mentions.len());
        differences.compare(
            &format!("{:?}: {}", row.parts, row.why),
            &json!([links, mentions, limits.collect::<Vec<_>>()]),
            &json!([
                row.links.unwrap_or(links),
                row.mentions.unwrap_or(mentions),
                row.limits
            ]),
        );
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FrameRow {
    #[serde(default)]
    head: String,
    html: String,
    inspected: usize,
    not_inspected: usize,
    /// Where the links in frames lead.
    links: Value,
    why: String,
}

#[test]
fn frames_of_a_source() {
    let mut differences = Differences::default();
    for row in table::<FrameRow>("frame.json", 10) {
        let page = Page {
            url: "https://blog.example/tea".into(),
            html: format!("<!doctype html><head>{}<body>{}", row.head, row.html),
            ..Page::default()
        };
        let report = inspect(&page, &[]).unwrap();
        let framed = report.links.iter().filter(|link| link.frame.is_some());
        let links: Vec<_> = framed.map(|link| link.url.as_ref()).collect();
        let counted = report.limits.first().map(Reason::values);
        differences.compare(
            &format!("{}: {}", row.html, row.why),
            &json!([report.page.frames, links, counted]),
            &json!([
                { "inspected": row.inspected, "notInspected": row.not_inspected },
                row.links,
                (row.not_inspected > 0).then(|| [row.not_inspected.to_string()]),
            ]),
        );
    }
}

#[derive(Deserialize)]
struct AgreementSiteRow {
    targets: Vec<String>,
    domains: Value,
    why: String,
}

#[test]
fn the_site_of_an_agreements_targets() {
    let mut differences = Differences::default();
    for row in table::<AgreementSiteRow>("agreement_site.json", 5) {
        let read = Agreements::read(&json!({ "targets": row.targets }).to_string());
        let site = read.taken[0].site();
        let name = format!("{:?}: {}", row.targets, row.why);
        differences.compare(&name, &json!(site.map(|site| site.domains)), &row.domains);
    }
}

#[derive(Deserialize)]
struct ListedRow {
    listed: Value,
    tool: Tool,
    /// By its path in the prospect: what must be there.
    prospect: BTreeMap<String, Value>,
    why: String,
}

#[test]
fn prospects_of_a_list() {
    let site = Site {
        name: "Acme".into(),
        ..Site::default()
    };
    let mut differences = Differences::default();
    for row in table::<ListedRow>("prospect_listed.json", 3) {
        let mut listed = json!(Listed::default());
        replace(&mut listed, &row.listed);
        let listed: Listed = serde_json::from_value(listed).unwrap();
        let prospect = json!(Prospect::listed(&listed, row.tool, &site, 7));
        let found = row.prospect.keys().map(|path| {
            let value = prospect.pointer(path).cloned();
            (path.clone(), value.unwrap_or_default())
        });
        differences.compare(
            &format!("{}: {}", row.listed, row.why),
            &json!(found.collect::<BTreeMap<_, _>>()),
            &json!(row.prospect),
        );
    }
}
