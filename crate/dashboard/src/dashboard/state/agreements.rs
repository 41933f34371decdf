//! Agreements as rows of a list, each with what its last check found.

use std::collections::HashMap;
use std::sync::Arc;

use linkglance_core::check::Overall;
use linkglance_core::export::day;
use linkglance_core::profile::DAY;
use linkglance_core::prospect::Millis;

use super::filter::{Facet, Filters, Preset};
use super::row::{Listed, Rows};
use super::sort::{By, Sort};
use super::watches::{Watches, by_watch, watch_of};
use linkglance_browser::i18n::t;
use linkglance_browser::prospect::short;
use linkglance_browser::store::{KeptAgreement, KeptCheck, Subject, Watch};
use linkglance_browser::{watching, words};

/// How long a look at an agreement's page counts, in milliseconds: a month, the longest that a schedule has.
const RECHECK_AFTER: Millis = 30 * DAY;

/// An agreement as a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Agreed {
    pub(in crate::dashboard) kept: KeptAgreement,
    /// Its checks, the newest first.
    pub(in crate::dashboard) checks: Vec<KeptCheck>,
    /// What looking again has found, if it is watched.
    pub(in crate::dashboard) watch: Option<Arc<Watch>>,
    words: String,
}

impl Agreed {
    /// What the last check found.
    pub(in crate::dashboard) fn last(&self) -> Option<&KeptCheck> {
        self.checks.first()
    }

    /// How it came out last, whoever looked.
    pub(in crate::dashboard) fn now(&self) -> Option<Overall> {
        let looked = self.watch.as_ref().and_then(|watch| watch.overall);
        looked.or_else(|| self.last().map(|check| check.overall))
    }

    /// When its page was looked at last, in a tab or by itself.
    pub(in crate::dashboard) fn looked(&self) -> Option<Millis> {
        let check = self.last().map(|check| check.at);
        let look = self.watch.as_ref().and_then(|watch| watch.looked);
        check.max(look)
    }

    /// The watch of it, or one that begins now; `None` where it has no page yet.
    pub(in crate::dashboard) fn to_watch(&self, now: Millis) -> Option<Watch> {
        let known = self.watch.as_deref().cloned();
        known.or_else(|| watching::of_agreement(&self.kept, now))
    }

    /// The name of what it found.
    fn result(&self) -> &'static str {
        self.last().map_or("none", |check| name(check.overall))
    }
}

const fn name(overall: Overall) -> &'static str {
    match overall {
        Overall::Kept => "kept",
        Overall::Broken => "broken",
        Overall::Unclear => "unclear",
    }
}

impl Listed for Agreed {
    fn key(&self) -> &str {
        &self.kept.id
    }

    fn site(&self) -> Option<&str> {
        Some(&self.kept.site)
    }

    fn title(&self) -> String {
        let page = self.kept.page.as_deref();
        page.map_or_else(|| t("agreement_no_page"), short)
    }

    fn url(&self) -> Option<&str> {
        self.kept.page.as_deref()
    }

    fn words(&self) -> &str {
        &self.words
    }
}

/// Agreements with their checks, as rows.
pub(in crate::dashboard) fn agreed(
    agreements: Vec<KeptAgreement>,
    mut checks: Vec<KeptCheck>,
) -> Rows<Agreed> {
    checks.sort_by_key(|check| std::cmp::Reverse(check.at));
    let mut of: HashMap<String, Vec<KeptCheck>> = HashMap::new();
    for check in checks {
        of.entry(check.agreement.clone()).or_default().push(check);
    }
    let rows = agreements.into_iter().map(|kept| {
        let page = kept.page.clone().unwrap_or_default();
        Arc::new(Agreed {
            checks: of.remove(&kept.id).unwrap_or_default(),
            words: format!("{page} {}", kept.site).to_lowercase(),
            watch: None,
            kept,
        })
    });
    Arc::new(rows.collect())
}

/// Rows with what is known of their watches now.
pub(in crate::dashboard) fn with_watches(rows: &Rows<Agreed>, watches: &Watches) -> Rows<Agreed> {
    let rows = rows.iter().map(|row| {
        let watch = watch_of(watches, &Subject::Agreement(row.kept.id.clone()));
        if watch == row.watch {
            Arc::clone(row)
        } else {
            Arc::new(Agreed {
                watch,
                ..Agreed::clone(row)
            })
        }
    });
    Arc::new(rows.collect())
}

/// What needs a look first comes first.
pub(in crate::dashboard) fn by_standing(row: &Agreed) -> By<'_> {
    by_watch(row.watch.as_deref())
}

/// Whether the page of an agreement was not looked at for a month, or never, on a day, `YYYY-MM-DD`.
pub(in crate::dashboard) fn is_to_check(row: &Agreed, today: &str) -> bool {
    let is_old = |at: Millis| day(at + RECHECK_AFTER).as_str() <= today;
    row.kept.page.is_some() && row.looked().is_none_or(is_old)
}

/// What agreements are filtered by.
pub(in crate::dashboard) const FILTERS: Filters<Agreed> = Filters {
    presets: &[
        Preset {
            name: "agreement_due",
            through: is_to_check,
        },
        Preset {
            name: "agreement_broken",
            through: |row, _| row.now() == Some(Overall::Broken),
        },
        Preset {
            name: "agreement_ending",
            through: |row, today| row.kept.deal.ends_soon(today),
        },
        Preset {
            name: "agreement_unchecked",
            through: |row, _| row.now().is_none(),
        },
    ],
    facets: &[Facet {
        name: "fact_last_check",
        each: |row, give| give(row.result()),
        word: |value| {
            let all = [Overall::Kept, Overall::Broken, Overall::Unclear];
            let found = all.into_iter().find(|overall| name(*overall) == value);
            found.map_or_else(|| t("check_none"), |overall| words::overall(overall).1)
        },
    }],
};

/// The order at first: the newest on top.
pub(in crate::dashboard) const SORT: Sort<Agreed> = Sort {
    by: "fact_agreed",
    order: by_made,
    descending: true,
};

pub(in crate::dashboard) fn by_page(row: &Agreed) -> By<'_> {
    let page = row.kept.page.as_deref().unwrap_or_default();
    By::text(page.split_once("://").map_or(page, |(_, rest)| rest))
}

pub(in crate::dashboard) fn by_site(row: &Agreed) -> By<'_> {
    By::text(&row.kept.site)
}

pub(in crate::dashboard) fn by_made(row: &Agreed) -> By<'_> {
    By::Number(row.kept.made)
}

/// An agreement without an end comes last.
pub(in crate::dashboard) fn by_end(row: &Agreed) -> By<'_> {
    match row.kept.deal.until.as_str() {
        "" => By::Unknown,
        day => By::text(day),
    }
}

pub(in crate::dashboard) fn by_start(row: &Agreed) -> By<'_> {
    match row.kept.deal.since.as_str() {
        "" => By::Unknown,
        day => By::text(day),
    }
}

pub(in crate::dashboard) fn by_check(row: &Agreed) -> By<'_> {
    row.last().map_or(By::Unknown, |check| By::Number(check.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(agreement: &str, at: u64, overall: Overall) -> KeptCheck {
        KeptCheck {
            id: at.to_string(),
            agreement: agreement.into(),
            at,
            overall,
            check: serde_json::Value::Null,
        }
    }

    #[test]
    fn the_newest_check_counts() {
        let agreement = KeptAgreement {
            id: "a".into(),
            site: "Acme".into(),
            page: Some("https://blog.example/".into()),
            made: 1,
            agreement: serde_json::Value::Null,
            deal: linkglance_core::check::Deal::default(),
        };
        let checks = vec![
            check("a", 3, Overall::Broken),
            check("a", 9, Overall::Kept),
            check("other", 10, Overall::Unclear),
        ];
        let rows = agreed(vec![agreement], checks);
        let Some(row) = rows.first() else {
            panic!("a row");
        };
        assert_eq!(row.last().map(|check| check.at), Some(9));
        assert_eq!((row.checks.len(), row.result()), (2, "kept"));
    }
}
