//! An agreement: what was agreed with the editor of a page, term by term.
//!
//! Everything but the target has a default, so that one address is an agreement.

use serde::{Deserialize, Deserializer, Serialize};

use crate::document::collapse;
use crate::length::{MAX_ANCHOR_CHARS, MAX_NAME_CHARS, MAX_TITLE_CHARS, cut_owned, is_whole};
use crate::one_or_more::{Short, one_or_more};
use crate::placement::Region;
use crate::point::anchor::AnchorTerm;
use crate::point::disclosure::DisclosureTerm;
use crate::point::follow::RelTerm;
use crate::point::visible::Visible;
use crate::reason::{Key, Reason};
use crate::site::Site;
use crate::url::{Url, is_web, same_page};

/// What was agreed about the links of one page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Agreement {
    /// What the user calls it.
    pub name: String,
    /// The page it is about; `None` if it can be about any.
    pub page: Option<String>,
    /// Where links must lead: to each of these.
    #[serde(alias = "target", deserialize_with = "one_or_more")]
    pub targets: Vec<Target>,
    /// How many such links there must be at least, over all targets.
    pub links: usize,
    /// What their anchor text must be.
    #[serde(deserialize_with = "one_anchor")]
    pub anchor: AnchorTerm,
    /// How they may be marked.
    #[serde(deserialize_with = "one_rel")]
    pub rel: RelTerm,
    /// Where on the page they may be; empty: anywhere.
    #[serde(alias = "region", deserialize_with = "one_or_more")]
    pub regions: Vec<Region>,
    /// Whether they must be seen.
    pub visible: Visible,
    /// Whether they must lead there without a redirector.
    pub direct: bool,
    /// Whether the page must be open to indexing.
    pub indexable: bool,
    /// Whether the page must be its own canonical.
    pub canonical: bool,
    /// Most links to other sites in the main content, the agreed ones included.
    pub most_outbound: Option<usize>,
    /// Whether the page must, or must not, say that it is paid for; `None`: either.
    pub disclosure: Option<DisclosureTerm>,
    /// The page's language, as a language tag: `en` covers `en-US`.
    pub language: Option<String>,
    /// Whom the page must name as its author.
    pub author: Option<String>,
}

/// A page of the user's a link must lead to. In JSON also its address alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Target {
    /// Its address.
    pub url: String,
    /// How near a link must come to it.
    #[serde(rename = "match")]
    pub mode: Match,
}

/// How near a link must come to its target.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// The very address.
    Exact,
    /// The same page: scheme, `www.`, tracking and the like may differ (see
    /// [`identity`](crate::url::identity)), and the query
    /// and the fragment, which is said.
    #[default]
    Page,
    /// Any page of the target's site.
    Site,
}

/// Usual agreements.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// A followed link in the main content.
    FollowedEditorial,
    /// A link marked sponsored on a page that says it is paid for.
    SponsoredPlacement,
    /// A followed link in the author's note.
    BioLink,
}

impl Default for Agreement {
    /// As [`Preset::FollowedEditorial`], without a target.
    fn default() -> Self {
        Self {
            name: String::new(),
            page: None,
            targets: Vec::new(),
            links: 1,
            anchor: AnchorTerm::Any,
            rel: RelTerm {
                followed: true,
                ..RelTerm::default()
            },
            regions: vec![Region::Content],
            visible: Visible::OnScreen,
            direct: true,
            indexable: true,
            canonical: true,
            most_outbound: None,
            disclosure: None,
            language: None,
            author: None,
        }
    }
}

impl Preset {
    /// Every preset, the usual one first.
    pub const ALL: [Self; 3] = [
        Self::FollowedEditorial,
        Self::SponsoredPlacement,
        Self::BioLink,
    ];

    /// Its terms, without a target.
    pub fn terms(self) -> Agreement {
        let terms = Agreement::default();
        match self {
            Self::FollowedEditorial => terms,
            Self::SponsoredPlacement => Agreement {
                rel: RelTerm {
                    followed: false,
                    required: vec!["sponsored".to_owned()],
                    allowed: vec!["nofollow".to_owned()],
                },
                disclosure: Some(DisclosureTerm::Present),
                ..terms
            },
            Self::BioLink => Agreement {
                regions: vec![Region::AuthorBio],
                ..terms
            },
        }
    }
}

impl Agreement {
    /// The usual agreement about one target, from what the user types.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn for_target(address: &str) -> Result<Self, Vec<Reason>> {
        Preset::FollowedEditorial.for_target(address)
    }

    /// The agreement with its addresses, marks and words in canonical form.
    ///
    /// # Errors
    /// Everything that makes it unusable, a reason each.
    pub fn checked(mut self) -> Result<Self, Vec<Reason>> {
        self.cut();
        let mut faults = Vec::new();
        let mut address = |text: &mut String| match web_address(text) {
            Some(url) => *text = url.into(),
            None => faults.push(Reason::new(Key::FaultAddress, [collapse(text)])),
        };
        blank_is_none(&mut self.page);
        blank_is_none(&mut self.author);
        blank_is_none(&mut self.language);
        self.page.iter_mut().for_each(&mut address);
        for target in &mut self.targets {
            address(&mut target.url);
        }
        if self.targets.is_empty() {
            faults.push(Key::FaultNoTarget.into());
        }
        if self.links == 0 {
            faults.push(Key::FaultLinks.into());
        }
        if self.anchor.is_empty() {
            faults.push(Key::FaultAnchor.into());
        }
        faults.extend(self.rel.check());
        self.check_outbound(&mut faults);
        if let Some(tag) = self.language.as_ref().filter(|tag| !is_language(tag)) {
            faults.push(Reason::new(Key::FaultLanguage, [tag.clone()]));
        }
        if faults.is_empty() {
            Ok(self)
        } else {
            Err(faults)
        }
    }

    /// Cuts words longer than any page is read for.
    fn cut(&mut self) {
        let most = |text: &mut String, chars| *text = cut_owned(std::mem::take(text), chars);
        most(&mut self.name, MAX_TITLE_CHARS);
        self.author
            .iter_mut()
            .for_each(|name| most(name, MAX_NAME_CHARS));
        if let AnchorTerm::Exact(text) | AnchorTerm::Contains(text) = &mut self.anchor {
            most(text, MAX_ANCHOR_CHARS);
        }
    }

    /// No more links can be required in the content than may be there.
    fn check_outbound(&self, faults: &mut Vec<Reason>) {
        let links = self.links.max(self.targets.len());
        if let Some(most) = self.most_outbound
            && self.regions == [Region::Content]
            && most < links
        {
            let values = [links.to_string(), most.to_string()];
            faults.push(Reason::new(Key::FaultOutbound, values));
        }
    }

    /// Whether it is about the page at this address: the same page by [`identity`](crate::url::identity).
    pub fn is_about(&self, page: &Url) -> bool {
        let own = self.page.as_deref().and_then(|own| Url::parse(own).ok());
        own.is_some_and(|own| same_page(&own, page))
    }

    /// The agreements about a page; where there is none, those about any page.
    pub fn find<'a>(all: &'a [Self], page: &Url) -> Vec<&'a Self> {
        let about: Vec<&Self> = all.iter().filter(|own| own.is_about(page)).collect();
        if about.is_empty() {
            all.iter().filter(|own| own.page.is_none()).collect()
        } else {
            about
        }
    }

    /// The user's site that it is about a link to.
    pub fn owner<'a>(&self, sites: &'a [Site]) -> Option<&'a Site> {
        let targets = self.targets.iter();
        let urls: Vec<Url> = targets
            .filter_map(|target| Url::parse(&target.url).ok())
            .collect();
        let owns = |site: &&Site| urls.iter().any(|url| site.owns(url));
        sites.iter().find(owns)
    }

    /// What the site of its targets is called: as the user's profile says, else by its domain.
    pub fn site_name(&self, sites: &[Site]) -> String {
        match self.owner(sites) {
            Some(site) => site.name.clone(),
            None => self.site().map(|site| site.name).unwrap_or_default(),
        }
    }

    /// The site its targets are on, where the user has no profile of it; `None` if it has no
    /// target with a domain.
    pub fn site(&self) -> Option<Site> {
        let mut sites = self
            .targets
            .iter()
            .filter_map(|target| Site::from_domain(&target.url).ok());
        let mut site = sites.next()?;
        for other in sites {
            for domain in other.domains {
                if !site.domains.contains(&domain) {
                    site.domains.push(domain);
                }
            }
        }
        Some(site)
    }
}

impl Preset {
    /// These terms about one target, from what the user types.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn for_target(self, address: &str) -> Result<Agreement, Vec<Reason>> {
        let mut agreement = self.terms();
        let address = address.trim();
        if !address.is_empty() {
            agreement.targets.push(Target::from(address.to_owned()));
        }
        agreement.checked()
    }
}

impl From<String> for Target {
    fn from(url: String) -> Self {
        Self {
            url,
            mode: Match::Page,
        }
    }
}

/// A web address as users write it; the scheme may be left out.
fn web_address(text: &str) -> Option<Url> {
    let text = text.trim();
    let whole = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("https://{text}"))
    };
    let plausible = |host: &str| host.contains('.') || host.starts_with('[') || host == "localhost";
    whole
        .ok()
        .filter(is_web)
        .filter(|url| is_whole(url.as_str()))
        .filter(|url| url.username().is_empty() && url.host_str().is_some_and(plausible))
}

fn blank_is_none(text: &mut Option<String>) {
    *text = text
        .take()
        .map(|text| collapse(&text))
        .filter(|text| !text.is_empty());
}

/// Whether it has the form of a language tag (RFC 5646: subtags of at most eight letters and
/// digits, the first of letters).
fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or("");
    let short = |subtag: &str| (1..=8).contains(&subtag.len());
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|subtag| short(subtag) && subtag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Fields of a target, as JSON holds them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetFields {
    url: String,
    #[serde(default, rename = "match")]
    mode: Match,
}

impl From<TargetFields> for Target {
    fn from(TargetFields { url, mode }: TargetFields) -> Self {
        Self { url, mode }
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Short::<TargetFields>::deserialize(deserializer).map(|short| match short {
            Short::Word(url) => url.into(),
            Short::Whole(fields) => fields.into(),
        })
    }
}

/// Also `"followed"`, `"any"`, or a mark that is allowed.
fn one_rel<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RelTerm, D::Error> {
    Short::<RelTerm>::deserialize(deserializer).map(|short| match short {
        Short::Whole(term) => term,
        Short::Word(word) => RelTerm::from_words([word.as_str()]),
    })
}

/// Also a text alone: these very words. `"any"` is the name of a term.
fn one_anchor<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AnchorTerm, D::Error> {
    Short::<AnchorTerm>::deserialize(deserializer).map(|short| match short {
        Short::Whole(term) => term,
        Short::Word(word) if word == "any" => AnchorTerm::Any,
        Short::Word(words) => AnchorTerm::Exact(words),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(agreement: Agreement) -> Vec<Key> {
        let faults = agreement.checked().err().unwrap_or_default();
        faults.iter().map(Reason::key).collect()
    }

    #[test]
    fn one_address_is_an_agreement() {
        let agreement = Agreement::for_target(" Acme.com/tea ").unwrap();
        assert_eq!(agreement.targets[0].url, "https://acme.com/tea");
        assert_eq!(agreement.targets[0].mode, Match::Page);
        assert!(agreement.rel.followed && agreement.direct && agreement.indexable);
        assert!(Agreement::for_target("").is_err());
        assert!(Agreement::for_target("mailto:a@b.example").is_err());
    }

    #[test]
    fn every_preset_is_a_usable_agreement() {
        for preset in Preset::ALL {
            assert!(preset.for_target("https://acme.com/").is_ok(), "{preset:?}");
        }
    }

    #[test]
    fn each_fault_is_named_once() {
        let agreement = Agreement {
            page: Some("no page".into()),
            links: 0,
            anchor: AnchorTerm::Exact("  ".into()),
            rel: RelTerm {
                followed: true,
                required: vec!["sponsored".into(), "paid".into()],
                allowed: vec![],
            },
            language: Some("English (US)".into()),
            ..Agreement::default()
        };
        assert_eq!(
            keys(agreement),
            [
                Key::FaultAddress,
                Key::FaultNoTarget,
                Key::FaultLinks,
                Key::FaultAnchor,
                Key::FaultToken,
                Key::FaultFollowedMarked,
                Key::FaultLanguage,
            ]
        );
        let crowded = Agreement {
            links: 3,
            most_outbound: Some(2),
            ..Agreement::for_target("acme.com").unwrap()
        };
        assert_eq!(keys(crowded), [Key::FaultOutbound]);
    }

    #[test]
    fn an_agreement_is_found_by_its_page() {
        let about = |page: Option<&str>| Agreement {
            page: page.map(str::to_owned),
            ..Agreement::for_target("acme.com").unwrap()
        };
        let all = [about(Some("http://www.blog.example/post/")), about(None)];
        let url = |text| Url::parse(text).unwrap();
        let found = Agreement::find(&all, &url("https://blog.example/post?utm_source=x#top"));
        assert_eq!(found, [&all[0]]);
        assert_eq!(
            Agreement::find(&all, &url("https://blog.example/")),
            [&all[1]]
        );
    }

    #[test]
    fn short_forms_are_read() {
        let json = r#"{ "target": "acme.com", "regions": "author_bio", "rel": "followed" }"#;
        let agreement: Agreement = serde_json::from_str(json).unwrap();
        assert_eq!(agreement.targets.len(), 1);
        assert_eq!(agreement.regions, [Region::AuthorBio]);
        assert!(agreement.rel.followed);
        let json = r#"{ "targets": ["a.com", { "url": "b.com", "match": "site" }] }"#;
        let agreement: Agreement = serde_json::from_str(json).unwrap();
        assert_eq!(agreement.targets[1].mode, Match::Site);
        let stored = serde_json::to_string(&agreement).unwrap();
        assert_eq!(
            serde_json::from_str::<Agreement>(&stored).unwrap(),
            agreement
        );
    }
}
