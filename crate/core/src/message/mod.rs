//! Messages: from a prospect and a template to the text that is copied or handed to the mail
//! program.
//!
//! A placeholder without a known value stays in the text as it is written there and is listed
//! separately, so that it is neither dropped nor sent unseen. Words of the page are put in on one line:
//! they can end no line of a header and open no other placeholder.

mod mail;
mod texts;

use serde::{Deserialize, Serialize};

use crate::document::one_line;
use crate::letter::{Parties, request};
use crate::page::title_alone;
use crate::prospect::{Opportunity, OpportunityKind, Prospect, Sentence};
use crate::site::{Pages, Site};
use crate::url::{Url, without_www};

pub use crate::letter::Language;
pub use mail::{link_html, mailto};

/// What a message is made from; the user may change every word of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Template {
    /// Which opportunity type it is for.
    pub kind: OpportunityKind,
    /// Its language.
    pub language: Language,
    /// The subject, with placeholders.
    pub subject: String,
    /// The text, with placeholders.
    pub body: String,
}

impl Template {
    /// The text that comes with the program.
    pub fn default_of(kind: OpportunityKind, language: Language) -> Self {
        let text = texts::TEXTS
            .iter()
            .find(|text| text.kind == kind && text.language == language);
        Self {
            kind,
            language,
            subject: text.map_or("", |text| text.subject).to_owned(),
            body: text.map_or("", |text| text.body).to_owned(),
        }
    }

    /// The placeholders a template uses that there are none of.
    pub fn unknown(&self) -> Vec<String> {
        let mut unknown = Vec::new();
        for piece in pieces(&self.subject).chain(pieces(&self.body)) {
            if let Piece::Placeholder(name) = piece
                && Placeholder::named(name).is_none()
                && !unknown.iter().any(|known| known == name)
            {
                unknown.push(name.to_owned());
            }
        }
        unknown
    }

    /// The message about an opportunity. About a broken agreement it is the letter of the check, in
    /// which every broken point is named, unless the user has a text of their own for it.
    pub fn message(
        &self,
        prospect: &Prospect,
        opportunity: Option<&Opportunity>,
        site: &Site,
        my_name: &str,
    ) -> Message {
        let values = Values::of(prospect, opportunity, site, my_name);
        let check = opportunity.and_then(|found| found.check.as_deref());
        let own_text = *self != Self::default_of(self.kind, self.language);
        let letter = check
            .filter(|_| self.kind == OpportunityKind::BrokenAgreement && !own_text)
            .and_then(|check| {
                let parties = Parties {
                    sender: values.get(Placeholder::MyName).map(str::to_owned),
                    ..Parties::of(&prospect.contacts, check, site)
                };
                request(check, &parties, Some(self.language))
            });
        letter.map_or_else(
            || self.fill(&values),
            |letter| Message {
                subject: letter.subject,
                body: letter.body,
                missing: Vec::new(),
                unknown: Vec::new(),
            },
        )
    }

    /// Fills the template.
    pub fn fill(&self, values: &Values) -> Message {
        let mut missing = Vec::new();
        let subject = filled(&self.subject, values, &mut missing);
        let body = filled(&self.body, values, &mut missing);
        Message {
            subject: one_line(&subject),
            body,
            missing,
            unknown: self.unknown(),
        }
    }
}

macro_rules! placeholders {
    ($($variant:ident $name:literal $doc:literal)*) => {
        /// What a template can ask for, written as `{name}`.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Placeholder { $(#[doc = $doc] $variant),* }

        impl Placeholder {
            /// Every placeholder.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name between the braces.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

placeholders! {
    Author "author" "Who wrote the page."
    PageTitle "page_title" "The page's title."
    PageUrl "page_url" "The page's address."
    PageSite "page_site" "The page's host, without `www.`."
    Sentence "sentence" "The sentence the opportunity is about."
    Anchor "anchor" "The words suggested for the link."
    Target "target" "The address suggested for the link."
    LinkHtml "link_html" "The suggested link as HTML."
    LinkNow "link_now" "Where the page links now."
    MySite "my_site" "The name of the site's profile."
    MyUrl "my_url" "The site's home page."
    MyName "my_name" "The name of whoever writes."
}

impl Placeholder {
    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|placeholder| placeholder.name() == name)
    }
}

/// What placeholders stand for. An empty value is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Values(Vec<(Placeholder, String)>);

impl Values {
    /// What is known of a prospect, one of its opportunities, the site it was saved for and the
    /// user.
    pub fn of(
        prospect: &Prospect,
        opportunity: Option<&Opportunity>,
        site: &Site,
        my_name: &str,
    ) -> Self {
        let page = &prospect.page;
        let own = Pages::of(site);
        let person = prospect.contacts.people.first();
        let author = person.map(|person| &person.name).or(page.author.as_ref());
        let host = Url::parse(&page.url).ok();
        let host = host.as_ref().and_then(Url::host_str).map(without_www);
        let anchor = opportunity.and_then(|found| found.anchor.as_deref());
        let target = opportunity.and_then(|found| found.target.as_deref());
        let sentence = opportunity.and_then(Opportunity::quote);
        let now = opportunity.and_then(|found| found.instead.as_deref());
        let mut values = Self::default();
        values.set(Placeholder::Author, author.map(String::as_str));
        let title = page.title.as_deref();
        let title = title
            .map(|title| title_alone(title, page.site_name.as_deref(), host.unwrap_or_default()));
        values.set(Placeholder::PageTitle, title);
        values.set(Placeholder::PageUrl, Some(&page.url));
        values.set(Placeholder::PageSite, host);
        values.set(
            Placeholder::Sentence,
            sentence.map(Sentence::whole).as_deref(),
        );
        values.set(Placeholder::Anchor, anchor);
        values.set(Placeholder::Target, target);
        let html = target.map(|target| link_html(target, anchor.unwrap_or(target)));
        values.set(Placeholder::LinkHtml, html.as_deref());
        values.set(Placeholder::LinkNow, now);
        values.set(Placeholder::MySite, Some(&site.name));
        values.set(Placeholder::MyUrl, own.home().map(Url::as_str));
        let sender = Some(site.sender.as_str()).filter(|name| !name.trim().is_empty());
        values.set(Placeholder::MyName, Some(sender.unwrap_or(my_name)));
        values
    }

    /// Sets a value, on one line; `None` makes it unknown.
    pub fn set(&mut self, placeholder: Placeholder, value: Option<&str>) {
        self.0.retain(|(known, _)| *known != placeholder);
        let value = one_line(value.unwrap_or("")).trim().to_owned();
        if !value.is_empty() {
            self.0.push((placeholder, value));
        }
    }

    /// What a placeholder stands for; `None` if that is unknown.
    pub fn get(&self, placeholder: Placeholder) -> Option<&str> {
        let mut all = self.0.iter();
        all.find(|(known, _)| *known == placeholder)
            .map(|(_, value)| value.as_str())
    }
}

/// A filled template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// The subject, on one line.
    pub subject: String,
    /// The text; lines are separated by `\n`.
    pub body: String,
    /// Placeholders whose value is unknown, in order; they are in the text as they were written.
    pub missing: Vec<Placeholder>,
    /// Names in braces that are no placeholder; they are in the text as they were written.
    pub unknown: Vec<String>,
}

fn filled(template: &str, values: &Values, missing: &mut Vec<Placeholder>) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Placeholder(name) => {
                let known = Placeholder::named(name);
                if let Some(value) = known.and_then(|known| values.get(known)) {
                    out.push_str(value);
                    continue;
                }
                out.push('{');
                out.push_str(name);
                out.push('}');
                missing.extend(known.filter(|known| !missing.contains(known)));
            }
        }
    }
    out
}

/// A part of a template.
enum Piece<'a> {
    Text(&'a str),
    /// The name between braces.
    Placeholder(&'a str),
}

/// The parts of a template: `{name}` of small letters and underscores, and what is between.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(name) = name_at(rest) {
            rest = rest.get(name.len() + 2..).unwrap_or("");
            return Some(Piece::Placeholder(name));
        }
        let braces = rest.match_indices('{').map(|(at, _)| at);
        let end = braces
            .filter(|&at| rest.get(at..).is_some_and(|tail| name_at(tail).is_some()))
            .find(|&at| at > 0);
        let (head, tail) = rest
            .split_at_checked(end.unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        rest = tail;
        Some(Piece::Text(head))
    })
}

fn name_at(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    (!name.is_empty() && name.bytes().all(fits)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Page, inspect};

    fn site() -> Site {
        Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            ..Site::default()
        }
    }

    fn prospect(head: &str) -> Prospect {
        let page = Page {
            url: "https://www.news.example/post".into(),
            html: format!(
                "{head}<article><h1>Tea</h1><p>{}</p><p>The best tea is by Acme, they say.</p></article>",
                "All about tea and what it is good for. ".repeat(9)
            ),
            ..Page::default()
        };
        Prospect::keep(&inspect(&page, &[site()]).unwrap(), &site(), 1)
    }

    fn message(prospect: &Prospect, template: &Template) -> Message {
        let offer = prospect.opportunities.first();
        template.fill(&Values::of(prospect, offer, &site(), "Max"))
    }

    #[test]
    fn every_kind_has_a_text_in_every_language() {
        for kind in OpportunityKind::ALL {
            for language in Language::ALL {
                let template = Template::default_of(kind, language);
                assert!(!template.subject.is_empty(), "{kind:?} {language:?}");
                assert_eq!(template.unknown(), Vec::<String>::new());
                for wanted in ["{link_html}", "{my_name}", "{page_url}", "{author}"] {
                    assert!(
                        template.body.contains(wanted),
                        "{kind:?} {language:?} {wanted}"
                    );
                }
            }
        }
        assert_eq!(
            texts::TEXTS.len(),
            OpportunityKind::ALL.len() * Language::ALL.len()
        );
    }

    #[test]
    fn a_template_is_filled_with_what_the_page_says() {
        let head = "<title>Tea &amp; more</title><meta name=author content='Jane Doe'>";
        let template = Template::default_of(OpportunityKind::UnlinkedMention, Language::En);
        let message = message(&prospect(head), &template);
        assert_eq!(message.subject, "Your mention of Acme in “Tea & more”");
        assert!(message.body.starts_with("Hi Jane Doe,\n"));
        assert!(
            message
                .body
                .contains("“The best tea is by Acme, they say.”")
        );
        assert!(
            message
                .body
                .contains("<a href=\"https://acme.com/\">Acme</a>")
        );
        assert_eq!((message.missing.len(), message.unknown.len()), (0, 0));
    }

    #[test]
    fn the_quote_is_a_sentence_of_the_text_and_the_title_the_pages_own() {
        let page = Page {
            url: "https://www.news.example/green-pots".into(),
            html: format!(
                "<title>Pots and cups - The News</title><meta property=og:site_name content='The News'>\
                 <article><h1>Pots</h1><p>{}</p><figure><img src=x><figcaption>A pot by Acme, in use \
                 since the morning.</figcaption></figure><p class=photo-credit>All by Acme, with thanks \
                 for them.</p><p>There is no better maker than Acme, they say.</p></article>",
                "All about pots and what they are good for. ".repeat(9)
            ),
            ..Page::default()
        };
        let site = Site {
            pages: vec![
                "https://acme.com/tea".into(),
                "https://acme.com/pots".into(),
            ],
            sender: "Ann Leaf".into(),
            ..site()
        };
        let report = inspect(&page, std::slice::from_ref(&site)).unwrap();
        let prospect = Prospect::keep(&report, &site, 1);
        let values = Values::of(&prospect, prospect.opportunities.first(), &site, "Max");
        for (placeholder, value) in [
            (
                Placeholder::Sentence,
                "There is no better maker than Acme, they say.",
            ),
            (Placeholder::PageTitle, "Pots and cups"),
            // Nothing in the sentence says so, but the title does.
            (Placeholder::Target, "https://acme.com/pots"),
            (Placeholder::MyName, "Ann Leaf"),
        ] {
            assert_eq!(values.get(placeholder), Some(value), "{placeholder:?}");
        }
    }

    #[test]
    fn a_broken_agreement_is_written_about_as_its_check_says() {
        let page = Page {
            url: "https://www.news.example/post".into(),
            html: "<title>Tea</title><article><h1>Tea</h1><p>We drink <a rel=nofollow \
                   href=https://acme.com/pots>Acme tea</a> every day.</p></article>"
                .into(),
            ..Page::default()
        };
        let report = inspect(&page, &[site()]).unwrap();
        let agreement = crate::check::Agreement::for_target("https://acme.com/tea").unwrap();
        let check = crate::check::check(&report, &agreement, &[site()]);
        let mut prospect = Prospect::keep(&report, &site(), 1);
        prospect.opportunities = Opportunity::of_check(&check).into_iter().collect();
        let stored = serde_json::to_value(&prospect).unwrap();
        let prospect: Prospect = serde_json::from_value(stored).unwrap();
        let offer = prospect.opportunities.first();
        let template = Template::default_of(OpportunityKind::BrokenAgreement, Language::En);
        let message = template.message(&prospect, offer, &site(), "Max");
        let parties = Parties {
            sender: Some("Max".into()),
            site: "Acme".into(),
            ..Parties::default()
        };
        let letter = request(&check, &parties, Some(Language::En)).unwrap();
        assert_eq!(message.body, letter.body);
        assert!(message.body.contains("not followed"), "{}", message.body);
        let own = Template {
            body: "{page_title}, {my_name}".into(),
            ..template
        };
        assert_eq!(
            own.message(&prospect, offer, &site(), "Max").body,
            "Tea, Max"
        );
    }

    #[test]
    fn what_is_missing_is_named_and_stays_visible() {
        let template = Template {
            kind: OpportunityKind::UnlinkedMention,
            language: Language::En,
            subject: "{page_title} {nonsense}".into(),
            body: "Hi {author}, {author} {link_now} {Not one} {} {a {my_name}".into(),
        };
        let message = message(&prospect(""), &template);
        assert_eq!(message.subject, "{page_title} {nonsense}");
        assert_eq!(
            message.body,
            "Hi {author}, {author} {link_now} {Not one} {} {a Max"
        );
        assert_eq!(
            message.missing,
            [
                Placeholder::PageTitle,
                Placeholder::Author,
                Placeholder::LinkNow
            ]
        );
        assert_eq!(message.unknown, ["nonsense"]);
    }

    #[test]
    fn page_text_opens_no_placeholder_and_ends_no_line() {
        let head = "<title>{my_name}\r\nBcc: x@y.com\u{2028}\u{202e}z</title>";
        let template = Template {
            subject: "Re: {page_title}".into(),
            ..Template::default_of(OpportunityKind::UnlinkedMention, Language::En)
        };
        let message = message(&prospect(head), &template);
        assert_eq!(message.subject, "Re: {my_name} Bcc: x@y.com z");
    }
}
