//! Features of the page, and of a link's place on it.

use super::scale::{count, log, share, signed_log};
use super::{Fact, Sink, Subject};
use crate::placement::facts::At;
use crate::placement::hint::Hints;
use crate::placement::scene::Scene;

/// A heading of the page, in document order.
#[derive(Clone, Copy, Debug)]
pub(in crate::placement) struct HeadingAt {
    pub(in crate::placement) at: At,
    pub(super) level: u8,
    pub(in crate::placement) says: Hints,
    /// Bytes of its text, and whether all of it is a link.
    pub(super) text: u32,
    pub(super) is_link: bool,
}

/// What is the same for all links of a page.
#[derive(Debug)]
pub(super) struct Page {
    values: Vec<(&'static str, i16)>,
    pub(super) headings: Vec<HeadingAt>,
    /// Bytes of text before the title, the main text and its end.
    title: u32,
    core: u32,
    core_end: u32,
}

impl Page {
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let evidence = &scene.evidence;
        let start = |at: At| evidence.at(at).map_or(0, |facts| bytes(facts.start));
        let core_text = evidence.at(scene.body.core).map_or(0, |facts| facts.text);
        let core = start(scene.body.core);
        Self {
            values: values(scene),
            headings: headings(scene),
            title: start(scene.title),
            core,
            core_end: core.saturating_add(core_text),
        }
    }

    /// The last heading before a place.
    pub(super) fn heading_before(&self, at: At) -> Option<&HeadingAt> {
        let after = self.headings.partition_point(|heading| heading.at < at);
        self.headings.get(after.checked_sub(1)?)
    }
}

/// A place in the page's text as a small number.
pub(super) fn bytes(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn headings(scene: &Scene<'_>) -> Vec<HeadingAt> {
    let facts = &scene.evidence.facts;
    let own = facts.iter().enumerate().filter_map(|(at, facts)| {
        let heading = facts.heading().filter(|heading| heading.at == at)?;
        Some(HeadingAt {
            at,
            level: heading.level.get(),
            says: heading.says,
            text: facts.text,
            is_link: facts.counts().links > 0 && facts.link_percent() >= 90,
        })
    });
    own.collect()
}

fn values(scene: &Scene<'_>) -> Vec<(&'static str, i16)> {
    let evidence = &scene.evidence;
    let Some(root) = evidence.at(0) else {
        return Vec::new();
    };
    let core = evidence.at(scene.body.core).unwrap_or(root);
    let named = |hints: Hints| {
        let all = evidence.facts.iter().filter(|facts| facts.hints.any(hints));
        log(bytes(all.count()))
    };
    vec![
        ("elements", log(bytes(evidence.facts.len()))),
        ("text", log(root.text)),
        ("links", log(root.counts().links)),
        ("link_share", share(root.link_text, root.text)),
        ("running_share", share(root.mass, root.text)),
        (
            "internal_share",
            share(root.counts().internal, root.counts().links),
        ),
        ("times", log(root.counts().times.get())),
        ("images", log(root.counts().images.get())),
        ("inputs", log(root.counts().inputs.get())),
        ("users", log(root.counts().users.get())),
        ("menus", log(root.counts().menus.get())),
        ("frames", log(root.counts().frames.get())),
        ("articles", log(root.counts().articles.get())),
        ("titles", log(root.counts().titles.get())),
        ("policies", log(root.counts().policies.get())),
        ("profiles", log(root.counts().profiles.get())),
        ("authors", log(root.counts().authors.get())),
        ("posts", log(scene.thread.len())),
        ("comments", named(Hints::COMMENT)),
        ("sidebars", named(Hints::SIDEBAR)),
        ("related", named(Hints::RELATED)),
        ("kind", scene.kind as i16),
        ("has_main", i16::from(scene.body.main.is_some())),
        ("core_share", share(core.text, root.text)),
        ("core_links", share(core.link_text, core.text)),
        ("core_start", share(bytes(core.start), root.text)),
        ("core_running", share(core.mass, root.mass)),
    ]
}

pub(super) fn put(page: &Page, sink: &mut impl Sink) {
    for (name, value) in &page.values {
        sink.put(Fact::Page, "page_", name, *value);
    }
}

/// Where a subject stands to the page, its title and its main text.
pub(super) fn put_place(
    scene: &Scene<'_>,
    page: &Page,
    subject: &Subject<'_>,
    sink: &mut impl Sink,
) {
    let evidence = &scene.evidence;
    let (at, facts) = (subject.at, subject.facts);
    let elements = bytes(evidence.facts.len());
    let (text, mass) = evidence.at(0).map_or((0, 0), |root| (root.text, root.mass));
    let start = bytes(subject.start);
    let mut place = |name, value| sink.put(Fact::Place, "place_", name, value);
    place("elements", share(bytes(at), elements));
    place("after", log(elements.saturating_sub(bytes(at))));
    place("text", share(start, text));
    place("text_before", log(start));
    place("text_after", log(text.saturating_sub(start)));
    place("running", share(facts.mass_before, mass));
    place("running_before", log(facts.mass_before));
    place("running_after", log(mass.saturating_sub(facts.mass_before)));
    let index = subject.links_before;
    place("link", share(bytes(index), bytes(scene.links.len())));
    place(
        "links_after",
        count(scene.links.len().saturating_sub(index)),
    );
    let mut title = |name, value| sink.put(Fact::Title, "title_", name, value);
    title("side", side(at, scene.title, scene.title + 1));
    title("text", signed_log(page.title, start));
    title("elements", signed_log(bytes(scene.title), bytes(at)));
    title("running", {
        let before = evidence
            .at(scene.title)
            .map_or(0, |title| title.mass_before);
        signed_log(before, facts.mass_before)
    });
    let body = &scene.body;
    let mut core = |name, value| sink.put(Fact::MainText, "core_", name, value);
    core("side", side(at, body.core, body.end));
    core("before", signed_log(page.core, start));
    core("after", signed_log(page.core_end, start));
    core("elements_after", signed_log(bytes(body.end), bytes(at)));
    core("inside", {
        let inside = body.holds(at);
        let length = page.core_end - page.core;
        if inside {
            share(start.saturating_sub(page.core), length)
        } else {
            -1
        }
    });
    core(
        "in_main",
        body.main.map_or(-1, |main| {
            let end = evidence.at(main).map_or(0, |facts| facts.end);
            side(at, main, end)
        }),
    );
    core("in_article", i16::from(facts.in_article));
    core("in_figure", i16::from(facts.in_figure));
}

/// Before, in, or after: 0, 1, 2.
fn side(at: At, start: At, end: At) -> i16 {
    i16::from(at >= start) + i16::from(at >= end)
}
