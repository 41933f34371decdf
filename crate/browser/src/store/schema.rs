//! The database's form, version by version. A migration is one row: a new step at the end of [`STEPS`].
//! Earlier steps never change once they are released, because a user's data may still need them.

use std::future::Future;
use std::pin::Pin;

use idb::{Database, KeyPath, ObjectStoreParams, Transaction};

use super::{Result, by_domain};

/// Prospects by their id.
pub const PROSPECTS: &str = "prospects";
/// One line of text by a prospect's id: what lists and filters need of it, so that a page with
/// tens of thousands of prospects opens without reading them.
pub(super) const ROWS: &str = "rows";
/// The report a prospect was saved with, by the prospect's id.
pub(super) const REPORTS: &str = "reports";
/// Backlinks that are known, by the domain they come from.
pub const BACKLINKS: &str = "backlinks";
/// What was agreed about links, by id.
pub(super) const AGREEMENTS: &str = "agreements";
/// What checks of agreements found, by id.
pub(super) const CHECKS: &str = "checks";
/// The user's own message templates, by id.
pub(super) const TEMPLATES: &str = "templates";

/// Runs of checks, by id.
pub(super) const RUNS: &str = "runs";
/// The addresses of runs, by the run's id and the place in it.
pub(super) const RUN_ROWS: &str = "runRows";
/// What hosts ask of programs, by the address of their robots.txt.
pub(super) const ROBOTS: &str = "robots";

/// Links that are watched, by id.
pub(super) const WATCHES: &str = "watches";
/// The looks at them, by the watch's id and the moment.
pub(super) const LOOKS: &str = "looks";
/// The pages that a site's sitemaps name, by the site's name and the file's address.
pub(super) const SITE_PAGES: &str = "sitePages";
/// What became of the addresses that backlinks lead to, by address.
pub(super) const TARGETS: &str = "targets";

/// People the user can write to, by domain and address.
pub(super) const CONTACTS: &str = "contacts";
/// What tools say of domains, by tool and domain.
pub(super) const FIGURES: &str = "figures";
/// Which domains link to competitors, by competitor and domain.
pub(super) const COMPETITOR_LINKS: &str = "competitorLinks";
/// Lists of ranks by domain, packed, in parts.
pub(super) const RANKS: &str = "ranks";

/// The field by which watches are found: the identity of the page.
pub(super) const PAGE_KEY: &str = "pageKey";

/// The object stores that no backup has: what was asked for can be asked for again, and a public list of
/// ranks is on the web.
pub(super) const WORK: [&str; 6] = [RUNS, RUN_ROWS, ROBOTS, SITE_PAGES, TARGETS, RANKS];

/// The object stores that hold what the user would miss. [`ROWS`] is made from [`PROSPECTS`].
pub const KEPT: [&str; 11] = [
    PROSPECTS,
    REPORTS,
    BACKLINKS,
    AGREEMENTS,
    CHECKS,
    TEMPLATES,
    WATCHES,
    LOOKS,
    CONTACTS,
    FIGURES,
    COMPETITOR_LINKS,
];

/// Every object store that a backup is made of or that is made of one.
pub(super) const ALL: [&str; 12] = [
    PROSPECTS,
    REPORTS,
    BACKLINKS,
    AGREEMENTS,
    CHECKS,
    TEMPLATES,
    WATCHES,
    LOOKS,
    CONTACTS,
    FIGURES,
    COMPETITOR_LINKS,
    ROWS,
];

/// What makes a version of the database from the one before, inside the upgrade transaction.
#[derive(Clone, Copy)]
pub struct Step {
    /// Makes object stores.
    pub form: fn(&Database) -> Result,
    /// Rewrites records; `None` if they stay as they are. If it fails, the database stays at its version.
    pub records: Option<for<'a> fn(&'a Transaction) -> Rewrite<'a>>,
}

/// A step's work on records.
pub type Rewrite<'a> = Pin<Box<dyn Future<Output = Result> + 'a>>;

/// Version 1, from an empty database.
pub const FIRST: Step = Step {
    form: |database| {
        [PROSPECTS, REPORTS, BACKLINKS, AGREEMENTS, CHECKS, TEMPLATES]
            .iter()
            .try_for_each(|store| by_id(database, store))?;
        database.create_object_store(ROWS, ObjectStoreParams::new())?;
        Ok(())
    },
    records: None,
};

/// Version 2: runs of checks.
const CHECKS_OF_LINKS: Step = Step {
    form: |database| {
        [RUNS, RUN_ROWS, ROBOTS]
            .iter()
            .try_for_each(|store| by_id(database, store))
    },
    records: None,
};

/// Version 3: links that are watched, and what is known of the user's own sites.
const WATCHED_LINKS: Step = Step {
    form: |database| {
        [LOOKS, SITE_PAGES, TARGETS]
            .iter()
            .try_for_each(|store| by_id(database, store))?;
        let mut parameters = ObjectStoreParams::new();
        parameters.key_path(Some(KeyPath::new_single("id")));
        let watches = database.create_object_store(WATCHES, parameters)?;
        watches.create_index(PAGE_KEY, KeyPath::new_single(PAGE_KEY), None)?;
        Ok(())
    },
    records: None,
};

/// Version 4: what the user knows of people and domains.
const PEOPLE_AND_DOMAINS: Step = Step {
    form: |database| {
        [CONTACTS, FIGURES, COMPETITOR_LINKS, RANKS]
            .iter()
            .try_for_each(|store| by_id(database, store))
    },
    records: None,
};

/// Version 5: backlinks by the domain they come from.
const BACKLINKS_BY_DOMAIN: Step = Step {
    form: |_| Ok(()),
    records: Some(|transaction| {
        Box::pin(async move { by_domain::gather(&transaction.object_store(BACKLINKS)?).await })
    }),
};

/// The steps to the version that this code reads and writes, from an empty database.
const STEPS: [Step; 5] = [
    FIRST,
    CHECKS_OF_LINKS,
    WATCHED_LINKS,
    PEOPLE_AND_DOMAINS,
    BACKLINKS_BY_DOMAIN,
];

/// A database: its name, and the steps to its newest version.
pub struct Schema {
    /// What the browser knows it by.
    pub name: &'static str,
    /// The first makes version 1 from an empty database, each other one a version from the one before.
    pub steps: &'static [Step],
}

/// The database of this extension.
pub(super) const SCHEMA: Schema = Schema {
    name: "linkglance",
    steps: &STEPS,
};

impl Schema {
    /// The newest version.
    pub(super) fn version(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }

    /// The steps that a database of version `old` still needs; 0 is one that is not there yet.
    pub(super) fn due(&self, old: u32) -> &'static [Step] {
        let taken = usize::try_from(old).unwrap_or(usize::MAX);
        self.steps.get(taken..).unwrap_or_default()
    }
}

fn by_id(database: &Database, store: &str) -> Result {
    let mut parameters = ObjectStoreParams::new();
    parameters.key_path(Some(KeyPath::new_single("id")));
    database.create_object_store(store, parameters)?;
    Ok(())
}
