//! An agreement while the user writes it in the dashboard, where no page is open: what it is about, and what
//! goes with it. Terms that are not in the form stay as they are.

use linkglance_core::Site;
use linkglance_core::check::{Agreement, AnchorTerm, Deal, Match, Preset, Target};
use linkglance_core::placement::Region;
use linkglance_core::prospect::Millis;
use linkglance_core::reason::Reason;
use serde_json::Value;

use linkglance_browser::agreement_form::RelDraft;
use linkglance_browser::store::KeptAgreement;

/// What is in the form.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::dashboard) struct Form {
    id: String,
    made: Millis,
    /// The terms as they were when the form was opened.
    start: Agreement,
    terms: Agreement,
    /// How links may be marked.
    pub(in crate::dashboard) rel: RelDraft,
    pub(in crate::dashboard) page: String,
    /// Where links must lead, one address per line.
    pub(in crate::dashboard) targets: String,
    pub(in crate::dashboard) deal: Deal,
}

impl Form {
    /// A new agreement.
    pub(in crate::dashboard) fn new(id: String, now: Millis) -> Self {
        let terms = Agreement::default();
        Self {
            id,
            made: now,
            rel: RelDraft::of(&terms.rel),
            start: terms.clone(),
            terms,
            page: String::new(),
            targets: String::new(),
            deal: Deal::default(),
        }
    }

    /// One that is saved; `None` where what is saved is no agreement.
    pub(in crate::dashboard) fn of(kept: &KeptAgreement) -> Option<Self> {
        let terms: Agreement = serde_json::from_value(kept.agreement.clone()).ok()?;
        let targets: Vec<&str> = terms.targets.iter().map(|one| one.url.as_str()).collect();
        Some(Self {
            id: kept.id.clone(),
            made: kept.made,
            page: terms.page.clone().unwrap_or_default(),
            targets: targets.join("\n"),
            deal: kept.deal.clone(),
            rel: RelDraft::of(&terms.rel),
            start: terms.clone(),
            terms,
        })
    }

    /// Takes the terms of a preset; what the agreement is about stays.
    pub(in crate::dashboard) fn take(&mut self, preset: Preset) {
        self.terms = Agreement {
            name: std::mem::take(&mut self.terms.name),
            targets: std::mem::take(&mut self.terms.targets),
            ..preset.terms()
        };
        self.rel = RelDraft::of(&self.terms.rel);
    }

    /// The regions that links may be in; empty for any.
    pub(in crate::dashboard) fn regions(&self) -> &[Region] {
        &self.terms.regions
    }

    /// Writes them.
    pub(in crate::dashboard) fn set_regions(&mut self, regions: Vec<Region>) {
        self.terms.regions = regions;
    }

    /// The exact words of the anchor text, empty for any; `None` where the terms ask for something else.
    pub(in crate::dashboard) fn anchor(&self) -> Option<&str> {
        match &self.terms.anchor {
            AnchorTerm::Any => Some(""),
            AnchorTerm::Exact(words) => Some(words),
            AnchorTerm::Contains(_) | AnchorTerm::Kind(_) => None,
        }
    }

    /// Writes the words of the anchor text.
    pub(in crate::dashboard) fn set_anchor(&mut self, words: String) {
        self.terms.anchor = if words.trim().is_empty() {
            AnchorTerm::Any
        } else {
            AnchorTerm::Exact(words)
        };
    }

    /// The agreement that is in the form, for one of these sites.
    ///
    /// # Errors
    /// Everything that makes it unusable.
    pub(in crate::dashboard) fn agreement(
        &self,
        sites: &[Site],
    ) -> Result<KeptAgreement, Vec<Reason>> {
        let lines = self.targets.lines().map(str::trim);
        let targets = lines.filter(|line| !line.is_empty());
        let terms = Agreement {
            page: Some(self.page.clone()),
            rel: self.rel.term(),
            targets: targets.map(|line| self.target(line)).collect(),
            ..self.terms.clone()
        };
        let terms = terms.checked()?;
        Ok(KeptAgreement {
            id: self.id.clone(),
            site: terms.site_name(sites),
            page: terms.page.clone(),
            made: self.made,
            // An agreement is plain data, which JSON can always hold.
            agreement: serde_json::to_value(&terms).unwrap_or_default(),
            deal: self.deal.clone().tidied(),
        })
    }

    /// What is to be saved of the agreement in the form, `written`, in the place of what is saved by now: a
    /// term that was not changed in the form stays as it may have been changed elsewhere meanwhile.
    pub(in crate::dashboard) fn over(
        &self,
        written: KeptAgreement,
        saved: Option<KeptAgreement>,
        sites: &[Site],
    ) -> KeptAgreement {
        let saved = saved.and_then(|saved| serde_json::from_value(saved.agreement).ok());
        let terms = saved.and_then(|saved| changed(&self.start, &written.agreement, &saved));
        match terms {
            Some(terms) => KeptAgreement {
                site: terms.site_name(sites),
                page: terms.page.clone(),
                agreement: serde_json::to_value(&terms).unwrap_or_default(),
                ..written
            },
            None => written,
        }
    }

    /// A target as it was agreed on, or a new one.
    fn target(&self, url: &str) -> Target {
        let known = self.terms.targets.iter().find(|target| target.url == url);
        known.cloned().unwrap_or_else(|| Target {
            url: url.to_owned(),
            mode: Match::default(),
        })
    }
}

/// The terms that are `saved`, with those that are `written` otherwise than they were at the `start`; `None`
/// where together they are none.
fn changed(start: &Agreement, written: &Value, saved: &Agreement) -> Option<Agreement> {
    let start = serde_json::to_value(start).ok()?;
    let mut terms = serde_json::to_value(saved).ok()?;
    for (name, term) in written.as_object()? {
        if start.get(name) != Some(term) {
            terms.as_object_mut()?.insert(name.clone(), term.clone());
        }
    }
    serde_json::from_value(terms).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_is_made_and_changed_without_a_page_on_show() {
        let site = Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            ..Site::default()
        };
        let mut form = Form::new("a".into(), 7);
        assert!(form.agreement(&[]).is_err(), "no target");
        form.take(Preset::BioLink);
        form.page = "blog.example/post".into();
        form.targets = "acme.com/tea\n\nacme.com/pots".into();
        form.set_anchor("white tea".into());
        form.deal.price = "180 EUR".into();
        let kept = form.agreement(&[site]).unwrap();
        assert_eq!(
            (kept.site.as_str(), kept.page.as_deref()),
            ("Acme", Some("https://blog.example/post"))
        );
        let again = Form::of(&kept).unwrap();
        assert_eq!(again.targets, "https://acme.com/tea\nhttps://acme.com/pots");
        assert_eq!(
            (again.anchor(), again.deal.price.as_str()),
            (Some("white tea"), "180 EUR")
        );
        assert_eq!(again.terms.regions, Preset::BioLink.terms().regions);
    }

    #[test]
    fn terms_that_are_not_in_the_form_stay() {
        let mut form = Form::new("a".into(), 7);
        form.terms.anchor = AnchorTerm::Contains("tea".into());
        form.terms.links = 2;
        form.targets = "acme.com".into();
        let kept = form.agreement(&[]).unwrap();
        let again = Form::of(&kept).unwrap();
        assert_eq!(
            (again.anchor(), &again.terms.anchor, again.terms.links),
            (None, &form.terms.anchor, 2)
        );
    }

    #[test]
    fn a_term_that_was_changed_elsewhere_meanwhile_stays_where_the_form_left_it_alone() {
        let site = Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            ..Site::default()
        };
        let sites = [site];
        let mut form = Form::new("a".into(), 7);
        form.targets = "acme.com".into();
        form.deal.price = "180 EUR".into();
        let before = form.agreement(&sites).unwrap();
        let saved = |change: fn(&mut Agreement)| {
            let mut terms: Agreement = serde_json::from_value(before.agreement.clone()).unwrap();
            change(&mut terms);
            KeptAgreement {
                page: terms.page.clone(),
                agreement: serde_json::to_value(&terms).unwrap(),
                ..before.clone()
            }
        };
        let elsewhere = saved(|terms| {
            terms.author = Some("Ann".into());
            terms.page = Some("https://blog.example/post".into());
            terms.anchor = AnchorTerm::Exact("pots".into());
        });
        let mut form = Form::of(&before).unwrap();
        form.set_anchor("white tea".into());
        form.deal.price = "200 EUR".into();
        let written = form.agreement(&sites).unwrap();
        let expected = saved(|terms| {
            terms.author = Some("Ann".into());
            terms.page = Some("https://blog.example/post".into());
            terms.anchor = AnchorTerm::Exact("white tea".into());
        });
        let now = form.over(written.clone(), Some(elsewhere), &sites);
        assert_eq!(
            (&now.agreement, &now.page, now.deal.price.as_str()),
            (&expected.agreement, &expected.page, "200 EUR")
        );
        let removed = form.over(written.clone(), None, &sites);
        assert_eq!(removed, written);
    }

    #[test]
    fn a_preset_fills_the_fields_of_rel_and_regions_and_what_is_changed_there_is_saved() {
        let mut form = Form::new("a".into(), 7);
        form.targets = "acme.com".into();
        form.take(Preset::SponsoredPlacement);
        form.set_regions(vec![Region::Content, Region::AuthorBio]);
        let kept = form.agreement(&[]).unwrap();
        let again = Form::of(&kept).unwrap();
        assert_eq!(again.regions(), [Region::Content, Region::AuthorBio]);
        assert_eq!(again.rel.term(), Preset::SponsoredPlacement.terms().rel);
    }
}
