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
use html5ever_of_rcdom::ParseOpts as OfRcDom;
use html5ever_of_rcdom::serialize::{SerializeOpts, serialize};
use linkglance_core::document::{Folded, Inherited, Text};
use linkglance_core::link::inventory;
use linkglance_core::mention::Names;
use linkglance_core::page::{Declared, Markup, disclosures, document_base};
use linkglance_core::placement::Regions;
use linkglance_core::url::Url;
use linkglance_core::{Page, Site, inspect};
use markup5ever_rcdom::{RcDom, SerializableHandle};
use pages::sources;

/// The least throughput of an inspection, in hundredths of bare html5ever's (DESIGN, section 9).
const TARGET: f64 = 60.0;

/// Rounds over all pages; a stage's fastest counts.
const ROUNDS: usize = 15;

/// Where the pages are said to come from; it does not matter here.
const ADDRESS: &str = "https://page.example/";

const STAGES: [&str; 9] = [
    "read into our arena",
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
    let sources = sources();
    let serialised = sources.iter().map(|html| serialised(html)).collect();
    report(
        "As a source, from the command line",
        sources,
        Markup::Source,
    );
    report(
        "Serialised by a browser, as a click hands it over",
        serialised,
        Markup::Serialised,
    );
}

/// What one kind of markup costs.
fn report(title: &str, sources: Vec<String>, markup: Markup) {
    let pages: Vec<Page> = sources.into_iter().map(|html| page(html, markup)).collect();
    let times = measure(&pages);
    let bytes: usize = pages.iter().map(|page| page.html.len()).sum();
    println!("{title}: {} pages, {} KB of HTML", pages.len(), bytes >> 10);
    let row = |name: &str, time: Duration| {
        let speed = bytes as f64 / time.as_secs_f64() / 1e6;
        let share = 100.0 * times.bare.as_secs_f64() / time.as_secs_f64();
        println!("{name:<36} {time:>9.1?}  {speed:>6.1} MB/s  {share:>5.1} % of bare html5ever");
        share
    };
    row("bare html5ever, a sink of no tree", times.bare);
    row("read into our arena", times.stages[0]);
    let share = row("whole inspection, one profile", times.whole);
    let met = if share >= TARGET { "met" } else { "NOT MET" };
    println!("target: at least {TARGET} % of bare html5ever: {met}\n");
    let mut rest = times.whole.saturating_sub(times.names);
    for (name, time) in STAGES.iter().zip(times.stages) {
        rest = rest.saturating_sub(time);
        stage(name, time, times.whole);
    }
    stage("profile made ready", times.names, times.whole);
    stage("links' records, mentions, verdicts", rest, times.whole);
    println!();
}

/// The fastest of all rounds over all pages.
struct Times {
    bare: Duration,
    whole: Duration,
    names: Duration,
    stages: [Duration; STAGES.len()],
}

fn measure(pages: &[Page]) -> Times {
    let sites = [Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    }];
    let mut times = Times {
        bare: Duration::MAX,
        whole: Duration::MAX,
        names: Duration::MAX,
        stages: [Duration::MAX; STAGES.len()],
    };
    for _ in 0..ROUNDS {
        times.bare = times.bare.min(time(|| {
            for page in pages {
                parse_bare(&page.html);
            }
        }));
        times.whole = times.whole.min(time(|| {
            for page in pages {
                black_box(inspect(page, &sites).unwrap());
            }
        }));
        times.names = times.names.min(time(|| {
            for _ in pages {
                black_box(Names::of(&sites));
            }
        }));
        let mut round = [Duration::ZERO; STAGES.len()];
        for page in pages {
            by_stage(page, &mut round);
        }
        for (best, new) in times.stages.iter_mut().zip(round) {
            *best = new.min(*best);
        }
    }
    times
}

/// What a browser's `innerHTML` says of a source.
fn serialised(html: &str) -> String {
    let dom = html5ever_of_rcdom::parse_document(RcDom::default(), OfRcDom::default()).one(html);
    let mut out = Vec::new();
    let document = SerializableHandle::from(dom.document.clone());
    serialize(&mut out, &document, SerializeOpts::default()).unwrap();
    String::from_utf8(out).unwrap()
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

fn page(html: String, markup: Markup) -> Page {
    Page {
        url: ADDRESS.into(),
        html,
        markup,
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
    let (document, _) = page.markup.read(&page.html, &|| false);
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
    let declared = Declared::read(&document, &text, &url, &base, page);
    next();
    let language = declared.language.as_deref();
    let found = disclosures(&document, &text, &folded, language);
    next();
    black_box((found, declared.title, inherited, regions));
}
