//! What placeholders of templates stand for: what is known of a prospect, of a check, and of who writes.

use serde::{Deserialize, Serialize};

use super::{Language, link_html};
use crate::check::Check;
use crate::document::one_line;
use crate::letter::{Parties, Points, points};
use crate::page::title_alone;
use crate::prospect::{Opportunity, Prospect, Sentence};
use crate::site::Site;
use crate::url::{Url, without_www};

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
    Greeting "greeting" "How a message begins: with the editor's name, if it is known."
    Author "author" "Who wrote the page."
    FirstName "first_name" "What they are called by: the first name where it is known, else the whole."
    PageTitle "page_title" "The page's title."
    PageUrl "page_url" "The page's address."
    PageSite "page_site" "The page's host, without `www.`."
    Sentence "sentence" "The sentence the opportunity is about."
    Anchor "anchor" "The words suggested for the link."
    Target "target" "The address suggested for the link."
    LinkHtml "link_html" "The suggested link as HTML."
    LinkNow "link_now" "Where the page links now."
    Points "points" "What is not as agreed, one line for each point."
    AgreedHtml "agreed_html" "The HTML of the links that were agreed on, with a line before it; empty where no link is to be changed."
    MySite "my_site" "The name of the site's profile."
    MyUrl "my_url" "The site's home page."
    MyName "my_name" "The name of whoever writes."
    Signature "signature" "How a message ends: as the user has written it, else that name and the site's."
}

impl Placeholder {
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|placeholder| placeholder.name() == name)
    }
}

/// Who writes, and to whom where that is not whom the page names. An empty text is unknown.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Writing {
    /// The name of whoever writes, where the site has no sender of its own.
    pub name: String,
    /// How the message ends.
    pub signature: String,
    /// Whom the user writes to.
    pub to: Option<Recipient>,
}

/// Somebody the user has chosen to write to. An empty text is unknown.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub struct Recipient {
    /// The whole name.
    pub name: String,
    /// What they are called by.
    pub first_name: String,
}

/// What placeholders stand for. One without a value is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Values(Vec<(Placeholder, String)>);

impl Writing {
    /// Puts what is known into a letter's parties.
    pub fn enter(&self, parties: &mut Parties) {
        let known = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
        parties.sender = parties.sender.take().or_else(|| known(&self.name));
        parties.signed = known(&self.signature);
        if let Some(to) = &self.to {
            parties.editor = known(&to.name).or_else(|| known(&to.first_name));
            parties.first_name = known(&to.first_name);
        }
    }
}

impl Values {
    /// What is known of a prospect, one of its opportunities, the site it was saved for and the
    /// user, who writes in this language.
    pub fn of(
        prospect: &Prospect,
        opportunity: Option<&Opportunity>,
        site: &Site,
        writing: &Writing,
        language: Language,
    ) -> Self {
        let page = &prospect.page;
        let check = opportunity.and_then(|found| found.check.as_deref());
        let mut parties = match check {
            Some(check) => Parties::of(&prospect.contacts, check, site),
            None => Parties::of_page(&prospect.contacts, page.author.as_ref(), site),
        };
        writing.enter(&mut parties);
        let mut values = Self::default();
        values.set_page(&page.url, page.title.as_deref(), page.site_name.as_deref());
        if let Some(opportunity) = opportunity {
            values.set_opportunity(opportunity);
        }
        values.set_parties(&parties, language);
        if check.is_none() && parties.sender.is_none() && parties.signed.is_none() {
            // The site's name alone signs no message: the user is asked for their own.
            values.set(Placeholder::Signature, None);
        }
        if let Some(points) = check.and_then(|check| points(check, &parties.site, language)) {
            values.set_points(&points);
        }
        values
    }

    /// What is known of a check, and who writes to whom in this language. `None` if no point failed.
    pub fn of_check(check: &Check, parties: &Parties, language: Language) -> Option<Self> {
        let points = points(check, &parties.site, language)?;
        let page = &check.page;
        let mut values = Self::default();
        values.set_page(&page.url, page.title.as_deref(), page.site_name.as_deref());
        values.set_opportunity(&Opportunity::of_check(check)?);
        values.set_parties(parties, language);
        values.set_points(&points);
        Some(values)
    }

    fn set_page(&mut self, url: &str, title: Option<&str>, site_name: Option<&str>) {
        let parsed = Url::parse(url).ok();
        let host = parsed.as_ref().and_then(Url::host_str).map(without_www);
        let title = title.map(|title| title_alone(title, site_name, host.unwrap_or_default()));
        self.set(Placeholder::PageTitle, title);
        self.set(Placeholder::PageUrl, Some(url));
        self.set(Placeholder::PageSite, host);
    }

    fn set_opportunity(&mut self, opportunity: &Opportunity) {
        let anchor = opportunity.anchor.as_deref();
        let target = opportunity.target.as_deref();
        let sentence = opportunity.quote().map(Sentence::whole);
        self.set(Placeholder::Sentence, sentence.as_deref());
        self.set(Placeholder::Anchor, anchor);
        self.set(Placeholder::Target, target);
        let html = target.map(|target| link_html(target, anchor.unwrap_or(target)));
        self.set(Placeholder::LinkHtml, html.as_deref());
        self.set(Placeholder::LinkNow, opportunity.instead.as_deref());
    }

    fn set_parties(&mut self, parties: &Parties, language: Language) {
        self.set(Placeholder::Greeting, Some(&parties.greeting(language)));
        self.set(Placeholder::Author, parties.editor.as_deref());
        self.set(Placeholder::FirstName, parties.called());
        self.set(Placeholder::MySite, Some(&parties.site));
        self.set(Placeholder::MyUrl, parties.home.as_deref());
        self.set(Placeholder::MyName, parties.sender.as_deref());
        self.set_lines(Placeholder::Signature, &parties.signature());
    }

    fn set_points(&mut self, points: &Points) {
        let lines: Vec<String> = points
            .lines
            .iter()
            .map(|line| format!("- {line}"))
            .collect();
        self.set_lines(Placeholder::Points, &lines);
        if points.html.is_empty() {
            // The page is to be changed, and no link.
            self.set_lines(Placeholder::AgreedHtml, &[]);
        } else {
            let mut html = vec![points.intro.to_owned(), String::new()];
            html.extend_from_slice(&points.html);
            self.set_lines(Placeholder::AgreedHtml, &html);
            self.set_lines(Placeholder::LinkHtml, &points.html);
        }
        if self.get(Placeholder::PageTitle).is_none() {
            let url = self.get(Placeholder::PageUrl).map(str::to_owned);
            self.set(Placeholder::PageTitle, url.as_deref());
        }
    }

    /// Sets a value, on one line; `None` and an empty one make it unknown.
    pub fn set(&mut self, placeholder: Placeholder, value: Option<&str>) {
        self.0.retain(|(known, _)| *known != placeholder);
        let value = one_line(value.unwrap_or("")).trim().to_owned();
        if !value.is_empty() {
            self.0.push((placeholder, value));
        }
    }

    /// Sets a value of several lines. One of none is known to be empty.
    fn set_lines(&mut self, placeholder: Placeholder, lines: &[String]) {
        self.0.retain(|(known, _)| *known != placeholder);
        let lines: Vec<_> = lines.iter().map(|line| one_line(line)).collect();
        self.0.push((placeholder, lines.join("\n")));
    }

    /// What a placeholder stands for; `None` if that is unknown.
    pub fn get(&self, placeholder: Placeholder) -> Option<&str> {
        let mut all = self.0.iter();
        all.find(|(known, _)| *known == placeholder)
            .map(|(_, value)| value.as_str())
    }
}
