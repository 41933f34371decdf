//! Features of the blocks around a link: what each holds, from its own line outwards, and the
//! longest list it is a part of.

use super::kin::Kin;
use super::scale::{log, share};
use super::{Fact, Sink, Subject};
use crate::placement::evidence::Evidence;
use crate::placement::facts::{At, Facts};
use crate::placement::scene::Scene;

/// How many blocks are looked at, each larger than the last.
const BLOCKS: [&str; 6] = ["0", "1", "2", "3", "4", "5"];

/// How far up lists are looked for.
const LIST_LEVELS: usize = 10;

/// A block counts as larger if it holds this share more text, in hundredths, or more links.
const LARGER: u64 = 102;

pub(super) fn put(scene: &Scene<'_>, kin: &Kin<'_>, subject: &Subject<'_>, sink: &mut impl Sink) {
    let evidence = &scene.evidence;
    let mut block = Some(subject.facts.block);
    for name in BLOCKS {
        put_block(evidence, kin, block, name, sink);
        block = block.and_then(|at| larger(evidence, at));
    }
    put_list(evidence, kin, subject, sink);
}

/// The next element around that holds more.
pub(super) fn larger(evidence: &Evidence, at: At) -> Option<At> {
    let own = evidence.at(at)?;
    let mut above = own.parent;
    while above > 0 {
        let facts = evidence.at(above)?;
        let more = u64::from(facts.text) * 100 > u64::from(own.text) * LARGER + 800;
        if more || facts.counts().links > own.counts().links {
            return Some(above);
        }
        above = facts.parent;
    }
    None
}

fn put_block(
    evidence: &Evidence,
    kin: &Kin<'_>,
    at: Option<At>,
    name: &'static str,
    sink: &mut impl Sink,
) {
    let found = at.and_then(|at| evidence.at(at).map(|facts| (at, facts)));
    let whole = evidence.at(0);
    let of = |value: fn(&Facts) -> i16| found.map_or(-1, |(_, facts)| value(facts));
    let mut put = |feature, value| sink.put(Fact::Block, feature, name, value);
    put("block_text", of(|facts| log(facts.text)));
    put(
        "block_link_share",
        of(|facts| i16::try_from(facts.link_percent()).unwrap_or(100)),
    );
    put("block_links", of(|facts| log(facts.counts().links)));
    put("block_plain", of(|facts| log(facts.plain())));
    put("block_running", of(|facts| log(facts.mass)));
    put(
        "block_internal",
        of(|facts| share(facts.counts().internal, facts.counts().links)),
    );
    put(
        "block_link_text",
        of(|facts| {
            log(facts
                .link_text
                .checked_div(facts.counts().links)
                .unwrap_or(0))
        }),
    );
    put(
        "block_images",
        of(|facts| share(facts.counts().images.get(), facts.counts().links)),
    );
    put("block_times", of(|facts| log(facts.counts().times.get())));
    put("block_inputs", of(|facts| log(facts.counts().inputs.get())));
    put(
        "block_profiles",
        of(|facts| share(facts.counts().profiles.get(), facts.counts().links)),
    );
    put(
        "block_policies",
        of(|facts| log(facts.counts().policies.get())),
    );
    put(
        "block_headings",
        of(|facts| log(facts.counts().top_count.get())),
    );
    put(
        "block_share",
        found.map_or(-1, |(_, facts)| {
            share(facts.text, whole.map_or(0, |whole| whole.text))
        }),
    );
    put(
        "block_place",
        found.map_or(-1, |(_, facts)| {
            share(facts.mass_before, whole.map_or(0, |whole| whole.mass))
        }),
    );
    put(
        "block_run",
        found.map_or(-1, |(at, _)| log(kin.run(evidence, at).into())),
    );
}

/// The longest run of like elements around a link.
fn put_list(evidence: &Evidence, kin: &Kin<'_>, subject: &Subject<'_>, sink: &mut impl Sink) {
    let longest = longest_list(evidence, kin, subject);
    let item = evidence.at(longest.1);
    let list = item.and_then(|item| evidence.at(item.parent));
    let mut put = |name, value| sink.put(Fact::List, "list_", name, value);
    put("run", log(longest.0.into()));
    put("item_text", item.map_or(0, |item| log(item.text)));
    put(
        "item_links",
        item.map_or(0, |item| log(item.counts().links)),
    );
    put(
        "item_link_share",
        item.map_or(0, |item| share(item.link_text, item.text)),
    );
    put(
        "item_images",
        item.map_or(0, |item| log(item.counts().images.get())),
    );
    put(
        "item_times",
        item.map_or(0, |item| log(item.counts().times.get())),
    );
    put("text", list.map_or(0, |list| log(list.text)));
    put("links", list.map_or(0, |list| log(list.counts().links)));
    put(
        "place",
        item.zip(list).map_or(0, |(item, list)| {
            let into = item.start.saturating_sub(list.start);
            share(u32::try_from(into).unwrap_or(u32::MAX), list.text)
        }),
    );
}

/// How many elements the longest list around has, and the one of them that the subject is in.
pub(super) fn longest_list(evidence: &Evidence, kin: &Kin<'_>, subject: &Subject<'_>) -> (u16, At) {
    let mut longest: (u16, At) = (0, 0);
    let mut at = subject.facts.block;
    let mut level = 0;
    while at > 0 && level < LIST_LEVELS {
        let run = kin.run(evidence, at);
        if run > longest.0 {
            longest = (run, at);
        }
        at = evidence.at(at).map_or(0, |facts| facts.parent);
        level += 1;
    }
    longest
}
