//! What the rows of a list become: records to be stored. Pure: no row is stored here.

use std::collections::{BTreeMap, HashMap, HashSet};

use linkglance_browser::store::{
    CompetitorLink, Incoming, KeptFigures, KnownBacklink, Said, page_domain,
};
use linkglance_core::Site;
use linkglance_core::import::{Column, Columns, Figure, Figures, Kind, Listed, Tool, value};
use linkglance_core::mention::Names;
use linkglance_core::prospect::{Millis, Prospect, id};

use super::scanned::{Aside, Mine, Sites, to_competitor};

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
    /// All of them, each row for the one that it is about: a scan's rows say it.
    Sites(Vec<Site>),
    /// A competitor's domain.
    Competitor(String),
    /// All sites: what a tool says of a domain is the same for each.
    EverySite,
}

/// A list that is turned into records.
pub(in crate::dashboard) struct Plan {
    into: Become,
    owner: Owner,
    sites: Sites,
    competitor: Option<Site>,
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
        let sites = match &owner {
            Owner::Site(site) => std::slice::from_ref(&**site),
            Owner::Sites(sites) => sites,
            Owner::Competitor(_) | Owner::EverySite => &[],
        };
        let competitor = match &owner {
            Owner::Competitor(domain) => Site::from_domain(domain).ok(),
            _ => None,
        };
        let says = |held: &Column| {
            matches!(
                held,
                Column::Lost | Column::LostBecause | Column::Status | Column::Figure(_)
            )
        };
        Self {
            into,
            sites: Sites::of(sites),
            competitor,
            owner,
            tool: columns.tool,
            tool_name,
            now,
            says: columns.holds.iter().flatten().any(says),
            figures: BTreeMap::new(),
            links: BTreeMap::new(),
            pages: HashSet::new(),
        }
    }

    /// Parts the rows that become something, each with its site, from those that are left out.
    pub(in crate::dashboard) fn sort(
        &mut self,
        rows: Vec<Listed>,
        aside: &mut Aside,
    ) -> Vec<Placed> {
        let mut placed = Vec::with_capacity(rows.len());
        for row in rows {
            let site = match (&self.owner, &self.competitor) {
                (Owner::Site(_) | Owner::Sites(_), _) => {
                    self.sites.place(&row, self.into == Become::Prospects)
                }
                (Owner::Competitor(_), Some(competitor)) => to_competitor(&row, competitor),
                (Owner::Competitor(_) | Owner::EverySite, _) => Ok(0),
            };
            match site {
                Ok(site) => placed.push(Placed { row, site }),
                Err(because) => aside.add(because),
            }
        }
        placed
    }

    fn site(&self, placed: &Placed) -> Option<&Mine> {
        self.sites.get(placed.site)
    }

    /// The id of what a row becomes.
    pub(in crate::dashboard) fn id_of(&self, placed: &Placed) -> String {
        let row = &placed.row;
        match (&self.owner, self.into) {
            (Owner::Site(_) | Owner::Sites(_), into) => {
                let site = self.site(placed).map_or("", |mine| mine.site.name.as_str());
                if into == Become::Prospects {
                    id(&row.page, site)
                } else {
                    KnownBacklink::id_of(&row.page, row.target.as_deref(), site)
                }
            }
            (Owner::Competitor(of), _) => CompetitorLink::id_of(of, &page_domain(&row.page)),
            (Owner::EverySite, _) => KeptFigures::id_of(&self.tool_name, &page_domain(&row.page)),
        }
    }

    /// What rows become. What is about domains is collected, since rows of one domain are many.
    pub(in crate::dashboard) fn take(&mut self, rows: &[Placed]) -> Incoming {
        for placed in rows {
            self.collect(&placed.row);
        }
        let mut incoming = Incoming::default();
        let owned = rows
            .iter()
            .filter_map(|placed| Some((&placed.row, self.site(placed)?)));
        if self.into == Become::Prospects {
            let all = owned.filter_map(|(row, mine)| self.prospect(row, mine));
            incoming.prospects = once_each(all);
        } else {
            let all = owned.map(|(row, mine)| self.backlink(row, mine));
            incoming.backlinks = all.collect();
        }
        incoming
    }

    /// A page to work on; one that a scan has found a mention on with its sentence.
    fn prospect(&self, row: &Listed, mine: &Mine) -> Option<Prospect> {
        if row.scanned.is_some() {
            return Prospect::scanned(row, &mine.site, &mine.pages, self.now);
        }
        Some(Prospect::listed(row, self.tool, &mine.site, self.now))
    }

    /// Who says what a row says: the crawl that a scan has found it in, else the tool.
    fn source(&self, row: &Listed) -> String {
        let scanned = row.scanned.as_deref();
        let source = scanned.and_then(|scanned| scanned.source.clone());
        source.unwrap_or_else(|| self.tool_name.clone())
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
            let source = self.source(row);
            let is_new = self.pages.insert(row.page.clone());
            let link = self.links.entry(domain.clone());
            let link = link.or_insert_with(|| CompetitorLink {
                id: CompetitorLink::id_of(competitor, &domain),
                competitor: competitor.clone(),
                domain,
                page: row.page.clone(),
                pages: 0,
                tool: Some(source),
                first,
                last,
            });
            link.pages += u32::from(is_new);
            link.first = link.first.min(first);
            link.last = link.last.max(last);
        }
    }

    fn backlink(&self, row: &Listed, mine: &Mine) -> KnownBacklink {
        let site = &mine.site;
        let listed = self.listed_backlink(row, site, &mine.names);
        match row.scanned.as_deref() {
            None => listed,
            Some(scanned) => KnownBacklink {
                followed: scanned.followed,
                rel: scanned.rel.clone(),
                region: scanned.region,
                kind: scanned.kind,
                ..listed
            },
        }
    }

    /// A backlink as any list names it.
    fn listed_backlink(&self, row: &Listed, site: &Site, names: &Names) -> KnownBacklink {
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
            anchor_kind: row.anchor_kind(names, site),
            followed: if rel.is_empty() { open } else { Some(false) },
            rel,
            region: None,
            kind: None,
            tool: Some(self.source(row)),
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

/// A row, and for which of the list's sites it is.
pub(in crate::dashboard) struct Placed {
    row: Listed,
    site: usize,
}

/// Each prospect once: a scan has a row for each mention of a page.
fn once_each(all: impl Iterator<Item = Prospect>) -> Vec<Prospect> {
    let mut each: Vec<Prospect> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for prospect in all {
        let at = *known.entry(prospect.id.clone()).or_insert(each.len());
        match each.get_mut(at) {
            Some(known) => {
                known.update_from(prospect);
            }
            None => each.push(prospect),
        }
    }
    each
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
    use linkglance_core::backlink::BacklinkKind;
    use linkglance_core::import::Importer;
    use linkglance_core::link::AnchorKind;
    use linkglance_core::prospect::Sentence;
    use linkglance_core::reason::Key;
    use linkglance_core::region::Region;

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
        let rows = plan.sort(rows, &mut Aside::default());
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

    /// A row of a scan.
    fn scanned(fields: &str) -> String {
        format!(
            "{{\"source\":\"CC-MAIN-2026-30\",\"fetched\":\"2026-07-11T02:14:42Z\",\"region\":\"content\",\
             \"hidden\":false,{fields}}}\n"
        )
    }

    fn scan() -> String {
        let link = |row: &str, page: &str, url: &str| {
            scanned(&format!(
                "\"row\":\"{row}\",\"page\":\"https://{page}\",\"url\":\"https://{url}\",\"followed\":true,\"kind\":\"editorial\""
            ))
        };
        let mention = |page: &str, site: &str, before: &str, more: &str| {
            scanned(&format!(
                "\"row\":\"mention\",\"site\":\"{site}\",\"page\":\"https://{page}\",\"text\":\"{site}\",\
                 \"before\":\"{before} \",\"after\":\" is good.\",\"linked\":\"none\",\"possible\":false{more}"
            ))
        };
        [
            link("backlink", "blog.example/a", "acme.example/"),
            mention("blog.example/a", "Acme", "Again", ""),
            link("backlink", "news.example/b", "www.bolt.example/x"),
            mention("news.example/b", "Acme", "They say", ""),
            mention("news.example/b", "Acme", "We say", ""),
            link("outbound_link", "news.example/b", "other.example/"),
            link("outbound_link", "news.example/b", "other.example/2"),
            mention("news.example/c", "Nobody", "They say", ""),
            mention("news.example/c", "acme", "They say", ",\"possible\":true")
                .replace(",\"possible\":false", ""),
            scanned("\"row\":\"unknown\",\"page\":\"https://cut.example/\""),
        ]
        .concat()
    }

    /// What a scan becomes for two sites, and how many rows are left out, by reason.
    fn taken_of_scan(into: Become, owner: Option<Owner>) -> (Incoming, Vec<(Key, usize)>) {
        let mut importer = Importer::default();
        importer.push(&scan());
        importer.end();
        let columns = importer.preview().unwrap().columns;
        let sites = ["Acme", "Bolt"].map(|name| Site {
            name: name.into(),
            domains: vec![format!("{}.example", name.to_lowercase())],
            ..Site::default()
        });
        let owner = owner.unwrap_or(Owner::Sites(sites.to_vec()));
        let mut plan = Plan::new(into, owner, &columns, "Linkglance scan".into(), NOW);
        let batch = importer.next_batch(usize::MAX);
        assert!(batch.refused.is_empty() && batch.repeated == 0);
        let mut aside = Aside::default();
        let rows = plan.sort(batch.taken, &mut aside);
        let mut incoming = plan.take(&rows);
        incoming.competitor_links = plan.domains().competitor_links;
        let aside = aside.iter().map(|(because, count)| (because.key(), *count));
        (incoming, aside.collect())
    }

    #[test]
    fn links_of_a_scan_are_backlinks_of_the_site_that_each_leads_to() {
        let (all, aside) = taken_of_scan(Become::Backlinks, None);
        let [acme, bolt] = all.backlinks.as_slice() else {
            panic!("two backlinks");
        };
        assert_eq!((acme.site.as_str(), bolt.site.as_str()), ("Acme", "Bolt"));
        assert_eq!(acme.tool.as_deref(), Some("CC-MAIN-2026-30"));
        assert_eq!(acme.region, Some(Region::Content));
        assert_eq!(acme.kind, Some(BacklinkKind::Editorial));
        assert_eq!(acme.followed, Some(true));
        assert_eq!(Some(acme.last), value::day("2026-07-11"));
        assert!(all.prospects.is_empty());
        let expected = [
            (Key::ImportLinkedAlready, 1),
            (Key::ImportIsMention, 2),
            (Key::ImportElsewhere, 2),
            (Key::ImportNoProfile, 1),
            (Key::ImportNoOpportunity, 1),
            (Key::ImportCutPage, 1),
        ];
        assert_eq!(aside, expected);
    }

    #[test]
    fn mentions_of_a_scan_are_prospects_with_all_sentences_of_their_page() {
        let (all, aside) = taken_of_scan(Become::Prospects, None);
        let [found] = all.prospects.as_slice() else {
            panic!("one page");
        };
        assert_eq!(
            (found.site.as_str(), found.page.url.as_str()),
            ("Acme", "https://news.example/b")
        );
        assert_eq!(found.page.found_in.as_deref(), Some("CC-MAIN-2026-30"));
        assert_eq!(found.page.listed_by, Some(Tool::Scan));
        let sentences = found
            .opportunities
            .first()
            .map(|offer| offer.sentences.as_slice());
        let sentences: Vec<String> = sentences.unwrap().iter().map(Sentence::whole).collect();
        assert_eq!(
            sentences,
            ["They say Acme is good.", "We say Acme is good."]
        );
        assert!(all.backlinks.is_empty());
        assert!(aside.contains(&(Key::ImportIsLink, 2)));
    }

    #[test]
    fn links_of_a_scan_to_a_competitor_are_its_links_and_no_others() {
        let owner = Owner::Competitor("bolt.example".into());
        let (all, aside) = taken_of_scan(Become::Competitor, Some(owner));
        let [link] = all.competitor_links.as_slice() else {
            panic!("one domain");
        };
        assert_eq!((link.domain.as_str(), link.pages), ("news.example", 1));
        assert_eq!(link.tool.as_deref(), Some("CC-MAIN-2026-30"));
        assert!(aside.contains(&(Key::ImportElsewhere, 3)));
    }

    #[test]
    fn a_list_of_plain_addresses_says_nothing_more() {
        let all = taken("https://blog.example.com/a\n", None);
        assert_eq!(all.prospects.len(), 1);
        assert!(all.figures.is_empty());
    }
}
