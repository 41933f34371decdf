//! Features of a page as a whole, by which its kind is known.

use super::page::bytes;
use super::scale::{count, log, share};
use super::{Fact, Features, Sink};
use crate::page::PageKind;
use crate::placement::facts::Facts;
use crate::placement::kind;
use crate::region::Region;

/// Kinds that structured data and addresses name, each with its name among the features.
const NAMED: [(PageKind, &str); 5] = [
    (PageKind::Article, "article"),
    (PageKind::Forum, "forum"),
    (PageKind::Product, "product"),
    (PageKind::Documentation, "documentation"),
    (PageKind::Listing, "listing"),
];

/// Levels of headings that are counted.
const LEVELS: [(u8, &str); 4] = [(1, "1"), (2, "2"), (3, "3"), (4, "4")];

/// What the features of a page are made of.
pub(in crate::placement) struct Whole<'a> {
    features: &'a Features<'a>,
    regions: &'a [Option<Region>],
}

impl<'a> Whole<'a> {
    /// `regions` are those of the page's links.
    pub(in crate::placement) fn new(
        features: &'a Features<'a>,
        regions: &'a [Option<Region>],
    ) -> Self {
        Self { features, regions }
    }

    /// Gives all features of the page, always as many and in the same order.
    pub(in crate::placement) fn put(&self, sink: &mut impl Sink) {
        super::page::put(&self.features.page, sink);
        self.put_declared(sink);
        self.put_address(sink);
        self.put_regions(sink);
        self.put_body(sink);
        self.put_headings(sink);
    }

    /// What it declares itself to be.
    fn put_declared(&self, sink: &mut impl Sink) {
        let evidence = &self.features.scene.evidence;
        for (kind, name) in NAMED {
            let declared = kind::declares(evidence, kind);
            sink.put(Fact::Page, "declared_", name, declared.into());
        }
        for name in ["article", "product", "website"] {
            sink.put(Fact::Page, "og_", name, (evidence.og_type == name).into());
        }
        sink.put(
            Fact::Page,
            "declared_types",
            "",
            count(evidence.types.len()),
        );
    }

    /// What its address says.
    fn put_address(&self, sink: &mut impl Sink) {
        let page = self.features.addresses.page();
        for (kind, name) in NAMED {
            let addressed = kind::is_address_of(page, kind);
            sink.put(Fact::Page, "addressed_", name, addressed.into());
        }
        super::address::put_path(Some(page), sink);
    }

    /// Where its links stand.
    fn put_regions(&self, sink: &mut impl Sink) {
        let all = bytes(self.regions.len());
        for region in Region::ALL {
            let own = self.regions.iter().filter(|own| **own == Some(region));
            let links = bytes(own.count());
            sink.put(Fact::Page, "share_in_", region.name(), share(links, all));
            sink.put(Fact::Page, "links_in_", region.name(), log(links));
        }
    }

    /// What its main text and its main area hold.
    fn put_body(&self, sink: &mut impl Sink) {
        let scene = &self.features.scene;
        let core = scene.evidence.at(scene.body.core);
        let main = scene.body.main.and_then(|main| scene.evidence.at(main));
        for (facts, name) in [(core, "core"), (main, "main")] {
            let of = |value: fn(&Facts) -> i16| facts.map_or(-1, value);
            let mut put = |feature, value| sink.put(Fact::Page, feature, name, value);
            put("text_of_", of(|facts| log(facts.text)));
            put("running_of_", of(|facts| log(facts.mass)));
            put("links_of_", of(|facts| log(facts.counts().links)));
            put("images_of_", of(|facts| log(facts.counts().images.get())));
            put("inputs_of_", of(|facts| log(facts.counts().inputs.get())));
            put("times_of_", of(|facts| log(facts.counts().times.get())));
            put(
                "articles_of_",
                of(|facts| log(facts.counts().articles.get())),
            );
            put(
                "headings_of_",
                of(|facts| log(facts.counts().top_count.get())),
            );
            put("level_of_", of(|facts| facts.counts().top_level.into()));
        }
        let root = scene.evidence.at(0);
        let of = |value: fn(&Facts) -> i16| root.map_or(-1, value);
        let mut put = |name, value| sink.put(Fact::Page, "whole_", name, value);
        put("phones", of(|facts| log(facts.counts().phones.get())));
        put("passwords", of(|facts| log(facts.counts().passwords.get())));
        put("sites", of(|facts| log(facts.counts().sites.get())));
        put("parts", of(|facts| log(facts.counts().parts.get())));
        put("copyright", of(|facts| facts.counts().copyright.into()));
    }

    /// How many headings it has of each level, and how many of them are links.
    fn put_headings(&self, sink: &mut impl Sink) {
        let headings = &self.features.page.headings;
        for (level, name) in LEVELS {
            let own = headings.iter().filter(|heading| heading.level == level);
            let linked = own.clone().filter(|heading| heading.is_link);
            sink.put(Fact::Page, "headings_", name, count(own.count()));
            sink.put(Fact::Page, "headings_linked_", name, count(linked.count()));
        }
    }
}
