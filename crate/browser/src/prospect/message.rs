//! A template filled for a prospect: what the dashboard's composer and the panel's sheet write.

use linkglance_core::Site;
use linkglance_core::message::{
    Language, Message, Placeholder, Recipient, Step, Template, Writing,
};
use linkglance_core::prospect::{Opportunity, OpportunityKind, Prospect};

use crate::i18n::{self, t, t_with};
use crate::store::{KeptText, TemplateSet, templates, writing};

/// The language messages are in where the page's is unknown: the user's, or English.
pub fn own_language() -> Language {
    Language::of_tag(&i18n::tag()).unwrap_or(Language::En)
}

/// The page's language if there are texts in it, else the user's.
pub fn language_of(page: Option<&str>) -> Language {
    page.and_then(Language::of_tag).unwrap_or_else(own_language)
}

/// Which text is written, and to whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The opportunity type.
    pub kind: OpportunityKind,
    /// The language.
    pub language: Language,
    /// The first message or a follow-up.
    pub step: Step,
    /// The template's id; the first one where there is none of it.
    pub template: String,
    /// Whom of the user's own contacts it goes to.
    pub to: Option<Recipient>,
}

impl Choice {
    /// The first template, to whom the page names.
    pub const fn of(kind: OpportunityKind, language: Language, step: Step) -> Self {
        Self {
            kind,
            language,
            step,
            template: String::new(),
            to: None,
        }
    }
}

/// The message about an opportunity of a prospect, by one of the user's templates, in the name they have
/// entered. A site whose profile was removed is called by the name that is left of it.
pub fn filled(
    texts: &[KeptText],
    sites: &[Site],
    prospect: &Prospect,
    opportunity: Option<&Opportunity>,
    choice: &Choice,
) -> Message {
    let sets = templates(texts, choice.kind, choice.language);
    let chosen = sets.iter().find(|set| set.id == choice.template);
    let Some(set) = chosen.or(sets.first()) else {
        return Message::default();
    };
    let (template, to) = (set.step(choice.step), choice.to.clone());
    filled_with(template, texts, sites, prospect, opportunity, to)
}

/// The same by a template that need not be saved.
pub fn filled_with(
    template: &Template,
    texts: &[KeptText],
    sites: &[Site],
    prospect: &Prospect,
    opportunity: Option<&Opportunity>,
    to: Option<Recipient>,
) -> Message {
    let site = site_named(sites, &prospect.site);
    let writing = Writing {
        to,
        ..writing(texts, &site.name)
    };
    template.message(prospect, opportunity, &site, &writing)
}

/// What a message of a kind is about: the opportunity of that kind, else the best one.
pub fn about(prospect: &Prospect, kind: OpportunityKind) -> Option<&Opportunity> {
    let all = &prospect.opportunities;
    let of_kind = all.iter().find(|found| found.kind == kind);
    of_kind.or(all.first())
}

/// A step in words; the first message has none.
pub fn step(step: Step) -> Option<String> {
    match step {
        Step::First => None,
        Step::FollowUp1 => Some(t_with("template_follow_up", &["1"])),
        Step::FollowUp2 => Some(t_with("template_follow_up", &["2"])),
    }
}

/// What a template is called.
pub fn template_name(set: &TemplateSet) -> String {
    if set.name.is_empty() {
        t("template_standard")
    } else {
        set.name.clone()
    }
}

/// A site's profile; of one that was removed, the name that is left of it.
fn site_named(sites: &[Site], name: &str) -> Site {
    let known = sites.iter().find(|site| site.name == name);
    known.cloned().unwrap_or_else(|| Site {
        name: name.to_owned(),
        ..Site::default()
    })
}

/// What a placeholder stands for.
pub fn placeholder(placeholder: Placeholder) -> String {
    t(match placeholder {
        Placeholder::Greeting => "placeholder_greeting",
        Placeholder::Author => "placeholder_author",
        Placeholder::FirstName => "placeholder_first_name",
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
