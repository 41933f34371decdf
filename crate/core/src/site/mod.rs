//! The user's profile of a site: what is theirs and what it is called.

mod owners;
mod pages;
mod problem;
mod sitemap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::url::{Url, is_web, is_within, registrable_domain};

pub use owners::Owners;
pub use pages::{Pages, TargetPage, words};
pub use problem::{Field, Problem};
pub use sitemap::{
    MAX_SITEMAP_BYTES, MAX_SITEMAP_ENTRIES, NotASitemap, SitemapEntry, SitemapPage, SitemapReader,
};

/// A site profile.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Site {
    /// What the site or brand is called.
    pub name: String,
    /// Its domains; each covers its subdomains unless written `=host`.
    pub domains: Vec<String>,
    /// Who writes to editors for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sender: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Keywords it wants to be found for.
    pub keywords: Vec<String>,
    /// Addresses of its pages worth linking to.
    pub pages: Vec<String>,
    /// Domains of competitors.
    pub competitors: Vec<String>,
    /// Words near a mention that show it means another company or thing.
    pub exclude: Vec<String>,
    /// Words of which one must be on the page for a mention to count.
    pub require: Vec<String>,
    /// Whether names match only in their exact case.
    pub case_sensitive: bool,
}

/// What is wrong with a profile.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum SiteError {
    /// A profile without a name.
    #[error("the site profile has no name")]
    NoName,
    /// A profile without a domain.
    #[error("the site profile \"{0}\" has no domain")]
    NoDomain(String),
    /// Something that is no domain.
    #[error("\"{0}\" is not a domain")]
    NotADomain(String),
    /// A domain below which everybody may have a name, such as `co.uk` or `github.io`.
    #[error("\"{0}\" is a public suffix: all sites below it would count as yours")]
    PublicSuffix(String),
    /// A domain with a wildcard: it would stand for no host.
    #[error("\"{0}\" has a wildcard: write the domain alone, it covers its subdomains")]
    Wildcard(String),
    /// A page that is no web address.
    #[error("\"{0}\" is not the address of a page")]
    NotAPage(String),
    /// A page that is on none of the profile's domains.
    #[error("\"{0}\" is on none of the profile's domains")]
    NotOnSite(String),
    /// A competitor's domain that is the profile's own, too.
    #[error("\"{0}\" is one of the profile's own domains")]
    OwnDomain(String),
}

impl SiteError {
    /// Whether a profile with this can't be used; else it is only worth a second look.
    pub fn makes_unusable(&self) -> bool {
        matches!(
            self,
            Self::NoName | Self::NoDomain(_) | Self::NotADomain(_) | Self::Wildcard(_)
        )
    }
}

impl Site {
    /// The home page's address, on the first domain; `None` without a domain that can be used.
    pub fn home(&self) -> Option<Url> {
        let host = self.domains.first()?.trim_start_matches('=');
        Url::parse(&format!("https://{host}/")).ok()
    }

    /// A profile from what the user types: a domain or any address on the site. The name is
    /// proposed from the domain and can be changed.
    ///
    /// # Errors
    /// [`SiteError::NotADomain`] if no host can be read from it.
    pub fn from_domain(input: &str) -> Result<Self, SiteError> {
        let host = parse_domain(input)?.host;
        let domain = registrable_domain(&host).unwrap_or(&host).to_owned();
        let label = domain.split('.').next().unwrap_or(&domain);
        Ok(Self {
            name: proposed_name(label),
            domains: vec![domain],
            ..Self::default()
        })
    }

    /// A profile of domains as they are given, not of their registrable domains: `blog.acme.com` means
    /// that host and those below it. The name is proposed from the first.
    ///
    /// # Errors
    /// What is wrong with the first domain, or [`SiteError::PublicSuffix`]. A profile in a file may have
    /// one: there it is the user's decision.
    pub fn of_domains(domains: &[String]) -> Result<Self, SiteError> {
        let first = domains.first().map_or("", String::as_str);
        let site = Self {
            domains: domains.to_vec(),
            ..Self::from_domain(first)?
        };
        let suffix = |problem: Problem| {
            let suffix = matches!(problem.error, SiteError::PublicSuffix(_));
            (problem.field == Field::Domains && suffix).then_some(problem.error)
        };
        match site.problems().into_iter().find_map(suffix) {
            Some(error) => Err(error),
            None => Ok(site),
        }
    }

    /// The profile with its domains in canonical form.
    ///
    /// # Errors
    /// The first thing that makes the profile unusable.
    pub fn checked(mut self) -> Result<Self, SiteError> {
        let unusable = |problem: &Problem| problem.error.makes_unusable();
        if let Some(problem) = self.problems().into_iter().find(unusable) {
            return Err(problem.error);
        }
        for domain in self.domains.iter_mut().chain(&mut self.competitors) {
            *domain = parse_domain(domain)?.canonical();
        }
        Ok(self)
    }

    /// Whether a URL is on this site.
    pub fn owns(&self, url: &Url) -> bool {
        url.host_str().is_some_and(|host| self.owns_host(host))
    }

    /// Which of its competitors' domains a URL is on.
    pub fn competitor(&self, url: &Url) -> Option<&str> {
        let host = url.host_str().filter(|_| is_web(url))?;
        let mut domains = (self.competitors.iter()).map(|domain| domain.trim_start_matches('='));
        domains.find(|domain| is_within(host, domain))
    }

    /// Whether a host (lower case, punycode) is this site's.
    pub fn owns_host(&self, host: &str) -> bool {
        self.domains
            .iter()
            .any(|domain| match domain.strip_prefix('=') {
                Some(exact) => host.strip_suffix('.').unwrap_or(host) == exact,
                None => is_within(host, domain),
            })
    }
}

struct Domain {
    host: String,
    /// Written with `=`: subdomains do not count.
    exact: bool,
}

impl Domain {
    /// As profiles save it.
    fn canonical(self) -> String {
        if self.exact {
            format!("={}", self.host)
        } else {
            self.host
        }
    }
}

/// Reads a domain as users write it: bare, with a scheme, with a path, in any case or script.
/// A leading `www.` is dropped: the domain covers it.
fn parse_domain(input: &str) -> Result<Domain, SiteError> {
    let error = || SiteError::NotADomain(input.trim().to_owned());
    let text = input.trim();
    let (exact, text) = match text.strip_prefix('=') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    if text.contains('*') {
        return Err(SiteError::Wildcard(input.trim().to_owned()));
    }
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let typed = |name: &str| scheme.is_some_and(|typed| typed.eq_ignore_ascii_case(name));
    // The parser forgives `https:acme.com` as browsers do.
    let url = if text.contains("://") || ["http", "https"].into_iter().any(typed) {
        Url::parse(text)
    } else {
        Url::parse(&format!("http://{}", text.trim_start_matches('/')))
    }
    .ok()
    // The host of any other scheme is not held to the rules of domains.
    .filter(is_web)
    .ok_or_else(error)?;
    let host = url.host_str().ok_or_else(error)?;
    let host = host.strip_suffix('.').unwrap_or(host);
    let host = match host.strip_prefix("www.") {
        Some(rest) if !exact && registrable_domain(rest).is_some() => rest,
        _ => host,
    };
    let named = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    let plausible = named || host.starts_with('[') || host == "localhost";
    if !plausible
        || !url.username().is_empty()
        || host.contains(|c: char| c.is_whitespace() || matches!(c, '%' | '='))
    {
        return Err(error());
    }
    Ok(Domain {
        host: host.to_owned(),
        exact,
    })
}

/// `brightleaf-tea` becomes `Brightleaf Tea`; a punycode label is shown in its own script.
fn proposed_name(label: &str) -> String {
    let (label, _) = idna_to_unicode(label);
    let mut name = String::with_capacity(label.len());
    for word in label.split('-').filter(|word| !word.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            name.extend(first.to_uppercase());
            name.push_str(chars.as_str());
        }
    }
    name
}

fn idna_to_unicode(label: &str) -> (String, bool) {
    let (text, result) = idna::domain_to_unicode(label);
    (text, result.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_proposed_from_any_address() {
        for (input, name, domain) in [
            ("acme.com", "Acme", "acme.com"),
            (" https://www.Acme.co.uk/about?x=1 ", "Acme", "acme.co.uk"),
            (
                "blog.brightleaf-tea.example",
                "Brightleaf Tea",
                "brightleaf-tea.example",
            ),
            ("bücher.de", "Bücher", "xn--bcher-kva.de"),
            ("https:acme.com", "Acme", "acme.com"),
            ("//acme.com:8080/tea#top", "Acme", "acme.com"),
        ] {
            let site = Site::from_domain(input).unwrap();
            assert_eq!(
                (site.name.as_str(), site.domains[0].as_str()),
                (name, domain)
            );
        }
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        for input in [
            "",
            "   ",
            "acme",
            "hello world",
            "http://",
            "mailto:a@b.c",
            "acme..",
            "app://acme.com",
            "==.acme",
            "acme..com",
            "a%20b.com",
            "*.acme.com",
            "https://*.acme.com/",
            "=*.acme.com",
        ] {
            assert!(Site::from_domain(input).is_err(), "{input:?}");
        }
    }

    #[test]
    fn a_domain_covers_its_subdomains_unless_written_exactly() {
        let site = Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into(), "=shop.acme.org".into()],
            ..Site::default()
        }
        .checked()
        .unwrap();
        assert!(site.owns_host("blog.acme.com"));
        assert!(site.owns_host("acme.com."));
        assert!(!site.owns_host("notacme.com"));
        assert!(site.owns_host("shop.acme.org"));
        assert!(!site.owns_host("acme.org"));
        assert!(!site.owns_host("eu.shop.acme.org"));
    }
}
