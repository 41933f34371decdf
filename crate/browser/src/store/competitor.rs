//! Which domains link to competitors, from lists and from pages that were inspected: the link gap is those
//! of them that do not link to the user.

use std::collections::BTreeMap;

use linkglance_core::prospect::Millis;
use linkglance_core::url::{Url, site_of};
use linkglance_core::{Report, Site};
use serde::{Deserialize, Serialize};

use super::convert::{from_object, to_object};
use super::record::Record;
use super::requests::get_each;
use super::schema::COMPETITOR_LINKS;
use super::{Part, Result, Store};

/// A domain that links to a competitor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompetitorLink {
    /// What it is known by; [`CompetitorLink::id_of`].
    pub id: String,
    /// The competitor's registrable domain.
    pub competitor: String,
    /// The registrable domain that links there.
    pub domain: String,
    /// A page of it with such a link.
    pub page: String,
    /// How many of its pages are known to.
    pub pages: u32,
    /// The tool whose list named it; `None` if it was seen on a page.
    pub tool: Option<String>,
    /// When it was first known.
    pub first: Millis,
    /// When it was last seen.
    pub last: Millis,
}

impl CompetitorLink {
    /// The id: one domain once a competitor.
    pub fn id_of(competitor: &str, domain: &str) -> String {
        format!("{competitor} {domain}")
    }

    /// Takes over what another record of the same domain and competitor knows.
    pub fn merge(&mut self, other: Self) {
        self.pages = self.pages.max(other.pages);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.tool = other.tool.or_else(|| self.tool.take());
    }
}

/// The competitors of a site, by their registrable domains.
pub fn competitors(site: &Site) -> impl Iterator<Item = &str> {
    let domains = site.competitors.iter();
    domains.map(|domain| site_of(domain.trim_start_matches('=')))
}

/// That the domain of an inspected page links to competitors of these sites: once a competitor.
pub fn competitor_links_in(report: &Report, sites: &[Site], now: Millis) -> Vec<CompetitorLink> {
    let page = &report.page.url;
    let host = Url::parse(page).ok();
    let Some(host) = host.as_ref().and_then(|url| url.host_str()) else {
        return Vec::new();
    };
    let domain = site_of(host);
    let found = report.links.iter().flat_map(|link| {
        let domains = sites.iter().filter_map(|site| link.competitor_of(site));
        domains.map(site_of)
    });
    let found = found.filter(|competitor| *competitor != domain);
    let links = found.map(|competitor| CompetitorLink {
        id: CompetitorLink::id_of(competitor, domain),
        competitor: competitor.to_owned(),
        domain: domain.to_owned(),
        page: page.clone(),
        pages: 1,
        tool: None,
        first: now,
        last: now,
    });
    let by_id: BTreeMap<String, CompetitorLink> =
        links.map(|link| (link.id.clone(), link)).collect();
    by_id.into_values().collect()
}

impl Store {
    /// Saves which domains link to competitors: all or none. Known ones take over what is new.
    pub async fn keep_competitor_links(&self, links: Vec<CompetitorLink>) -> Result {
        let transaction = self.connection.write(&[COMPETITOR_LINKS])?;
        let done = async {
            let store = transaction.object_store(COMPETITOR_LINKS)?;
            let ids: Vec<String> = links.iter().map(|link| link.id.clone()).collect();
            let known = get_each(&store, &ids).await?;
            for (link, known) in links.into_iter().zip(known) {
                let mut all = match known {
                    Some(known) => from_object::<CompetitorLink>(&known)?,
                    None => link.clone(),
                };
                all.merge(link);
                store.put(&to_object(&all)?, None)?;
            }
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }
}

impl Record for CompetitorLink {
    const STORE: &'static str = COMPETITOR_LINKS;
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::{Page, inspect};

    #[test]
    fn a_page_counts_once_a_competitor_and_never_for_its_own_links() {
        let site = Site {
            name: "Acme".into(),
            domains: vec!["acme.example".into()],
            competitors: vec!["rival.example".into(), "blog.example".into()],
            ..Site::default()
        };
        let html = r#"<p><a href="https://shop.rival.example/a">one</a> <a href="https://rival.example/b">two</a>
            <a href="https://blog.example/">home</a> <a href="https://other.example/">other</a></p>"#;
        let page = Page {
            url: "https://www.blog.example/post".into(),
            html: html.into(),
            ..Page::default()
        };
        let sites = [site];
        let report = inspect(&page, &sites).unwrap();
        let found = competitor_links_in(&report, &sites, 7);
        let ids: Vec<&str> = found.iter().map(|link| link.id.as_str()).collect();
        assert_eq!(ids, ["rival.example blog.example"]);
    }

    #[test]
    fn a_competitor_is_known_by_its_registrable_domain_however_it_was_written() {
        let site = Site {
            competitors: vec!["=www.rival.co.uk".into(), "shop.other.com".into()],
            ..Site::default()
        };
        let all: Vec<&str> = competitors(&site).collect();
        assert_eq!(all, ["rival.co.uk", "other.com"]);
    }

    #[test]
    fn what_is_known_of_a_domain_grows() {
        let link = |pages, tool: Option<&str>, at| CompetitorLink {
            id: "x".into(),
            competitor: "rival.example".into(),
            domain: "blog.example".into(),
            page: "https://blog.example/".into(),
            pages,
            tool: tool.map(str::to_owned),
            first: at,
            last: at,
        };
        let mut known = link(3, Some("Ahrefs"), 5);
        known.merge(link(1, None, 2));
        assert_eq!((known.pages, known.first, known.last), (3, 2, 5));
        assert_eq!(known.tool.as_deref(), Some("Ahrefs"));
    }
}
