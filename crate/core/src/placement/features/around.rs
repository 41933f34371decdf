//! Features of the elements around a link: their tags, what they are called, and what rules say of
//! them.

use html5ever::{LocalName, local_name};

use super::scale::{count, share};
use super::{Fact, Sink, Subject};
use crate::document::Document;
use crate::placement::Region;
use crate::placement::hint::Hints;
use crate::placement::scene::{Scene, Zones};

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

/// What a walk up from a link finds.
struct Above {
    /// By tag, how far up the nearest is; -1 for none.
    tags: [i16; TAGS.len()],
    /// By name: how far up the nearest is and the farthest, and their shares of the page's text.
    near: [i16; NAMES.len()],
    far: [i16; NAMES.len()],
    near_share: [i16; NAMES.len()],
    far_share: [i16; NAMES.len()],
    /// The innermost landmarks and the outermost one, with their share of the page's text.
    landmarks: Vec<(i16, i16)>,
    depth: usize,
}

impl Above {
    fn of(document: &Document<'_>, scene: &Scene<'_>, subject: &Subject<'_>) -> Self {
        let mut this = Self {
            tags: [-1; TAGS.len()],
            near: [-1; NAMES.len()],
            far: [-1; NAMES.len()],
            near_share: [-1; NAMES.len()],
            far_share: [-1; NAMES.len()],
            landmarks: Vec::new(),
            depth: subject.below,
        };
        let text = scene.evidence.at(0).map_or(0, |root| root.text);
        let mut at = subject.at;
        while at > 0 {
            let Some(facts) = scene.evidence.at(at) else {
                break;
            };
            if let Some(place) = document
                .name(facts.node)
                .and_then(tag)
                .and_then(|tag| this.tags.get_mut(tag))
                && *place < 0
            {
                *place = count(this.depth);
            }
            let share = share(facts.text, text);
            if this.depth < NAMED_LEVELS && !facts.hints.is_empty() {
                this.name(facts.hints, share);
            }
            if facts
                .hints
                .any(Hints::LANDMARK.and(Hints::MAIN).and(Hints::ARTICLE))
            {
                let mut kinds = LANDMARKS.iter().filter(|(hint, _)| facts.hints.any(*hint));
                let landmark = kinds.next().map_or(0, |&(_, number)| number);
                this.landmarks.push((landmark, share));
            }
            this.depth += 1;
            at = facts.parent;
        }
        this
    }

    fn name(&mut self, hints: Hints, share: i16) {
        let level = count(self.depth);
        for (index, _) in NAMES
            .iter()
            .enumerate()
            .filter(|(_, (hint, _))| hints.any(*hint))
        {
            let places = [
                (&mut self.near, &mut self.near_share),
                (&mut self.far, &mut self.far_share),
            ];
            for (first, (levels, shares)) in places.into_iter().enumerate() {
                if let (Some(known), Some(known_share)) =
                    (levels.get_mut(index), shares.get_mut(index))
                    && (first == 1 || *known < 0)
                {
                    (*known, *known_share) = (level, share);
                }
            }
        }
    }
}

pub(super) fn put(
    document: &Document<'_>,
    scene: &Scene<'_>,
    zones: &Zones,
    subject: &Subject<'_>,
    sink: &mut impl Sink,
) {
    let above = Above::of(document, scene, subject);
    sink.put(Fact::Place, "depth", "", count(above.depth));
    for (name, level) in TAGS.into_iter().zip(above.tags) {
        sink.put(Fact::Landmarks, "in_", name, level);
    }
    let landmark = |at: Option<&(i16, i16)>| at.copied().unwrap_or((0, -1));
    let marks = [
        ("inner", landmark(above.landmarks.first())),
        ("second", landmark(above.landmarks.get(1))),
        ("outer", landmark(above.landmarks.last())),
    ];
    for (name, (number, share)) in marks {
        sink.put(Fact::Landmarks, "landmark_", name, number);
        sink.put(Fact::Landmarks, "landmark_share_", name, share);
    }
    sink.put(
        Fact::Landmarks,
        "landmarks",
        "",
        count(above.landmarks.len()),
    );
    let groups = [
        ("named_", above.near),
        ("named_share_", above.near_share),
        ("named_far_", above.far),
        ("named_far_share_", above.far_share),
    ];
    for (group, values) in groups {
        for ((_, name), value) in NAMES.into_iter().zip(values) {
            sink.put(Fact::Names, group, name, value);
        }
    }
    put_decision(scene, zones, subject, sink);
    put_votes(scene, zones, subject, sink);
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

/// What the rules say, whether or not it decides: by region, how far up the nearest element is that
/// a vote was cast on, and its share of the page's text.
fn put_votes(scene: &Scene<'_>, zones: &Zones, subject: &Subject<'_>, sink: &mut impl Sink) {
    let text = scene.evidence.at(0).map_or(0, |root| root.text);
    let mut near = [(-1_i16, -1_i16); Region::ALL.len()];
    let mut at = subject.at;
    let mut level = subject.below;
    while at > 0 {
        let Some(facts) = scene.evidence.at(at) else {
            break;
        };
        for (_, vote) in zones.votes_at(at) {
            if let Some(near) = near.get_mut(vote.region as usize)
                && near.0 < 0
            {
                *near = (count(level), share(facts.text, text));
            }
        }
        level += 1;
        at = facts.parent;
    }
    for (region, (level, share)) in Region::ALL.into_iter().zip(near) {
        sink.put(Fact::Rules, "vote_", region.name(), level);
        sink.put(Fact::Rules, "vote_share_", region.name(), share);
    }
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
