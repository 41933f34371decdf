//! Sites where brands keep profiles of their own.

use super::{Url, identity, is_within};

const SOCIAL: &[&str] = &[
    "bsky.app",
    "facebook.com",
    "github.com",
    "instagram.com",
    "linkedin.com",
    "medium.com",
    "pinterest.com",
    "reddit.com",
    "snapchat.com",
    "t.me",
    "threads.net",
    "tiktok.com",
    "tumblr.com",
    "twitch.tv",
    "twitter.com",
    "vk.com",
    "weibo.com",
    "x.com",
    "xing.com",
    "youtube.com",
];

/// Whether a host is a social network.
pub fn is_social(host: &str) -> bool {
    SOCIAL.iter().any(|site| is_within(host, site))
}

/// Former hosts of networks that still answer, and today's.
const RENAMED: &[(&str, &str)] = &[("twitter.com/", "x.com/")];

/// The key two addresses of one profile share: names on networks have no case.
pub fn profile_key(url: &Url) -> String {
    let key = identity(url).to_lowercase();
    for (former, today) in RENAMED {
        if let Some(rest) = key.strip_prefix(former) {
            return format!("{today}{rest}");
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_profile_has_one_key() {
        let key = |url| profile_key(&Url::parse(url).unwrap());
        assert_eq!(
            key("https://twitter.com/Acme/"),
            key("http://www.x.com/acme")
        );
        assert_ne!(
            key("https://nottwitter.com/acme"),
            key("https://x.com/acme")
        );
    }
}
