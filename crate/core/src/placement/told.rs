//! Facts that moved the model, in words; never one that speaks against the region shown.

use html5ever::{LocalName, local_name};

use super::Region;
use super::features::{Fact, Features, Subject};
use super::hint::Hints;
use super::names;
use super::quoted::{path, quote};
use crate::link::Relation;
use crate::reason::{Key, Reason};

/// So many elements around a link are named.
const NAMED_ELEMENTS: usize = 3;

/// So far up a block with a name is looked for.
const NAMED_LEVELS: usize = 8;

/// The fact of one sort about a link, if it can be said and does not speak against the region.
pub(super) fn fact(
    features: &Features<'_>,
    subject: &Subject<'_>,
    region: Region,
    fact: Fact,
) -> Option<Reason> {
    match fact {
        Fact::Place => Some(place(features, subject)),
        Fact::Title => title(features, subject, region),
        Fact::MainText => main_text(features, subject, region),
        Fact::Landmarks => elements(features, subject),
        Fact::Names => name(features, subject, region),
        Fact::Block => Some(block(features, subject)),
        Fact::List => list(features, subject),
        Fact::Heading => heading(features, subject, region),
        Fact::Line => Some(line(features, subject)),
        Fact::Anchor => Some(anchor(subject)),
        Fact::Address => address(features, subject),
        Fact::Page | Fact::Rules => None,
    }
}

fn place(features: &Features<'_>, subject: &Subject<'_>) -> Reason {
    let whole = features.scene.text.as_str().len().max(1);
    let percent = subject.start.min(whole) * 100 / whole;
    Reason::new(Key::DownThePage, [percent.to_string()])
}

fn title(features: &Features<'_>, subject: &Subject<'_>, region: Region) -> Option<Reason> {
    let title = features.scene.title;
    if title == 0 {
        return None;
    }
    let above = subject.at < title;
    let fits = if above {
        region != Region::Footer
    } else {
        region != Region::Header
    };
    let key = if above {
        Key::AboveTitle
    } else {
        Key::BelowTitle
    };
    fits.then(|| key.into())
}

fn main_text(features: &Features<'_>, subject: &Subject<'_>, region: Region) -> Option<Reason> {
    let body = &features.scene.body;
    if subject.at < body.core {
        (region != Region::Footer).then(|| Key::BeforeMain.into())
    } else if subject.at >= body.end {
        (region != Region::Header).then(|| Key::AfterMain.into())
    } else {
        let frame = matches!(region, Region::Header | Region::Footer | Region::Sidebar);
        (!frame).then(|| Key::MainText.into())
    }
}

/// The nearest elements around, but for those that speak for a region by themselves.
fn elements(features: &Features<'_>, subject: &Subject<'_>) -> Option<Reason> {
    let above = features.document.ancestors(subject.facts.node);
    let tags = above.filter_map(|node| features.document.name(node));
    let names: Vec<String> = tags
        .filter(|name| !speaks(name))
        .take(NAMED_ELEMENTS)
        .map(|name| format!("<{}>", &**name))
        .collect();
    (!names.is_empty()).then(|| Reason::new(Key::InsideElements, [quote(&names.join(" "))]))
}

fn speaks(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("nav")
            | local_name!("header")
            | local_name!("footer")
            | local_name!("aside")
            | local_name!("main")
            | local_name!("article")
            | local_name!("dialog")
            | local_name!("body")
            | local_name!("html")
    )
}

/// The nearest block that is called by a word for the region.
fn name(features: &Features<'_>, subject: &Subject<'_>, region: Region) -> Option<Reason> {
    let words = words_for(region);
    let above = [subject.facts.node]
        .into_iter()
        .chain(features.document.ancestors(subject.facts.node));
    let mut values = above.take(NAMED_LEVELS).flat_map(|node| {
        let attributes = [local_name!("id"), local_name!("class")];
        attributes.map(|name| features.document.attribute(node, &name))
    });
    let name = values.find_map(|value| names::name_with(value?, words))?;
    Some(Reason::new(Key::NamedBlock, [quote(name)]))
}

/// Words in names that speak for a region.
fn words_for(region: Region) -> Hints {
    match region {
        Region::Content => Hints::ARTICLE.and(Hints::LOOSE_BODY),
        Region::UserContent => Hints::COMMENT.and(Hints::POST).and(Hints::USER),
        Region::AuthorBio => Hints::AUTHOR.and(Hints::LOOSE_PERSON),
        Region::Navigation => Hints::NAV
            .and(Hints::CRUMBS)
            .and(Hints::TAGS)
            .and(Hints::PAGER)
            .and(Hints::TOC),
        Region::Header => Hints::HEADER.and(Hints::LOGO).and(Hints::ACCOUNT),
        Region::Footer => Hints::FOOTER,
        Region::Sidebar => Hints::SIDEBAR.and(Hints::LOOSE_SIDE),
        Region::Related => Hints::RELATED.and(Hints::CARD).and(Hints::TEASER),
        Region::Advert => Hints::ADVERT.and(Hints::LOOSE_OFFER),
        Region::Share => Hints::SHARE.and(Hints::SOCIAL),
        Region::Other => Hints::OVERLAY
            .and(Hints::NEWSLETTER)
            .and(Hints::CONTROL)
            .and(Hints::LOOSE_FORM)
            .and(Hints::LOOSE_BUTTON),
    }
}

fn block(features: &Features<'_>, subject: &Subject<'_>) -> Reason {
    let evidence = &features.scene.evidence;
    let block = features.block_around(subject);
    let (links, percent) = evidence
        .at(block)
        .map_or((0, 0), |block| (block.counts().links, block.link_percent()));
    Reason::new(Key::LinkBlock, [links.to_string(), percent.to_string()])
}

fn list(features: &Features<'_>, subject: &Subject<'_>) -> Option<Reason> {
    let like = features.longest_list(subject);
    (like > 1).then(|| Reason::new(Key::OneOfLike, [like.to_string()]))
}

/// The last heading before, unless it announces another region.
fn heading(features: &Features<'_>, subject: &Subject<'_>, region: Region) -> Option<Reason> {
    let heading = features.heading_before(subject)?;
    let fits = heading.says.is_empty() || heading.says.any(words_for(region));
    let node = features.scene.evidence.at(heading.at)?.node;
    let text = features.scene.text.slice(node);
    (fits && !text.is_empty()).then(|| Reason::new(Key::UnderHeading, [quote(text)]))
}

fn line(features: &Features<'_>, subject: &Subject<'_>) -> Reason {
    let block = features.scene.evidence.at(subject.facts.block);
    if block.is_some_and(|block| block.own_plain > 0) {
        Key::TextBeside.into()
    } else {
        Key::AloneInLine.into()
    }
}

fn anchor(subject: &Subject<'_>) -> Reason {
    match subject.words.split_whitespace().count() {
        0 => Key::NoAnchorText.into(),
        words => Reason::new(Key::AnchorWords, [words.to_string()]),
    }
}

fn address(features: &Features<'_>, subject: &Subject<'_>) -> Option<Reason> {
    let link = subject.link?;
    match link.relation? {
        Relation::Internal => Some(Key::LeadsInside.into()),
        Relation::Outbound => Some(Key::LeadsOutside.into()),
        _ => Some(Reason::new(
            Key::AddressSays,
            [path(&features.scene, subject.facts)],
        )),
    }
}
