//! What a whole inspection costs beside bare html5ever, and which stage takes how much of it.
//!
//! `cargo bench -p linkglance-core --bench inspect [-- --data DIR]`: DIR holds `*.html.gz`;
//! without it the pages of tests/fixtures are read. All rounds alternate in one run, so that the
//! ratios hold on a busy machine, too.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs
)]

mod pages;
#[path = "../../document/examples/parsers/sink.rs"]
mod sink;

use std::hint::black_box;
use std::time::{Duration, Instant};

use html5ever::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use linkglance_core::document::{Document, Folded, Inherited, Text, parse};
use linkglance_core::link::inventory;
use linkglance_core::mention::Names;
use linkglance_core::page::{Facts, disclosures, document_base};
use linkglance_core::placement::Regions;
use linkglance_core::url::Url;
use linkglance_core::{Page, Site, inspect};

use pages::sources;

/// The least throughput of an inspection, in hundredths of bare html5ever's (DESIGN, section 9).
const TARGET: f64 = 60.0;

/// Rounds over all pages; a stage's fastest counts.
const ROUNDS: usize = 15;

/// Where the pages are said to come from; it does not matter here.
const ADDRESS: &str = "https://page.example/";

const STAGES: [&str; 9] = [
    "parse",
    "base address",
    "text",
    "links",
    "fold",
    "inherited",
    "regions",
    "page facts",
    "disclosure",
];

fn main() {
    let pages: Vec<Page> = sources().into_iter().map(page).collect();
    let sites = [Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    }];
    let bytes: usize = pages.iter().map(|page| page.html.len()).sum();
    let mut bare = Duration::MAX;
    let mut whole = Duration::MAX;
    let mut names = Duration::MAX;
    let mut stages = [Duration::MAX; STAGES.len()];
    for _ in 0..ROUNDS {
        bare = bare.min(time(|| {
            for page in &pages {
                parse_bare(&page.html);
            }
        }));
        whole = whole.min(time(|| {
            for page in &pages {
                black_box(inspect(page, &sites).unwrap());
            }
        }));
        names = names.min(time(|| {
            for _ in &pages {
                black_box(Names::of(&sites));
            }
        }));
        let mut round = [Duration::ZERO; STAGES.len()];
        for page in &pages {
            by_stage(page, &mut round);
        }
        for (best, new) in stages.iter_mut().zip(round) {
            *best = new.min(*best);
        }
    }
    println!("{} pages, {} KB of HTML", pages.len(), bytes >> 10);
    let row = |name: &str, time: Duration| {
        let speed = bytes as f64 / time.as_secs_f64() / 1e6;
        let share = 100.0 * bare.as_secs_f64() / time.as_secs_f64();
        println!("{name:<36} {time:>9.1?}  {speed:>6.1} MB/s  {share:>5.1} % of bare html5ever");
        share
    };
    row("bare html5ever, a sink of no tree", bare);
    row("parsed into our arena", stages[0]);
    let share = row("whole inspection, one profile", whole);
    let met = if share >= TARGET { "met" } else { "NOT MET" };
    println!("target: at least {TARGET} % of bare html5ever: {met}\n");
    let mut rest = whole.saturating_sub(names);
    for (name, time) in STAGES.iter().zip(stages) {
        rest = rest.saturating_sub(time);
        stage(name, time, whole);
    }
    stage("profile made ready", names, whole);
    stage("links' records, mentions, verdicts", rest, whole);
}

fn stage(name: &str, time: Duration, whole: Duration) {
    let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
    println!("{name:<36} {time:>9.1?}  {share:>5.1} % of the inspection");
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn page(html: String) -> Page {
    Page {
        url: ADDRESS.into(),
        html,
        ..Page::default()
    }
}

fn parse_bare(html: &str) {
    let parser = html5ever::parse_document(sink::Nothing::default(), ParseOpts::default());
    parser.one(StrTendril::from_slice(html));
}

/// Adds the time of each stage over one page.
fn by_stage(page: &Page, times: &mut [Duration; STAGES.len()]) {
    let mut times = times.iter_mut();
    let mut lap = Instant::now();
    let mut next = || {
        *times.next().unwrap() += lap.elapsed();
        lap = Instant::now();
    };
    let url = Url::parse(&page.url).unwrap();
    let (document, _): (Document<'_>, _) = parse(&page.html, &|| false);
    next();
    let base = document_base(&document, &url);
    next();
    let text = Text::of(&document);
    next();
    let (links, _) = inventory(&document, &url, &base);
    next();
    let folded = Folded::of(text.as_str());
    next();
    let inherited = Inherited::of(&document);
    next();
    let regions = Regions::of(&document, &text, &links, &url);
    next();
    let (facts, _) = Facts::read(&document, &text, &url, &base, page);
    next();
    let language = facts.language.as_deref();
    let found = disclosures(&document, &text, &folded, language);
    next();
    black_box((found, facts.title, inherited, regions));
}
