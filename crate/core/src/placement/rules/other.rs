//! Other: what is no part of what a page says. What lies over it or is hidden, forms to log in and
//! to sign up, and links that do something instead of leading somewhere: skip, reply, report, edit,
//! print.

use super::super::Region;
use super::super::hint::Hints;
use super::super::label::Label;
use super::super::scene::{Entry, Grounds, Scene, Zone};
use super::super::target::Target;
use super::link::LinkItem;
use crate::page::PageKind;

/// Least links of a modal that holds a menu: consent panels have tabs, and a link or two.
const MENU_LINKS: u32 = 4;

/// Largest share of the page's running text, in hundredths: of an overlay that only a name tells,
/// for consent panels have much to say; of a hidden block; of a newsletter's form.
const OVERLAY_SHARE: u64 = 40;
const HIDDEN_SHARE: u64 = 25;
const FORM_SHARE: u64 = 15;

/// Most links of a newsletter's block that has no field: to the form itself, and to policies.
const FORM_LINKS: u32 = 3;

/// Most links and bytes of a panel that is told by its fields and buttons, and its largest share of the
/// page's running text in hundredths: what is larger only holds one.
const PANEL_LINKS: u32 = 8;
const PANEL_BYTES: u32 = 1_500;
const PANEL_SHARE: u64 = 25;

/// Longest name before the number of a post in an address, in bytes: "comment-".
const NUMBERED_BYTES: usize = 8;

/// Links that do something instead of leading somewhere.
pub(super) fn tool(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    if item.target == Target::ShareForm {
        return None;
    }
    let part = matches!(
        item.target,
        Target::Part | Target::Discussion | Target::ThisPage
    );
    if part && (item.entry.hints.any(Hints::SKIP) || item.label.any(Label::SKIP)) {
        return Some(Grounds::Skip);
    }
    if item.entry.zone.post {
        return is_tool_of_post(item).then_some(Grounds::Control);
    }
    if !item.prose && is_tool_of_page(scene, item) {
        return Some(Grounds::Control);
    }
    is_forgotten(scene, item).then_some(Grounds::Empty)
}

/// What lies over the page, and what its source hides.
pub(super) fn overlay(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    if entry.facts.link.is_some() {
        return None;
    }
    if entry.hints.any(Hints::OVERLAY) && !is_menu(scene, entry) {
        let sure = entry.hints.any(Hints::LANDMARK);
        if sure || scene.is_small(entry.facts, OVERLAY_SHARE) {
            return Some(Grounds::Named(Hints::OVERLAY));
        }
    }
    is_hidden(scene, entry).then_some(Grounds::Hidden)
}

/// Forms to write a comment and to order a newsletter.
pub(super) fn form(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    if entry.facts.link.is_some() {
        return None;
    }
    if entry.hints.any(Hints::COMMENT_FORM) {
        return Some(Grounds::Named(Hints::COMMENT_FORM));
    }
    let form = entry.hints.any(Hints::NEWSLETTER)
        && matches!(
            entry.zone.region,
            Region::Content | Region::Sidebar | Region::Related
        )
        && (entry.facts.counts().inputs.get() > 0 || entry.facts.counts().links <= FORM_LINKS)
        && scene.is_small(entry.facts, FORM_SHARE);
    form.then_some(Grounds::Named(Hints::NEWSLETTER))
}

/// What asks a visitor to log in, to agree or to order a notice, by its fields and buttons: called
/// nothing, or something of its maker's own.
pub(super) fn panel(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let facts = entry.facts;
    // In the bar at the top, ways to log in are the banner's.
    let log_in = facts.counts().passwords.get() > 0 && entry.at >= scene.title;
    let agree = facts.counts().accepts.get() > 0
        && (facts.counts().refuses.get() > 0 || facts.counts().policies.get() > 0);
    let alert = facts.counts().alerts.get() > 0 && facts.counts().inputs.get() > 0;
    let panel = (log_in || agree || alert)
        && matches!(entry.zone.region, Region::Content | Region::Sidebar)
        && facts.link.is_none()
        && facts.counts().links <= PANEL_LINKS
        && facts.text <= PANEL_BYTES
        && facts.counts().titles.get() == 0
        && facts.counts().menus.get() == 0
        && !scene.is_around(entry.at, facts)
        && scene.is_small(facts, PANEL_SHARE);
    panel.then_some(Grounds::Panel)
}

/// Whether a link is a tool of the page or of its thread.
fn is_tool_of_page(scene: &Scene<'_>, item: &LinkItem<'_>) -> bool {
    let zone = item.entry.zone;
    let forum = scene.kind == PageKind::Forum;
    let by_address = match item.target {
        Target::Control => true,
        Target::Nowhere => zone.is_open(),
        Target::Account => forum && zone.region == Region::Content && item.entry.at > scene.title,
        Target::Discussion => item.label.any(Label::CONTROL),
        _ => false,
    };
    let named = item.entry.hints.any(Hints::CONTROL) && zone.region == Region::Content;
    let says = || item.label.any(Label::PAGE_TOOL) || (forum && item.label.any(Label::THREAD_TOOL));
    by_address || named || (is_among_text(zone) && says())
}

/// Whether a link of a visitor's post is no text of the visitor: its date, number, reply, report.
/// A label that is a control's alone, or the way to log in, is one beside text too.
fn is_tool_of_post(item: &LinkItem<'_>) -> bool {
    let hints = item.entry.hints;
    let says = !hints.any(Hints::SHARE)
        && (item.label.any(Label::CONTROL) || item.label.any(Label::PAGE_TOOL));
    let leads = match item.target {
        Target::Discussion | Target::Control | Target::ThisPage => true,
        // An empty one in a quotation leads to the post that is quoted.
        Target::Part => !item.words.is_empty() && is_number_of_post(item),
        _ => false,
    };
    let beside_text =
        leads || item.entry.facts.counts().times.get() > 0 || hints.any(Hints::CONTROL);
    says || item.target == Target::Account || (beside_text && !item.prose)
}

/// Whether a link leads to a post by its number ("#p453", "#msg-12").
fn is_number_of_post(item: &LinkItem<'_>) -> bool {
    let url = item.link.url.as_ref();
    let fragment = url.and_then(|url| url.fragment()).unwrap_or("");
    let name = fragment.trim_end_matches(|c: char| c.is_ascii_digit());
    name.len() < fragment.len() && name.len() <= NUMBERED_BYTES
}

/// Whether a link was left at the page's very top with nothing in it.
fn is_forgotten(scene: &Scene<'_>, item: &LinkItem<'_>) -> bool {
    let entry = item.entry;
    item.words.is_empty()
        && entry.facts.counts().images.get() == 0
        && entry.facts.end == entry.at + 1
        && entry.zone.grounds == Grounds::OutsideMain
        && scene
            .evidence
            .at(entry.facts.parent)
            .is_some_and(|parent| parent.parent <= 1)
}

/// Whether a zone is the page's text or stands beside it. A site's banner and bottom have no tools
/// of the page.
fn is_among_text(zone: &Zone) -> bool {
    match zone.region {
        Region::Content | Region::Sidebar => true,
        Region::Navigation => !zone.top,
        _ => false,
    }
}

/// A menu in a modal or a drawer is a menu; tabs of a consent panel, ways to log in and what pops
/// up in a text are none.
fn is_menu(scene: &Scene<'_>, entry: &Entry<'_>) -> bool {
    let holds_menu = entry.facts.counts().menus.get() > 0
        && entry.facts.counts().links >= MENU_LINKS
        && !scene.is_inside_main(entry);
    (entry.hints.any(Hints::NAV) || holds_menu)
        && !entry.hints.any(Hints::CONSENT.and(Hints::ACCOUNT))
}

/// Whether a block is hidden and no part of the text, such as a menu or a tab that opens later.
fn is_hidden(scene: &Scene<'_>, entry: &Entry<'_>) -> bool {
    entry.hints.any(Hints::HIDDEN)
        && entry.zone.region == Region::Content
        && (!scene.is_inside_main(entry) || (entry.at < scene.title && !entry.facts.in_article))
        && !scene.is_around(entry.at, entry.facts)
        && scene.is_small(entry.facts, HIDDEN_SHARE)
        && !entry
            .hints
            .any(Hints::NAV.and(Hints::HEADER).and(Hints::FOOTER))
        && entry.facts.counts().menus.get() == 0
}
