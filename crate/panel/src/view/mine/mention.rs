//! A mention: the sentence that names the site, and where it is if that is not the content.

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::placement::Region;
use linkglance_core::prospect::OpportunityKind;
use linkglance_core::report::{LinkState, Mention};
use linkglance_core::url::Url;

use super::write::write_about;
use crate::state::model::Model;
use crate::state::spot::Spot;
use crate::view::link::readable_address;
use crate::view::marks::show_button_of;
use crate::view::out::copy_text;
use crate::view::words::with_key;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words::{self, reason};

/// Which mentions are listed together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    Unlinked,
    Elsewhere,
    Possible,
}

impl Found {
    /// The list a mention is in; none where it is in a link to the site, which is listed itself.
    pub(super) fn of(mention: &Mention) -> Option<Self> {
        match mention.link {
            _ if mention.possible => Some(Self::Possible),
            LinkState::None => Some(Self::Unlinked),
            LinkState::Other => Some(Self::Elsewhere),
            LinkState::Own => None,
        }
    }

    /// What such mentions offer, if they surely mean the site.
    pub(super) const fn kind(self) -> Option<OpportunityKind> {
        match self {
            Self::Unlinked => Some(OpportunityKind::UnlinkedMention),
            Self::Elsewhere => Some(OpportunityKind::LinkedElsewhere),
            Self::Possible => None,
        }
    }

    /// Its name in tests.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unlinked => "unlinked",
            Self::Elsewhere => "elsewhere",
            Self::Possible => "possible",
        }
    }

    /// The message that is its heading.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Unlinked => "group_unlinked",
            Self::Elsewhere => "group_elsewhere",
            Self::Possible => "mentions_possible",
        }
    }
}

/// The target that is suggested for all of some mentions, where it is one.
pub(super) fn same_target<'a>(all: &[(usize, &'a Mention)]) -> Option<&'a str> {
    let (_, first) = all.first()?;
    let target = first.suggested_target.as_deref()?;
    let same = |(_, other): &(usize, &Mention)| other.suggested_target.as_deref() == Some(target);
    all.iter().all(same).then_some(target)
}

/// The suggested target of a group, in one line.
pub(super) fn suggestion(model: Model, target: &str) -> impl IntoView + use<> {
    let address = target.to_owned();
    view! {
        <div class="suggest" data-part="suggest">
            {icon(Icon::Arrow)}
            <span class="ellipsis">{t("suggest")} " " {shown(target)}</span>
            <button
                type="button"
                class="ibtn push"
                aria-label=t("copy_target")
                title=t("copy_target")
                on:click=move |_| copy_text(model, address.clone(), None, t("copied_target"))
            >
                {icon(Icon::Copy)}
            </button>
        </div>
    }
}

/// An address with its host before the rest.
fn shown(address: &str) -> impl IntoView + use<> {
    let whole =
        Url::parse(address).map_or_else(|_| address.to_owned(), |url| readable_address(&url));
    let (host, path) = match whole.find('/') {
        Some(at) => (
            whole.get(..at).unwrap_or_default().to_owned(),
            whole.get(at..).unwrap_or_default().to_owned(),
        ),
        None => (whole, String::new()),
    };
    view! {
        <span class="url" title=address.to_owned()>
            <b>{host}</b>
            {path}
        </span>
    }
}

/// A mention's row. `with_target` shows its own suggested target.
pub(super) fn mention_row(
    model: Model,
    report: &Report,
    index: usize,
    mention: &Mention,
    with_target: bool,
) -> impl IntoView + use<> {
    let [before, text, after] = sentence(mention);
    let whole = format!("{before} {text} {after}");
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let because: Vec<String> = mention.because.iter().map(reason).collect();
    let target = mention.suggested_target.as_deref().filter(|_| with_target);
    view! {
        <li
            class="mention"
            tabindex="-1"
            data-row=""
            data-part="mention"
            data-region=mention.region.name()
            data-spot=Spot::Mention(index).to_string()
            title=because.join(" ")
        >
            <p class="sentence">
                <bdi>{before} <mark>{text}</mark> {after}</bdi>
            </p>
            <div class="actions">
                {(!mention.hidden).then(|| show_button_of(&mention.text))}
                {(!mention.possible).then(|| write_about(model, report, mention))}
                <button
                    type="button"
                    class="ibtn"
                    data-part="copy-mine"
                    aria-label=t("copy_sentence")
                    title=with_key("copy_sentence", "c")
                    on:click=move |_| copy_text(model, whole.clone(), None, t("copied_sentence"))
                >
                    {icon(Icon::Copy)}
                </button>
            </div>
            {place(report, mention)}
            {target
                .map(|target| {
                    view! { <p class="meta ellipsis">{t("suggest")} " " {shown(target)}</p> }
                })}
        </li>
    }
}

/// The whole sentence where the report has it, else the words beside the name.
fn sentence(mention: &Mention) -> [String; 3] {
    let context = &mention.context;
    let (before, after) = if context.before.is_empty() && context.after.is_empty() {
        (&mention.before, &mention.after)
    } else {
        (&context.before, &context.after)
    };
    [before.clone(), mention.text.clone(), after.clone()]
}

/// The second line: where it is and where it leads, if that is not the content and nowhere; why it may
/// mean another.
fn place(report: &Report, mention: &Mention) -> Option<impl IntoView + use<>> {
    let mut parts = Vec::new();
    if mention.region != Region::Content {
        parts.push(words::region(mention.region));
    }
    if mention.hidden {
        parts.push(t("hidden"));
    }
    let link = mention.link_index.and_then(|index| report.link(index));
    let url = link.and_then(|link| Url::parse(link.url.as_deref()?).ok());
    if let (LinkState::Other, Some(url)) = (mention.link, url) {
        parts.push(t_with("links_to", &[&readable_address(&url)]));
    }
    if mention.possible {
        parts.extend(mention.because.iter().map(reason));
    }
    (!parts.is_empty()).then(|| view! { <p class="meta ellipsis capital">{parts.join(" · ")}</p> })
}
