//! What the rows of a list become: records to be stored. Pure: no row is stored here.

use std::collections::{BTreeMap, HashSet};

use linkglance_browser::store::{
    CompetitorLink, Incoming, KeptFigures, KnownBacklink, Said, page_domain,
};
use linkglance_core::Site;
use linkglance_core::import::{Column, Columns, Figure, Figures, Kind, Listed, Tool, value};
use linkglance_core::mention::Names;
use linkglance_core::prospect::{Millis, Prospect, id};

/// What rows of a list become.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) enum Become {
    Backlinks,
    Prospects,
    Domains,
    Ranks,
    Visits,
    Competitor,
}

impl Become {
    pub(in crate::dashboard) const ALL: [Self; 6] = [
        Self::Backlinks,
        Self::Prospects,
        Self::Domains,
        Self::Ranks,
        Self::Visits,
        Self::Competitor,
    ];

    /// What is proposed for a list.
    pub(in crate::dashboard) fn of(columns: &Columns) -> Self {
        match Kind::of(columns) {
            Kind::Backlinks => Self::Backlinks,
            Kind::Domains => Self::Domains,
            Kind::Ranks => Self::Ranks,
            Kind::Referrals => Self::Visits,
            Kind::Pages => Self::Prospects,
        }
    }
}

/// For whom a list is imported.
#[derive(Clone)]
pub(in crate::dashboard) enum Owner {
    /// One of the user's sites.
    Site(Box<Site>),
    /// A competitor's domain.
    Competitor(String),
    /// All sites: what a tool says of a domain is the same for each.
    EverySite,
}

/// A list that is turned into records.
pub(in crate::dashboard) struct Plan {
    into: Become,
    owner: Owner,
    names: Names,
    tool: Tool,
    tool_name: String,
    now: Millis,
    /// Whether the list says more of a link than can be seen on its page.
    says: bool,
    figures: BTreeMap<String, Figures>,
    links: BTreeMap<String, CompetitorLink>,
    pages: HashSet<String>,
}

impl Plan {
    pub(in crate::dashboard) fn new(
        into: Become,
        owner: Owner,
        columns: &Columns,
        tool_name: String,
        now: Millis,
    ) -> Self {
        let names = match &owner {
            Owner::Site(site) => Names::of(std::slice::from_ref(&**site)),
            _ => Names::of(&[]),
        };
        let says = |held: &Column| {
            matches!(
                held,
                Column::Lost | Column::LostBecause | Column::Status | Column::Figure(_)
            )
        };
        Self {
            into,
            owner,
            names,
            tool: columns.tool,
            tool_name,
            now,
            says: columns.holds.iter().flatten().any(says),
            figures: BTreeMap::new(),
            links: BTreeMap::new(),
            pages: HashSet::new(),
        }
    }

    /// The id of what a row becomes.
    pub(in crate::dashboard) fn id_of(&self, row: &Listed) -> String {
        match (&self.owner, self.into) {
            (Owner::Site(site), Become::Prospects) => id(&row.page, &site.name),
            (Owner::Site(site), _) => {
                KnownBacklink::id_of(&row.page, row.target.as_deref(), &site.name)
            }
            (Owner::Competitor(of), _) => CompetitorLink::id_of(of, &page_domain(&row.page)),
            (Owner::EverySite, _) => KeptFigures::id_of(&self.tool_name, &page_domain(&row.page)),
        }
    }

    /// What rows become. What is about domains is collected, since rows of one domain are many.
    pub(in crate::dashboard) fn take(&mut self, rows: &[Listed]) -> Incoming {
        for row in rows {
            self.collect(row);
        }
        let mut incoming = Incoming::default();
        if let Owner::Site(site) = &self.owner {
            if self.into == Become::Prospects {
                let all = rows.iter();
                let all = all.map(|row| Prospect::listed(row, self.tool, site, self.now));
                incoming.prospects = all.collect();
            } else {
                let all = rows.iter().map(|row| self.backlink(row, site));
                incoming.backlinks = all.collect();
            }
        }
        incoming
    }

    /// What was collected of domains.
    pub(in crate::dashboard) fn domains(&mut self) -> Incoming {
        let figures = std::mem::take(&mut self.figures).into_iter();
        let figures = figures.map(|(domain, figures)| KeptFigures {
            id: KeptFigures::id_of(&self.tool_name, &domain),
            domain,
            tool: self.tool_name.clone(),
            at: self.now,
            figures,
        });
        Incoming {
            figures: figures.collect(),
            competitor_links: std::mem::take(&mut self.links).into_values().collect(),
            ..Incoming::default()
        }
    }

    fn collect(&mut self, row: &Listed) {
        let figures = row.figures_of_domain();
        if figures.is_empty() && !matches!(self.owner, Owner::Competitor(_)) {
            return;
        }
        let domain = page_domain(&row.page);
        if !figures.is_empty() {
            let known = self.figures.entry(domain.clone()).or_default();
            for (figure, value) in figures {
                let known = known.entry(figure).or_insert(0);
                // Visits of a domain's hosts are counts, and add up; of other figures the highest is that
                // of the domain itself.
                *known = match figure {
                    Figure::Visits => known.saturating_add(value),
                    _ => value.max(*known),
                };
            }
        }
        if let Owner::Competitor(competitor) = &self.owner {
            let (first, last) = seen(row, self.now);
            let is_new = self.pages.insert(row.page.clone());
            let link = self.links.entry(domain.clone());
            let link = link.or_insert_with(|| CompetitorLink {
                id: CompetitorLink::id_of(competitor, &domain),
                competitor: competitor.clone(),
                domain,
                page: row.page.clone(),
                pages: 0,
                tool: Some(self.tool_name.clone()),
                first,
                last,
            });
            link.pages += u32::from(is_new);
            link.first = link.first.min(first);
            link.last = link.last.max(last);
        }
    }

    fn backlink(&self, row: &Listed, site: &Site) -> KnownBacklink {
        let marks = [
            ("nofollow", row.nofollow),
            ("sponsored", row.sponsored),
            ("ugc", row.ugc),
        ];
        let marks = marks.iter().filter(|(_, says)| *says == Some(true));
        let rel: Vec<String> = marks.map(|(name, _)| (*name).to_owned()).collect();
        // Only a list that marks nofollow links shows that the others are followed.
        let open = row.nofollow.map(|nofollow| !nofollow);
        let (first, last) = seen(row, self.now);
        KnownBacklink {
            id: KnownBacklink::id_of(&row.page, row.target.as_deref(), &site.name),
            site: site.name.clone(),
            page: row.page.clone(),
            title: row.title.clone(),
            target: row.target.clone(),
            anchor: row.anchor.clone(),
            anchor_kind: row.anchor_kind(&self.names, site),
            followed: if rel.is_empty() { open } else { Some(false) },
            rel,
            region: None,
            kind: None,
            tool: Some(self.tool_name.clone()),
            against: Vec::new(),
            said: self.says.then(|| Box::new(self.said(row))),
            in_source: false,
            first,
            last,
        }
    }

    fn said(&self, row: &Listed) -> Said {
        Said {
            tool: self.tool_name.clone(),
            at: self.now,
            lost: row.lost.as_deref().and_then(value::day),
            lost_because: row.lost_because.clone(),
            status: row.status,
            figures: row.figures_of_page(),
        }
    }
}

/// When a link was first and last seen, by the list; now where it does not say.
fn seen(row: &Listed, now: Millis) -> (Millis, Millis) {
    let date = |day: &Option<String>| day.as_deref().and_then(value::day);
    let first = date(&row.first_seen);
    let last = date(&row.last_seen).or(first).unwrap_or(now);
    (first.unwrap_or(last), last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::import::Importer;
    use linkglance_core::link::AnchorKind;

    const NOW: Millis = 1_800_000_000_000;

    /// What a list becomes, for a site named Acme with the keyword "oolong".
    fn taken(list: &str, owner: Option<Owner>) -> Incoming {
        let mut importer = Importer::default();
        importer.push(list);
        importer.end();
        let columns = importer.preview().unwrap().columns;
        let mut site = Site::from_domain("acme.example").unwrap();
        site.name = "Acme".into();
        site.keywords = vec!["oolong".into()];
        let owner = owner.unwrap_or(Owner::Site(Box::new(site)));
        let into = Become::of(&columns);
        let mut plan = Plan::new(into, owner, &columns, "Ahrefs".into(), NOW);
        let rows = importer.next_batch(usize::MAX).taken;
        let mut incoming = plan.take(&rows);
        let domains = plan.domains();
        incoming.figures = domains.figures;
        incoming.competitor_links = domains.competitor_links;
        incoming
    }

    const BACKLINKS: &str = "Referring page URL,Target URL,Anchor,Domain rating,UR,Referring page HTTP code,Lost status,Lost\n\
        https://blog.example.com/a,https://acme.example/,Acme,71,12,404,Link removed,2026-07-01 11:00:00\n\
        https://blog.example.com/b,https://acme.example/,oolong,71,3,200,,\n";

    #[test]
    fn a_backlink_knows_what_its_list_says() {
        let all = taken(BACKLINKS, None);
        let [lost, live] = all.backlinks.as_slice() else {
            panic!("two backlinks");
        };
        let said = lost.said.as_deref().unwrap();
        assert_eq!(said.lost, value::day("2026-07-01"));
        assert_eq!(said.lost_because.as_deref(), Some("Link removed"));
        assert_eq!(
            (said.status, said.figures.get(&Figure::UrlRating)),
            (Some(404), Some(&12))
        );
        assert_eq!(lost.anchor_kind, Some(AnchorKind::Brand));
        assert_eq!(live.anchor_kind, Some(AnchorKind::Exact));
        assert_eq!(live.said.as_ref().unwrap().lost, None);
        let [figures] = all.figures.as_slice() else {
            panic!("one domain");
        };
        assert_eq!(figures.domain, "example.com");
        assert_eq!(figures.figures, Figures::from([(Figure::DomainRating, 71)]));
    }

    #[test]
    fn a_list_of_a_competitor_names_domains_and_counts_their_pages() {
        let all = taken(BACKLINKS, Some(Owner::Competitor("rival.example".into())));
        let [link] = all.competitor_links.as_slice() else {
            panic!("one domain");
        };
        assert_eq!((link.domain.as_str(), link.pages), ("example.com", 2));
        assert!(all.backlinks.is_empty() && all.prospects.is_empty());
    }

    #[test]
    fn visits_of_a_domains_hosts_add_up_and_its_figures_do_not() {
        let list = "Domain,Sessions\nblog.example.com,30\nwww.example.com,5\n";
        let all = taken(list, Some(Owner::EverySite));
        assert_eq!(
            all.figures.first().unwrap().figures.get(&Figure::Visits),
            Some(&35)
        );
        let list = "Domain,DR\nblog.example.com,30\nexample.com,45\n";
        let all = taken(list, Some(Owner::EverySite));
        assert_eq!(
            all.figures
                .first()
                .unwrap()
                .figures
                .get(&Figure::DomainRating),
            Some(&45)
        );
    }

    #[test]
    fn a_list_of_plain_addresses_says_nothing_more() {
        let all = taken("https://blog.example.com/a\n", None);
        assert_eq!(all.prospects.len(), 1);
        assert!(all.figures.is_empty());
    }
}
