//! The tables of tests/conformance/watch: what an answer says, what all looks at a page say of its
//! link, what an answer says of a link that leads there, which addresses are asked for at all, and what
//! robots.txt asks.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fmt::Write;
use std::path::PathBuf;

use linkglance_core::check::{Match, Target};
use linkglance_core::reason::{Key, Reason};
use linkglance_core::site::Site;
use linkglance_core::url::Url;
use linkglance_core::watch::{
    Answer, Ending, Fault, LinkStatus, Moment, NotPublic, Observation, Response, RobotsTxt,
    RunFacts, SavedRobots, Seen, Standing, View, is_public, link_status, look, robots_url, state,
    watched,
};
use linkglance_core::{Page, inspect};
use serde::Deserialize;

const TARGET: &str = "https://acme.com/tea";
const ASKED: &str = "https://blog.example/tea";

fn table<Row: for<'de> Deserialize<'de>>(name: &str, least: usize) -> Vec<Row> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/watch");
    let text = std::fs::read_to_string(path.join(name)).unwrap();
    let rows: Vec<Row> = serde_json::from_str(&text).unwrap();
    assert!(rows.len() >= least, "{name} lost rows");
    rows
}

fn observe(at: Moment, asked: &str, response: &Response, mode: Match) -> Observation {
    let agreement = watched(Target {
        url: TARGET.to_owned(),
        mode,
    });
    let site = Site {
        name: "Acme".to_owned(),
        domains: vec!["acme.com".to_owned()],
        ..Site::default()
    };
    look(at, asked, response, &agreement, &[site], &|| false)
}

/// What was seen, as the tables write it.
fn seen(observation: &Observation) -> String {
    match &observation.seen {
        Seen::Page { .. } if observation.is_there() == Some(true) => "there".to_owned(),
        Seen::Page { .. } => "absent".to_owned(),
        Seen::Gone { status } => format!("gone {status}"),
        Seen::Soft { because, .. } => format!("soft {}", because.name()),
        Seen::Unanswered => "unanswered".to_owned(),
        Seen::Unknown(why) => format!("unknown {}", why.name()),
    }
}

/// A page of so many words, with the link or without.
fn page(html: &str, words: usize, link: bool) -> String {
    let link = if link {
        format!("<p>We drink <a href='{TARGET}'>Acme tea</a> every day.</p>")
    } else {
        String::new()
    };
    format!("{html}<main>{link}<p>{}</p></main>", "word ".repeat(words))
}

/// A row of `answer.json` and of `link_status.json`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AnswerRow {
    asked: Option<String>,
    url: Option<String>,
    status: Option<u16>,
    fault: Option<Fault>,
    headers: Option<Vec<(String, String)>>,
    /// What stands before the page's text.
    html: Option<String>,
    words: Option<usize>,
    link: Option<bool>,
    /// The whole body.
    body: Option<String>,
    /// How many other links it has.
    many: Option<usize>,
    #[serde(default)]
    ending: Ending,
    seen: String,
    why: String,
}

impl AnswerRow {
    fn asked(&self) -> &str {
        self.asked.as_deref().unwrap_or(ASKED)
    }

    fn response(&self) -> Response {
        if let Some(fault) = self.fault {
            return Response::Nothing(fault);
        }
        let html = self
            .html
            .as_deref()
            .unwrap_or("<title>All about tea</title>");
        let many = "<a href=/x>x</a>".repeat(self.many.unwrap_or(0));
        let whole = page(html, self.words.unwrap_or(300), self.link.unwrap_or(true)) + &many;
        let html = || vec![("content-type".to_owned(), "text/html".to_owned())];
        Response::Answer(Answer {
            status: self.status.unwrap_or(200),
            headers: self.headers.clone().unwrap_or_else(html),
            url: self.url.as_deref().unwrap_or(self.asked()).to_owned(),
            body: self.body.clone().unwrap_or(whole),
            ending: self.ending,
            encoding: None,
        })
    }
}

#[test]
fn answers() {
    let mut wrong = String::new();
    for row in table::<AnswerRow>("answer.json", 90) {
        let found = seen(&observe(0, row.asked(), &row.response(), Match::Page));
        if found != row.seen {
            writeln!(wrong, "{}: expected {}, found {found}", row.why, row.seen).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StateRow {
    /// Hours, the form unless it is the source, and what came.
    looks: Vec<String>,
    #[serde(default)]
    ends: usize,
    /// Whether the link was seen in a tab before it was watched.
    #[serde(default)]
    tab: bool,
    state: String,
    #[serde(default)]
    changes: Vec<String>,
    #[serde(default)]
    noindexed: bool,
    #[serde(default)]
    moved: bool,
    /// The key of the reason, where it says more than the state.
    because: Option<String>,
    why: String,
}

/// One look as a row writes it.
fn written(look: &str) -> Observation {
    let (hours, what) = look.split_once(' ').unwrap();
    let at = hours.parse::<Moment>().unwrap() * 3_600;
    let (view, what) = match what.strip_prefix("rendered ") {
        Some(what) => (View::Rendered, what),
        None => (View::Raw, what),
    };
    let (asked, response) = came(what);
    let mut observation = observe(at, asked, &response, Match::Site);
    observation.view = view;
    observation
}

/// A list of shops, which has the link or another in its place.
const LIST: &str = include_str!("../../../tests/fixtures/resource_listing/page.html");

/// What was asked for, and what came.
fn came(what: &str) -> (&'static str, Response) {
    let fault = match what {
        "timeout" => Fault::TimedOut,
        "network" => Fault::Network,
        "away" => Fault::Elsewhere,
        "denied" => Fault::NotAllowed,
        "robots" => Fault::Robots,
        _ => {
            let (asked, answer) = answered(what);
            return (asked, Response::Answer(answer));
        }
    };
    (ASKED, Response::Nothing(fault))
}

/// An answer with this page alone.
fn bare(url: &str, html: &str) -> Answer {
    Answer {
        status: 200,
        url: url.to_owned(),
        body: html.to_owned(),
        headers: vec![("content-type".to_owned(), "text/html".to_owned())],
        ..Answer::default()
    }
}

/// The same with so many words that it is no page of an error.
fn answer(status: u16, url: &str, html: &str) -> Answer {
    Answer {
        status,
        ..bare(url, &format!("{html}<p>{}</p>", "word ".repeat(300)))
    }
}

/// What was asked for, and the answer.
fn answered(what: &str) -> (&'static str, Answer) {
    const HOME: &str = "https://blog.example/";
    const SHOPS: &str = "https://blog.example/tea-shops";
    const BESIDE: &str = "https://blog.example/all-teas";
    /// A page in a section, which is at `ASKED`.
    const UNDER: &str = "https://blog.example/tea/green";
    let link = |attributes: &str, words: &str| {
        format!(
            "<main><p>We drink <a {attributes}>{words}</a> every day, with or without milk, and have done so for as long as anybody here remembers.</p></main>"
        )
    };
    let href = format!("href='{TARGET}'");
    let there = link(&href, "Acme tea");
    let absent = "<main><p>We drink tea every day, with or without milk.</p></main>".to_owned();
    let ok = |html: &str| (ASKED, answer(200, ASKED, html));
    let head = |head: &str, body: &str| ok(&format!("{head}{body}"));
    let with_header = |name: &str, value: &str, html: &str| {
        let mut answer = answer(200, ASKED, html);
        answer
            .headers
            .insert(0, (name.to_owned(), value.to_owned()));
        (ASKED, answer)
    };
    let noindex = "<meta name=robots content=noindex>";
    let nofollow = "<meta name=robots content=nofollow>";
    match what {
        "there" => ok(&there),
        "absent" => ok(&absent),
        "nofollow" => ok(&link(&format!("{href} rel=nofollow"), "Acme tea")),
        "words" => ok(&link(&href, "our tea")),
        "elsewhere" => ok(&link("href='https://acme.com/pots'", "Acme tea")),
        "hidden" => ok(&link(&format!("{href} style='display:none'"), "Acme tea")),
        "footer" => ok(&format!(
            "{absent}<footer><p>{}</p></footer>",
            link(&href, "Acme tea").replace("main", "div")
        )),
        "noindex" => head(noindex, &there),
        "noindex absent" => head(noindex, &absent),
        "all nofollow" => head(nofollow, &there),
        "all nofollow absent" => head(nofollow, &absent),
        "header noindex" => with_header("X-Robots-Tag", "noindex", &there),
        "canonical" => head("<link rel=canonical href=/teas>", &there),
        "title" => (
            ASKED,
            bare(ASKED, "<title>404 not found</title><p>Sorry.</p>"),
        ),
        "first page there" => (HOME, answer(200, HOME, &there)),
        "first page absent" => (HOME, answer(200, HOME, &absent)),
        "list there" => (SHOPS, bare(SHOPS, LIST)),
        "list absent" => (
            SHOPS,
            bare(SHOPS, &LIST.replace("acme.com", "leaf.example")),
        ),
        "home" => (ASKED, answer(200, HOME, &absent)),
        "home there" => (ASKED, answer(200, HOME, &there)),
        "section there" => (UNDER, answer(200, ASKED, &there)),
        "section absent" => (UNDER, answer(200, ASKED, &absent)),
        "canonical home there" => head("<link rel=canonical href=/>", &there),
        "moved there" => (ASKED, answer(200, "https://new.example/tea/", &there)),
        "moved absent" => (ASKED, answer(200, "https://new.example/tea/", &absent)),
        "secure there" => ("http://blog.example/tea", answer(200, ASKED, &there)),
        "beside there" => (ASKED, answer(200, BESIDE, &there)),
        "beside absent" => (ASKED, answer(200, BESIDE, &absent)),
        "wall" => head("<script>window._cf_chl_opt={}</script>", &absent),
        "cut" => (
            ASKED,
            Answer {
                ending: Ending::Cut,
                ..answer(200, ASKED, &absent)
            },
        ),
        "pdf" => with_header("content-type", "application/pdf", ""),
        status => (ASKED, answer(status.parse().unwrap(), ASKED, &absent)),
    }
}

fn standing(standing: Standing) -> String {
    match standing {
        Standing::Soft404(because) => format!("soft_404 {}", because.name()),
        Standing::Unknown(why) => format!("unknown {}", why.name()),
        other => other.name().to_owned(),
    }
}

#[test]
fn states() {
    let mut wrong = String::new();
    for row in table::<StateRow>("state.json", 60) {
        let history: Vec<Observation> = row.looks.iter().map(|look| written(look)).collect();
        let run = RunFacts {
            ends_alike: row.ends,
            seen_in_tab: row.tab,
        };
        let found = state(&history, run).unwrap();
        let changes: Vec<&str> = found
            .changes
            .iter()
            .map(|change| change.because.key().name())
            .collect();
        let all = (
            standing(found.standing),
            changes,
            found.noindexed,
            found.moved_to.is_some(),
            row.because.as_ref().map(|_| found.because.key().name()),
        );
        let expected = (
            row.state.clone(),
            row.changes.iter().map(String::as_str).collect::<Vec<_>>(),
            row.noindexed,
            row.moved || row.state == "moved",
            row.because.as_deref(),
        );
        if all != expected {
            writeln!(
                wrong,
                "{:?} ({}):\n  expected {expected:?}\n  found    {all:?}",
                row.looks, row.why
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_report_of_a_tab_misses_the_link_only_on_a_whole_page() {
    let wall = "<title>Just a moment...</title><p>Wait.</p>";
    let (there, absent) = (page("", 300, true), page("", 300, false));
    for (html, limit, expected) in [
        (there.as_str(), None, "there"),
        (there.as_str(), Some(Key::LimitNodes), "there"),
        (absent.as_str(), None, "absent"),
        (absent.as_str(), Some(Key::LimitNodes), "unknown truncated"),
        // Only mentions were left out.
        (absent.as_str(), Some(Key::LimitMentions), "absent"),
        (wall, None, "unknown wall"),
        (wall, Some(Key::LimitNodes), "unknown wall"),
    ] {
        let page = Page {
            url: ASKED.to_owned(),
            html: html.to_owned(),
            ..Page::default()
        };
        let mut report = inspect(&page, &[]).unwrap();
        report.limits.extend(limit.map(Reason::from));
        let agreement = watched(Target {
            url: TARGET.to_owned(),
            mode: Match::Page,
        });
        let look = Observation::of_report(0, View::Rendered, &report, &agreement, &[]);
        assert_eq!(seen(&look), expected, "{limit:?} {html}");
    }
}

#[test]
fn nothing_is_known_without_a_look() {
    assert_eq!(state(&[], RunFacts::default()), None);
}

/// A history is kept as JSON.
#[test]
fn looks_come_back_as_they_were_kept() {
    for what in ["there", "absent", "404", "home", "timeout", "403"] {
        let look = written(&format!("7 {what}"));
        let kept = serde_json::to_string(&look).unwrap();
        assert_eq!(
            serde_json::from_str::<Observation>(&kept).unwrap(),
            look,
            "{what}"
        );
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PublicRow {
    url: String,
    #[serde(default)]
    own_port: bool,
    public: Option<String>,
    why: String,
}

#[test]
fn addresses_of_the_public_web() {
    let mut wrong = String::new();
    for row in table::<PublicRow>("public.json", 50) {
        let found = is_public(&Url::parse(&row.url).unwrap(), row.own_port).err();
        let found = found.map(|why| match why {
            NotPublic::Scheme => "scheme",
            NotPublic::Port => "port",
            NotPublic::Credentials => "credentials",
            NotPublic::Host => "host",
        });
        if found != row.public.as_deref() {
            writeln!(
                wrong,
                "{} ({}): expected {:?}, found {found:?}",
                row.url, row.why, row.public
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn written_status(status: &LinkStatus) -> String {
    match status {
        LinkStatus::Works => "works".to_owned(),
        LinkStatus::Redirects { to } => format!("redirects {to}"),
        LinkStatus::Gone { status } => format!("gone {status}"),
        LinkStatus::Soft404 { because, .. } => format!("soft {}", because.name()),
        LinkStatus::Refused { status } => format!("refused {status}"),
        LinkStatus::Unknown { why } => format!("unknown {}", why.name()),
    }
}

#[test]
fn statuses_of_links() {
    let mut wrong = String::new();
    for row in table::<AnswerRow>("link_status.json", 50) {
        let found = link_status(row.asked(), &row.response(), &|| false);
        let broken = row.seen.starts_with("gone") || row.seen.starts_with("soft");
        assert_eq!(found.is_broken(), broken, "{}", row.why);
        let kept = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<LinkStatus>(&kept).unwrap(), found);
        let found = written_status(&found);
        if found != row.seen {
            writeln!(wrong, "{}: expected {}, found {found}", row.why, row.seen).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RobotsRow {
    txt: Option<String>,
    #[serde(default)]
    pad: usize,
    status: Option<u16>,
    #[serde(default)]
    ending: Ending,
    fault: Option<Fault>,
    path: String,
    allowed: bool,
    delay: Option<u64>,
    why: String,
}

#[test]
fn robots_txt() {
    let mut wrong = String::new();
    for row in table::<RobotsRow>("robots.json", 40) {
        let comments = "# a line of a comment, nothing else\n";
        let pad = comments.repeat(row.pad / comments.len());
        let response = match row.fault {
            Some(fault) => Response::Nothing(fault),
            None => Response::Answer(Answer {
                status: row.status.unwrap_or(200),
                body: pad + row.txt.as_deref().unwrap_or("User-agent: *\nDisallow: /"),
                ending: row.ending,
                ..Answer::default()
            }),
        };
        let url = Url::parse(&format!("https://blog.example{}", row.path)).unwrap();
        let rules = RobotsTxt::of(&response).rules();
        let found = (rules.allow(&url), rules.delay());
        if found != (row.allowed, row.delay) {
            writeln!(wrong, "{}: found {found:?}", row.why).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn robots_txt_is_at_the_root_and_counts_for_a_day() {
    let url = Url::parse("https://blog.example:8443/tea/green?x=1#y").unwrap();
    let file = robots_url(&url).unwrap();
    assert_eq!(file.as_str(), "https://blog.example:8443/robots.txt");
    let saved = SavedRobots {
        at: 100_000,
        file: RobotsTxt::Everything,
    };
    let day = 24 * 3_600;
    assert!(saved.counts(100_000) && saved.counts(100_000 + day - 1));
    assert!(!saved.counts(100_000 + day));
    assert!(!saved.counts(99_999), "the clock was set back");
}
