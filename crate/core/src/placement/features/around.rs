//! Features of the elements around a link: their tags, what they are called, and what rules say of
//! them.

use html5ever::{LocalName, local_name};

use super::scale::{count, share};
use super::{Fact, Sink, Subject};
use crate::document::Document;
use crate::placement::Region;
use crate::placement::hint::Hints;
use crate::placement::scene::{Scene, Vote, Zones};

/// How far up names are read.
const NAMED_LEVELS: usize = 16;

/// Tags by what they tell, each with its name among the features.
const TAGS: [&str; 28] = [
    "nav",
    "header",
    "footer",
    "aside",
    "main",
    "article",
    "section",
    "form",
    "dialog",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "p",
    "heading",
    "figure",
    "blockquote",
    "address",
    "dl",
    "pre",
    "strong",
    "span",
    "label",
    "sup",
    "button",
    "details",
];

/// Which of [`TAGS`] an element is.
fn tag(name: &LocalName) -> Option<usize> {
    Some(match *name {
        local_name!("nav") => 0,
        local_name!("header") => 1,
        local_name!("footer") => 2,
        local_name!("aside") => 3,
        local_name!("main") => 4,
        local_name!("article") => 5,
        local_name!("section") => 6,
        local_name!("form") => 7,
        local_name!("dialog") => 8,
        local_name!("li") => 9,
        local_name!("ul") => 10,
        local_name!("ol") => 11,
        local_name!("table") => 12,
        local_name!("tr") => 13,
        local_name!("td") | local_name!("th") => 14,
        local_name!("p") => 15,
        local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6") => 16,
        local_name!("figure") | local_name!("figcaption") => 17,
        local_name!("blockquote") => 18,
        local_name!("address") => 19,
        local_name!("dl") | local_name!("dd") | local_name!("dt") => 20,
        local_name!("pre") | local_name!("code") => 21,
        local_name!("strong") | local_name!("b") | local_name!("em") | local_name!("i") => 22,
        local_name!("span") => 23,
        local_name!("label") => 24,
        local_name!("sup") => 25,
        local_name!("button") => 26,
        local_name!("details") | local_name!("summary") => 27,
        _ => return None,
    })
}

/// What names say, by the hint and its name among the features.
const NAMES: [(Hints, &str); 43] = [
    (Hints::HEADER, "header"),
    (Hints::FOOTER, "footer"),
    (Hints::NAV, "nav"),
    (Hints::CRUMBS, "crumbs"),
    (Hints::TAGS, "tags"),
    (Hints::PAGER, "pager"),
    (Hints::TOC, "toc"),
    (Hints::SIDEBAR, "sidebar"),
    (Hints::RELATED, "related"),
    (Hints::ADVERT, "advert"),
    (Hints::SHARE, "share"),
    (Hints::SOCIAL, "social"),
    (Hints::COMMENT, "comment"),
    (Hints::COMMENT_FORM, "comment_form"),
    (Hints::AUTHOR, "author"),
    (Hints::OVERLAY, "overlay"),
    (Hints::NEWSLETTER, "newsletter"),
    (Hints::ACCOUNT, "account"),
    (Hints::LOGO, "logo"),
    (Hints::CARD.and(Hints::TEASER), "card"),
    (Hints::POST, "post"),
    (Hints::USER, "user"),
    (Hints::CONTROL.and(Hints::SKIP), "control"),
    (Hints::REFERENCES, "references"),
    (Hints::LANGUAGE, "language"),
    (Hints::CONSENT, "consent"),
    (Hints::HIDDEN, "hidden"),
    (Hints::PRODUCT, "product"),
    (Hints::LOOSE_BODY, "loose_body"),
    (Hints::LOOSE_SITE, "loose_site"),
    (Hints::LOOSE_LIST, "loose_list"),
    (Hints::LOOSE_TITLE, "loose_title"),
    (Hints::LOOSE_META, "loose_meta"),
    (Hints::LOOSE_TOP, "loose_top"),
    (Hints::LOOSE_BOTTOM, "loose_bottom"),
    (Hints::LOOSE_PICTURE, "loose_picture"),
    (Hints::LOOSE_OFFER, "loose_offer"),
    (Hints::LOOSE_FORM, "loose_form"),
    (Hints::LOOSE_MORE, "loose_more"),
    (Hints::LOOSE_FOLDED, "loose_folded"),
    (Hints::LOOSE_BUTTON, "loose_button"),
    (Hints::LOOSE_SIDE, "loose_side"),
    (Hints::LOOSE_PERSON, "loose_person"),
];

/// Landmarks by what they are for: these numbers say which the innermost and outermost ones are.
const LANDMARKS: [(Hints, i16); 7] = [
    (Hints::NAV, 1),
    (Hints::HEADER, 2),
    (Hints::FOOTER, 3),
    (Hints::SIDEBAR, 4),
    (Hints::OVERLAY, 5),
    (Hints::MAIN, 6),
    (Hints::ARTICLE, 7),
];

/// By bit of [`Hints`], which of [`NAMES`] it is part of; [`NO_NAME`] for none.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "made while compiling, where both would be errors"
)]
const NAME_OF: [u8; 64] = {
    let mut of = [NO_NAME; 64];
    let mut name = 0;
    while name < NAMES.len() {
        let mut bit = 0;
        while bit < of.len() {
            if NAMES[name].0.bits() & (1 << bit) != 0 {
                of[bit] = name as u8;
            }
            bit += 1;
        }
        name += 1;
    }
    of
};
const NO_NAME: u8 = u8::MAX;

/// Which of [`NAMES`] a set of hints holds.
fn names(hints: Hints) -> impl Iterator<Item = usize> {
    let mut bits = hints.bits();
    std::iter::from_fn(move || {
        let bit = bits.trailing_zeros() as usize;
        let name = *NAME_OF.get(bit)?;
        bits &= bits - 1;
        Some(usize::from(name))
    })
    .filter(|&name| name < NAMES.len())
}

/// How far up something is, and its share of the page's text; -1 for nothing.
type Found = (i16, i16);
const NONE: Found = (-1, -1);

/// What a walk up from a link finds.
struct Above {
    /// By tag, how far up the nearest is; -1 for none.
    tags: [i16; TAGS.len()],
    /// By name, the nearest and the farthest.
    near: [Found; NAMES.len()],
    far: [Found; NAMES.len()],
    /// By region, the nearest that a rule votes for it on, whether or not the vote decides.
    votes: [Found; Region::ALL.len()],
    /// The innermost landmarks and the outermost one, with their share of the page's text.
    landmarks: Vec<(i16, i16)>,
    depth: usize,
}

impl Above {
    fn of(
        document: &Document<'_>,
        scene: &Scene<'_>,
        zones: &Zones,
        subject: &Subject<'_>,
    ) -> Self {
        let mut this = Self {
            tags: [-1; TAGS.len()],
            near: [NONE; NAMES.len()],
            far: [NONE; NAMES.len()],
            votes: [NONE; Region::ALL.len()],
            landmarks: Vec::new(),
            depth: subject.below,
        };
        let text = scene.evidence.at(0).map_or(0, |root| root.text);
        let mut at = subject.at;
        while at > 0 {
            let Some(facts) = scene.evidence.at(at) else {
                break;
            };
            this.tag(document.name(facts.node).and_then(tag));
            let votes = zones.votes_at(at);
            if !facts.hints.is_empty() || !votes.is_empty() {
                let share = share(facts.text, text);
                this.name(facts.hints, share);
                this.landmark(facts.hints, share);
                this.vote(votes, share);
            }
            this.depth += 1;
            at = facts.parent;
        }
        this
    }

    fn tag(&mut self, tag: Option<usize>) {
        if let Some(level) = tag.and_then(|tag| self.tags.get_mut(tag))
            && *level < 0
        {
            *level = count(self.depth);
        }
    }

    fn name(&mut self, hints: Hints, share: i16) {
        if self.depth >= NAMED_LEVELS {
            return;
        }
        let found = (count(self.depth), share);
        for name in names(hints) {
            if let Some(near) = self.near.get_mut(name) {
                first(near, found);
            }
            if let Some(far) = self.far.get_mut(name) {
                *far = found;
            }
        }
    }

    fn landmark(&mut self, hints: Hints, share: i16) {
        if hints.any(Hints::LANDMARK.and(Hints::MAIN).and(Hints::ARTICLE)) {
            let mut kinds = LANDMARKS.iter().filter(|(hint, _)| hints.any(*hint));
            let landmark = kinds.next().map_or(0, |&(_, number)| number);
            self.landmarks.push((landmark, share));
        }
    }

    fn vote(&mut self, votes: &[Vote], share: i16) {
        let found = (count(self.depth), share);
        for vote in votes {
            if let Some(near) = self.votes.get_mut(vote.region as usize) {
                first(near, found);
            }
        }
    }
}

/// Keeps what was found first.
fn first(known: &mut Found, found: Found) {
    if *known == NONE {
        *known = found;
    }
}

pub(super) fn put(
    document: &Document<'_>,
    scene: &Scene<'_>,
    zones: &Zones,
    subject: &Subject<'_>,
    sink: &mut impl Sink,
) {
    let above = Above::of(document, scene, zones, subject);
    sink.put(Fact::Place, "depth", "", count(above.depth));
    for (name, level) in TAGS.into_iter().zip(above.tags) {
        sink.put(Fact::Landmarks, "in_", name, level);
    }
    put_landmarks(&above.landmarks, sink);
    for ((_, name), (level, _)) in NAMES.iter().zip(&above.near) {
        sink.put(Fact::Names, "named_", name, *level);
    }
    for ((_, name), (_, share)) in NAMES.iter().zip(&above.near) {
        sink.put(Fact::Names, "named_share_", name, *share);
    }
    for ((_, name), (level, _)) in NAMES.iter().zip(&above.far) {
        sink.put(Fact::Names, "named_far_", name, *level);
    }
    for ((_, name), (_, share)) in NAMES.iter().zip(&above.far) {
        sink.put(Fact::Names, "named_far_share_", name, *share);
    }
    put_decision(scene, zones, subject, sink);
    for (region, (level, share)) in Region::ALL.into_iter().zip(above.votes) {
        sink.put(Fact::Rules, "vote_", region.name(), level);
        sink.put(Fact::Rules, "vote_share_", region.name(), share);
    }
}

fn put_landmarks(landmarks: &[(i16, i16)], sink: &mut impl Sink) {
    let landmark = |at: Option<&(i16, i16)>| at.copied().unwrap_or((0, -1));
    let marks = [
        ("inner", landmark(landmarks.first())),
        ("second", landmark(landmarks.get(1))),
        ("outer", landmark(landmarks.last())),
    ];
    for (name, (number, share)) in marks {
        sink.put(Fact::Landmarks, "landmark_", name, number);
        sink.put(Fact::Landmarks, "landmark_share_", name, share);
    }
    sink.put(Fact::Landmarks, "landmarks", "", count(landmarks.len()));
}

/// What the rules decide, and on what.
fn put_decision(scene: &Scene<'_>, zones: &Zones, subject: &Subject<'_>, sink: &mut impl Sink) {
    let zone = subject.zone;
    let own = scene.evidence.at(zone.at);
    let text = scene.evidence.at(0).map_or(0, |root| root.text);
    let outer = own
        .and_then(|own| zones.around(own.parent))
        .filter(|_| zone.at > 0);
    let mut put = |name, value| sink.put(Fact::Rules, "rules_", name, value);
    put("region", zone.region as i16);
    put("grounds", zone.grounds.number());
    put("share", own.map_or(0, |own| share(own.text, text)));
    put("is_link", i16::from(zone.at == subject.at));
    put("outer_region", outer.map_or(-1, |zone| zone.region as i16));
    put(
        "outer_grounds",
        outer.map_or(-1, |zone| zone.grounds.number()),
    );
    put("top", i16::from(zone.top));
    put("post", i16::from(zone.post));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag_has_the_number_of_its_name() {
        for (number, name) in TAGS.into_iter().enumerate() {
            let name = if name == "heading" { "h1" } else { name };
            assert_eq!(tag(&LocalName::from(name)), Some(number), "{name}");
        }
    }
}
