//! A profile as it is being typed: its lists entry by entry, and what is wrong with each field.

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::site::{Field, SiteError};

use super::lists::List;
use linkglance_browser::i18n::{t, t_with};

/// The profile as it is in the fields. Copies share it.
#[derive(Clone, Copy)]
pub(in crate::options) struct Draft(RwSignal<Site>);

/// Entries that are no part of the profile, and why each is not.
pub(in crate::options) type Refused = Vec<(String, String)>;

impl Draft {
    pub(in crate::options) fn of(site: &Site) -> Self {
        Self(RwSignal::new(site.clone()))
    }

    /// Reads a part of it.
    pub(in crate::options) fn with<T>(self, part: impl FnOnce(&Site) -> T) -> T {
        self.0.with(part)
    }

    /// Changes a part of it.
    pub(in crate::options) fn set(self, change: impl FnOnce(&mut Site)) {
        self.0.update(change);
    }

    /// Takes what differs in another form of the profile from the one before: what is being typed elsewhere stays.
    pub(in crate::options) fn fill(self, before: &Site, site: &Site) {
        fn take<T: PartialEq + Clone>(own: &mut T, before: &T, now: &T) {
            if before != now {
                own.clone_from(now);
            }
        }
        self.set(|own| {
            // The names are typed letter by letter: one that says the same stays as it is typed.
            if own.name.trim() != site.name {
                take(&mut own.name, &before.name, &site.name);
            }
            if own.sender.trim() != site.sender {
                take(&mut own.sender, &before.sender, &site.sender);
            }
            for list in List::ALL {
                take((list.at)(own), (list.of)(before), (list.of)(site));
            }
            take(
                &mut own.case_sensitive,
                &before.case_sensitive,
                &site.case_sensitive,
            );
        });
    }

    /// The profile that the fields are.
    pub(in crate::options) fn site(self) -> Site {
        let site = self.0.get();
        Site {
            name: site.name.trim().to_owned(),
            sender: site.sender.trim().to_owned(),
            ..site
        }
    }

    /// Takes entries into a list, each once. What would make the profile unusable is not taken.
    pub(in crate::options) fn take(self, list: &List, written: &[String]) -> Refused {
        let mut refused = Refused::new();
        self.set(|site| {
            let all = (list.at)(site);
            for entry in written {
                match list.read(entry) {
                    Ok(entry) if entry.is_empty() || all.contains(&entry) => {}
                    Ok(entry) => all.push(entry),
                    Err(error) => refused.push((entry.clone(), words(&error))),
                }
            }
        });
        refused
    }
}

/// What is wrong with one field, in the user's words: what makes the profile unusable first.
pub(in crate::options) fn complaints(site: &Site, field: Field) -> Vec<(bool, String)> {
    let problems = site.problems().into_iter();
    let mut found: Vec<(bool, String)> = problems
        .filter(|problem| problem.field == field)
        .map(|problem| (problem.error.makes_unusable(), words(&problem.error)))
        .collect();
    found.sort_by_key(|(unusable, _)| !unusable);
    found
}

fn words(error: &SiteError) -> String {
    match error {
        SiteError::NoName => t("problem_no_name"),
        SiteError::NoDomain(_) => t("problem_no_domain"),
        SiteError::NotADomain(entry) => t_with("problem_not_a_domain", &[entry]),
        SiteError::PublicSuffix(entry) => t_with("problem_public_suffix", &[entry]),
        SiteError::Wildcard(entry) => t_with("problem_wildcard", &[entry]),
        SiteError::NotAPage(entry) => t_with("problem_not_a_page", &[entry]),
        SiteError::NotOnSite(entry) => t_with("problem_not_on_site", &[entry]),
        SiteError::OwnDomain(entry) => t_with("problem_own_domain", &[entry]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::state::lists::{ALIASES, DOMAINS};

    fn acme() -> Site {
        Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            ..Site::default()
        }
    }

    #[test]
    fn an_entry_is_taken_once_and_in_its_canonical_form() {
        let owner = Owner::new();
        owner.with(|| {
            let draft = Draft::of(&acme());
            let written = ["https://www.Shop.example/tea", "acme.com", " "].map(str::to_owned);
            assert_eq!(draft.take(&DOMAINS, &written), []);
            let names = [" BLT ", "BLT"].map(str::to_owned);
            assert_eq!(draft.take(&ALIASES, &names), []);
            let site = untrack(|| draft.site());
            assert_eq!(site.domains.len(), 2, "{:?}", site.domains);
            assert_eq!(site.aliases, ["BLT"]);
            assert_eq!(site.clone().checked(), Ok(site));
        });
    }

    #[test]
    fn what_another_page_changes_comes_in_and_what_is_typed_here_stays() {
        let owner = Owner::new();
        owner.with(|| {
            let draft = Draft::of(&acme());
            draft.set(|site| site.name = "Acme T".into());
            let elsewhere = Site {
                keywords: vec!["tea".into()],
                ..acme()
            };
            draft.fill(&acme(), &elsewhere);
            let site = untrack(|| draft.site());
            assert_eq!((site.name.as_str(), site.keywords.len()), ("Acme T", 1));
        });
    }
}
