//! An agreement while the user writes it: what is in the fields, and what is wrong with it.

use linkglance_core::check::{Agreement, AnchorTerm, Preset, Target};
use linkglance_core::link::AnchorKind;
use linkglance_core::reason::{Key, Reason};

use super::kept::Held;
use linkglance_browser::agreement_form::RelDraft;
use linkglance_browser::i18n::t;

/// What is asked of the anchor text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum How {
    Any,
    Exact,
    Contains,
    Kind,
}

/// A part of the form where an error is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Field {
    Page,
    Targets,
    Anchor,
    Rel,
    Links,
    Outbound,
    Language,
}

/// A step of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    About,
    Link,
    More,
}

/// What is in the form. What the user has typed stays while they try another choice.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Draft {
    /// The agreement that is edited; `None` for a new one.
    pub(crate) held: Option<Held>,
    /// All terms but those below.
    pub(crate) terms: Agreement,
    pub(crate) page: String,
    pub(crate) language: String,
    pub(crate) author: String,
    pub(crate) links: String,
    pub(crate) outbound: String,
    pub(crate) how: How,
    pub(crate) words: String,
    pub(crate) kinds: Vec<AnchorKind>,
    pub(crate) rel: RelDraft,
}

impl Draft {
    /// The form for an agreement.
    pub(crate) fn of(held: Option<Held>, terms: Agreement) -> Self {
        let (how, words, kinds) = match &terms.anchor {
            AnchorTerm::Any => (How::Any, String::new(), Vec::new()),
            AnchorTerm::Exact(words) => (How::Exact, words.clone(), Vec::new()),
            AnchorTerm::Contains(words) => (How::Contains, words.clone(), Vec::new()),
            AnchorTerm::Kind(kinds) => (How::Kind, String::new(), kinds.clone()),
        };
        Self {
            held,
            page: terms.page.clone().unwrap_or_default(),
            language: terms.language.clone().unwrap_or_default(),
            author: terms.author.clone().unwrap_or_default(),
            links: terms.links.to_string(),
            outbound: terms
                .most_outbound
                .map(|most| most.to_string())
                .unwrap_or_default(),
            how,
            words,
            kinds,
            rel: RelDraft::of(&terms.rel),
            terms,
        }
    }

    /// A preset's terms; what the agreement is about stays.
    pub(crate) fn with_preset(&self, preset: Preset) -> Self {
        let terms = Agreement {
            name: self.terms.name.clone(),
            targets: self.terms.targets.clone(),
            ..preset.terms()
        };
        Self {
            page: self.page.clone(),
            ..Self::of(self.held.clone(), terms)
        }
    }

    /// The agreement as it is in the form.
    ///
    /// # Errors
    /// Everything that makes it unusable, each with its field and in the user's words.
    pub(crate) fn agreement(&self) -> Result<Agreement, Vec<(Field, String)>> {
        let some = |text: &String| Some(text.clone());
        let outbound = self.outbound.trim().parse();
        let agreement = Agreement {
            page: some(&self.page),
            language: some(&self.language),
            author: some(&self.author),
            // No number is as little as none.
            links: self.links.trim().parse().unwrap_or(0),
            most_outbound: outbound.as_ref().ok().copied(),
            anchor: match self.how {
                How::Any => AnchorTerm::Any,
                How::Exact => AnchorTerm::Exact(self.words.clone()),
                How::Contains => AnchorTerm::Contains(self.words.clone()),
                How::Kind => AnchorTerm::Kind(self.kinds.clone()),
            },
            rel: self.rel.term(),
            targets: self.targets(),
            ..self.terms.clone()
        };
        let mut faults = Vec::new();
        if !self.outbound.trim().is_empty() && outbound.is_err() {
            faults.push((Field::Outbound, t("agreement_no_number")));
        }
        match agreement.checked() {
            Ok(agreement) if faults.is_empty() => Ok(agreement),
            Ok(_) => Err(faults),
            Err(found) => {
                let told = found
                    .iter()
                    .map(|fault| (self.field(fault), linkglance_browser::words::reason(fault)));
                faults.extend(told);
                Err(faults)
            }
        }
    }

    /// The targets that were filled in.
    fn targets(&self) -> Vec<Target> {
        let filled = |target: &&Target| !target.url.trim().is_empty();
        self.terms.targets.iter().filter(filled).cloned().collect()
    }

    fn field(&self, fault: &Reason) -> Field {
        match fault.key() {
            Key::FaultAddress
                if fault
                    .values()
                    .first()
                    .is_some_and(|at| *at == self.page.trim()) =>
            {
                Field::Page
            }
            Key::FaultLinks => Field::Links,
            Key::FaultAnchor => Field::Anchor,
            Key::FaultToken | Key::FaultFollowedMarked => Field::Rel,
            Key::FaultOutbound => Field::Outbound,
            Key::FaultLanguage => Field::Language,
            _ => Field::Targets,
        }
    }
}

impl Field {
    /// Its name in the form's elements and in tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Targets => "targets",
            Self::Anchor => "anchor",
            Self::Rel => "rel",
            Self::Links => "links",
            Self::Outbound => "outbound",
            Self::Language => "language",
        }
    }

    /// The step of the form that it is in.
    pub(crate) const fn step(self) -> Step {
        match self {
            Self::Page | Self::Targets => Step::About,
            Self::Anchor | Self::Rel => Step::Link,
            Self::Links | Self::Outbound | Self::Language => Step::More,
        }
    }
}

impl Step {
    pub(crate) const ALL: [Self; 3] = [Self::About, Self::Link, Self::More];

    /// Its name in tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Link => "link",
            Self::More => "more",
        }
    }

    /// The message that is its title.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::About => "agreement_step_about",
            Self::Link => "agreement_step_link",
            Self::More => "agreement_step_more",
        }
    }

    /// The one after it.
    pub(crate) const fn next(self) -> Option<Self> {
        match self {
            Self::About => Some(Self::Link),
            Self::Link => Some(Self::More),
            Self::More => None,
        }
    }
}

impl How {
    pub(crate) const ALL: [Self; 4] = [Self::Any, Self::Exact, Self::Contains, Self::Kind];

    /// Its name in tests, and its words.
    pub(crate) fn words(self) -> (&'static str, String) {
        match self {
            Self::Any => ("any", t("term_any")),
            Self::Exact => ("exact", t("anchor_term_exact")),
            Self::Contains => ("contains", t("anchor_term_contains")),
            Self::Kind => ("kind", t("anchor_term_kind")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_gives_back_every_preset_and_term() {
        for preset in Preset::ALL {
            let agreement = preset.for_target("https://acme.com/tea").unwrap();
            assert_eq!(
                Draft::of(None, agreement.clone()).agreement(),
                Ok(agreement)
            );
        }
        let json = r#"{ "name": "Ann", "page": "https://blog.example/", "targets": [{ "url":
            "https://acme.com/", "match": "site" }], "links": 2, "anchor": { "kind": ["brand"] },
            "rel": { "required": ["sponsored"], "allowed": ["nofollow"] }, "regions": ["footer"],
            "visible": "any", "direct": false, "indexable": false, "canonical": false,
            "mostOutbound": 9, "disclosure": "absent", "language": "de", "author": "Ann Lee" }"#;
        let agreement: Agreement = serde_json::from_str(json).unwrap();
        assert_eq!(
            Draft::of(None, agreement.clone()).agreement(),
            Ok(agreement)
        );
    }

    #[test]
    fn a_preset_leaves_what_the_agreement_is_about() {
        let agreement = Agreement {
            page: Some("https://blog.example/".to_owned()),
            ..Agreement::for_target("acme.com").unwrap()
        };
        let draft = Draft::of(None, agreement.clone()).with_preset(Preset::BioLink);
        let changed = draft.agreement().unwrap();
        assert_eq!(
            (&changed.page, &changed.targets),
            (&agreement.page, &agreement.targets)
        );
        assert_eq!(changed.regions, Preset::BioLink.terms().regions);
    }
}
