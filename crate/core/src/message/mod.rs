//! Messages: from a prospect and a template to the text that is copied or handed to the mail
//! program.
//!
//! A placeholder without a known value stays in the text as it is written there and is listed
//! separately, so that it is neither dropped nor sent unseen. Words of the page are put in on one line:
//! they can end no line of a header and open no other placeholder.

mod follow_ups;
mod mail;
mod step;
mod texts;
mod values;

use serde::{Deserialize, Serialize};

use crate::check::Check;
use crate::document::one_line;
use crate::letter::{Letter, Parties};
use crate::prospect::{Opportunity, OpportunityKind, Prospect};
use crate::site::Site;

pub use crate::letter::Language;
pub use mail::{Webmail, html, link_html, mailto};
pub use step::Step;
pub use values::{Placeholder, Recipient, Values, Writing};

/// What is between two paragraphs of a text.
const PARAGRAPH: &str = "\n\n";

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
    /// The text that comes with the program, for a step.
    pub fn default_at(kind: OpportunityKind, language: Language, step: Step) -> Self {
        let first = Self::default_of(kind, language);
        let mut follow_ups = follow_ups::FOLLOW_UPS.iter();
        let found = follow_ups.find(|one| one.language == language && one.step == step);
        match found {
            // A reminder answers what it reminds of.
            Some(text) => Self {
                subject: format!("Re: {}", first.subject),
                body: match kind {
                    OpportunityKind::BrokenAgreement => text.agreement.to_owned(),
                    _ => text.body.to_owned(),
                },
                ..first
            },
            None => first,
        }
    }

    /// The text of a first message that comes with the program.
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

    /// The message about an opportunity. Where that is a broken agreement, its check says what is to be
    /// said.
    pub fn message(
        &self,
        prospect: &Prospect,
        opportunity: Option<&Opportunity>,
        site: &Site,
        writing: &Writing,
    ) -> Message {
        self.fill(&Values::of(
            prospect,
            opportunity,
            site,
            writing,
            self.language,
        ))
    }

    /// The letter that asks for what a check found failed. `None` if no point failed.
    pub fn letter(&self, check: &Check, parties: &Parties) -> Option<Letter> {
        let message = self.fill(&Values::of_check(check, parties, self.language)?);
        Some(Letter {
            language: self.language,
            to: parties.to.clone(),
            subject: message.subject,
            body: message.body,
        })
    }

    /// Fills the template.
    pub fn fill(&self, values: &Values) -> Message {
        let mut missing = Vec::new();
        let subject = filled(&self.subject, values, &mut missing);
        let paragraphs = self.body.split(PARAGRAPH).filter_map(|paragraph| {
            let text = filled(paragraph, values, &mut missing);
            // One whose values are empty is left out: there is nothing to say in it.
            (!text.trim().is_empty() || paragraph.trim().is_empty()).then_some(text)
        });
        let body = paragraphs.collect::<Vec<_>>().join(PARAGRAPH);
        Message {
            subject: one_line(&subject),
            body,
            missing,
            unknown: self.unknown(),
        }
    }
}

/// The letter that asks for what failed, as the program writes it: in the language nearest to the page's,
/// or in the one given. `None` if no point failed.
pub fn request(check: &Check, parties: &Parties, language: Option<Language>) -> Option<Letter> {
    let language = language.unwrap_or_else(|| Language::nearest(check.page.language.as_deref()));
    Template::default_of(OpportunityKind::BrokenAgreement, language).letter(check, parties)
}

/// A filled template.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
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

    fn max() -> Writing {
        Writing {
            name: "Max".into(),
            ..Writing::default()
        }
    }

    fn message(prospect: &Prospect, template: &Template) -> Message {
        let offer = prospect.opportunities.first();
        template.message(prospect, offer, &site(), &max())
    }

    fn every() -> impl Iterator<Item = (OpportunityKind, Language)> {
        let kinds = OpportunityKind::ALL.into_iter();
        kinds.flat_map(|kind| Language::ALL.map(|language| (kind, language)))
    }

    #[test]
    fn every_kind_has_a_text_in_every_language() {
        for kind in OpportunityKind::ALL {
            for language in Language::ALL {
                let template = Template::default_of(kind, language);
                assert!(!template.subject.is_empty(), "{kind:?} {language:?}");
                assert_eq!(template.unknown(), Vec::<String>::new());
                let wanted: &[&str] = match kind {
                    OpportunityKind::BrokenAgreement => &[
                        "{greeting}",
                        "{points}",
                        "{agreed_html}",
                        "{page_url}",
                        "{signature}",
                    ],
                    _ => match language {
                        Language::De | Language::Ja => &["{signature}", "{page_url}", "{author}"],
                        _ => &["{signature}", "{page_url}", "{first_name}"],
                    },
                };
                for wanted in wanted {
                    assert!(
                        template.body.contains(wanted),
                        "{kind:?} {language:?} {wanted}"
                    );
                }
            }
        }
        for (kind, language) in every() {
            for step in Step::ALL {
                let template = Template::default_at(kind, language, step);
                assert_eq!(template.unknown(), Vec::<String>::new());
                assert_eq!(
                    step == Step::First,
                    template == Template::default_of(kind, language)
                );
                assert!(
                    template.body.ends_with("{signature}"),
                    "{kind:?} {language:?} {step:?}"
                );
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
        assert!(message.body.starts_with("Hi Jane,\n\nThank you"));
        assert!(
            message
                .body
                .contains("“The best tea is by Acme, they say.”")
        );
        assert!(message.body.contains("\nhttps://acme.com/\n"));
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
        let values = Values::of(
            &prospect,
            prospect.opportunities.first(),
            &site,
            &max(),
            Language::En,
        );
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

    /// A page against an agreement on a link to `acme.com/tea`, and the prospect saved of it.
    fn broken(head: &str, link: &str) -> (Check, Prospect) {
        let page = Page {
            url: "https://www.news.example/post".into(),
            html: format!("{head}<article><h1>Tea</h1><p>We drink {link} every day.</p></article>"),
            ..Page::default()
        };
        let report = inspect(&page, &[site()]).unwrap();
        let agreement = crate::check::Agreement::for_target("https://acme.com/tea").unwrap();
        let check = crate::check::check(&report, &agreement, &[site()]);
        let mut prospect = Prospect::keep(&report, &site(), 1);
        prospect.opportunities = Opportunity::of_check(&check).into_iter().collect();
        // As it comes back from where it is saved.
        let stored = serde_json::to_value(&prospect).unwrap();
        (check, serde_json::from_value(stored).unwrap())
    }

    /// The letter of a check and the message about the prospect saved of it: one text.
    #[test]
    fn a_broken_agreement_has_one_letter_wherever_it_is_written() {
        let link = "<a rel=nofollow href=https://acme.com/pots>Acme tea</a>";
        let (check, prospect) = broken("<title>Tea</title>", link);
        let parties = Parties {
            sender: Some("Max".into()),
            site: "Acme".into(),
            ..Parties::default()
        };
        let original = Template::default_of(OpportunityKind::BrokenAgreement, Language::En);
        let own = Template {
            subject: "{page_title}".into(),
            body: "{greeting} {link_html}\n\n{points}\n\n{signature}".into(),
            ..original.clone()
        };
        for template in [&original, &own] {
            let letter = template.letter(&check, &parties).unwrap();
            let message = message(&prospect, template);
            assert_eq!(
                (&letter.subject, &letter.body),
                (&message.subject, &message.body)
            );
            assert_eq!((message.missing.len(), message.unknown.len()), (0, 0));
            assert!(letter.body.contains("not followed"), "{}", letter.body);
        }
        assert_eq!(
            original.letter(&check, &parties),
            request(&check, &parties, Some(Language::En))
        );
        let letter = own.letter(&check, &parties).unwrap();
        assert_eq!(letter.subject, "Tea");
        assert!(
            letter.body.starts_with(
                "Hello, <a href=\"https://acme.com/tea\">Acme tea</a>\n\n- The link leads to"
            ),
            "{}",
            letter.body
        );
        assert!(letter.body.ends_with("\n\nMax\nAcme"), "{}", letter.body);
    }

    #[test]
    fn a_message_greets_and_is_signed_as_the_user_says() {
        let head = "<title>Tea</title><meta name=author content='Jane Doe'>";
        let template = Template::default_of(OpportunityKind::UnlinkedMention, Language::En);
        let writing = Writing {
            signature: "Max Leaf\nAcme Ltd.".into(),
            to: Some(Recipient {
                name: "Joan Marsh".into(),
                first_name: "Joanie".into(),
            }),
            ..Writing::default()
        };
        let prospect = prospect(head);
        let offer = prospect.opportunities.first();
        let written = template.message(&prospect, offer, &site(), &writing);
        assert!(written.body.starts_with("Hi Joanie,\n"), "{}", written.body);
        assert!(
            written.body.ends_with("\nMax Leaf\nAcme Ltd."),
            "{}",
            written.body
        );
        let unsigned = template.message(&prospect, offer, &site(), &Writing::default());
        assert_eq!(unsigned.missing, [Placeholder::Signature]);
    }

    #[test]
    fn a_paragraph_with_nothing_to_say_is_left_out() {
        let link = "<a href=https://acme.com/tea>Acme tea</a>";
        let (check, _) = broken("<meta name=robots content=noindex>", link);
        let letter = request(&check, &Parties::default(), Some(Language::En)).unwrap();
        assert!(
            letter.body.contains("(robots: noindex).\n\nCould you"),
            "{}",
            letter.body
        );
        // Without a title the page is called by its address.
        assert_eq!(
            letter.subject,
            "The link on “https://www.news.example/post”"
        );
    }

    #[test]
    fn a_kept_agreement_needs_no_letter() {
        let link = "<a href=https://acme.com/tea>Acme tea</a>";
        let (check, _) = broken(
            "<link rel=canonical href=https://www.news.example/post>",
            link,
        );
        assert_eq!(check.failed().count(), 0);
        assert_eq!(request(&check, &Parties::default(), None), None);
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
