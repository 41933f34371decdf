//! A profile as it is being typed: each field's text, one entry per line, and what is wrong with it.

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::site::{Field, SiteError};

use linkglance_browser::i18n::{t, t_with};

/// The texts of the fields. Copies share them.
#[derive(Clone, Copy)]
pub(in crate::options) struct Draft {
    pub(in crate::options) name: RwSignal<String>,
    pub(in crate::options) sender: RwSignal<String>,
    pub(in crate::options) domains: RwSignal<String>,
    pub(in crate::options) aliases: RwSignal<String>,
    pub(in crate::options) keywords: RwSignal<String>,
    pub(in crate::options) pages: RwSignal<String>,
    pub(in crate::options) competitors: RwSignal<String>,
    pub(in crate::options) exclude: RwSignal<String>,
    pub(in crate::options) require: RwSignal<String>,
    pub(in crate::options) case_sensitive: RwSignal<bool>,
}

impl Draft {
    pub(in crate::options) fn of(site: &Site) -> Self {
        let text = |entries: &[String]| RwSignal::new(entries.join("\n"));
        Self {
            name: RwSignal::new(site.name.clone()),
            sender: RwSignal::new(site.sender.clone()),
            domains: text(&site.domains),
            aliases: text(&site.aliases),
            keywords: text(&site.keywords),
            pages: text(&site.pages),
            competitors: text(&site.competitors),
            exclude: text(&site.exclude),
            require: text(&site.require),
            case_sensitive: RwSignal::new(site.case_sensitive),
        }
    }

    /// Takes another form of the profile. Fields that say the same already stay as they are typed.
    pub(in crate::options) fn fill(self, site: &Site) {
        let now = self.site_untracked();
        if now.name != site.name {
            self.name.set(site.name.clone());
        }
        if now.sender != site.sender {
            self.sender.set(site.sender.clone());
        }
        for (field, before, after) in [
            (self.domains, &now.domains, &site.domains),
            (self.aliases, &now.aliases, &site.aliases),
            (self.keywords, &now.keywords, &site.keywords),
            (self.pages, &now.pages, &site.pages),
            (self.competitors, &now.competitors, &site.competitors),
            (self.exclude, &now.exclude, &site.exclude),
            (self.require, &now.require, &site.require),
        ] {
            if before != after {
                field.set(after.join("\n"));
            }
        }
        self.case_sensitive.set(site.case_sensitive);
    }

    /// The profile that the texts are.
    pub(in crate::options) fn site(self) -> Site {
        let list = |text: RwSignal<String>| text.with(|text| lines(text));
        Site {
            name: self.name.with(|name| name.trim().to_owned()),
            sender: self.sender.with(|name| name.trim().to_owned()),
            domains: list(self.domains),
            aliases: list(self.aliases),
            keywords: list(self.keywords),
            pages: list(self.pages),
            competitors: list(self.competitors),
            exclude: list(self.exclude),
            require: list(self.require),
            case_sensitive: self.case_sensitive.get(),
        }
    }

    fn site_untracked(self) -> Site {
        untrack(|| self.site())
    }
}

/// The entries of a field: its lines, without empty ones and without what is there twice.
fn lines(text: &str) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && seen.insert(*line));
    lines.map(str::to_owned).collect()
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
    use super::lines;

    #[test]
    fn entries_are_lines() {
        assert_eq!(lines(" a \n\n b, c\r\na\n"), ["a", "b, c"]);
        assert!(lines(" \n").is_empty());
    }
}
