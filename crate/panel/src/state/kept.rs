//! Agreements and checks as the panel works with them, and as the store holds them.

use linkglance_core::Site;
use linkglance_core::check::{Agreement, Check, Deal};
use linkglance_core::prospect::Millis;

use linkglance_browser::api;
use linkglance_browser::clock;
use linkglance_browser::store::{KeptAgreement, KeptCheck};

/// An agreement with what it is known by.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Held {
    pub(crate) id: String,
    pub(crate) made: Millis,
    pub(crate) agreement: Agreement,
    /// What goes with it, which is written in the dashboard.
    pub(crate) deal: Deal,
}

/// A check that was made of a held agreement.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Made {
    pub(crate) id: String,
    /// The agreement's id.
    pub(crate) of: String,
    pub(crate) at: Millis,
    pub(crate) check: Check,
}

impl Held {
    /// A new one, entered now.
    pub(crate) fn new(agreement: Agreement) -> Self {
        Self {
            id: api::unique_id(),
            made: clock::millis(),
            agreement,
            deal: Deal::default(),
        }
    }

    /// `None` where what is stored is no agreement.
    pub(crate) fn read(kept: KeptAgreement) -> Option<Self> {
        Some(Self {
            id: kept.id,
            made: kept.made,
            agreement: serde_json::from_value(kept.agreement).ok()?,
            deal: kept.deal,
        })
    }

    pub(crate) fn to_keep(&self, sites: &[Site]) -> KeptAgreement {
        KeptAgreement {
            id: self.id.clone(),
            site: self.agreement.site_name(sites),
            page: self.agreement.page.clone(),
            made: self.made,
            // An agreement is plain data, which JSON can always hold.
            agreement: serde_json::to_value(&self.agreement).unwrap_or_default(),
            deal: self.deal.clone(),
        }
    }

    /// What a list calls it: its name, else its page, else its target.
    pub(crate) fn title(&self) -> String {
        let agreement = &self.agreement;
        let page = agreement.page.as_ref();
        let target = agreement.targets.first().map(|target| &target.url);
        match (agreement.name.trim(), page.or(target)) {
            ("", Some(address)) => address.clone(),
            (name, _) => name.to_owned(),
        }
    }
}

impl Made {
    pub(crate) fn new(of: &str, check: Check) -> Self {
        Self {
            id: api::unique_id(),
            of: of.to_owned(),
            at: clock::millis(),
            check,
        }
    }

    /// `None` where what is stored is no check.
    pub(crate) fn read(kept: KeptCheck) -> Option<Self> {
        Some(Self {
            id: kept.id,
            of: kept.agreement,
            at: kept.at,
            check: serde_json::from_value(kept.check).ok()?,
        })
    }

    pub(crate) fn to_keep(&self) -> KeptCheck {
        KeptCheck {
            id: self.id.clone(),
            agreement: self.of.clone(),
            at: self.at,
            overall: self.check.overall,
            // A check is plain data, which JSON can always hold.
            check: serde_json::to_value(&self.check).unwrap_or_default(),
        }
    }
}

/// Whether one of these profiles owns a target.
pub(crate) fn is_own(agreement: &Agreement, sites: &[Site]) -> bool {
    agreement.owner(sites).is_some()
}
