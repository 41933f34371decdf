//! A template filled for a prospect: what the dashboard's composer and the panel's sheet write.

use linkglance_core::Site;
use linkglance_core::message::{Language, Message, Placeholder};
use linkglance_core::prospect::{Opportunity, OpportunityKind, Prospect};

use crate::i18n::{self, t};
use crate::store::{KeptText, my_name, template};

/// The language messages are in where the page's is unknown: the user's, or English.
pub fn own_language() -> Language {
    Language::of_tag(&i18n::tag()).unwrap_or(Language::En)
}

/// The page's language if there are texts in it, else the user's.
pub fn language_of(page: Option<&str>) -> Language {
    page.and_then(Language::of_tag).unwrap_or_else(own_language)
}

/// The message about an opportunity of a prospect, by the user's template of this kind and language, in the
/// name they have entered. A site whose profile was removed is called by the name that is left of it.
pub fn filled(
    texts: &[KeptText],
    sites: &[Site],
    prospect: &Prospect,
    opportunity: Option<&Opportunity>,
    kind: OpportunityKind,
    language: Language,
) -> Message {
    let known = sites.iter().find(|site| site.name == prospect.site);
    let site = known.cloned().unwrap_or_else(|| Site {
        name: prospect.site.clone(),
        ..Site::default()
    });
    let template = template(texts, kind, language);
    template.message(prospect, opportunity, &site, my_name(texts))
}

/// What a placeholder stands for.
pub fn placeholder(placeholder: Placeholder) -> String {
    t(match placeholder {
        Placeholder::Greeting => "placeholder_greeting",
        Placeholder::Author => "placeholder_author",
        Placeholder::PageTitle => "placeholder_page_title",
        Placeholder::PageUrl => "placeholder_page_url",
        Placeholder::PageSite => "placeholder_page_site",
        Placeholder::Sentence => "placeholder_sentence",
        Placeholder::Anchor => "placeholder_anchor",
        Placeholder::Target => "placeholder_target",
        Placeholder::LinkHtml => "placeholder_link_html",
        Placeholder::LinkNow => "placeholder_link_now",
        Placeholder::Points => "placeholder_points",
        Placeholder::AgreedHtml => "placeholder_agreed_html",
        Placeholder::MySite => "placeholder_my_site",
        Placeholder::MyUrl => "placeholder_my_url",
        Placeholder::MyName => "placeholder_my_name",
        Placeholder::Signature => "placeholder_signature",
    })
}
