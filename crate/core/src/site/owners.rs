//! Whose an address is: all profiles' domains in one map, so that many profiles cost as one.

use std::collections::HashMap;

use super::Site;
use crate::url::{Url, domains_above, is_web};

/// The domains of all profiles, their own and their competitors'.
#[derive(Debug, Default)]
pub struct Owners {
    own: HashMap<String, Vec<Claim>>,
    competitors: HashMap<String, String>,
}

#[derive(Clone, Copy, Debug)]
struct Claim {
    site: usize,
    /// Written `=host`: subdomains do not count.
    exact: bool,
}

impl Owners {
    /// Reads the profiles.
    pub fn of(sites: &[Site]) -> Self {
        let mut owners = Self::default();
        for (at, site) in sites.iter().enumerate() {
            for domain in &site.domains {
                let (host, exact) = match domain.strip_prefix('=') {
                    Some(host) => (host, true),
                    None => (domain.as_str(), false),
                };
                let claims = owners.own.entry(host.to_owned()).or_default();
                claims.push(Claim { site: at, exact });
            }
            for domain in &site.competitors {
                let host = domain.trim_start_matches('=').to_owned();
                owners.competitors.insert(host.clone(), host);
            }
        }
        owners
    }

    /// The profiles whose site a URL is on, by index, in order.
    pub fn of_url(&self, url: &Url) -> Vec<usize> {
        let mut sites = Vec::new();
        let Some(host) = url.host_str().filter(|_| is_web(url)) else {
            return sites;
        };
        for (depth, domain) in domains_above(host).enumerate() {
            for claim in self.own.get(domain).into_iter().flatten() {
                if depth == 0 || !claim.exact {
                    sites.push(claim.site);
                }
            }
        }
        sites.sort_unstable();
        sites.dedup();
        sites
    }

    /// The competitor's domain a URL is on.
    pub fn competitor(&self, url: &Url) -> Option<&str> {
        if self.competitors.is_empty() {
            return None;
        }
        let host = url.host_str().filter(|_| is_web(url))?;
        domains_above(host)
            .find_map(|domain| self.competitors.get(domain))
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_its_sites_and_its_subdomains_too() {
        let site = |domains: &[&str], competitors: &[&str]| Site {
            domains: domains.iter().map(ToString::to_string).collect(),
            competitors: competitors.iter().map(ToString::to_string).collect(),
            ..Site::default()
        };
        let owners = Owners::of(&[
            site(&["acme.com"], &["rival.com"]),
            site(&["=shop.acme.com", "acme.org"], &[]),
        ]);
        let of = |url| owners.of_url(&Url::parse(url).unwrap());
        assert_eq!(of("https://shop.acme.com./x"), [0, 1]);
        assert_eq!(of("https://eu.shop.acme.com/"), [0]);
        assert_eq!(of("https://notacme.com/"), Vec::<usize>::new());
        let rival = owners.competitor(&Url::parse("http://www.rival.com").unwrap());
        assert_eq!(rival, Some("rival.com"));
    }
}
