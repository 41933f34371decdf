//! What is wrong with a profile, entry by entry, for users who are still writing it.

use super::pages::read_page;
use super::{Site, SiteError, parse_domain};
use crate::url::registrable_domain;

/// A field of a profile that can hold something wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// [`Site::name`].
    Name,
    /// [`Site::domains`].
    Domains,
    /// [`Site::pages`].
    Pages,
    /// [`Site::competitors`].
    Competitors,
}

/// Something wrong with an entry of a profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The field it is in.
    pub field: Field,
    /// What is wrong.
    pub error: SiteError,
}

impl Site {
    /// Everything that is wrong with the profile, field by field. Where no problem
    /// [makes it unusable](SiteError::makes_unusable), [`Site::checked`] takes it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(problem(Field::Name, SiteError::NoName));
        }
        if self.domains.is_empty() {
            let error = SiteError::NoDomain(self.name.clone());
            problems.push(problem(Field::Domains, error));
        }
        problems.extend(self.domains.iter().filter_map(|domain| {
            let error = domain_error(domain)?;
            Some(problem(Field::Domains, error))
        }));
        problems.extend(self.page_problems());
        problems.extend(self.competitors.iter().filter_map(|domain| {
            let error = domain_error(domain).or_else(|| self.own_error(domain))?;
            Some(problem(Field::Competitors, error))
        }));
        problems
    }

    fn page_problems(&self) -> Vec<Problem> {
        let hosts: Vec<String> = self
            .domains
            .iter()
            .filter_map(|domain| Some(parse_domain(domain).ok()?.canonical()))
            .collect();
        let site = Self {
            domains: hosts,
            ..Self::default()
        };
        let home = site.home();
        let error = |page: &String| match read_page(page, home.as_ref()) {
            None => Some(SiteError::NotAPage(page.clone())),
            // Without a domain it can't be said whose page one is.
            Some(url) if !site.domains.is_empty() && !site.owns(&url) => {
                Some(SiteError::NotOnSite(page.clone()))
            }
            Some(_) => None,
        };
        let errors = self.pages.iter().filter_map(error);
        errors.map(|error| problem(Field::Pages, error)).collect()
    }

    fn own_error(&self, competitor: &str) -> Option<SiteError> {
        let host = parse_domain(competitor).ok()?.host;
        let own = self
            .domains
            .iter()
            .filter_map(|domain| parse_domain(domain).ok())
            .any(|domain| domain.host == host);
        own.then(|| SiteError::OwnDomain(competitor.to_owned()))
    }
}

fn problem(field: Field, error: SiteError) -> Problem {
    Problem { field, error }
}

fn domain_error(domain: &str) -> Option<SiteError> {
    match parse_domain(domain) {
        Err(error) => Some(error),
        Ok(parsed) if !parsed.exact && is_public_suffix(&parsed.host) => {
            Some(SiteError::PublicSuffix(domain.to_owned()))
        }
        Ok(_) => None,
    }
}

/// Whether people register names below this host, so that the whole host is not one site.
fn is_public_suffix(host: &str) -> bool {
    host.contains('.')
        && registrable_domain(host).is_none()
        && registrable_domain(&format!("name.{host}")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[&str]) -> Vec<String> {
        entries.iter().map(|&entry| entry.to_owned()).collect()
    }

    #[test]
    fn each_wrong_entry_is_named_in_its_field() {
        let site = Site {
            name: " ".into(),
            domains: list(&[
                "acme.com",
                "no domain",
                "co.uk",
                "github.io",
                "=github.io",
                "*.acme.com",
            ]),
            pages: list(&[
                "/shop",
                "acme.com/tea",
                "https://blog.acme.com/",
                "https://other.example/",
                "http://",
                "mailto:tea@acme.com",
            ]),
            competitors: list(&["https://rival.example/x", "acme.com", "rival"]),
            ..Site::default()
        };
        let text = |entry: &str| entry.to_owned();
        let expected = [
            (Field::Name, SiteError::NoName),
            (Field::Domains, SiteError::NotADomain(text("no domain"))),
            (Field::Domains, SiteError::PublicSuffix(text("co.uk"))),
            (Field::Domains, SiteError::PublicSuffix(text("github.io"))),
            (Field::Domains, SiteError::Wildcard(text("*.acme.com"))),
            (
                Field::Pages,
                SiteError::NotOnSite(text("https://other.example/")),
            ),
            (Field::Pages, SiteError::NotAPage(text("http://"))),
            (
                Field::Pages,
                SiteError::NotAPage(text("mailto:tea@acme.com")),
            ),
            (Field::Competitors, SiteError::OwnDomain(text("acme.com"))),
            (Field::Competitors, SiteError::NotADomain(text("rival"))),
        ]
        .map(|(field, error)| Problem { field, error });
        assert_eq!(site.problems(), expected);
    }

    #[test]
    fn a_profile_is_usable_where_no_problem_says_otherwise() {
        let sites = [
            Site::default(),
            Site::from_domain("acme.com").unwrap(),
            Site {
                name: "Acme".into(),
                domains: list(&["github.io"]),
                pages: list(&["https://other.example/"]),
                ..Site::default()
            },
            Site {
                name: "Acme".into(),
                domains: list(&["acme.com"]),
                competitors: list(&["rival"]),
                ..Site::default()
            },
        ];
        for site in sites {
            let usable = !site.problems().iter().any(|p| p.error.makes_unusable());
            assert_eq!(site.clone().checked().is_ok(), usable, "{site:?}");
        }
    }
}
